"""A built site → the headers its host should send, as a file for hosts that read `_headers` and as lines for nginx."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from macros.policy import read_sums, write_policy

HEADERS_FILE, NGINX_FILE = "_headers", "_headers-nginx.conf"
FRAMES = "frame-ancestors 'self' https:"
"""Who may show a page in a frame: learning platforms do, over https. A page cannot say this itself, only a header can."""
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
}
OPEN = {"Access-Control-Allow-Origin": "*"}
OPEN_DATA = {"/api/": OPEN, "/ims/": {**OPEN, "Content-Type": "application/json"}}
"""Folders of data that pages of other sites may read; the names of files under /ims/ are ids and do not say what they hold."""
TYPES = {".jsonld": "application/ld+json", ".ttl": "text/turtle; charset=utf-8"}
"""Files of data whose names few servers know."""
KINDS = {
    **TYPES,
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "text/xml; charset=utf-8",
    ".zip": "application/zip",
}
"""What each ending means, for a host that has to be told of every file."""
ASK_AGAIN = "no-cache"
FOREVER = "public, max-age=31536000, immutable"
HASHED = re.compile(r"\.[0-9a-f]{8,64}\.(?:min\.)?(?:css|js|woff2|svg|png)$")
"""A file whose name changes with its content, so that it can be kept for ever."""
FOLDERS = ("assets/", "search/")
"""Where such files stand, in folders of their own."""
IN_FOLDER = 2
"""Steps to such a folder."""


def list_headers(site: Path) -> dict[str, str]:
    """Return the headers of every answer: the policy allows what any page of the site needs."""
    return _allow(read_sums(site))


def _allow(sums: Collection[str]) -> dict[str, str]:
    return {"Content-Security-Policy": f"{write_policy(sums)}; {FRAMES}", **ALWAYS}


def write_headers_file(site: Path) -> None:
    """Write what a host reads at the root of a site: `_headers` for Netlify, Cloudflare Pages and others, and lines for nginx."""
    addresses = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    for name, text in make_files(addresses, read_sums(site)):
        (site / name).write_text(text, encoding="utf-8")


def make_files(addresses: Collection[str], sums: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield both files, by name, for a site with these files whose pages allow the scripts with these sums."""
    yield NGINX_FILE, _write_nginx(_allow(sums))
    groups = [("/*", _allow(sums))]
    groups += [(f"{folder}*", headers) for folder, headers in OPEN_DATA.items()]
    groups += [(f"/{address}", {"Content-Type": TYPES[address[address.rindex("."):]]}) for address in _list_typed(addresses)]
    groups += [(f"/{address}", {"Cache-Control": FOREVER}) for address in _list_kept(addresses)]
    lines = [line for path, headers in groups for line in (path, *(f"  {name}: {value}" for name, value in headers.items()))]
    yield HEADERS_FILE, "\n".join(lines) + "\n"


def _list_typed(addresses: Collection[str]) -> list[str]:
    """Return the addresses of the data files whose type a host has to be told, sorted."""
    return sorted(address for address in addresses if address.startswith("api/") and address.endswith(tuple(TYPES)))


def _list_kept(addresses: Collection[str]) -> list[str]:
    """Return what can be kept for ever, sorted: a folder of which that is true as a whole with a star, else each file.

    Hosts read only so many rules, and a site has more such files than that.
    """
    folders: dict[tuple[str, ...], list[str]] = {}
    for steps in sorted(address.split("/") for address in addresses if address.startswith(FOLDERS)):
        if len(steps) > IN_FOLDER:
            folders.setdefault(tuple(steps[:IN_FOLDER]), []).append("/".join(steps))
    kept: list[str] = []
    for folder, files in folders.items():
        hashed = [address for address in files if HASHED.search(address)]
        kept += [f"{'/'.join(folder)}/*"] if hashed and len(hashed) == len(files) else hashed
    return kept


def _write_nginx(headers: Mapping[str, str]) -> str:
    """Return headers as lines that an nginx configuration includes."""
    note = "# The security headers of this very site: an nginx configuration includes them. Made by the build.\n"
    quoted = ((name, value.replace('"', '\\"')) for name, value in headers.items())
    return note + "".join(f'add_header {name} "{value}" always;\n' for name, value in quoted)


def find_type(address: str) -> str:
    """Return the type of a file of a site, for a host that has to be told of each: the same on every machine."""
    if address.startswith("ims/"):
        return OPEN_DATA["/ims/"]["Content-Type"]
    return KINDS.get(Path(address).suffix, "application/octet-stream")


def find_caching(address: str) -> str:
    """Return how long a file may be kept: for ever where its name changes with its content, else it is asked for again."""
    return FOREVER if address.startswith(FOLDERS) and HASHED.search(address) else ASK_AGAIN
