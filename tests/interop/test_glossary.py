"""The command verbs in SKOS: sound by shapes, the same in both forms and in every copy, and read by another's parser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from macros.addresses import GLOSSARY_JSON, GLOSSARY_TURTLE, list_addresses
from macros.case import list_case
from macros.glossary import list_glossary
from macros.guide import Guide, make_guide
from macros.kept import Kept
from macros.offer import offer_units
from macros.pages import list_pages, render_page
from macros.vocabulary import MACROS
from tests.conftest import ROOT, Project

SHAPES = Path(__file__).with_name("skos-shapes.ttl")
BASE = "https://guide.example.org/8580/"


def read(guide: Guide, address: str = GLOSSARY_TURTLE) -> Graph:
    """One file of the glossary, as another program reads it."""
    form = {GLOSSARY_TURTLE: "turtle", GLOSSARY_JSON: "json-ld"}[address]
    return Graph().parse(data=dict(list_glossary(guide.catalogue))[address], format=form)


def faults(graph: Graph) -> list[str]:
    """What the shapes find wrong with a glossary."""
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(SHAPES))
    return [] if conforms else [line for line in str(report).splitlines() if line.startswith("Constraint Violation")]


@pytest.mark.parametrize("name", ["guide", "tiny_guide"])
def test_glossary_is_sound(name: str, request: pytest.FixtureRequest) -> None:
    """The glossary keeps the integrity conditions of SKOS and our own promises."""
    assert faults(read(request.getfixturevalue(name))) == []


def _second_label(graph: Graph, verb: URIRef) -> None:
    graph.add((verb, SKOS.prefLabel, Literal("another", lang="en-GB")))


def _no_scheme(graph: Graph, verb: URIRef) -> None:
    graph.remove((verb, SKOS.inScheme, None))


def _related_to_its_level(graph: Graph, verb: URIRef) -> None:
    graph.add((verb, SKOS.related, next(graph.objects(verb, SKOS.narrower))))


def _no_level_5(graph: Graph, verb: URIRef) -> None:
    graph.remove((verb, SKOS.narrower, sorted(graph.objects(verb, SKOS.narrower))[1]))


def _source_unknown(graph: Graph, verb: URIRef) -> None:
    graph.add((verb, DCTERMS.source, URIRef("https://example.org/nowhere")))


def _published_without_source(graph: Graph, verb: URIRef) -> None:
    graph.remove((verb, DCTERMS.source, None))


def _label_in_no_language(graph: Graph, verb: URIRef) -> None:
    graph.set((verb, SKOS.prefLabel, Literal("outline")))


@pytest.mark.parametrize(
    "spoil",
    [
        _second_label,
        _no_scheme,
        _related_to_its_level,
        _no_level_5,
        _source_unknown,
        _published_without_source,
        _label_in_no_language,
    ],
)
def test_fault_is_found(spoil: Callable[[Graph, URIRef], None], tiny_guide: Guide) -> None:
    """The shapes can fail: each spoilt glossary is refused."""
    graph = read(tiny_guide)
    spoil(graph, next(s for s in graph.subjects(SKOS.notation, Literal("outline")) if isinstance(s, URIRef)))

    assert faults(graph) != []


def test_both_forms_say_the_same(guide: Guide) -> None:
    """Turtle and JSON-LD hold the same statements."""
    turtle, json = read(guide), read(guide, GLOSSARY_JSON)

    assert len(turtle) > 500
    assert isomorphic(turtle, json)


def test_verb_says_what_its_page_says(guide: Guide) -> None:
    """A verb has its label, core meaning, levels, neighbours and sources, under the address of its page."""
    graph, verb = read(guide), guide.catalogue.verbs["explain"]
    name = URIRef(f"{BASE}verbs/explain/#verb")
    levels = [URIRef(f"{BASE}verbs/explain/#level-{level}-explain") for level in (3, 5)]

    assert graph.value(name, SKOS.prefLabel) == Literal("explain", lang="en-GB")
    assert str(graph.value(name, SKOS.definition)) == verb.core.text
    assert set(graph.objects(name, SKOS.narrower)) == set(levels)
    assert [str(graph.value(level, SKOS.definition)) for level in levels] == [verb.level_3.text, verb.level_5.text]
    assert {str(near) for near in graph.objects(name, SKOS.related)} == {f"{BASE}verbs/{near}/#verb" for near in verb.near}
    assert {str(source) for source in graph.objects(levels[1], DCTERMS.source)} == {
        f"{BASE}about/#source-{source}" for source in verb.level_5.sources
    }
    assert str(graph.value(levels[1], SKOS.editorialNote)).startswith("Our reading: ")
    assert str(graph.value(name, SKOS.editorialNote)).startswith("Published: ")


def test_every_verb_is_there_and_leads_to_case(guide: Guide) -> None:
    """There is a concept for each verb, and the concept of CASE it equals is one that CASE has."""
    graph, case = read(guide), dict(list_case(guide.catalogue))
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    verbs = list(graph.objects(scheme, SKOS.hasTopConcept))
    named = [str(same).removeprefix(BASE) for verb in verbs for same in graph.objects(verb, SKOS.exactMatch)]

    assert sorted(str(graph.value(verb, SKOS.notation)) for verb in verbs) == sorted(guide.catalogue.verbs)
    assert len(named) == len(verbs) and set(named) <= set(case)


def test_names_of_concepts_can_be_opened(tiny: Project) -> None:
    """Each name is an address on a page that the site may never lose, with an anchor that is there."""
    tiny.edit("data/qualifications/QX12.yml", 'credit: "7"', 'credit: "7"\nuri_base: https://lamps.example.org/QX12/')
    guide = tiny.guide()
    graph, pages = read(guide), {page.address: str(render_page(guide, page)) for page in list_pages(guide.catalogue)}
    concepts = [str(name).removeprefix("https://lamps.example.org/QX12/") for name in graph.subjects(RDF.type, SKOS.Concept)]
    missing = [name for name in concepts if f'id="{name.partition("#")[2]}"' not in pages.get(name.partition("#")[0], "")]

    assert len(concepts) == 9 and missing == []
    assert {f"/{name.partition('#')[0]}" for name in concepts} <= set(list_addresses(guide.site))
    assert 'id="glossary"' in str(MACROS["verbs"](guide, "verbs/"))


def test_copy_of_a_centre_names_the_same_things(guide: Guide) -> None:
    """A copy with fewer units has the same concepts under the same names."""
    copy = make_guide(guide.project, offer_units(guide.catalogue, [next(iter(guide.catalogue.units))]))

    assert set(read(copy).subjects(RDF.type, SKOS.Concept)) == set(read(guide).subjects(RDF.type, SKOS.Concept))


def test_guide_without_a_home_has_names_all_the_same(tiny_guide: Guide) -> None:
    """Where the data names no base, concepts have UUIDs, which do not depend on where the copy stands."""
    names = [str(name) for name in read(tiny_guide).subjects(RDF.type, SKOS.Concept)]

    assert len(names) == 9 and all(name.startswith("urn:uuid:") for name in names)


def test_retired_verb_stays_and_leads_on(tiny: Project) -> None:
    """A verb that is no longer used is marked, says why, and names its successor."""
    ending = '\nretired:\n  date: "2026-02-01"\n  reason: The Board says weigh up.\n  successors: [weigh-up]\n'
    path = tiny.root / "data" / "verbs" / "outline.yml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ending, encoding="utf-8")
    graph = read(tiny.guide())
    (name,) = graph.subjects(SKOS.notation, Literal("outline"))
    successor = graph.value(name, DCTERMS.isReplacedBy)

    assert str(graph.value(name, OWL.deprecated)) == "true"
    assert str(graph.value(name, SKOS.historyNote)) == "2026-02-01: The Board says weigh up."
    assert str(graph.value(successor, SKOS.notation)) == "weigh-up"


def test_site_has_both_files(tiny_guide: Guide, tiny_site: Path) -> None:
    """The files on the site are the ones the catalogue gives."""
    for address, content in list_glossary(tiny_guide.catalogue):
        assert (tiny_site / address).read_bytes() == content


def test_second_build_needs_no_rdf_library(tiny: Project) -> None:
    """What has not changed is not written again, so rdflib is not even loaded."""
    list(list_glossary(tiny.guide().catalogue, Kept(tiny.root / ".cache" / "downloads")))
    script = """
import sys
from pathlib import Path
from macros.glossary import list_glossary
from macros.guide import load_guide
from macros.included import find_cache
from macros.kept import DOWNLOADS, Kept
files = dict(list_glossary(load_guide(Path(".")).catalogue, Kept(find_cache(Path("."), DOWNLOADS))))
print(len(files), "rdflib" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tiny.root, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )

    assert done.stdout.split() == ["2", "False"], done.stderr
