"""A centre's two colours → every shade the style uses, light and dark, each one readable where it stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from macros.model import Colours

TEXT, CONTROL = 4.5, 3.0
"""The contrast that WCAG 2.2 asks of text, and of the parts of controls and marks that carry meaning."""
LIGHT_GROUNDS = ("#fbfaf6", "#ffffff", "#f3eee1", "#e6eff0")
DARK_GROUNDS = ("#141a1c", "#1c2426", "#232b2a", "#1d3238")
"""What text and marks stand on: paper, surface, quote and tint of guide.css."""
WHITE, BLACK = "#ffffff", "#000000"
DARKEST_HEADER = 0.42
"""The lightness of a header that does not glare in the dark look."""
STEPS = 200


@dataclass(frozen=True)
class Shade:
    """One colour of the style, found from one of the centre's."""

    name: str
    """The custom property of guide.css, without the dashes before it."""
    given: str
    """The centre's colour."""
    used: str
    """The nearest shade that can be read."""
    needed: float
    """The contrast it needs."""
    grounds: tuple[str, ...]
    """What it stands on."""

    @property
    def is_replaced(self) -> bool:
        """Whether the centre's own colour could not be used as it is."""
        return self.used != self.given


@dataclass(frozen=True)
class Palette:
    """Every shade of a copy."""

    shades: tuple[Shade, ...]

    @property
    def values(self) -> Mapping[str, str]:
        """The value of every custom property."""
        return {shade.name: shade.used for shade in self.shades}

    @property
    def replaced(self) -> tuple[Shade, ...]:
        """Shades of the light look that differ from what the centre chose; in the dark look all are found."""
        return tuple(shade for shade in self.shades if shade.is_replaced and "dark" not in shade.name)


def find_palette(colours: Colours) -> Palette:
    """Return the shades for a centre's colours."""
    primary, accent = colours.primary.lower(), colours.accent.lower()
    return Palette((*_light(primary, accent), *_dark(primary, accent)))


def _light(primary: str, accent: str) -> Iterator[Shade]:
    yield Shade("brand-primary", primary, primary, 0, ())  # a ground itself: what stands on it is found for it
    yield _letters("brand-on-primary", primary)
    yield _shade("brand-link", primary, TEXT, LIGHT_GROUNDS)
    yield _shade("brand-accent", accent, CONTROL, LIGHT_GROUNDS)
    yield _shade("brand-accent-text", accent, TEXT, LIGHT_GROUNDS)


def _dark(primary: str, accent: str) -> Iterator[Shade]:
    header = _darken(primary)
    yield Shade("brand-dark-primary", primary, header, 0, ())
    yield _letters("brand-dark-on-primary", header)
    yield _shade("brand-dark-link", primary, TEXT, DARK_GROUNDS)
    yield _shade("brand-dark-accent", accent, CONTROL, DARK_GROUNDS)
    yield _shade("brand-dark-accent-text", accent, TEXT, DARK_GROUNDS)


def _letters(name: str, ground: str) -> Shade:
    """Return white or black, whichever stands out more on a colour: one of the two always reaches 4.5:1."""
    best = max((WHITE, BLACK), key=lambda letters: contrast(letters, ground))
    return Shade(name, best, best, TEXT, (ground,))


def _shade(name: str, given: str, needed: float, grounds: tuple[str, ...]) -> Shade:
    return Shade(name, given, find_readable(given, needed, grounds), needed, grounds)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    from coloraide import Color

    return float(Color(one).contrast(other, method="wcag21"))


def find_readable(colour: str, needed: float, grounds: Sequence[str]) -> str:
    """Return the colour, or the nearest lightness of it that has the contrast needed on every ground."""
    from coloraide import Color

    if _is_readable(colour, needed, grounds):
        return colour
    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)

    def find_shade(steps: int) -> str:
        tried = lightness + steps / STEPS
        return str(Color("oklch", [tried, chroma, hue]).convert("srgb").fit(method="oklch-chroma").to_string(hex=True))

    found = []
    for direction, most in ((-1, int(lightness * STEPS)), (1, int((1 - lightness) * STEPS))):
        way = [direction * step for step in range(1, most + 1)]  # the further, the easier to read, or the harder all the way
        steps = bisect_left(way, True, key=lambda step: _is_readable(find_shade(step), needed, grounds))
        if steps < most:  # else even the end of this direction cannot be read
            found.append((steps + 1, direction))
    if found:
        return find_shade(prod(min(found)))
    return max((WHITE, BLACK), key=lambda letters: min(contrast(letters, ground) for ground in grounds))


def _is_readable(colour: str, needed: float, grounds: Sequence[str]) -> bool:
    return all(contrast(colour, ground) >= needed for ground in grounds)


def _darken(colour: str) -> str:
    """Return the colour, no lighter than a header may be in the dark look."""
    from coloraide import Color

    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    if lightness <= DARKEST_HEADER:
        return colour
    shade = Color("oklch", [DARKEST_HEADER, chroma, hue]).convert("srgb").fit(method="oklch-chroma")
    return str(shade.to_string(hex=True))
