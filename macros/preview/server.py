"""A web server for the author's own machine: asks the process that holds the site, and tells the browser when to look again."""

from __future__ import annotations

import json
import mimetypes
import queue
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import unquote, urlsplit

from macros.headers import FOREVER, HASHED
from macros.policy import lift_policy
from macros.preview.watch import Watch

HERE = Path(__file__).parent
EVENTS, SCRIPT = "__preview__/events", "__preview__/reload.js"
CODE = "macros/"
REMEMBERED = 200
"""Pages of which the last good one is kept, in case the next one fails."""
FIRST, TURN = 0.3, 0.005
"""Seconds that a check waits for the browsers to ask first, and that it leaves to them after each page."""
BEAT = 15.0
"""Seconds after which a browser that waits is told that the preview is still there."""
Show = Callable[[str], object]


class Worker:
    """The process that holds the site; one request at a time."""

    def __init__(self, project: Path, centre: str) -> None:
        command = [sys.executable, "-m", "macros.preview.worker", centre, str(Path.cwd())]
        self.process = subprocess.Popen(command, cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.requests = cast(BinaryIO, self.process.stdin)
        self.answers = cast(BinaryIO, self.process.stdout)
        self.lock = threading.Lock()

    def ask(self, **request: Any) -> tuple[dict[str, Any], bytes]:
        """Return the answer to a request: what it says, and the bytes of a file."""
        with self.lock:
            try:
                self.requests.write(json.dumps(request).encode() + b"\n")
                self.requests.flush()
                head = json.loads(self.answers.readline())
                return head, self.answers.read(head["length"])
            except (OSError, ValueError):
                return {"problems": "The preview's own process has ended: save the file again, or start the preview anew."}, b""

    def stop(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.wait()


class Preview:
    """What is on show, and the browsers that look at it."""

    def __init__(self, project: Path, show: Show, centre: str = "") -> None:
        self.project, self.show, self.centre = project, show, centre
        self.worker = Worker(project, centre)
        self.asked = threading.Event()
        """Whether a browser has asked for something since the last change was taken in."""
        self.browsers: set[queue.SimpleQueue[tuple[str, str]]] = set()
        self.last_good: OrderedDict[str, bytes] = OrderedDict()
        self.waiting: set[str] = set()
        """What has changed and could not be shown yet."""
        self.problems = ""

    def take(self, changed: list[str]) -> bool:
        """Take in what has changed; where that has a problem, say so, and what was there before stays on show."""
        began = time.monotonic()
        self.waiting.update(changed)
        renew = forget_compiled(self.project, self.waiting) or self.worker.process.poll() is not None
        worker = Worker(self.project, self.centre) if renew else self.worker
        head, _ = worker.ask(changed=sorted(self.waiting))
        self._report(head.get("problems", ""))
        if self.problems:
            if renew:
                worker.stop()
            return False
        if renew:
            self.worker.stop()
            self.worker = worker
        what = ", ".join(sorted(self.waiting)[:3]) or "The site"
        self.waiting.clear()
        for warning in head["warnings"]:
            self.show(warning)
        self.show(f"{what}: on show after {time.monotonic() - began:.2f} s")
        self.asked.clear()
        self._tell("again", "")
        return True

    def check(self, stop: Callable[[], bool]) -> None:
        """Hold the pages written by hand against what is on show, a page at a time, so that browsers are answered in between."""
        if self.browsers:
            self.asked.wait(FIRST)  # the page that somebody looks at comes first
        more = True
        while more and not stop():
            head, _ = self.worker.ask(check=True)
            self._report(head.get("problems", ""), "It is on show all the same; the pages named here stay as they were.")
            more = head.get("more", False)
            time.sleep(TURN)

    def find(self, address: str) -> tuple[int, bytes]:
        """Return the answer to a browser: the status, and the bytes."""
        self.asked.set()
        head, content = self.worker.ask(address=address)
        if problems := head.get("problems"):
            self._report(problems)
            return (200, self.last_good[address]) if address in self.last_good else (503, problems.encode())
        self.last_good[address] = content
        self.last_good.move_to_end(address)
        if len(self.last_good) > REMEMBERED:
            self.last_good.popitem(last=False)
        return head["status"], content

    def _report(self, problems: str, but: str = "The last good site stays on show.") -> None:
        """Say what there is to mend, once, here and in every browser; one that comes later is told as well."""
        before, self.problems = self.problems, problems
        if problems and problems != before:
            self.show(f"{problems}\n\n{but}")
            self._tell("problems", problems)

    def _tell(self, event: str, words: str) -> None:
        for browser in list(self.browsers):
            browser.put((event, words))


def forget_compiled(project: Path, changed: Iterable[str]) -> bool:
    """Return whether any code has changed, and let Python compile it again: it takes two edits of one size and second for one."""
    code = [name for name in changed if name.startswith(CODE)]
    for name in code:
        Path(cache_from_source(str(project / name))).unlink(missing_ok=True)
    return bool(code)


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    preview: Preview

    def do_GET(self) -> None:
        """Answer a request."""
        address = unquote(urlsplit(self.path).path).lstrip("/")
        if address == EVENTS:
            self._stream()
        elif address == SCRIPT:
            self._send(200, (HERE / "reload.js").read_bytes(), "text/javascript")
        else:
            self._send_file(address)

    do_HEAD = do_GET  # noqa: N815 - the standard library's name again

    def _send_file(self, address: str) -> None:
        status, content = self.preview.find(address)
        kind = mimetypes.guess_type(address)[0] if address.rpartition("/")[2] else "text/html"
        if status == 404:
            kind = "text/html"
        if status == 503:
            kind = "text/plain"
        if kind == "text/html":
            content = lift_policy(content.decode()).encode() + (HERE / "reload.html").read_bytes()
        self._send(status, content, kind or "application/octet-stream", f"/{address}/" if status == 301 else "")

    def _send(self, status: int, content: bytes, kind: str, there: str = "") -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "javascript"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        kept = status == 200 and HASHED.search(urlsplit(self.path).path)
        self.send_header("Cache-Control", FOREVER if kept else "no-store")
        if there:
            self.send_header("Location", there)
        if status == 503:
            self.send_header("Refresh", "1")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        """Tell a browser of changes for as long as it listens."""
        waiting: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        if self.preview.problems:
            waiting.put(("problems", self.preview.problems))
        self.preview.browsers.add(waiting)
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while True:
                try:
                    event, words = waiting.get(timeout=BEAT)
                except queue.Empty:
                    event, words = "beat", ""
                self.wfile.write(f"event: {event}\ndata: {json.dumps(words)}\n\n".encode())
                self.wfile.flush()
        except OSError:
            return
        finally:
            self.preview.browsers.discard(waiting)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name is that of the standard library
        """Say nothing of single requests."""


def serve_preview(project: Path, host: str, port: int, show: Show, centre: str = "") -> None:
    """Serve the project, or the copy of a centre, at http://host:port/ until interrupted."""
    elsewhere = Path(centre) if centre and not Path(centre).is_relative_to(project / "data") else None
    watch, preview = Watch(project, elsewhere), Preview(project, show, centre)
    server = ThreadingHTTPServer((host, port), type("PreviewHandler", (Handler,), {"preview": preview}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    show(f"Look at http://{host}:{port}/ (Ctrl+C stops)")
    try:
        preview.take([])
        while True:
            if preview.take(watch.wait()):
                preview.check(watch.stirred.is_set)
    except KeyboardInterrupt:
        show("Stopped")
    finally:
        watch.stop()
        server.shutdown()
        preview.worker.stop()
