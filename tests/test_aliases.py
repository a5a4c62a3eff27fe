"""Other addresses people type: each leads to one thing, none takes the place of another, and all stay small."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from macros.addresses import list_addresses
from macros.aliases import list_aliases
from macros.guide import Guide
from macros.model import Unit


def test_forms_of_an_address(tiny_guide: Guide) -> None:
    """A criterion answers to four other forms, a unit to one; 1.1, 1.10 and 11.1 stay apart in each."""
    aliases = {alias: entry.id for alias, entry in list_aliases(tiny_guide.catalogue).items()}

    for number in ("1.1", "1.10", "11.1"):
        forms = (f"QX12-A1-{number}/", f"QX12/A1/{number}/", f"QX12-A1/AC{number}/", f"A1-{number}/")
        assert {aliases[form] for form in forms} == {f"QX12-A1/{number}"}
    assert aliases["QX12/A1/"] == "QX12-A1"


def test_no_alias_has_two_meanings_or_takes_a_page(guide: Guide, tiny_guide: Guide) -> None:
    """An alias is the address of nothing else, and each criterion has as many."""
    for each in (guide, tiny_guide):
        aliases = list_aliases(each.catalogue)
        real = {f"{name}/" for name in (*each.catalogue.units, *each.catalogue.criteria)}
        assert real.isdisjoint(aliases)
        assert len(aliases) == 4 * len(each.catalogue.criteria) + len(each.catalogue.units)
        assert {f"/{alias}" for alias in aliases} <= set(list_addresses(each.site))


def test_same_number_in_two_qualifications_has_no_short_form(tiny_guide: Guide) -> None:
    """Where 500 is a unit of two qualifications, 500-2.1 names neither."""
    catalogue = tiny_guide.catalogue
    unit = catalogue.units["QX12-A1"]
    twin = Unit.model_construct(**{**dict(unit), "id": "QX13-A1", "criteria": ()})
    both = type(catalogue)(units={**catalogue.units, "QX13-A1": twin})

    assert "A1-1.1/" in list_aliases(catalogue)
    assert [alias for alias in list_aliases(both) if alias.startswith("A1")] == []
    assert list_aliases(both)["QX13/A1/"] is twin


def test_pages_are_small_and_lead_on(built_site: Path, guide: Guide) -> None:
    """Each is under a kilobyte, is left out of search engines and of our own search, and has a link for everyone."""
    search = (built_site / "search" / "guide.js").read_text(encoding="utf-8")
    for alias, entry in list_aliases(guide.catalogue).items():
        text = (built_site / alias / "index.html").read_bytes()
        page = html.fromstring(text)
        assert len(text) < 1000
        assert page.xpath("string(//meta[@name='robots']/@content)") == "noindex"
        assert (built_site / alias / page.xpath("string(//a/@href)")).resolve() == (built_site / entry.id).resolve()
        assert page.xpath("string(//noscript/meta/@content)") == f"0; url={page.xpath('string(//a/@href)')}"
        assert page.xpath("string(//link[@rel='canonical']/@href)") == page.xpath("string(//a/@href)")
        assert f'"{alias}"' not in search
