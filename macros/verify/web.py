"""A copy on the web, read over HTTP within bounds of time and size. No failure of a host ends in a traceback."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from macros.verify.sites import LARGEST, SiteFailure

AT_ONCE = 4
"""Requests at the same time: a host should not notice."""
ONE_ANSWER = 20.0
"""Seconds that one answer may take."""
PIECE = 65_536
GONE = (404, 410)
AGENT = "centre-guide verify"


class Web:
    """A copy at an address."""

    def __init__(self, address: str, seconds: float) -> None:
        self.name = address
        self._limit, self._end = seconds, time.monotonic() + seconds
        self._opener = _make_opener()
        self._start = _clean(address)
        content = self._read("")  # also where a host sends on from http to https, or from one name to another
        if isinstance(content, SiteFailure):
            raise SiteFailure(f"{address} {content}")
        if content is None:
            raise SiteFailure(f"there is no page at {address}: give the address where the copy begins")

    def read_all(self, addresses: Iterable[str]) -> Mapping[str, bytes | SiteFailure | None]:
        """Return what stands at each address."""
        wanted = list(addresses)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(wanted, pool.map(self._read, wanted), strict=True))

    def _read(self, address: str) -> bytes | SiteFailure | None:
        left = self._end - time.monotonic()
        if left <= 0:
            return SiteFailure(f"was not asked for: all {self._limit:g} seconds are used up; allow more with --seconds")
        request = urllib.request.Request(urljoin(self._start, quote(address)), headers={"User-Agent": AGENT})  # noqa: S310
        try:
            with self._opener.open(request, timeout=min(left, ONE_ANSWER)) as answer:
                if not address:
                    self._start = urljoin(answer.url, ".")
                return self._take(answer, time.monotonic() + min(left, ONE_ANSWER))
        except urllib.error.HTTPError as error:
            error.close()
            return None if error.code in GONE else SiteFailure(f"answers {error.code} {error.reason}".rstrip())
        except (OSError, http.client.HTTPException, ValueError) as error:
            return SiteFailure(_explain(error))

    def _take(self, answer: http.client.HTTPResponse, end: float) -> bytes | SiteFailure:
        pieces, size = [], 0
        while piece := answer.read1(PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > LARGEST:
                return SiteFailure(f"is larger than {LARGEST:,} bytes")
            if time.monotonic() > end:
                return SiteFailure(f"had not come whole after {ONE_ANSWER:g} seconds")
        announced = answer.headers.get("Content-Length", "")
        return b"".join(pieces) if not announced.isdecimal() or int(announced) == size else SiteFailure("broke off")


def _make_opener() -> urllib.request.OpenerDirector:
    """Return what asks hosts: over http and https alone, through the proxy that the system names."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPRedirectHandler,
        urllib.request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _clean(address: str) -> str:
    """Return where a copy begins, from what people paste: with its last slash, without a file, a query or an anchor."""
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
        named = parts.hostname and (parts.port or 1)
    except (ValueError, UnicodeError):
        named = None
    if not named or any(letter.isspace() for letter in address):
        raise SiteFailure(f"{address} is no address of a site: write one such as https://guide.college.example/")
    path = parts.path.removesuffix("index.html")
    folder = quote(path if path.endswith("/") else f"{path}/", safe="/%~:@!$&'()*+,;=")
    return urlunsplit((parts.scheme.lower(), host, folder, "", ""))


def _explain(error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"has a certificate that cannot be trusted ({reason.verify_message})"
    if isinstance(reason, ssl.SSLError):
        return "does not answer over https as it should"
    if isinstance(reason, socket.gaierror):
        return "cannot be found: no host of that name is known here"
    if isinstance(reason, ConnectionRefusedError):
        return "cannot be reached: nothing answers there"
    if isinstance(reason, TimeoutError):
        return f"did not answer within {ONE_ANSWER:g} seconds"
    if isinstance(reason, http.client.HTTPException | ConnectionError):
        return "broke off, or did not answer as a web server does"
    return str(reason) or type(reason).__name__
