"""A shape → its base: the site of the centre whose strings are tokens, cut where a copy differs, the rest kept to be shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.addresses import CENTRE, NOT_OFFERED, SiteMap
from macros.assets import name_asset
from macros.beside import write_aliases, write_data, write_pinned
from macros.brand import Brand
from macros.cards.bodies import Body, draw_bodies
from macros.catalogue import Catalogue
from macros.contents import page_words
from macros.criteria_data import CRITERIA_SCRIPT
from macros.files import write_file
from macros.fleet.cut import WORDS, Cut, Key, cut_file, cut_text, find_slots
from macros.fleet.disk import Disk, make_disk
from macros.fleet.finding import Finding
from macros.fleet.slots import SlottedRenderer
from macros.fleet.tokens import OPEN, OWN, TOKEN, Shape, has_token, make_token_brand, token
from macros.frame import Frame
from macros.guide import STYLES, Guide, make_guide, write_styles
from macros.hooks import look_around
from macros.mkdocs_run import make_site
from macros.output import Target, write_criteria, write_pages
from macros.policy import META, SUM
from macros.render import Renderer
from macros.search import SearchEntry, list_entries, list_own_entries
from macros.standing import BuildOptions
from macros.written import Page, Written

MARK = b"\xee\x80"
"""What all three marks of a token begin with."""
SITEMAP, PACKED_SITEMAP = "sitemap.xml", "sitemap.xml.gz"
STAMP = slice(4, 8)
"""Where a gzip file says when it was made."""


@dataclass(frozen=True, repr=False)
class Varying:
    """A hand-written page that is rendered for each centre."""

    address: str
    page: Page
    frame: Frame


@dataclass(frozen=True, repr=False)
class Base:
    """What the copies of a shape are made from."""

    shape: Shape
    guide: Guide
    """Of the centre whose strings are tokens."""
    folder: Path
    """Where the files lie that all copies share."""
    shared: tuple[str, ...]
    """Their addresses."""
    cut: Mapping[str, Cut]
    """The files that hold tokens, by address."""
    disk: Disk
    """What the archives that open from disk are packed from."""
    frames: Mapping[int, Frame]
    written: Written
    varying: tuple[Varying, ...]
    sums: frozenset[str]
    """What the policies of pages allow, but for those found anew in each copy."""
    slots: Mapping[str, tuple[Key, ...]]
    """The slots on the pages that have any, by address."""
    entries: tuple[SearchEntry, ...]
    """What the search knows of what all copies have; the text of pages that differ is found in each copy."""
    finding: Finding
    words: Mapping[str, Cut]
    """The words of hand-written pages that begin with some of a centre's, by address."""
    bodies: Mapping[str, Body]
    """What the cards say, where the copies have addresses."""
    stamp: int
    """When the packed sitemap says it was made."""
    renderer: list[Renderer] = field(default_factory=list)
    """The one that serves the copy being made."""

    def guide_for(self, brand: Brand) -> Guide:
        """Return the guide of a centre of this shape. One that was asked for before may not be used after it."""
        centre = brand.centre
        catalogue = replace(self.guide.catalogue, centres={str(centre.id): centre}, centre=centre)
        site, assets = SiteMap(catalogue, self.guide.site.pages), dict(self.guide.renderer.assets)
        first = self.renderer[0] if self.renderer else Renderer(self.guide.renderer.fragments, site)
        self.renderer[:] = [first.move_to(site, assets)]
        assets[STYLES] = name_asset(STYLES, write_styles(self.renderer[0], brand))
        return replace(self.guide, catalogue=catalogue, site=site, renderer=self.renderer[0], brand=brand)


