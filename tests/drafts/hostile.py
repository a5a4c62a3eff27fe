"""Files that are damaged, locked or made to do harm, and what a reader must be told of each."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from docx import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOMB = 64 * 1024 * 1024
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def package(**parts: str | bytes) -> bytes:
    """Return a zip of parts; `_` in a name stands for `/`, `__` for a dot."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", ".").replace("_", "/"), content)
    return written.getvalue()


def word(xml: str) -> bytes:
    """Return a .docx whose main part is as given."""
    return package(word_document__xml=xml)


def _saved() -> bytes:
    document = Document()
    for number in range(40):
        document.add_heading(f"AC {number}.1", 2)
        document.add_paragraph("A few words. " * 30)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _flipped() -> bytes:
    """Return a document with a byte of its text changed within the packed part."""
    whole = bytearray(_saved())
    start = whole.index(b"word/document.xml") + 400
    whole[start : start + 40] = b"\xff" * 40
    return bytes(whole)


def _locked() -> bytes:
    whole = bytearray(_saved())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the bit that says a part is encrypted
        at = whole.find(sign)
        while at >= 0:
            whole[at + offset] |= 1
            at = whole.find(sign, at + 4)
    return bytes(whole)


def _lying_size() -> bytes:
    """Return a bomb whose table of contents says that it is small."""
    whole = bytearray(word("<a>" + " " * BOMB + "</a>"))
    size = (BOMB + 7).to_bytes(4, "little")
    return bytes(whole.replace(size, (100).to_bytes(4, "little")))


def _odt_locked() -> bytes:
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = '<m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry>'
    return package(
        content__xml=zlib.compress(b"x"), **{"META-INF_manifest__xml": f'<m:manifest xmlns:m="{name}">{entry}</m:manifest>'}
    )


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "{}">]>'
    + f"<w:document {W}><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    # name of the file: what is in it, words of the sentence a reader gets
    "empty.docx": (lambda: b"", "empty"),
    "cut-off.docx": (lambda: _saved()[:5000], "damaged"),
    "flipped.docx": (_flipped, "damaged"),
    "not-xml.docx": (lambda: word("<w:document><w:p></w:document>"), "damaged"),
    "no-text.docx": (lambda: package(readme__txt="hello"), "not a .docx"),
    "locked.docx": (_locked, "password"),
    "locked-by-word.docx": (lambda: OLD_WORD, "password"),
    "locked.odt": (_odt_locked, "password"),
    "bomb.docx": (lambda: word("<a>" + " " * BOMB + "</a>"), "far more"),
    "bomb-of-paragraphs.docx": (lambda: word(f"<w:document {W}><w:body>" + "<w:p/>" * (BOMB // 6)), "far more"),
    "lying-bomb.docx": (_lying_size, ""),
    "deep.docx": (lambda: word("<a>" * 100_000), "far more"),
    "entity.docx": (lambda: word(ENTITY.format("file:///etc/passwd")), "from elsewhere"),
    "entity-from-afar.docx": (lambda: word(ENTITY.format("http://127.0.0.1:9/x")), "from elsewhere"),
    "laughs.odt": (
        lambda: package(content__xml=f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'),
        "from elsewhere",
    ),
    "many-parts.docx": (lambda: package(**{f"p{at}": "" for at in range(21_000)}), "far more"),
    "paper.pdf": (lambda: b"%PDF-1.7\n" + b"x" * 400, "PDF"),
    "old.rtf": (lambda: b"{\\rtf1 hello}", "RTF"),
    "picture.txt": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0", "not a .docx"),
    "endless.txt": (lambda: b"AC 2.1 " * 2_000_000, "more text"),
}  # fmt: skip
