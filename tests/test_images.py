"""A centre's logo is read and written anew; what could do harm is refused with a sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from macros.images import BadPicture, read_picture

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"'
BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


def save(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def png(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "#17454f").save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (f"{OPEN}><script>alert(1)</script></svg>", "holds <script>"),
        (f"{OPEN}><g><foreignObject><p/></foreignObject></g></svg>", "holds <foreignObject>"),
        (f'{OPEN}><image href="https://elsewhere.example/x.png"/></svg>', "holds <image>"),
        (f"{OPEN}><style>* {{ fill: url(https://elsewhere.example) }}</style></svg>", "holds <style>"),
        (f'{OPEN} onload="alert(1)"></svg>', "event 'onload'"),
        (f'{OPEN}><use xlink:href="https://elsewhere.example/#a"/></svg>', "outside itself"),
        (f'{OPEN}><use href="data:image/svg+xml,x"/></svg>', "outside itself"),
        (f'{OPEN}><path d="M0 0" fill="url(https://elsewhere.example/x)"/></svg>', "own parts alone"),
        (f'{OPEN}><path d="M0 0" style="fill:url(//elsewhere.example)"/></svg>', "own parts alone"),
        (f"{BOMB}{OPEN}><text>&b;</text></svg>", "DOCTYPE"),
        ((BOMB + OPEN + "/>").encode("utf-16"), "DOCTYPE"),
        (f"{OPEN}><path></svg>", "well-formed"),
        ("<html/>", "does not begin with <svg>"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "has no size"),
        (f"{OPEN}>{'<g/>' * 6000}</svg>", "simplify"),
    ],
)
def test_svg_that_could_do_harm_is_refused(tmp_path: Path, svg: str | bytes, said: str) -> None:
    """Scripts, events, other origins, entities and odd files are named, with what to do."""
    with pytest.raises(BadPicture, match=said):
        read_picture(save(tmp_path, "logo.svg", svg))


def test_svg_keeps_its_shapes_and_loses_what_drawing_programs_leave(tmp_path: Path) -> None:
    """Shapes, gradients and references to the picture's own parts survive; other namespaces and unknown attributes go."""
    svg = f"""{OPEN} xmlns:ink="http://ink.example" ink:version="1"><ink:layer><path d="M9 9"/></ink:layer>
    <defs><linearGradient id="a"><stop offset="0" style="stop-color:#fff;weird:1"/></linearGradient></defs>
    <path d="M0 0h10" fill="url(#a)" data-x="1"/><!-- made by --></svg>"""

    picture = read_picture(save(tmp_path, "logo.svg", svg))

    text = picture.content.decode()
    assert 'fill="url(#a)"' in text
    assert 'stop-color="#fff"' in text
    assert not [gone for gone in ("ink", "data-x", "weird", "made by", "M9 9") if gone in text]
    assert (picture.width, picture.height) == (10, 10)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "is no PNG"),
        (png(4, 4)[:40], "broken PNG"),
        (png(2001, 1), "2001 by 1 pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 300_001, "bytes long"),
    ],
)
def test_png_of_the_wrong_kind_or_size_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """The name of a file proves nothing; a picture that unpacks to a huge one is refused before it is unpacked."""
    with pytest.raises(BadPicture, match=said):
        read_picture(save(tmp_path, "logo.png", content))


def test_png_is_written_anew(tmp_path: Path) -> None:
    """Whatever else a PNG carries is left behind."""
    carrying = png(8, 4)[:-12] + b"\x00\x00\x00\x05tEXthello" + b"\x00" * 4 + png(8, 4)[-12:]

    picture = read_picture(save(tmp_path, "logo.png", carrying))

    assert (picture.width, picture.height) == (8, 4)
    assert b"hello" not in picture.content


def test_missing_picture_says_where_to_put_it(tmp_path: Path) -> None:
    """A logo that is not there is a problem of the author's, not a traceback."""
    with pytest.raises(BadPicture, match="beside the centre's file"):
        read_picture(tmp_path / "logo.svg")
