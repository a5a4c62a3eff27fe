"""Many objects at once: sent, or copied on the host's side where the same content lies there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from tqdm import tqdm

from macros.upload.inventory import Content
from macros.upload.storage import Storage


@dataclass
class Tally:
    """What has been done so far."""

    sent: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    there: int = 0
    deleted: int = 0


@dataclass(frozen=True)
class Work:
    """How it is done, and what the host is known to have: the whole key of one object for each content."""

    jobs: int
    dry: bool
    known: dict[Content, str] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)


def put_all(storage: Storage, folder: Path, files: Mapping[str, Content], work: Work) -> None:
    """Put files into storage under their addresses; the first failure ends it, and what was put until then stays."""
    first_of = {content: address for address, content in reversed(files.items())}
    firsts = [address for address, content in files.items() if first_of[content] == address]
    rest = [address for address in files if first_of[files[address]] != address]  # the same content twice: copied from the first

    def put(address: str) -> None:
        content = files[address]
        source = work.known.get(content)
        if source and (work.dry or storage.copy(source, address)):
            work.tally.copied.append(address)
            return
        if not work.dry:
            storage.send(address, folder / address, content.headers)
        work.known[content] = storage.key(address)
        work.tally.sent.append(address)

    for addresses in (firsts, rest):
        do_at_once(addresses, put, work.jobs)


def do_at_once(names: Iterable[str], do: Callable[[str], None], jobs: int) -> None:
    """Do something for each name, several at a time, with a bar; raise the first failure and begin nothing more."""
    names = list(names)
    with ThreadPoolExecutor(jobs) as threads, tqdm(total=len(names), unit="file", leave=False, disable=None) as bar:
        begun = [threads.submit(do, name) for name in names]
        for one in begun:
            one.add_done_callback(lambda _: bar.update())
        done, waiting = wait(begun, return_when=FIRST_EXCEPTION)
        for one in waiting:
            one.cancel()
        for one in done:
            one.result()
