"""The pictures that messengers show beside a link: one for each unit and criterion, in the look of the copy, whole and small."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html
from PIL import Image

from macros.brand import load_brand
from macros.cards.bodies import Body, _split, draw_bodies, draw_group
from macros.cards.content import Card, card_address, list_cards
from macros.cards.look import CardLook, find_look
from macros.cards.paint import join_sums, paint_cards
from macros.catalogue import Catalogue
from macros.check import load_checked
from macros.guide import Guide, make_guide
from macros.kept import Kept
from tests.centres import LOGO, NAME, PLAIN
from tests.conftest import TINY, Project, _copy, read_tree

SITE = "https://guide.example.org/lamps/"
LOOK = CardLook("A guide", "", "#17454f", "#b26a00", "#0d5566", "#1f2b2d", "#4d5b5d", "#fbfaf6", "svg", LOGO.encode())
LONG = "Collect feedback on the effectiveness of interventions in enabling the achievement of agreed goals and show evidence "
HOSTILE = '#image("/etc/passwd") $x^2$ <b>bold</b> *a* _b_ `c` @d \\ // /* ] [ #{ } "'


def draw(*cards: Card, look: CardLook = LOOK) -> list[bytes]:
    """Cards as pictures, drawn now."""
    bodies: dict[str, Body] = dict(zip(map(str, range(len(cards))), _split(draw_group.__wrapped__(cards)), strict=True))
    return [picture for _, picture in paint_cards(bodies, look)]


def make_cards(guide: Guide, site_name: str) -> dict[str, bytes]:
    """Every card of a guide."""
    return dict(paint_cards(draw_bodies(guide.catalogue, guide.kept), find_look(guide, site_name)))


def card(text: str, label: str = "QX12-A1 AC 1.1", tags: tuple[str, ...] = ("outline",), foot: str = "A qualification") -> Card:
    """A card that says something."""
    return Card("assets/cards/x.png", label, text, tags, foot)


def test_every_unit_and_criterion_has_a_card(catalogue: Catalogue) -> None:
    """Each has one of its own, with its printed id and its exact wording; the site has one for all other pages."""
    cards = {each.address: each for group in list_cards(catalogue) for each in group}
    wrong = [
        entry.id
        for entry in (*catalogue.units.values(), *catalogue.criteria.values())
        if (cards[card_address(entry)].label, cards[card_address(entry)].text)
        != (getattr(entry, "label", entry.id), getattr(entry, "wording", getattr(entry, "title", "")))
    ]

    assert wrong == []
    assert len(cards) == 35
    assert cards["assets/cards/8580-500/1.1.png"].tags == ("define", "explain")
    assert "not published or endorsed by ILM" in cards["assets/cards/site.png"].foot
    assert card_address(catalogue.verbs["explain"]) == card_address(None) == "assets/cards/site.png"


def test_retired_criterion_says_so(tiny_guide: Guide) -> None:
    """Who is sent a link to a criterion that has ended sees it before opening it."""
    cards = {each.label: each for group in list_cards(tiny_guide.catalogue) for each in group}

    assert cards["QX12-B7 AC 2.1"].tags == ("No longer in use",)


def test_cards_are_of_the_size_that_messengers_want(guide: Guide) -> None:
    """Each is a sound picture of 1200 by 630 dots in a palette; all of them together take less than a megabyte."""
    made = make_cards(guide, "Centre Guide to ILM 8580")
    for address, picture in made.items():
        with Image.open(io.BytesIO(picture)) as image:
            assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P"), address
            image.load()
        assert read_dots(picture) == 630 * 1201, address
        assert len(picture) < 40_000, address

    assert len(made) == 35 and sum(map(len, made.values())) < 1_000_000


def read_dots(picture: bytes) -> int:
    """How many bytes the data of a PNG unpacks to; zlib refuses it where its sum is wrong."""
    data, place = b"", 8
    while place < len(picture):
        length, kind = int.from_bytes(picture[place : place + 4], "big"), picture[place + 4 : place + 8]
        content, place = picture[place + 8 : place + 8 + length], place + 12 + length
        assert zlib.crc32(kind + content) == int.from_bytes(picture[place - 4 : place], "big"), kind
        data += content if kind == b"IDAT" else b""
    return len(zlib.decompress(data))


@pytest.mark.parametrize(("first", "second"), [(b"", b""), (b"a", b""), (b"", b"b"), (b"\xff" * 9999, b"\xfe" * 70000)])
def test_sums_join(first: bytes, second: bytes) -> None:
    """The sum of two stretches is what it would be if they had been summed in one."""
    assert join_sums(zlib.adler32(first), zlib.adler32(second), len(second)) == zlib.adler32(first + second)


def test_colours_are_those_of_the_look() -> None:
    """Paper, bar, line and letters have the very colours of the copy, above and below the seam."""
    (picture,) = draw(card("Outline the dangers of lamp oil"))
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    seen = {f"#{red:02x}{green:02x}{blue:02x}" for _, (red, green, blue) in image.getcolors(1_000_000) or []}

    assert [f"#{bytes(image.getpixel((2, y))).hex()}" for y in (10, 23, 140, 160)] == [
        LOOK.primary, LOOK.accent, LOOK.paper, LOOK.paper,
    ]  # fmt: skip
    assert {LOOK.ink, LOOK.link, LOOK.accent, LOOK.soft} <= seen


@pytest.mark.parametrize(
    "one",
    [
        card("Outline the dangers of lamp oil"),
        card(LONG * 2),  # longer than any wording we know
        card(LONG * 12),
        card("Pneumonoultramicroscopicsilicovolcanoconiosis" * 3 + " end"),
        card("Short", foot=LONG),
        card(HOSTILE),
    ],
    ids=["short", "long", "very long", "one word", "long foot", "hostile"],
)
def test_nothing_is_cut_off(one: Card) -> None:
    """Whatever the length, the last letters are on the picture: without them it is another one."""
    whole, cut, footless = draw(one, replace(one, text=one.text.rstrip()[:-2]), replace(one, foot=one.foot[:-2]))

    assert whole != cut and whole != footless


def test_long_names_and_many_verbs_fit() -> None:
    """The longest name of a centre and a row of five verbs end before the edge of the picture."""
    look = replace(LOOK, name=f"{NAME} {NAME}", guide="Guide to keeping a lighthouse")
    verbs = ("critically evaluate", "show evidence", "present the case", "provide evidence", "weigh up")
    (picture,) = draw(card("Outline", tags=verbs), look=look)
    (shorter,) = draw(card("Outline", tags=verbs), look=replace(look, name=look.name[:-2]))
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    paper = image.getpixel((2, 620))
    margin = {image.getpixel((x, y)) for x in range(1140, 1200, 3) for y in range(40, 630, 2)}

    assert picture != shorter
    assert margin == {paper}


def harbour(project: Project) -> Guide:
    """The guide of a centre's copy."""
    project.write("data/centres/harbour.yml", PLAIN)
    project.write("data/centres/harbour.svg", LOGO)
    catalogue = load_checked(project.root)
    return make_guide(project.root, catalogue, brand=load_brand(project.root, catalogue, "harbour"))


