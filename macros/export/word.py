"""What every Word document of ours shares: properties, language, page, footer with page numbers, links, fields, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from macros.export.document import LANGUAGE
from macros.export.letterhead import Letterhead

if TYPE_CHECKING:
    from docx.document import Document as Word

Look: TypeAlias = "Callable[[Word], None]"
"""What sets the styles of a document."""
A4 = (210, 297)
MARGIN = 18
"""Millimetres, as A4."""
FONT = "Arial"
"""On nearly every machine, or a font of the same widths."""
LONGEST_PROPERTY = 255  # the format holds no more
THUMBNAIL = "/metadata/thumbnail"
MODERN = "15"
"""Below this, Word opens a file in compatibility mode."""
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)

TICK_BOX = (
    "<w:sdt {namespaces}><w:sdtPr><w:alias w:val={label}/><w14:checkbox>"
    '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr><w:t>☐</w:t>'
    "</w:r></w:sdtContent></w:sdt>"
)
"""Word's own box to tick; other programs show the sign."""

TABLE_STYLES = ("Normal Table", "Table Grid")
"""The styles of tables that our documents use, of all that python-docx brings."""


class Said(Protocol):
    """What a download says of itself, whatever it holds."""

    @property
    def title(self) -> str: ...
    @property
    def edition(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def notice(self) -> str: ...
    @property
    def date(self) -> date: ...


def new_word(said: Said, look: Look) -> Word:
    """Return an empty document with the look's styles that says what it is, in British English."""
    import docx

    word = docx.Document(io.BytesIO(_make_base(look)))
    about, moment = word.core_properties, datetime.combine(said.date, time())
    about.title, about.subject, about.author = said.title[:LONGEST_PROPERTY], said.edition, said.author[:LONGEST_PROPERTY]
    about.comments, about.keywords, about.language = said.notice, "", LANGUAGE
    about.created = about.modified = moment
    about.last_modified_by, about.revision = about.author, 1
    return word


@lru_cache(maxsize=8)
def _make_base(look: Look) -> bytes:
    """Return an empty document with its styles: reading and setting them anew for each file takes longer than writing it."""
    import docx
    from docx.oxml.ns import qn

    word = docx.Document()
    for style in word.styles.element.xpath("w:style[@w:type='table']"):  # a hundred that no one uses slow down every paragraph
        if style.name_val not in TABLE_STYLES:
            style.getparent().remove(style)
    package = word.part.package
    for name in [name for name, link in package.rels.items() if link.reltype.endswith(THUMBNAIL)]:
        del package.rels[name]
    word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").set(qn("w:val"), LANGUAGE)
    word.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), MODERN)
    look(word)
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


@dataclass(frozen=True)
class Sheet:
    """How the pages of a document stand on paper."""

    header: str = ""
    """What stands at the top of every page."""
    landscape: bool = False
    margin: int = MARGIN
    letterhead: Letterhead | None = None
    """The centre that offers the document."""


def set_page(word: Word, footer: str, sheet: Sheet) -> None:
    """Set A4 paper, and at the foot of every page the edition and the number of the page."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm, Pt, RGBColor

    page = word.sections[0]
    page.page_width, page.page_height = map(Mm, reversed(A4) if sheet.landscape else A4)
    page.orientation = WD_ORIENT.LANDSCAPE if sheet.landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(sheet.margin)
    page.header_distance = page.footer_distance = Mm(sheet.margin // 2)
    for name in ("Header", "Footer"):
        style = word.styles[name]
        for tabs in style.element.xpath("w:pPr/w:tabs"):
            tabs.getparent().remove(tabs)
        style.font.size, style.font.color.rgb = Pt(8.5), RGBColor(0x4A, 0x55, 0x61)
    foot = page.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(text_width(word), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{footer}\tPage ")
    add_field(foot, "PAGE", "1")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES", "1")
    if sheet.letterhead:
        _add_letterhead(page.header.paragraphs[0], sheet.letterhead, text_width(word))
    if sheet.header:
        first = page.header.paragraphs[0]
        (page.header.add_paragraph() if sheet.letterhead else first).text = sheet.header


def _add_letterhead(paragraph: Any, letterhead: Letterhead, room: int) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    picture = paragraph.add_run().add_picture(io.BytesIO(letterhead.png), height=Mm(letterhead.height))
    picture._inline.docPr.set("descr", f"Logo of {letterhead.name}")
    paragraph.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"\t{letterhead.name}").bold = True


def text_width(word: Word) -> int:
    """Return the width between the margins."""
    page = word.sections[0]
    return int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))


def style_id(name: str) -> str:
    """Return the id that built-in styles, and styles that python-docx adds, have for a name."""
    return name.replace(" ", "")


def add_paragraph(word: Word, style: str, text: str = "") -> Any:
    """Add a paragraph in a style; python-docx would search all styles for the name each time."""
    paragraph = word.add_paragraph(text)
    paragraph._p.get_or_add_pPr().style = style_id(style)
    return paragraph


def add_field(paragraph: Any, code: str, shown: str) -> None:
    """Add a field that the word processor works out; `shown` stands there until it does."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    field.append(paragraph.add_run(shown)._r)
    paragraph._p.append(field)


def add_link(paragraph: Any, text: str, address: str) -> Any:
    """Add a link, which python-docx can read and cannot write; return its run."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)
    return run


def add_tick_box(paragraph: Any, label: str) -> None:
    """Add a box to tick, which a screen reader names by its label."""
    from xml.sax.saxutils import quoteattr

    from docx.oxml import parse_xml

    paragraph._p.append(parse_xml(TICK_BOX.format(namespaces=NAMESPACES, label=quoteattr(label))))


def save_word(word: Word) -> bytes:
    """Return the file with sorted names and one date inside, so that the same content gives the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in sorted(_list_parts(word).items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return written.getvalue()


def _list_parts(word: Word) -> dict[str, bytes]:
    """Return what the library would pack: to take it out of what it has packed would be the same work twice."""
    from docx.opc.pkgwriter import PackageWriter

    class Parts(dict[str, bytes]):
        def write(self, place: Any, content: bytes) -> None:
            self[place.membername] = content

    package, parts = word.part.package, Parts()
    for part in package.parts:
        part.before_marshal()
    PackageWriter._write_content_types_stream(parts, package.parts)
    PackageWriter._write_pkg_rels(parts, package.rels)
    PackageWriter._write_parts(parts, package.parts)
    return parts
