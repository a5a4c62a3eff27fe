"""Templates that were compiled, for every environment of this process and, where a project keeps them, for the next one."""

from __future__ import annotations

from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from macros.remembered import Remembered


class Compiled(BytecodeCache):
    """Hands Jinja the code of a template whose words have not changed."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.remembered = Remembered()

    def keep_in(self, file: Path | None) -> None:
        """Use what is kept in a file, and write to it what is compiled from now on until `close`."""
        self.remembered = Remembered(file)

    def close(self) -> None:
        """Write down what was compiled."""
        self.remembered.close()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where that is known."""
        if code := self.remembered.find(self._find_key(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.remembered.keep(self._find_key(bucket), bucket.bytecode_to_string())

    def _find_key(self, bucket: Bucket) -> bytes:
        return self.remembered.find_key(Path(bucket.key), bucket.checksum, self.kind)


COMPILED = Compiled("fragments and pages")
"""What all environments of this process share."""
