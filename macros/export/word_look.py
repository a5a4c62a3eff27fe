"""How our Word documents look: the built-in styles made plain, and the styles of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from macros.export.paper import Look
from macros.export.word import FONT

if TYPE_CHECKING:
    from docx.document import Document as Word

INK, ACCENT, QUIET = "1B2733", "0B4F8A", "46525F"
"""Text, headings and small print; each at least 7:1 on white."""
LINES = "8A96A3"
GUIDANCE_PAPER, GUIDANCE_EDGE = "EEF3F8", "5B8DB8"
TABLE_LABEL = "Table label"
"""The style of what a table asks; what is filled in stands in the style of the text."""
# Name, size, colour, space before and after in points.
BUILT_IN = (
    ("Normal", 10.5, INK, 0, 8),
    ("Title", 22, INK, 6, 4),
    ("Subtitle", 11.5, QUIET, 0, 14),
    ("Heading 1", 16, ACCENT, 22, 6),
    ("Heading 2", 12, INK, 16, 6),
    ("Heading 3", 11, ACCENT, 12, 4),
    ("Quote", 10.5, INK, 0, 6),
    ("TOC Heading", 14, ACCENT, 14, 4),
)
OWN = (
    (Look.NOTE.value, 9, QUIET, 0, 8),
    (Look.GUIDANCE.value, 9.5, INK, 0, 3),
    (TABLE_LABEL, 9.5, INK, 2, 2),
    (Look.EVIDENCE.value, 10, INK, 4, 10),
    ("toc 1", 10.5, INK, 5, 1),
    ("toc 2", 10, INK, 0, 1),
    ("toc 3", 10, INK, 0, 1),
)


def set_styles(word: Word) -> None:
    """Set the look of every style that our documents use."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm

    for name, *look in BUILT_IN:
        _set_style(word.styles[name], *look)
    for name, *look in OWN:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.base_style = style.next_paragraph_style = word.styles["Normal"]
        style.hidden, style.quick_style = False, True
        _set_style(style, *look)
    word.styles["Title"].font.bold = word.styles[TABLE_LABEL].font.bold = True
    word.styles["Subtitle"].font.italic = word.styles["Quote"].font.italic = False
    for name in ("Title", "Subtitle"):
        for edge in word.styles[name].element.xpath("w:pPr/w:pBdr"):
            edge.getparent().remove(edge)
    for level in (1, 2, 3):
        word.styles[f"toc {level}"].paragraph_format.left_indent = Mm(6 * (level - 1))
    for edge in word.styles["Table Grid"].element.xpath("w:tblPr/w:tblBorders/*"):
        edge.set(qn("w:color"), LINES)
    _set_guidance(word.styles[Look.GUIDANCE.value])


def right_with_dots() -> tuple[Any, Any]:
    """Return how page numbers stand in a table of contents."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

    return WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS


def _set_style(style: Any, size: float, colour: str, before: int, after: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]  # a theme's font would win over ours
    fonts.set(qn("w:cs"), FONT)
    for spacing in style.element.xpath("w:rPr/w:spacing | w:rPr/w:kern"):
        spacing.getparent().remove(spacing)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _set_guidance(style: Any) -> None:
    """Set guidance apart by a tint and an edge, so that none is overlooked before handing in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    style.paragraph_format.left_indent = Mm(3)
    style.paragraph_format.line_spacing = 1.15
    properties = style.element.get_or_add_pPr()
    edges, edge, shade = (OxmlElement(f"w:{name}") for name in ("pBdr", "left", "shd"))
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", GUIDANCE_EDGE)):
        edge.set(qn(f"w:{name}"), value)
    edges.append(edge)
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", GUIDANCE_PAPER)):
        shade.set(qn(f"w:{name}"), value)
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(edges)
    spacing.addprevious(shade)
