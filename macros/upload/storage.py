"""Object storage by the S3 API, through obstore. Faults come as StorageFailure, in one sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from macros.errors import DataError, Place, Problem

TARGET = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([^?#]*))?")
KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
OTHER_WAYS = ("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")


class StorageFailure(Exception):
    """The host did not do what it was asked, after several tries."""


class Storage:
    """What lies under a prefix of a bucket."""

    def __init__(self, store: Any, prefix: str) -> None:
        self._store, self._prefix = store, prefix

    def within(self, name: str) -> Storage:
        """Return what lies under a further prefix."""
        return Storage(self._store, self.key(name)) if name else self

    def key(self, name: str) -> str:
        """Return the whole key of an object."""
        return f"{self._prefix}/{name}".strip("/")

    def send(self, name: str, content: bytes | Path, headers: dict[str, str]) -> None:
        """Write an object; it is there whole or not at all."""
        import obstore

        with _faults_told():
            obstore.put(self._store, self.key(name), content, attributes=headers)  # type: ignore[arg-type]

    def copy(self, key: str, name: str) -> bool:
        """Copy an object on the host's side, by its whole key, with what is told about it; return whether it was there."""
        import obstore

        try:
            with _faults_told():
                obstore.copy(self._store, key, self.key(name))
        except FileNotFoundError:
            return False
        return True

    def read(self, name: str) -> bytes | None:
        """Return an object, or nothing where there is none."""
        import obstore

        try:
            with _faults_told():
                return bytes(obstore.get(self._store, self.key(name)).bytes())
        except FileNotFoundError:
            return None

    def list(self, name: str) -> dict[str, int]:
        """Return the size of every object under a prefix, by its name within it."""
        import obstore

        start = self.key(name)
        with _faults_told():
            found = (entry for part in obstore.list(self._store, prefix=start) for entry in part)
            return {entry["path"][len(start) + 1 :]: entry["size"] for entry in found}

    def list_by_age(self, name: str) -> list[str]:
        """Return the names of the objects right under a prefix, and not further down, those written first first."""
        import obstore

        start = self.key(name)
        with _faults_told():
            found = list(obstore.list_with_delimiter(self._store, prefix=start)["objects"])
        found.sort(key=lambda entry: (entry["last_modified"], entry["path"]))
        return [entry["path"][len(start) + 1 :] for entry in found]

    def list_folders(self) -> list[str]:
        """Return the names right here under which further objects lie, sorted."""
        import obstore

        start = f"{self._prefix}/" if self._prefix else ""
        with _faults_told():
            found = obstore.list_with_delimiter(self._store, prefix=self._prefix or None)["common_prefixes"]
        return sorted(name[len(start) :].strip("/") for name in found)

    def delete(self, names: Iterable[str]) -> None:
        """Delete objects."""
        import obstore

        with _faults_told():
            if keys := [self.key(name) for name in names]:
                obstore.delete(self._store, keys)


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:  # obstore has a class for each of many faults, and they all end here
        raise StorageFailure(str(error).split("\n")[0].strip()) from error


def open_storage(target: str, endpoint: str | None, region: str, retries: int) -> Storage:
    """Return the storage at `s3://bucket/prefix`; raise DataError where it cannot even be asked."""
    found = TARGET.fullmatch(target)
    if not found:
        raise _refuse(target, "is not an address of storage: write s3://bucket/prefix")
    if not all(os.environ.get(name) for name in KEYS) and not any(os.environ.get(name) for name in OTHER_WAYS):
        raise _refuse(target, f"needs your keys: set {' and '.join(KEYS)} in the environment")
    try:
        from obstore.store import S3Store
    except ImportError:
        raise _refuse(target, "needs the package obstore: run `.venv/bin/python -m pip install obstore` once") from None
    settings: dict[str, Any] = {"region": region, "virtual_hosted_style_request": endpoint is None}
    if endpoint:
        settings |= {"endpoint": endpoint.rstrip("/"), "client_options": {"allow_http": endpoint.startswith("http://")}}
    retry = {"max_retries": retries, "retry_timeout": timedelta(seconds=20 * retries + 1)}
    store = S3Store(found[1], retry_config=retry, **settings)  # type: ignore[arg-type]
    return Storage(store, (found[2] or "").strip("/"))


def _refuse(target: str, message: str) -> DataError:
    return DataError([Problem(Place(target), "storage-known", message)])
