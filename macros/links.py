"""Links from one address of a site to another, as they must stand in a page: there are many of them."""

from __future__ import annotations


def _step(page: str, path: str) -> str:
    """Return how to get from a page to a path: what `posixpath.relpath` gives, many times faster, for there are many links."""
    here = page.split("/")[:-1]
    there = path.rstrip("/").split("/") if path else []
    shared = 0
    for ours, theirs in zip(here, there, strict=False):
        if ours != theirs:
            break
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


class Here:
    """A page that links start from. Those that start from every page beside it alike are worked out once for all of them."""

    def __init__(self, page: str, *, offline: bool = False, before: Here | None = None) -> None:
        self.page, self.offline = page, offline
        self.top, self.up, self.own = page.partition("/")[0], "../" * page.count("/"), page.rstrip("/")
        self.folder = self.own.rpartition("/")[0] if page.endswith("/") else page
        self.known: dict[str, str] = before.known if before and before.folder == self.folder else {}

    def lead(self, address: str) -> str:
        """Return the link to an address; offline, links name index.html."""
        if self.up and address and not self.offline and not address.startswith(self.top):
            return self.up + address  # they share nothing, as most have it
        if not self.page or address.startswith(self.own):
            return self._work_out(address)
        link = self.known.get(address)
        if link is None:
            link = self.known[address] = self._work_out(address)
        return link

    def _work_out(self, address: str) -> str:
        path, hash_mark, anchor = address.partition("#")
        if path == self.page and hash_mark:
            return f"#{anchor}"
        link = _step(self.page, path)
        if not path or path.endswith("/"):
            link += "/index.html" if self.offline else "/"
        return link + hash_mark + anchor


NOWHERE = Here("\0")
"""Before any link was asked for."""
