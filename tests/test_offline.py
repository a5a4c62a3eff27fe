"""The copy that opens from disk: what is in the download, and how links are turned."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from macros.aliases import list_aliases
from macros.crawl import crawl_site
from macros.files import write_file
from macros.guide import Guide
from macros.offline import list_copy, name_files, pack_copy
from tests.conftest import Project, read_tree


def read_archive(path: Path) -> dict[str, bytes]:
    """Return every file of a ZIP archive with its bytes."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# How a page is turned


@pytest.mark.parametrize(
    ("link", "turned"),
    [
        # folders, as templates, the theme and MkDocs write them
        ("../", "../index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("../../verbs/explain/", "../../verbs/explain/index.html"),
        ("../terms/#oil", "../terms/index.html#oil"),
        ("../check/?unit=QX12-A1", "../check/index.html?unit=QX12-A1"),
        # files, whatever their names look like
        ("../assets/guide.css", "../assets/guide.css"),
        ("../1.1/index.html", "../1.1/index.html"),
        ("../downloads/QX12-A1-checklist.md", "../downloads/QX12-A1-checklist.md"),
        # places on the page, and what lies outside the site
        ("#part-a", "#part-a"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_to_folders_name_the_file(link: str, turned: str) -> None:
    """A folder opened from disk has no server that finds index.html."""
    page = f'<p title="x"><a class="a" href="{link}" download>a/</a> <link href="{link}"></p>'

    assert name_files(page) == page.replace(f'"{link}"', f'"{turned}"')


def test_text_and_other_attributes_are_left_alone() -> None:
    """Only links are turned: not what a page says, nor what belongs to its scripts."""
    page = '<div data-root="../"><code>&lt;a href="../"&gt;</code> <a data-href="x/" id="href=">a</a></div>'

    assert name_files(page) == page


def test_what_only_the_web_has_is_left_out() -> None:
    """An offline copy does not offer itself; its neighbours in the list stay."""
    page = '<ul>\n<li><a href="a.pdf">a</a></li>\n<li data-online><a href="a.zip">\nz</a></li>\n<li>b</li>\n</ul>'

    assert name_files(page) == '<ul>\n<li><a href="a.pdf">a</a></li>\n<li>b</li>\n</ul>'


# What the archive holds


def test_download_is_what_the_offline_build_makes(tiny: Project) -> None:
    """The archive and `build --offline` are the same copy, byte for byte, whatever address the site has."""
    options = ("--site-url", "https://guide.example.org/lamps/")
    tiny.run("build", *options, "--out", "online", SOURCE_DATE_EPOCH="0")
    done = tiny.run("build", *options, "--offline", "--out", "offline", SOURCE_DATE_EPOCH="0")
    assert done.returncode == 0, done.stderr

    assert read_archive(tiny.root / "online" / "downloads" / "QX12-offline.zip") == read_tree(tiny.root / "offline")


def test_archive_holds_everything_but_itself(tiny_site: Path, tiny_guide: Guide) -> None:
    """Every file of the site is in the archive, in order, with one date and plain rights; the archive is not in itself.

    Nor are the headers for a host, nor the small pages on addresses that people type: nobody types the address of a page
    on a disk.
    """
    typed = {f"{address}index.html" for address in list_aliases(tiny_guide.catalogue)}
    for_hosts = {"downloads/QX12-offline.zip", "_headers", "_headers-nginx.conf", *typed}
    with zipfile.ZipFile(tiny_site / "downloads" / "QX12-offline.zip") as archive:
        entries = archive.infolist()

    assert [entry.filename for entry in entries] == sorted({*read_tree(tiny_site)} - for_hosts)
    assert {entry.date_time for entry in entries} == {(2026, 1, 1, 0, 0, 0)}
    assert {oct(entry.external_attr >> 16) for entry in entries} == {"0o100644"}


def test_same_site_same_archive(tmp_path: Path) -> None:
    """The order in which files were written, and when, does not show."""
    for folder, names in (("a", ("b.html", "a/c.js")), ("b", ("a/c.js", "b.html"))):
        for name in names:
            write_file(tmp_path / folder, name, b"<p>")
        pack_copy(tmp_path / folder, {}, tmp_path / f"{folder}.zip", date(2026, 1, 1))

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_scripts_with_links_are_the_copys_own(tmp_path: Path) -> None:
    """A script whose data holds links is put in as the copy needs it."""
    write_file(tmp_path, "search/guide.js", b"online")

    assert dict(list_copy(tmp_path, {"search/guide.js": b"offline"})) == {"search/guide.js": b"offline"}


def test_every_link_of_the_copy_leads_to_a_file(offline_site: Path) -> None:
    """Unpacked, the real guide has no dead link, and none that ends at a folder."""
    folders = []
    for path in sorted(offline_site.rglob("*.html")):
        links = html.fromstring(path.read_text(encoding="utf-8")).xpath("//a/@href | //link/@href")
        plain = (link.partition("#")[0].partition("?")[0] for link in links if ":" not in link)
        folders += [f"{path}: {link}" for link in plain if link.endswith("/") or link.rsplit("/", 1)[-1] in (".", "..")]

    assert folders == []
    assert crawl_site(offline_site) == []
