"""What the check of a draft looks for besides the criteria: marks of unfinished text, words of other qualifications."""

from __future__ import annotations

from pydantic import Field

from macros.fields import Line, QualificationId
from macros.model.entry import Entry


class Sign(Entry):
    """A phrase that only another qualification uses."""

    phrase: Line
    """The phrase; capitals do not matter, and it is found as whole words."""
    says: Line
    """What the reader is told where it stands in a draft."""


class OtherQualification(Entry):
    """A qualification that is easily taken for ours."""

    qualification: QualificationId
    """Its number; a heading that carries it claims none of our criteria."""
    says: Line
    """What the reader is told where the number stands in a draft."""
    signs: tuple[Sign, ...] = ()
    """Phrases that give it away."""


class DraftSigns(Entry):
    """What should not be in a finished draft, and where an answer ends: data/check.yml."""

    unfinished: tuple[Line, ...] = ()
    """Words that people leave where text is still to come."""
    ends: tuple[Line, ...] = ()
    """Headings under which no answer stands, such as Introduction."""
    closing: tuple[Line, ...] = ()
    """The same, after which only evidence follows, such as Appendices: a table there answers nothing."""
    guidance_styles: tuple[Line, ...] = Field(default=("Guidance",))
    """Paragraph styles of templates whose text is guidance to be removed."""
    evidence_styles: tuple[Line, ...] = Field(default=("Evidence",))
    """Paragraph styles of templates whose text says where evidence is; it is no answer."""
    others: tuple[OtherQualification, ...] = ()
    """Qualifications that are easily taken for ours."""
