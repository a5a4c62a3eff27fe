"""The kinds of text a data file may hold: a plain line, prose with emphasis and links, and references to other entries.

Every class here is a `str` that checks itself, so a value of the type is a safe value.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

TEMPLATE_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")
# C0 and C1 controls, the characters that reorder or hide text, and the byte order mark.
UNSAFE_CHARACTER = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
UNIT_ID = r"[A-Za-z0-9]+-[A-Za-z0-9]+"
NUMBER = r"[1-9][0-9]*(?:\.[1-9][0-9]*)+"


class _WithoutDictionary(type):
    """Makes classes whose values hold nothing beside their characters: a large catalogue has half a million of them."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> _WithoutDictionary:
        return super().__new__(cls, name, bases, {"__slots__": (), **namespace})


class CheckedText(str, metaclass=_WithoutDictionary):
    """Text that has passed `check`; the base of every text type in the model."""

    description: ClassVar[str] = "Text."
    pattern: ClassVar[str | None] = None

    @classmethod
    def check(cls, text: str) -> str:
        """Return the text to keep, or raise ValueError saying what to do."""
        refuse_unsafe(text)
        if cls.pattern and not re.fullmatch(cls.pattern, text):
            raise ValueError(f"{text[:60]!r} does not have the form of {cls.description[0].lower()}{cls.description[1:]}")
        return text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            lambda text: cls(cls.check(text)), core_schema.str_schema(strict=True)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        described: dict[str, Any] = {"type": "string", "description": cls.description}
        if cls.pattern:
            described["pattern"] = f"^{cls.pattern}$"
        return described


def refuse_unsafe(text: str) -> None:
    """Raise ValueError where the text is empty or holds template code or hidden characters."""
    if not text.strip():
        raise ValueError("is empty: write something or delete the field")
    if "{" in text or "}" in text:
        for mark in TEMPLATE_MARKS:
            if mark in text:
                raise ValueError(f"holds template code ({mark!r}): write it in words")
    if not text.isprintable() and (found := UNSAFE_CHARACTER.search(text)):  # no printable character is unsafe
        raise ValueError(f"holds the hidden character U+{ord(found[0]):04X}: delete it")


class Line(CheckedText):
    """One line of plain text; shown as it stands, no markup."""

    description = "One line of plain text, no markup."

    @classmethod
    def check(cls, text: str) -> str:
        refuse_unsafe(text)
        if "\n" in text or "\t" in text:
            raise ValueError("must stand on one line: join the lines")
        return text.strip()


class Prose(CheckedText):
    """A paragraph; may hold *emphasis*, **strong emphasis** and [links](by id), and no other markup."""

    description = "A paragraph. *emphasis*, **strong emphasis** and [a link](verb:explain) are allowed, nothing else."

    @classmethod
    def check(cls, text: str) -> str:
        refuse_unsafe(text)
        return " ".join(text.split())


class Slug(CheckedText):
    """A short name in an address: small letters, digits and single hyphens."""

    description = "A short name: small letters, digits and single hyphens."
    pattern = SLUG


class Count(CheckedText):
    """A whole number from 1 to 999, as text."""

    description = "A whole number from 1 to 999."
    pattern = "[1-9][0-9]{0,2}"


class UnitId(CheckedText):
    """A unit with its qualification, such as QX12-A1."""

    description = "A unit id with its qualification, such as QX12-A1."
    pattern = UNIT_ID
    kind: ClassVar[str] = "unit"


class CriterionId(CheckedText):
    """A criterion with its unit and qualification, such as QX12-A1/2.1."""

    description = "A criterion id, such as QX12-A1/2.1."
    pattern = f"{UNIT_ID}/{NUMBER}"
    kind: ClassVar[str] = "criterion"


class VerbId(Slug):
    """The slug of a command verb in data/verbs."""

    description = "The file name of a verb in data/verbs, such as critically-review."
    kind: ClassVar[str] = "verb"


class TermId(Slug):
    """The slug of a term in data/terms."""

    description = "The file name of a term in data/terms, such as rationale."
    kind: ClassVar[str] = "term"


class ArtefactId(Slug):
    """The slug of a piece of evidence in data/artefacts."""

    description = "The file name of a piece of evidence in data/artefacts, such as watch-log."
    kind: ClassVar[str] = "artefact"


class TheoryId(Slug):
    """The slug of a model or theory in data/theories."""

    description = "The file name of a model or theory in data/theories, such as grow."
    kind: ClassVar[str] = "theory"


class SourceId(Slug):
    """The slug of a source in data/sources."""

    description = "The file name of a source in data/sources, such as level-descriptors."
    kind: ClassVar[str] = "source"


class Identifier(CheckedText):
    """A UUID under which another system knows an entry."""

    description = "A UUID, in small letters."
    pattern = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class Moment(CheckedText):
    """A date with a time of day and a time zone, as RFC 3339 writes it."""

    description = "A moment, such as 2026-11-24T00:00:00+00:00."
    pattern = (
        r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
        r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
    )


class WebFolder(CheckedText):
    """A web address that others can be put behind."""

    description = "A web address that ends in a slash."
    pattern = r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/(?:[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*/)*"


class WebAddress(CheckedText):
    """A page on the web."""

    description = "A web address that begins with https:// or http://."
    pattern = r"https?://[^\s/?#\"'<>\\]+(?:[/?#][^\s\"'<>\\]*)?"


class EmailAddress(CheckedText):
    """An e-mail address."""

    description = "An e-mail address, such as guide@college.example."
    pattern = r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"


class Colour(CheckedText):
    """A colour."""

    description = "A colour as # and six digits from 0 to f, such as #17454f."
    pattern = "#[0-9A-Fa-f]{6}"


class ImageName(CheckedText):
    """A picture that lies beside the file."""

    description = "The name of a picture beside this file: small letters, digits, hyphens, and .svg or .png at the end."
    pattern = r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:svg|png)"


class CentreVersion(CheckedText):
    """The form of a centre's file."""

    newest = 2
    description = "The form of this file: 2. A file in form 1 is read too, and `centre-guide migrate` writes it anew."
    pattern = "2"

    @classmethod
    def check(cls, text: str) -> str:
        if text.isdecimal() and int(text) > cls.newest:
            raise ValueError(f"is written in form {int(text)}, which this tool is too old to read: install a newer Centre Guide")
        return super().check(text)


class QualificationNumber(CheckedText):
    """The number of any qualification, with data here or not."""

    description = "The number of a qualification, such as QX12."
    pattern = "[A-Za-z0-9]+"


class MappedId(CheckedText):
    """A unit or criterion of any qualification, with data here or not."""

    description = "The id of a unit or criterion, such as QX12-A1 or QX12-A1/2.1."
    pattern = f"{UNIT_ID}(?:/{NUMBER})?"


class QualificationId(CheckedText):
    """The number of a qualification in data/qualifications."""

    description = "The number of a qualification, such as QX12."
    pattern = "[A-Za-z0-9]+"
    kind: ClassVar[str] = "qualification"


REFERENCES = (UnitId, CriterionId, VerbId, TermId, ArtefactId, TheoryId, SourceId, QualificationId)