def test_copy_has_the_look_of_its_centre(tiny: Project) -> None:
    """The cards of a centre carry its name, its logo and its colours; what they say of the criteria is the same."""
    own, copy = tiny.guide(), harbour(tiny)
    look = find_look(copy, "Harbour · Lamps")
    pictures = {name: make_cards(guide, name) for name, guide in (("Lamps", own), ("Harbour · Lamps", copy))}
    bars = {}
    for name, made in pictures.items():
        with Image.open(io.BytesIO(made["assets/cards/QX12-A1/1.1.png"])) as image:
            bars[name] = image.convert("RGB").getpixel((600, 8))

    assert (look.name, look.guide, look.primary) == ("The Harbour School", "Lamps", "#204060")
    assert look.logo == copy.brand.logo.content if copy.brand else False
    assert bars == {"Lamps": (0x17, 0x45, 0x4F), "Harbour · Lamps": (0x20, 0x40, 0x60)}
    assert list(list_cards(own.catalogue)) == list(list_cards(copy.catalogue))


def test_same_card_same_bytes() -> None:
    """A card that is drawn again is the same, byte for byte."""
    one = card(LONG)

    assert draw(one) == draw(one)


def test_only_what_has_changed_is_drawn_again(tiny: Project) -> None:
    """A second build draws nothing, nor does another look; an edit draws the cards of its unit."""
    made = []
    for step in range(4):
        if step == 2:
            tiny.edit("data/criteria/QX12-A1.yml", "title: Keeping the lamp", "title: Keeping a lamp")
        kept = Kept(tiny.root / ".cache" / "downloads")
        guide = replace(harbour(tiny) if step == 3 else tiny.guide(), kept=kept)
        make_cards(guide, "Lamps")
        made.append(kept.made)

    groups = ["assets/cards/site.png", "assets/cards/QX12-A1.png", "assets/cards/QX12-B7.png"]
    assert made == [groups, [], ["assets/cards/QX12-A1.png"], []]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature guide, built for an address."""
    project = _copy(TINY, tmp_path_factory.mktemp("cards") / "tiny")
    done = project.run("build", "--site-url", SITE, "--out", "site")
    assert done.returncode == 0, done.stderr
    return project.root / "site"


def meta(page: Path) -> dict[str, str]:
    """What a page says to messengers."""
    root = lxml_html.parse(str(page)).getroot()
    found = ((each.get("property") or each.get("name") or "", each.get("content", "")) for each in root.iter("meta"))
    return {name: content for name, content in found if name.startswith(("og:", "twitter:"))}


def test_every_page_names_its_card(site: Path) -> None:
    """Each page has a title, a description and the whole address of a picture that is there: its own, or the site's."""
    whole = [path for path in site.rglob("index.html") if b"og:title" in path.read_bytes()]
    pages = {path.parent.relative_to(site).as_posix(): meta(path) for path in whole}
    wrong = [
        name
        for name, said in pages.items()
        if not (site / said["og:image"].removeprefix(SITE)).is_file()
        or said["twitter:card"] != "summary_large_image"
        or not all((said["og:title"], said["og:description"]))
    ]

    assert wrong == [] and len(pages) > 20
    assert pages["QX12-A1/1.10"]["og:image"] == f"{SITE}assets/cards/QX12-A1/1.10.png"
    assert pages["QX12-A1"]["og:image"] == f"{SITE}assets/cards/QX12-A1.png"
    assert pages["verbs/tend"]["og:image"] == pages["."]["og:image"] == f"{SITE}assets/cards/site.png"


def test_site_without_an_address_has_no_cards(tiny_site: Path) -> None:
    """A link to a picture has to be whole: where the address is not known, no picture is made and none is named."""
    assert not (tiny_site / "assets" / "cards").exists()
    said = meta(tiny_site / "QX12-A1" / "index.html")
    assert said["og:title"] and not any("image" in name or "twitter" in name for name in said)


def test_copy_for_disks_has_no_cards(site: Path, tmp_path: Path) -> None:
    """The archive has neither pictures nor links to them: nobody sends a link to a page on a disk."""
    with zipfile.ZipFile(site / "downloads" / "QX12-offline.zip") as archive:
        archive.extractall(tmp_path)

    assert [name for name in read_tree(tmp_path) if "cards/" in name] == []
    assert not re.search(r"(?:og|twitter):image", (tmp_path / "QX12-A1" / "index.html").read_text(encoding="utf-8"))
