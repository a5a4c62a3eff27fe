"""A built site → the headers its host should send, as a file for hosts that read `_headers` and as lines for nginx."""

from __future__ import annotations

import re
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
FOREVER = "public, max-age=31536000, immutable"
HASHED = re.compile(r"\.[0-9a-f]{8,64}\.(?:min\.)?(?:css|js|woff2|svg|png)$")
"""A file whose name changes with its content, so that it can be kept for ever."""
FOLDERS = ("assets", "search")
"""Where such files stand."""


def list_headers(site: Path) -> dict[str, str]:
    """Return the headers of every answer: the policy allows what any page of the site needs."""
    return {"Content-Security-Policy": f"{write_policy(read_sums(site))}; {FRAMES}", **ALWAYS}


def write_headers_file(site: Path) -> None:
    """Write what a host reads at the root of a site: `_headers` for Netlify, Cloudflare Pages and others, and lines for nginx."""
    (site / NGINX_FILE).write_text(write_nginx(site), encoding="utf-8")
    groups = [("/*", list_headers(site))]
    groups += [(f"{folder}*", headers) for folder, headers in OPEN_DATA.items()]
    groups += [(f"/{address}", {"Content-Type": TYPES[address[address.rindex("."):]]}) for address in list_typed(site)]
    groups += [(f"/{address}", {"Cache-Control": FOREVER}) for address in list_kept(site)]
    lines = [line for path, headers in groups for line in (path, *(f"  {name}: {value}" for name, value in headers.items()))]
    (site / HEADERS_FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def list_typed(site: Path) -> list[str]:
    """Return the addresses of the data files whose type a host has to be told, sorted."""
    found = (path.relative_to(site).as_posix() for path in (site / "api").rglob("*") if path.suffix in TYPES)
    return sorted(found)


def list_kept(site: Path) -> list[str]:
    """Return what can be kept for ever, sorted: a folder of which that is true as a whole with a star, else each file.

    Hosts read only so many rules, and a site has more such files than that.
    """
    kept: list[str] = []
    for folder in sorted(path for name in FOLDERS for path in (site / name).glob("*") if path.is_dir()):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        hashed = [path.relative_to(site).as_posix() for path in files if HASHED.search(path.name)]
        whole = len(hashed) == len(files)
        kept += [f"{folder.relative_to(site).as_posix()}/*"] if hashed and whole else hashed
    return kept


def write_nginx(site: Path) -> str:
    """Return the same headers as lines that an nginx configuration includes."""
    note = "# The security headers of this very site: an nginx configuration includes them. Made by the build.\n"
    quoted = ((name, value.replace('"', '\\"')) for name, value in list_headers(site).items())
    return note + "".join(f'add_header {name} "{value}" always;\n' for name, value in quoted)
