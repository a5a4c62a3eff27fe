"""Files of a project → what has changed in them, by content: an editor that saves the same words again changes nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from macros.standing import list_centre_files
from macros.sums import list_folder, list_moments, sum_file

FOLDERS = ("data", "docs", "overrides", "macros")
FILES = ("mkdocs.yml", "package.json")
SETTLED = 0.03
"""Seconds without another event after which a save is taken to be over: editors write in several steps."""
NOTHING_WRITTEN = ("opened", "closed_no_write")


class Watch(FileSystemEventHandler):
    """Waits for changes of a project, and of the folder of a centre's file where that stands elsewhere."""

    def __init__(self, project: Path, centre: Path | None = None) -> None:
        self.project, self.centre = project, centre
        self.stirred = threading.Event()
        self.moments: dict[str, tuple[int, ...]] = {}
        self.sums: dict[str, str] = {}
        self.sums = self._sum()
        self.observer = self._start(Observer())

    def _start(self, observer: Observer) -> Observer:  # type: ignore[valid-type]
        """Start watching; by looking again and again where the system cannot tell."""
        for name in FOLDERS:
            if (self.project / name).is_dir():
                observer.schedule(self, str((self.project / name).resolve()), recursive=True)
        observer.schedule(self, str(self.project.resolve()))
        if self.centre:
            observer.schedule(self, str(self.centre.parent))
        try:
            observer.start()
        except OSError:
            return self._start(PollingObserver(timeout=0.5))
        return observer

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something may have changed."""
        if event.event_type not in NOTHING_WRITTEN:
            self.stirred.set()

    def wait(self) -> list[str]:
        """Return the names of the files that have changed since the last time, sorted, once there are any."""
        while True:
            self.stirred.wait()
            while self.stirred.is_set():
                self.stirred.clear()
                self.stirred.wait(SETTLED)
            before, self.sums = self.sums, self._sum()
            if changed := sorted(name for name in {*before, *self.sums} if before.get(name) != self.sums.get(name)):
                return changed

    def stop(self) -> None:
        """Stop watching."""
        self.observer.stop()
        self.observer.join()

    def _sum(self) -> dict[str, str]:
        """Return the sum of every file; one that nobody has written to since the last time is not read again."""
        before, places = self.moments, dict(self._list_places())
        self.moments = dict(zip(places, list_moments(places.values()).values(), strict=True))
        untouched = {name for name, moment in self.moments.items() if moment and before.get(name) == moment}
        return {name: self.sums[name] if name in untouched else sum_file(place) for name, place in places.items()}

    def _list_places(self) -> Iterator[tuple[str, str]]:
        yield from ((name, str(self.project / name)) for name in FILES)
        for folder in FOLDERS:
            yield from ((f"{folder}/{name}", place) for name, place in list_folder(str(self.project / folder)))
        if self.centre:
            yield from ((str(path), str(path)) for path in list_centre_files(self.centre))
