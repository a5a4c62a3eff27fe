"""A small server for a built site, as a plain host serves it: compressed, and kept by browsers for ten minutes.

The policy stands in the pages; the headers that a host may send besides are left out, because most hosts send them compressed.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LEVEL = 6
"""What hosts compress with."""
SQUEEZED = ("text/", "application/json", "application/xml", "application/manifest", "image/svg", "application/javascript")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a built site on the loopback; give its address."""

    @cache
    def read(path: Path) -> tuple[bytes, str, bool]:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if path.suffix == ".webmanifest":
            kind = "application/manifest+json"
        small = kind.startswith(SQUEEZED)
        content = path.read_bytes()
        return (gzip.compress(content, LEVEL, mtime=0) if small else content), kind, small

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def do_GET(self) -> None:
            path = site / self.path.partition("?")[0].lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            found = path.is_file()
            content, kind, small = read(path if found else site / "404.html")
            self.send_response(200 if found else 404)
            text = kind.startswith("text/") or kind.endswith(("javascript", "json"))
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "max-age=600")
            if small:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
