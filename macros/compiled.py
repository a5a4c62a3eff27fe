"""Templates that were compiled, for every environment of this process and for the next one.

A compiled template is code of this tool as its compiled modules are, whatever guide is made with it. It is kept where Python
keeps those, and like them made anew where it is not the code of the words that stand in the template now.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from macros.remembered import sum_tools
from macros.sums import CODE, LEFT_BY_PYTHON, is_code_unchanged, write_whole

BESIDE_CODE = Path(CODE, LEFT_BY_PYTHON, "templates")
SUM = 32


class Compiled(BytecodeCache):
    """Hands Jinja the code of a template whose words have not changed. Environments that compile alike share one."""

    def __init__(self, kind: str, folder: Path = BESIDE_CODE) -> None:
        self.kind, self.folder = kind, folder
        self.kept = False
        """Whether what earlier processes have compiled is used, and what this one compiles written down by `close`."""
        self.known: dict[str, bytes] = {}
        """The code of each template, by the name of its file, with the sum of what it was compiled from."""
        self.new: set[str] = set()

    def close(self) -> None:
        """Write down what was compiled; where that cannot be done, the next process compiles it again."""
        if self.kept and self.new and is_code_unchanged():
            for name in sorted(self.new):
                write_whole(self.folder / name, [sha256(self.known[name]).digest(), self.known[name]])
            self.new.clear()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of a template's file, the same for all guides: they share the tool's templates."""
        return f"{self.kind}.{name.replace('/', '.')}.code"

    def get_source_checksum(self, source: str) -> str:
        """Return what stands for a template's words, and for all that compiles them."""
        return sha256(f"{sum_tools()} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where that is known; Jinja takes none that was compiled from something else."""
        if code := self.known.get(bucket.key) or self._read(bucket.key):
            bucket.bytecode_from_string(code)
            if bucket.code:
                self.known[bucket.key] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.known[bucket.key] = bucket.bytecode_to_string()
        self.new.add(bucket.key)

    def _read(self, name: str) -> bytes:
        """Return what is kept under a name; nothing where that is not whole."""
        try:
            content = (self.folder / name).read_bytes() if self.kept else b""
        except OSError:
            return b""
        return content[SUM:] if sha256(content[SUM:]).digest() == content[:SUM] else b""


FRAGMENTS, FRAMES = Compiled("fragment"), Compiled("frame")
"""What all environments of this process share."""


@contextmanager
def compiled(kept: bool) -> Iterator[None]:
    """Within, use what earlier processes have compiled, where that is wanted; then keep what was compiled for later ones."""
    for shared in (FRAGMENTS, FRAMES):
        shared.kept = kept
    yield
    for shared in (FRAGMENTS, FRAMES):
        shared.close()
