"""Pinned pages: what was frozen and nothing else, kept out of search, no larger than their text asks for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from macros.addresses import list_addresses, list_pinned_addresses
from macros.catalogue import Catalogue
from macros.freeze import freeze_edition
from macros.load import load_catalogue
from macros.pinned import Surroundings, list_pinned
from tests.conftest import Project, read_tree

AROUND = Surroundings("A guide", "Ours.", "mailto:a@example.org", "https://guide.example.org/x/", "icon.svg", ("a.css", "b.css"))
CRITERION = "editions/1/QX12-A1/1.1/index.html"
A1 = "data/criteria/QX12-A1.yml"
NEXT = """\
id: "2"
date: "2026-06-01"
summary: The second edition.
changes:
  - criterion: QX12-A1/1.2
    effect: clearer
    date: "2026-06-01"
    reason: Said in fewer words
"""


@pytest.fixture
def frozen(tiny: Project) -> Project:
    """The miniature project with edition 1 frozen."""
    freeze_edition(tiny.root, load_catalogue(tiny.root / "data")[0], "1")
    return tiny


def begin_second_edition(project: Project) -> None:
    """Change the guidance of one criterion and freeze it as edition 2."""
    locked = (project.root / "data/editions/1.yml").read_text(encoding="utf-8").partition("wording:")[2]
    project.write("data/editions/2.yml", f"{NEXT}wording:{locked}")
    project.edit(A1, "text: The dangers of oil\n", "text: What oil can do\n")
    freeze_edition(project.root, load_catalogue(project.root / "data")[0], "2")


def pinned(project: Project, *, offline: bool = False) -> dict[str, html.HtmlElement]:
    """Return every pinned page by the address of its file."""
    pages = list_pinned(project.guide(offline=offline), AROUND)
    return {address: html.document_fromstring(text) for address, text in pages}


def words(page: html.HtmlElement, path: str = "//body") -> str:
    """Return the text of the first element at a path, white space folded."""
    return " ".join(page.xpath(path)[0].text_content().split())


def test_a_pinned_page_for_everything_in_the_edition(frozen: Project) -> None:
    """The edition, each unit and each criterion have a page; numbers that look alike stay apart."""
    criteria = [f"QX12-A1/{number}" for number in ("1.1", "1.2", "1.10", "11.1")] + ["QX12-B7/1.1", "QX12-B7/2.1"]
    ids = ["", *(f"{name}/" for name in ("QX12-A1", "QX12-B7", *criteria))]

    assert sorted(pinned(frozen)) == sorted(f"editions/1/{name}index.html" for name in ids)


def test_a_pinned_page_shows_what_was_frozen(frozen: Project) -> None:
    """Wording and guidance may change and the data may lose what it names: the pinned page reads as before."""
    before = pinned(frozen)[CRITERION]
    shown = words(before, "//article")
    for old, new in (
        ("do: Say how the wick is trimmed", "do: Tell how the wick is trimmed"),
        ("- text: Name three tools.", "- text: Name four tools."),
        ("topic: Trimming the lamp", "topic: Trimming a lamp"),
    ):
        frozen.edit(A1, old, new)
    frozen.edit("data/verbs/outline.yml", "slip: ", "slip: Now ")
    frozen.edit("data/artefacts/watch-log.yml", "name: Watch log", "name: Log of the watch")

    assert words(pinned(frozen)[CRITERION], "//article") == shown
    parts_of_it = (
        "Outline how a lamp is trimmed and weigh up two ways",
        "Say how the wick is trimmed",
        "How a lamp is trimmed",
        "Name three tools.",
        "Watch log",
        "Gull Rock is a fictional light",
        "The manual calls the wick a cord.",
        "Only one way of trimming is described.",
    )
    assert [text for text in parts_of_it if text not in shown] == []


def test_the_same_anchors_as_on_the_live_page(guide: object, built_site: Path, catalogue: Catalogue) -> None:
    """Whatever a link to the live page points to, a part or the example, the pinned page has under the same name."""
    snapshot = catalogue.newest_snapshot
    assert snapshot is not None
    for criterion in snapshot.criteria:
        live, kept = (
            set(html.parse(str(built_site / start / criterion / "index.html")).xpath("//article//@id"))
            for start in ("", f"editions/{snapshot.edition}")
        )
        wanted = {name for name in live if name.startswith(("part-", "example"))} | {"wording", "parts", "verbs", "evidence"}
        assert wanted <= kept, criterion


def test_a_banner_says_which_edition_and_whether_there_is_a_newer(frozen: Project) -> None:
    """Each page names its edition and date, leads to the newest where it is not, and always to the live page."""
    begin_second_edition(frozen)
    pages = pinned(frozen)
    old, new = pages[CRITERION], pages[CRITERION.replace("/1/", "/2/")]

    assert "Edition 1 of 2026-01-01, as it was frozen. It is not the newest: see edition 2 of 2026-06-01." in words(
        old, "//aside"
    )
    assert "Edition 2 of 2026-06-01, as it was frozen. It is the newest edition." in words(new, "//aside")
    assert old.xpath("//aside//a/@href") == ["../../../2/QX12-A1/1.1/", "../../../../QX12-A1/1.1/"]
    assert new.xpath("//aside//a/@href") == ["../../../../QX12-A1/1.1/"]
    assert pages["editions/1/index.html"].xpath("//aside//a/@href") == ["../2/", "../../"]


def test_an_old_edition_keeps_its_words_beside_the_new_one(frozen: Project) -> None:
    """Only the edition that changed shows the change."""
    begin_second_edition(frozen)
    pages = pinned(frozen)
    texts = [words(pages[f"editions/{edition}/QX12-A1/1.2/index.html"], "//article") for edition in "12"]

    assert ["The dangers of oil" in text for text in texts] == [True, False]
    assert ["What oil can do" in text for text in texts] == [False, True]


def test_links_stay_in_the_edition_where_it_has_the_target(frozen: Project) -> None:
    """A criterion leads to its neighbours of the same edition, a term to the live guide, an id of nothing nowhere."""
    page = pinned(frozen)["editions/1/QX12-A1/1.2/index.html"]
    assert "../../../../terms/#oil" in page.xpath("//article//a/@href")
    assert "../1.1/" in pinned(frozen)["editions/1/QX12-A1/1.2/index.html"].xpath("//nav//a/@href")

    (frozen.root / "data/terms/oil.yml").unlink()
    frozen.edit(A1, "Read the [oil](term:oil) entry first.", "Read about oil first.")
    (frozen.root / "data/addresses.yml").unlink()
    page = pinned(frozen)["editions/1/QX12-A1/1.2/index.html"]
    assert "Read the oil entry first." in words(page, "//article")
    assert not [link for link in page.xpath("//article//a/@href") if "oil" in link]


def test_kept_out_of_search_engines(frozen: Project) -> None:
    """No page is indexed; its canonical address is the live page."""
    begin_second_edition(frozen)
    for address, page in pinned(frozen).items():
        live = address.split("/", 2)[2].removesuffix("index.html")
        assert page.xpath("//meta[@name = 'robots']/@content") == ["noindex"]
        assert page.xpath("//link[@rel = 'canonical']/@href") == [f"https://guide.example.org/x/{live}"]


def test_absent_from_site_search_and_sitemap(built_site: Path, catalogue: Catalogue) -> None:
    """Nobody lands on old guidance by searching; the page that lists the editions is found."""
    search = (built_site / "search" / "guide.js").read_text(encoding="utf-8")
    found = re.findall(r'"(editions/[^" ]*)"', search)

    assert set(found) == {"editions/"}
    assert "editions/2026" not in (built_site / "sitemap.xml").read_text(encoding="utf-8")
    assert len(catalogue.snapshots) >= 2


def test_every_pinned_address_is_on_record(catalogue: Catalogue, guide: object) -> None:
    """The promise that no link breaks holds for pinned pages, their parts and their examples."""
    listed = {f"/{address}" for address in list_pinned_addresses(catalogue)}

    assert {"/editions/2026.1/8580-500/2.1/", "/editions/2026.1/8580-500/2.1/#part-skills"} <= listed
    assert listed <= set(catalogue.registry.addresses)


def test_a_deleted_snapshot_is_a_lost_address(frozen: Project) -> None:
    """Who deletes a snapshot that was published hears of it."""
    record = frozen.root / "data/addresses.yml"
    site = frozen.guide().site
    record.write_text("addresses:\n" + "".join(f"  - {address}\n" for address in list_addresses(site)), encoding="utf-8")
    shutil.rmtree(frozen.root / "data/snapshots")

    assert any("/editions/1/QX12-A1/1.10/ would be lost" in problem for problem in frozen.problems())


def test_size_is_that_of_the_text(built_site: Path, catalogue: Catalogue) -> None:
    """What surrounds the text takes at most 2,500 bytes; a whole edition at most twice its text, and less than the live pages."""
    snapshot = catalogue.newest_snapshot
    assert snapshot is not None
    folder = built_site / "editions" / snapshot.edition
    sizes = {page: page.stat().st_size for page in sorted(folder.rglob("*")) if page.is_file()}
    text = sum(len(words(html.parse(str(page)).getroot(), "//article").encode()) for page in sizes)
    inner = {page: page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0] for page in sizes}
    live = sum((built_site / criterion / "index.html").stat().st_size for criterion in snapshot.criteria)

    assert len(sizes) == 1 + len(snapshot.units) + len(snapshot.criteria)
    assert max(size - len(inner[page].encode()) for page, size in sizes.items()) <= 2500
    assert sum(sizes.values()) <= 2 * text
    assert sum(sizes.values()) <= live / 1.1


def test_the_same_bytes_each_time(frozen: Project) -> None:
    """Pinned pages depend on the data alone."""
    script = (
        "import json, sys; from pathlib import Path; from macros.guide import load_guide; "
        "from macros.pinned import Surroundings, list_pinned; "
        f"print(json.dumps(dict(list_pinned(load_guide(Path(sys.argv[1])), {AROUND!r}))))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", script, str(frozen.root)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert made[0] == made[1] and len(json.loads(made[0])) == 9


def test_data_is_escaped(frozen: Project) -> None:
    """Text of an edition never becomes an element."""
    frozen.edit(A1, "topic: Dangers of oil", 'topic: "<b>Dangers</b> & \\"oil\\""')
    shutil.rmtree(frozen.root / "data/snapshots")
    freeze_edition(frozen.root, load_catalogue(frozen.root / "data")[0], "1")
    pages = pinned(frozen)

    assert not [address for address, page in pages.items() if page.xpath("//article//b[contains(., 'Dangers')]")]
    assert '<b>Dangers</b> & "oil"' in words(pages["editions/1/QX12-A1/1.2/index.html"], "//h1")


def test_a_guide_with_editions_builds_whole_and_says_where_it_has_moved_on(frozen: Project) -> None:
    """Every link of another qualification's pinned pages leads somewhere; a live page that has moved on says so."""
    frozen.edit(A1, "text: The dangers of oil\n", "text: What oil can do\n")
    done = frozen.run("build")
    site = frozen.root / "site"
    changed, same = (
        words(html.parse(str(site / "QX12-A1" / number / "index.html")).getroot(), "//p[@class = 'edition-switch']")
        for number in ("1.2", "1.10")
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert changed.startswith("Changed since edition 1. This is the live page. Switch to edition 1, as it read on")
    assert same.startswith("This is the live page. Switch to edition 1,")
    pages = {name: content for name, content in read_tree(site).items() if name.startswith("editions/")}
    assert len(pages) == 10
    assert not [name for name, content in pages.items() if b"8580" in content or b"coaching" in content.lower()]


def test_without_an_edition_nothing_is_pinned(tiny: Project, tiny_site: Path) -> None:
    """A guide that has frozen nothing has no pinned page and no link to one."""
    assert pinned(tiny) == {}
    assert "edition-switch" not in (tiny_site / "QX12-A1" / "1.1" / "index.html").read_text(encoding="utf-8")
    assert "It is not frozen yet" in (tiny_site / "editions" / "index.html").read_text(encoding="utf-8")


def test_offline_links_name_the_file(frozen: Project) -> None:
    """A pinned page opens from disk."""
    page = pinned(frozen, offline=True)[CRITERION]

    assert page.xpath("//aside//a/@href") == ["../../../../QX12-A1/1.1/index.html"]
    assert page.xpath("//body/script/@data-root") == ["../../../../index.html"]
