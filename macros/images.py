"""A centre's logo → bytes that are safe to publish. Nothing is passed through: each picture is read and written anew."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

LARGEST_FILE = 300_000
"""Bytes; a logo is shown an inch high, on every page."""
LARGEST_SIDE = 2_000
"""Pixels."""
MOST_ELEMENTS = 5_000
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ELEMENTS = set(
    """svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask symbol use
    title desc text tspan""".split()  # noqa: SIM905 - a list to read
)
FORBIDDEN = {"script", "foreignObject", "image", "a", "iframe", "style", "animate", "set", "animateTransform", "handler"}
"""Elements that make the whole picture suspect, or that cannot be shown through `<img>` in every browser."""
ATTRIBUTES = set(
    """id d points x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height viewBox preserveAspectRatio transform offset version
    fill fill-rule fill-opacity clip-path clip-rule mask stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-dasharray stroke-dashoffset stroke-opacity opacity stop-color stop-opacity color gradientUnits gradientTransform
    spreadMethod clipPathUnits maskUnits maskContentUnits font-family font-size font-weight font-style text-anchor
    letter-spacing display visibility role aria-label""".split()  # noqa: SIM905 - a list to read
)
OWN_REFERENCE = re.compile(r"url\(\s*['\"]?#[\w.-]+['\"]?\s*\)")
SUSPECT_VALUE = re.compile(r"url\(|javascript:|data:|expression\(|@import|\\", re.IGNORECASE)


class BadPicture(ValueError):
    """A picture that is not published; the message says why and what to do."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is published."""

    extension: str
    """`svg` or `png`."""
    content: bytes
    width: float
    height: float


def read_picture(path: Path) -> Picture:
    """Return a picture written anew. Raises BadPicture."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise BadPicture(f"is {size:,} bytes long, more than the {LARGEST_FILE:,} allowed: save a smaller one")
        content = path.read_bytes()
    except OSError as error:
        raise BadPicture(f"cannot be read ({error.strerror}): put the file beside the centre's file") from None
    return _read_svg(content) if path.suffix == ".svg" else _read_png(content)


@lru_cache(maxsize=4)  # a picture is held against the rules, and then shown
def _read_png(content: bytes) -> Picture:
    from PIL import Image

    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        raise BadPicture("is no PNG, whatever its name says: save it as PNG")
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
            width, height = image.size
            if max(width, height) > LARGEST_SIDE:
                raise BadPicture(f"is {width} by {height} pixels, and {LARGEST_SIDE} is the most: make it smaller")
            written = io.BytesIO()
            image.convert("RGBA").save(written, "PNG", optimize=True)
    except BadPicture:
        raise
    except Exception as error:  # Pillow raises many kinds for a broken file
        raise BadPicture(f"is a broken PNG ({error}): save it anew") from None
    return Picture("png", written.getvalue(), width, height)


@lru_cache(maxsize=4)
def _read_svg(content: bytes) -> Picture:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadPicture(f"is no well-formed SVG ({error}): save it anew as plain SVG") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadPicture("has a DOCTYPE, which a logo needs not: save it as plain SVG")
    if root.tag != f"{{{SVG}}}svg":
        raise BadPicture("does not begin with <svg> of the SVG namespace: save it anew as plain SVG")
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise BadPicture(f"has more than {MOST_ELEMENTS:,} elements: simplify it")
    clean = _copy(root)
    width, height = _find_size(clean)
    return Picture("svg", etree.tostring(clean, encoding="utf-8", xml_declaration=True), width, height)


def _copy(element: etree._Element) -> etree._Element:
    """Return an element with what is allowed of it. What a drawing program leaves in namespaces of its own is dropped."""
    name = etree.QName(element)
    made = etree.Element(f"{{{SVG}}}{name.localname}", nsmap={None: SVG})
    for key, value in sorted(element.attrib.items()):
        _copy_attribute(made, name.localname, str(key), str(value))
    made.text = element.text
    for child in element:
        if not isinstance(child.tag, str):
            continue
        inner = etree.QName(child)
        if inner.localname in FORBIDDEN:
            raise BadPicture(f"holds <{inner.localname}>: save it as plain SVG with shapes and attributes alone")
        if inner.namespace == SVG and inner.localname in ELEMENTS:
            copied = _copy(child)
            copied.tail = child.tail
            made.append(copied)
    return made


def _copy_attribute(made: etree._Element, element: str, key: str, value: str) -> None:
    name = etree.QName(key)
    if name.localname.lower().startswith("on"):
        raise BadPicture(f"has the event {name.localname!r} on <{element}>: save it as plain SVG without scripts")
    if name.localname == "href":
        if not re.fullmatch(r"#[\w.-]+", value):
            raise BadPicture(f"refers to {value[:40]!r} outside itself: put everything into the one file")
        made.set("href", value)
        return
    if name.localname == "style" and not name.namespace:
        for declaration in filter(str.strip, value.split(";")):
            inner, _, said = declaration.partition(":")
            if inner.strip() in ATTRIBUTES:
                _copy_attribute(made, element, inner.strip(), said.strip())
        return
    if name.namespace or name.localname not in ATTRIBUTES:
        return
    if SUSPECT_VALUE.search(OWN_REFERENCE.sub("", value)):
        raise BadPicture(f"has {value[:40]!r} in {name.localname!r}: a logo may refer to its own parts alone")
    made.set(name.localname, value)


def _find_size(root: etree._Element) -> tuple[float, float]:
    box = re.findall(r"-?[0-9.]+", root.get("viewBox", ""))
    if len(box) == 4:
        width, height = float(box[2]), float(box[3])
    else:
        found = [re.match(r"[0-9.]+", root.get(side, "")) for side in ("width", "height")]
        width, height = (float(side[0]) if side else 0.0 for side in found)
    if not (0 < width < 100_000 and 0 < height < 100_000):
        raise BadPicture("has no size: give <svg> a viewBox")
    return width, height
