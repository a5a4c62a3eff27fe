"""A base and a brand → the files that the copy of a centre does not share with others of its shape."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from macros.addresses import CENTRE
from macros.brand import Brand
from macros.cards.look import find_look
from macros.cards.paint import paint_cards
from macros.contents import LONGEST_TEXT
from macros.fleet.base import PACKED_SITEMAP, SITEMAP, Base
from macros.fleet.cut import WORDS, CutFrame, Values, cut_frame
from macros.fleet.slots import Slots
from macros.fleet.tokens import list_values
from macros.guide import STYLES, Guide
from macros.headers import make_files
from macros.layout import lay_out
from macros.look import list_look
from macros.pages import list_centre_pages
from macros.policy import META, SUM
from macros.search import SearchEntry, list_own_entries, make_scripts
from macros.written import Laid

TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


class Whole(NamedTuple):
    """A page that is rendered for one centre."""

    frame: CutFrame
    parts: Mapping[str, Any]

    @property
    def body(self) -> str:
        """What it says."""
        return str(self.parts["body"])


@dataclass(frozen=True, repr=False)
class Copy:
    """The copy of one centre, while it is made."""

    base: Base
    guide: Guide
    brand: Brand
    values: Values
    laid: Mapping[str, Laid]
    """The hand-written pages that say something of the centre, by address."""

    def list_own_pages(self) -> set[str]:
        """Return the addresses of the pages whose structure is its own: what stands on them has to be checked."""
        return self.list_written().keys()

    @cached_property
    def whole(self) -> dict[str, Whole]:
        """The pages that are rendered for this centre alone, by address."""
        pages = list_centre_pages(self.guide.catalogue, self.brand.centre)
        frame = cut_frame(self.base.frames[CENTRE.count("/")])
        made = {page.address: Whole(frame, vars(lay_out(self.guide, page, self.site_url))) for page in pages}
        made |= {one.address: Whole(cut_frame(one.frame), self.laid[one.address].parts) for one in self.base.varying}
        return {f"{address}index.html": whole for address, whole in made.items()}

    def list_written(self) -> dict[str, list[bytes]]:
        """Return what the centre has on pages of its own, and what it has written on those that all copies have."""
        values = self.values
        written = {page: [whole.body.encode()] for page, whole in self.whole.items()}
        for page, slots in self.base.slots.items():
            if filled := [values[slot] for slot in slots if values[slot].strip()]:
                written[page] = filled
        return written

    def list_bare_pages(self) -> dict[str, bytes]:
        """Return the pages on which centres can write, by address, as if this one had written nothing."""
        bare = self.values.leave_slots()
        own = {page: whole.frame.fill({**whole.parts, "body": ""}, bare) for page, whole in self.whole.items()}
        return own | {page: self.base.cut[page].join(bare) for page in self.base.slots}

    @property
    def site_name(self) -> str:
        """What it is called."""
        return self.values.fill(WORDS, str(self.base.written.config.site_name))

    @property
    def root(self) -> str:
        """The folder of its host that it stands in, with a slash at either end."""
        return f"{urlsplit(self.site_url).path.rstrip('/')}/"

    @property
    def site_url(self) -> str:
        """Its address; empty where it has none."""
        return str(self.brand.centre.site_url or "")


def begin_copy(base: Base, brand: Brand) -> Copy:
    """Return the copy of a centre, with all that its files are made from."""
    guide = base.guide_for(brand)
    laid = {one.address: base.written.lay_out(one.page, guide) for one in base.varying}
    plain = list_values(brand) | {"styles": guide.renderer.find_asset(STYLES).split(".")[-2]}
    return Copy(base, guide, brand, Values(plain, Slots(guide).fill), laid)


def list_own(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every file of its own, but for downloads."""
    addresses, sums = list(copy.base.shared), set(copy.base.sums)
    for address, content in _list_files(copy, sums):
        addresses.append(address)
        yield address, content
    for name, text in make_files(addresses, sums):
        yield name, text.encode()


def _list_files(copy: Copy, sums: set[str]) -> Iterator[tuple[str, bytes]]:
    """Yield all but the files of headers; `sums` is given those of scripts that only this copy has."""
    base, values, guide = copy.base, copy.values, copy.guide
    for address, cut in base.cut.items():
        content = cut.join(values)
        if cut.sealed:
            sums.update(SUM.findall(META.search(content.decode())[1]))  # type: ignore[index]
        if address == SITEMAP:
            yield PACKED_SITEMAP, pack_sitemap(content, base.stamp)
        yield address, content
    if SITEMAP in base.shared:
        yield PACKED_SITEMAP, pack_sitemap((base.folder / SITEMAP).read_bytes(), base.stamp)
    yield from _list_pages(copy)
    entries = [*list_own_entries(guide.site), *_list_entries(copy)]
    yield from make_scripts(guide.site, entries, base.finding.count).items()
    yield from list_look(guide, copy.site_name, copy.brand.favicon_address)
    if base.bodies:
        yield from paint_cards(base.bodies, find_look(guide, copy.site_name))


def _list_entries(copy: Copy) -> Iterator[SearchEntry]:
    """Yield what the search knows of all but the centre itself."""
    for entry in copy.base.entries:
        if entry.address in copy.laid:
            yield copy.laid[entry.address].entry
        elif entry.address in copy.base.words:
            words = copy.base.words[entry.address].join(copy.values).decode().split()
            yield replace(entry, text=" ".join(words)[:LONGEST_TEXT])
        else:
            yield entry


def _list_pages(copy: Copy) -> Iterator[tuple[str, bytes]]:
    """Yield the pages that are rendered for this centre alone."""
    for page, whole in copy.whole.items():
        yield page, whole.frame.fill(whole.parts, copy.values)


def read_title(page: bytes) -> str:
    """Return the title of a finished page."""
    found = TITLE.search(page)
    return unescape(found[1].decode()).strip() if found else ""


def pack_sitemap(content: bytes, stamp: int) -> bytes:
    """Return the sitemap packed as MkDocs packs it."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename=PACKED_SITEMAP, fileobj=packed, mode="wb", mtime=stamp) as archive:
        archive.write(content)
    return packed.getvalue()
