"""A page → what it is about, in the vocabulary of schema.org, as JSON-LD that search engines and learning platforms read.

Addresses are absolute where the site's own address is known, else relative to the page, as in its links. What the head of a page
says already, and what is the same on every page, is not said again: a phone loads it each time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.addresses import CENTRE
from macros.case.identity import Identity
from macros.catalogue import Catalogue
from macros.changes import changes_of, first_edition_of
from macros.glossary import LANGUAGE, name_glossary, name_verb
from macros.guide import Guide
from macros.model import Criterion, Entry, Qualification, Unit, Verb
from macros.pages import GeneratedPage
from macros.prose import plain_text

Thing = dict[str, Any]

ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What would end the block, or begin something else in it, as JSON writes it too."""


def describe_page(guide: Guide, page: GeneratedPage, site_url: str) -> Markup:
    """Return the block for a generated page; empty for one that is about no unit, criterion or verb."""
    writer = _Writer(guide, page.address, site_url)
    if isinstance(page.entry, Criterion):
        return writer.block(*writer.criterion(page.entry, page))
    if isinstance(page.entry, Unit):
        return writer.block(*writer.unit(page.entry, page))
    if isinstance(page.entry, Verb):
        return writer.block(*writer.verb(page.entry))
    return Markup()


def describe_home(guide: Guide, name: str, description: str, site_url: str) -> Markup:
    """Return the block for the start page: the site, who publishes this copy, and the qualifications it is about."""
    writer = _Writer(guide, "", site_url)
    return writer.block(writer.site(name, description), *map(writer.credential, guide.catalogue.qualifications.values()))


def describe_glossary(guide: Guide, page: str, site_url: str) -> Markup:
    """Return the block for the page that shows all verbs."""
    writer = _Writer(guide, page, site_url)
    verbs = [writer.verb_line(verb) for verb in guide.catalogue.verbs.values()]
    return writer.block(*({**writer.glossary(q), "hasDefinedTerm": verbs} for q in writer.first_qualification()))


def write_block(things: Iterable[Thing]) -> str:
    """Return things as JSON that can stand in a page."""
    value = {"@context": "https://schema.org", "@graph": list(things)}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


@dataclass(frozen=True)
class _Writer:
    guide: Guide
    page: str
    site_url: str

    @property
    def catalogue(self) -> Catalogue:
        return self.guide.catalogue

    def block(self, *things: Thing) -> Markup:
        data = Markup(write_block(things))  # nothing in it can end the element any more
        return self.guide.renderer.render("page/linked_data.html", self.page, data=data) if things else Markup()

    def address(self, target: str | Entry) -> str:
        return self.place(self.guide.site.address(target))

    def place(self, address: str) -> str:
        return f"{self.site_url.rstrip('/')}/{address}" if self.site_url else self.guide.site.relative(self.page, address)

    def first_qualification(self) -> list[Qualification]:
        """Return the qualification under which verbs have their names; none in a guide without one."""
        return list(self.catalogue.qualifications.values())[:1]

    def site(self, name: str, description: str) -> Thing:
        centre = self.catalogue.centre
        owner = {"@type": "EducationalOrganization", "name": centre.name, "url": self.place(CENTRE)} if centre else None
        about = {"@type": "WebSite", "name": name, "description": description, "inLanguage": LANGUAGE, "url": self.place("")}
        return about | ({"publisher": owner} if owner else {})

    def credential(self, qualification: Qualification) -> Thing:
        units = [unit for name in qualification.units if (unit := self.catalogue.units.get(name))]
        return {
            "@type": "EducationalOccupationalCredential",
            "name": qualification.title,
            "identifier": qualification.id,
            "credentialCategory": "Qualification",
            "educationalLevel": qualification.level,
            "recognizedBy": {"@type": "Organization", "name": qualification.awarding_organisation},
            "competencyRequired": [
                {"@type": "DefinedTerm", "name": unit.title, "termCode": unit.id, "url": self.address(unit)} for unit in units
            ],
        }

    def unit(self, unit: Unit, page: GeneratedPage) -> list[Thing]:
        qualification = self.catalogue.qualification_of(unit)
        resource = self.resource(page, qualification)
        resource["teaches"] = [self.taught(criterion, qualification) for criterion in unit.criteria if not criterion.retired]
        return [resource, self.trail((self.short(qualification), "page:home"), (unit.id, unit))]

    def criterion(self, criterion: Criterion, page: GeneratedPage) -> list[Thing]:
        unit = self.catalogue.unit_of(criterion)
        qualification = self.catalogue.qualification_of(unit)
        resource = self.resource(page, qualification)
        resource["teaches"] = self.taught(criterion, qualification)
        resource["about"] = [self.verb_name(self.catalogue.verbs[verb]) for verb in criterion.verbs]
        resource |= {"dateModified": changed} if (changed := self.changed(criterion)) else {}
        resource |= {"creativeWorkStatus": "Retired"} if criterion.retired else {}
        return [
            resource,
            self.trail((self.short(qualification), "page:home"), (unit.id, unit), (criterion.label, criterion)),
        ]

    def verb(self, verb: Verb) -> list[Thing]:
        sets = [{"inDefinedTermSet": self.glossary(qualification)} for qualification in self.first_qualification()]
        term = self.verb_line(verb) | {"description": plain_text(verb.core.text)}
        return [term | (sets[0] if sets else {}), self.trail(("Command verbs", "page:verbs"), (verb.name, verb))]

    def short(self, qualification: Qualification) -> str:
        """Return a qualification as citations call it, with its number: a trail has little room."""
        return f"{qualification.awarding_organisation} {qualification.id}"

    def resource(self, page: GeneratedPage, qualification: Qualification) -> Thing:
        return {
            "@type": "LearningResource",
            "name": page.title,
            "url": self.place(page.address),
            "educationalLevel": qualification.level,
        }

    def taught(self, criterion: Criterion, qualification: Qualification) -> Thing:
        """Return which criterion a page is about, named as it is in CASE: the same in every copy."""
        identity = Identity(qualification)
        return {
            "@type": "DefinedTerm",
            "name": criterion.label,
            "description": criterion.wording,
            "@id": identity.uri("CFItems", identity.identifier(criterion.id, criterion.exchange)),
        }

    def glossary(self, qualification: Qualification) -> Thing:
        name = f"Command verbs in {qualification.title} ({qualification.id})"
        return {"@type": "DefinedTermSet", "@id": name_glossary(qualification), "name": name, "url": self.address("page:verbs")}

    def verb_name(self, verb: Verb) -> Thing:
        """Return a verb by its name, and by that of the glossary, which is the same in every copy."""
        names = [{"@id": name_verb(qualification, verb)} for qualification in self.first_qualification()]
        return {"@type": "DefinedTerm", "name": verb.name} | (names[0] if names else {})

    def verb_line(self, verb: Verb) -> Thing:
        return self.verb_name(verb) | {"termCode": verb.id, "url": self.address(verb)}

    def trail(self, *steps: tuple[str, str | Entry]) -> Thing:
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": self.address(target)}
                for place, (name, target) in enumerate(steps, start=1)
            ],
        }

    def changed(self, criterion: Criterion) -> str:
        """Return the day of the last recorded change to a criterion; empty where none is recorded."""
        first = first_edition_of(self.catalogue, criterion)
        days = [recorded.change.date for recorded in changes_of(self.catalogue, criterion)] + ([first.date] if first else [])
        return max(days, default="")
