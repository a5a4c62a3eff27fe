"""A page is taken over from the last build only where making it anew would give the same bytes: tried with every field."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jinja2 import nodes

from macros import kept_pages as module
from macros.check import check_project
from macros.fragments import FragmentEnvironment
from macros.guide import Guide, make_guide
from macros.kept_pages import KeptPages
from macros.layout import lay_out
from macros.pages import list_pages
from macros.remembered import Remembered
from macros.sums import sum_folder
from macros.traced import Notes, Tokens, TracedCatalogue, Untellable
from tests.conftest import ROOT, Project, copy_tiny

IMPORTS = (nodes.FromImport, nodes.Import)

SITE = "https://guide.example.org/"


class Builder:
    """Builds the generated pages of a project, without the theme around them, with what was kept of the build before."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project, self.folder = project, folder
        self.parsed = Remembered()

    def load(self) -> Guide | None:
        """Return the guide, or nothing where a rule is broken."""
        catalogue, problems = check_project(self.project.root, self.parsed)
        return None if problems else make_guide(self.project.root, catalogue)

    def build(self, guide: Guide, *, keep: bool = True) -> dict[str, str]:
        """Build; return what stands on the pages that were taken over."""
        kept = KeptPages(self.folder / "record", self.folder / "old")
        new = self.folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        kept.start(guide, {}, SITE)
        pages = list(list_pages(guide.catalogue))
        made = kept.take_over(pages, new)
        for page in made:
            asked = kept.notes.begin()
            (new / page.address).mkdir(parents=True, exist_ok=True)
            (new / page.address / "index.html").write_text(repr(lay_out(kept.guide, page, SITE)), encoding="utf-8")
            kept.note(page, asked)
        anew = {page.address for page in made}
        taken = [page.address for page in pages if page.address not in anew]
        if keep:
            kept.close(sum_folder(str(new)))
            shutil.rmtree(self.folder / "old", ignore_errors=True)
            new.rename(self.folder / "old")
        at = self.folder / ("old" if keep else "new")
        return {address: (at / address / "index.html").read_text(encoding="utf-8") for address in taken}

    def build_and_compare(self, guide: Guide) -> set[str]:
        """Build without keeping; return the addresses of what was taken over, all of which must be what making gives."""
        taken = self.build(guide, keep=False)
        anew = {page.address: repr(lay_out(guide, page, SITE)) for page in list_pages(guide.catalogue) if page.address in taken}
        assert [address for address in taken if taken[address] != anew[address]] == []
        return set(taken)


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    """A builder that has built the miniature project once."""
    made = Builder(copy_tiny(tmp_path / "tiny"), tmp_path / "pages")
    guide = made.load()
    assert guide and made.build(guide) == {}
    return made


def list_leaves(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text in a data file and where it stands."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list | dict):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from list_leaves(member, (*place, key))


def list_edits(data: Path) -> Iterator[tuple[Path, tuple[str | int, ...], str]]:
    """Yield one text of each field of each kind of file."""
    seen = set()
    for path in sorted(data.rglob("*.yml")):
        if path.name == "addresses.yml":
            continue
        for place, text in list_leaves(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)):
            field = (path.relative_to(data).parts[0], *(step for step in place if isinstance(step, str)))
            if field not in seen:
                seen.add(field)
                yield path, place, text


def test_no_edit_of_any_field_leaves_a_stale_page(builder: Builder) -> None:
    """For one text of every field: what is taken over after its edit is what would be made."""
    tried, spared = 0, 0
    for path, place, text in list_edits(builder.project.root / "data"):
        before = path.read_text(encoding="utf-8")
        value = yaml.load(before, Loader=yaml.BaseLoader)
        holder = value
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = f"{text} anew"
        path.write_text(yaml.safe_dump(value, sort_keys=False, default_style='"'), encoding="utf-8")
        if (guide := builder.load()) is not None:
            tried += 1
            spared += bool(builder.build_and_compare(guide))
        path.write_text(before, encoding="utf-8")

    assert tried > 60
    assert spared > 20


def test_unchanged_project_is_taken_over_whole(builder: Builder) -> None:
    """Where nothing has changed, no page is made; where a worked example has, the page that shows it."""
    guide = builder.load()
    assert guide
    everything = {page.address for page in list_pages(guide.catalogue)}
    assert builder.build_and_compare(guide) == everything
    builder.project.edit("data/examples/QX12-A1/1.1.yml", "setting: ", "setting: Once more. ")
    guide = builder.load()
    assert guide

    assert everything - builder.build_and_compare(guide) == {"QX12-A1/1.1/"}