def make_base(project: Path, catalogue: Catalogue, shape: Shape, folder: Path, jobs: int) -> Base:
    """Build the base of a shape in a folder. What holds a token is taken out of it again."""
    slotted = _make_slotted(project, catalogue, shape)
    config = make_site(project, slotted, folder, BuildOptions(site_url=shape.site_url, jobs=jobs), pages_only=True)
    guide, frames = config.extra["guide"], config.extra["frames"]  # a guide that knows the settings
    target, written = Target(folder, shape.site_url, jobs), Written(config)
    touched = [page for page in written.list_pages() if has_token(page.content or "")]
    of_centre = list(list_own_entries(guide.site))
    entries = [entry for entry in (*list_entries(guide.site), *config.extra["page_entries"]) if entry not in of_centre]
    varying = tuple(Varying(page.url, page, written.make_frame(page)) for page in touched if _is_own(page))
    words = _cut_words([page for page in touched if not _is_own(page)], entries)
    write_pages(guide, frames, target)
    write_pinned(guide, look_around(config), target)
    write_data(guide, target)
    write_file(folder, CRITERIA_SCRIPT, write_criteria(guide.site))
    stamp = int.from_bytes((folder / PACKED_SITEMAP).read_bytes()[STAMP], "little")
    own = {f"{page}index.html" for page in (CENTRE, NOT_OFFERED, *(one.address for one in varying))} | {PACKED_SITEMAP}
    texts = dict(_take_out(folder, own))
    disk = make_disk(folder, texts, {CRITERIA_SCRIPT: write_criteria(replace(guide.site, offline=True))})
    write_aliases(guide, target)  # last: nobody types the address of a page on a disk
    texts |= _take_out(folder, own)
    cut = {address: cut_file(address, text) for address, text in texts.items()}
    return Base(
        shape=shape,
        guide=guide,
        folder=folder,
        shared=tuple(_list_files(folder)),
        cut=cut,
        disk=disk,
        frames=frames,
        written=written,
        varying=varying,
        sums=frozenset(_list_sums([*_list_pages(folder, cut), *_list_frames(frames, varying)])),
        slots={address: slots for address, one in cut.items() if (slots := find_slots(one))},
        entries=tuple(entries),
        finding=Finding(guide.catalogue, [*of_centre, *entries], {*words, *(one.address for one in (*of_centre, *varying))}),
        words=words,
        bodies=draw_bodies(guide.catalogue) if shape.site_url else {},
        stamp=stamp,
    )


def _cut_words(pages: list[Page], entries: list[SearchEntry]) -> dict[str, Cut]:
    """Return the words of pages, cut, where a token is among those that a search knows: it knows how a long page begins."""
    own = {entry.address for entry in entries if has_token(entry.text)}
    return {page.url: cut_text(WORDS, page_words(page.content or "")) for page in pages if page.url in own}


def _make_slotted(project: Path, catalogue: Catalogue, shape: Shape) -> Guide:
    """Return the guide of the centre whose strings are tokens, with slots for what it has written."""
    plain = make_guide(project, catalogue, brand=make_token_brand(shape, project))
    assets = {**plain.renderer.assets, STYLES: name_styles(token("styles"))}
    return replace(plain, renderer=SlottedRenderer(plain.renderer.fragments, plain.site, assets))


def name_styles(sum_of: str) -> str:
    """Return the address of a style sheet with a centre's colours, from the sum of its content."""
    start, dot, ending = STYLES.rpartition(".")
    return f"{start}.{sum_of}{dot}{ending}"


def _is_own(page: Page) -> bool:
    """Return whether a page differs in more than a string or a slot, so that each copy has to render it."""
    words = (found["name"] or "" for found in TOKEN.finditer(page.content or ""))
    return any(name.startswith(OWN) for name in words) or has_token(str(page.meta["parts"]["headings"]) + str(page.title))


def _take_out(folder: Path, own: set[str]) -> Iterator[tuple[str, str]]:
    """Take every file with tokens out of a folder; yield it, unless each copy makes its own."""
    for address in list(_list_files(folder)):
        content = (folder / address).read_bytes()
        if address in own or MARK in content or OPEN in address:
            (folder / address).unlink()
            if not (address in own or OPEN in address):
                yield address, content.decode()


def _list_files(folder: Path) -> Iterator[str]:
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return iter(sorted(files))


def _list_pages(folder: Path, cut: Mapping[str, Cut]) -> Iterator[str]:
    """Yield the pages that all copies share, and the pieces of the others."""
    for path in folder.rglob("*.html"):
        yield path.read_text(encoding="utf-8")
    for one in cut.values():
        if not one.sealed:
            yield from (piece.decode() for piece in one.pieces)


def _list_frames(frames: Mapping[int, Frame], varying: tuple[Varying, ...]) -> Iterator[str]:
    """Yield the pieces of the frames in which each copy has pages of its own."""
    for frame in (frames[CENTRE.count("/")], *(one.frame for one in varying)):
        yield from frame.pieces


def _list_sums(texts: list[str]) -> Iterator[str]:
    """Yield every sum that the policy of a page allows."""
    for text in texts:
        for policy in META.finditer(text):
            yield from SUM.findall(policy[1])
