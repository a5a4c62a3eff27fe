"""Object storage on the loopback: moto's server, and a gate before it that counts, delays or refuses what is written."""

from __future__ import annotations

import http.client
import http.server
import json
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.tools import find_storage

PUBLIC = {"Effect": "Allow", "Principal": "*", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::guides/*"]}
BUCKET = "guides"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class Bucket:
    """A bucket as its readers see it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
        """Ask the server something without a key, as a reader does."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        connection.request(method, quote(f"/{BUCKET}/{path}", safe="/?=-"), body)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def get(self, key: str) -> bytes:
        """Return an object that is there."""
        status, _, content = self.ask("GET", key)
        assert status == 200, (status, key)
        return content

    def headers(self, key: str) -> dict[str, str]:
        """Return what is told about an object."""
        status, headers, _ = self.ask("GET", key)
        assert status == 200, (status, key)
        return headers

    def empty(self) -> None:
        """Begin with nothing: the server forgets all it has, then the bucket is made and opened to readers."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        connection.request("POST", "/moto-api/reset")
        connection.getresponse().read()  # a bucket that is made before the server has forgotten is forgotten too
        connection.close()
        deadline = time.monotonic() + 30
        while self.ask("PUT", "")[0] != 200:
            assert time.monotonic() < deadline
        self.ask("PUT", "?policy", json.dumps({"Version": "2012-10-17", "Statement": [PUBLIC]}).encode())


@contextmanager
def serve_storage(log: Path) -> Iterator[Bucket]:
    """Run a server of object storage that keeps all in memory."""
    program = find_storage()
    if program is None:
        pytest.skip("moto is not here")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with log.open("wb") as said:
        server = subprocess.Popen([program, "-H", "127.0.0.1", "-p", str(port)], stdout=said, stderr=said)
    try:
        deadline = time.monotonic() + 120
        while True:
            with socket.socket() as trying:
                if trying.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield Bucket(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(timeout=30)


class Gate:
    """A host between the uploader and the storage: notes each write in order, and refuses some."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self.written: list[tuple[str, str]] = []
        """What was asked for, `sent` or `copied` or `deleted`, and the key."""
        self.deleted: list[str] = []
        """What each request to delete has named, as it was asked."""
        self.refuse_after = 10**9
        """After so many writes, every other is refused."""
        self.refuse_once: set[str] = set()
        """Ends of keys whose first write is refused."""
        self.lose = ""
        """The end of a key that the host says it has written, and loses."""
        self.hold_after = 10**9
        """After so many writes, the next waits until the uploader is gone."""
        self.held = threading.Event()
        handler = type("Handler", (_Handler,), {"gate": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def is_refused(self, key: str) -> bool:
        """Return whether a write does not get through."""
        for end in list(self.refuse_once):
            if key.endswith(end):
                self.refuse_once.discard(end)
                return True
        return len(self.written) >= self.refuse_after


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    gate: Gate

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        key = urlsplit(self.path).path.removeprefix(f"/{BUCKET}/")
        writes = self.command in ("PUT", "DELETE") or (self.command == "POST" and "delete" in self.path)
        if writes and len(self.gate.written) >= self.gate.hold_after:
            self.gate.held.set()
            threading.Event().wait(60)
            return
        if writes and self.gate.is_refused(key):
            self._answer(503, {}, b"<Error><Code>SlowDown</Code></Error>")
            return
        if writes and self.gate.lose and key.endswith(self.gate.lose):
            self._answer(200, {"ETag": '"lost"'}, b"")
            return
        connection = http.client.HTTPConnection(urlsplit(self.gate.bucket.address).netloc, timeout=60)
        connection.request(self.command, self.path, body, dict(self.headers.items()))
        answer = connection.getresponse()
        content = answer.read()
        if writes:
            copied = "x-amz-copy-source" in self.headers
            kind = "copied" if copied else "sent" if self.command == "PUT" else "deleted"
            self.gate.written.append((kind, key))
            if kind == "deleted":
                self.gate.deleted.append(body.decode() or key)
        self._answer(answer.status, dict(answer.getheaders()), content)

    def _answer(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("content-length", "connection", "transfer-encoding", "server", "date"):
                self.send_header(name, value)
        head = self.command == "HEAD"
        self.send_header("Content-Length", headers.get("Content-Length", "0") if head else str(len(content)))
        self.end_headers()
        if not head:
            self.wfile.write(content)

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _pass_on  # noqa: N815 - the names the server calls