def test_other_order_other_neighbours_other_pages_count(builder: Builder) -> None:
    """What is shown of other units by their order alone is noticed: units swapped, a unit gone, a page written by hand gone."""
    root = builder.project.root
    builder.project.edit("data/qualifications/QX12.yml", "[QX12-A1, QX12-B7]", "[QX12-B7, QX12-A1]")
    guide = builder.load()
    assert guide
    builder.build_and_compare(guide)
    (root / "docs" / "accessibility.md").unlink()
    if (guide := builder.load()) is not None:
        assert builder.build_and_compare(guide) == set()


SPOILT = ("page altered", "page gone", "page a link", "page for few", "record cut", "record altered", "no record")


@pytest.mark.parametrize("spoil", SPOILT)
def test_spoilt_page_or_record_is_made_anew(spoil: str, builder: Builder) -> None:
    """A page of the old site that is not what was written is not taken over, nor anything by a record that is not whole."""
    page, record = builder.folder / "old" / "QX12-A1" / "1.1" / "index.html", builder.folder / "record"
    content = record.read_bytes()
    if spoil == "page altered":
        page.write_text("altered")
    elif spoil == "page gone":
        page.unlink()
    elif spoil == "page a link":
        page.rename(builder.folder / "elsewhere.html")
        page.symlink_to(builder.folder / "elsewhere.html")
    elif spoil == "page for few":
        page.chmod(0o600)
    elif spoil == "no record":
        record.unlink()
    else:
        record.write_bytes(content[:-1] if spoil == "record cut" else content[:-9] + b"!" + content[-8:])
    guide = builder.load()
    assert guide
    taken = builder.build_and_compare(guide)

    assert "QX12-A1/1.1/" not in taken
    assert bool(taken) is spoil.startswith("page")


def test_record_of_other_code_is_not_read(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the tool has written, in whatever form, is as good as no record."""
    monkeypatch.setattr(module, "sum_tools", lambda: "another version")
    guide = builder.load()
    assert guide

    assert builder.build_and_compare(guide) == set()


def test_old_site_written_into_meanwhile_is_in_no_record(builder: Builder) -> None:
    """A page is one file in the old site and the new: one that somebody writes into before the record is, leaves none behind."""
    guide = builder.load()
    assert guide
    kept = KeptPages(builder.folder / "record", builder.folder / "old")
    kept.start(guide, {}, SITE)
    assert kept.take_over(list_pages(guide.catalogue), builder.folder / "new") == []
    (builder.folder / "old" / "QX12-A1" / "1.1" / "index.html").write_text("altered")

    assert not kept.close(sum_folder(str(builder.folder / "new")))


def test_nothing_may_be_remembered_by_a_traced_catalogue(tiny_guide: Guide) -> None:
    """A function that remembers its result by the catalogue would hide what the next page asks: it fails at once."""
    notes = Notes()
    traced: Any = TracedCatalogue(tiny_guide.catalogue, notes)
    with pytest.raises(TypeError, match="unhashable"):
        hash(traced)
    reads = notes.begin()
    assert traced.verbs["outline"] and "none" not in traced.verbs and len(traced.units) == 2
    assert list(reads) == [("verbs", "get", "outline"), ("verbs", "get", "none"), ("units", "keys")]
    with pytest.raises(Untellable):
        Tokens(tiny_guide.site).stand_for([tiny_guide.catalogue])


def test_fragments_that_are_imported_once_hold_macros_alone() -> None:
    """What stands in them beside macros would run once, and ask for nothing on the next page."""
    folder = ROOT / "overrides" / "fragments"
    environment = FragmentEnvironment()
    trees = {path: environment.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    once = {found.template.value for tree in trees.values() for found in tree.find_all(IMPORTS) if not found.with_context}

    assert once == {"pieces.html", "prose.html"}
    for name in once:
        beside = [node for node in trees[folder / name].body if not isinstance(node, (nodes.Macro, *IMPORTS, nodes.Output))]
        shown = [node for node in trees[folder / name].find_all(nodes.Output) if node in trees[folder / name].body]
        assert beside == []
        assert all(isinstance(part, nodes.TemplateData) and not part.data.strip() for node in shown for part in node.nodes)
