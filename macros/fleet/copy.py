"""A base and a brand → the files that the copy of a centre does not share with others of its shape."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from macros.brand import Brand
from macros.cards import find_look, paint_cards
from macros.contents import LONGEST_TEXT
from macros.fleet.base import PACKED_SITEMAP, SITEMAP, Base
from macros.fleet.cut import WORDS, Values
from macros.fleet.slots import Slots
from macros.fleet.tokens import list_values
from macros.guide import STYLES, Guide
from macros.headers import make_files
from macros.layout import fill_frame
from macros.look import list_look
from macros.pages import list_centre_pages
from macros.policy import META, SUM
from macros.search import SearchEntry, list_own_entries, make_scripts
from macros.written import Laid


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
        return self.list_whole_pages() | self.list_written().keys()

    def list_whole_pages(self) -> set[str]:
        """Return the addresses of the pages that are rendered for this centre alone."""
        own = {f"{one.address}index.html" for one in self.base.varying}
        return own | {f"{page.address}index.html" for page in list_centre_pages(self.guide.catalogue, self.brand.centre)}

    def list_written(self) -> dict[str, list[bytes]]:
        """Return what the centre has written on pages that all copies have, by the address of each."""
        values = self.values
        filled = ((page, [values[slot] for slot in slots if values[slot].strip()]) for page, slots in self.base.slots.items())
        return {page: written for page, written in filled if written}

    def list_bare_pages(self) -> dict[str, bytes]:
        """Return the pages on which centres can write, by address, as if this one had written nothing."""
        bare = self.values.leave_slots()
        return {page: self.base.cut[page].join(bare) for page in self.base.slots}

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
    base, guide = copy.base, copy.guide
    for page in list_centre_pages(guide.catalogue, copy.brand.centre):
        text = fill_frame(guide, base.frames[page.address.count("/")], page, copy.site_url)
        yield f"{page.address}index.html", copy.values.fill(".html", text).encode()
    for one in base.varying:
        text = copy.laid[one.address].fill(one.frame)
        yield f"{one.address}index.html", copy.values.fill(".html", text).encode()


def pack_sitemap(content: bytes, stamp: int) -> bytes:
    """Return the sitemap packed as MkDocs packs it."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename=PACKED_SITEMAP, fileobj=packed, mode="wb", mtime=stamp) as archive:
        archive.write(content)
    return packed.getvalue()
