"""A centre's two colours → every shade the style uses, light and dark, each one readable where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cbrt, prod

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
"""How finely lightness is told apart."""
FLARE = 0.05
"""The light that falls on a screen, which WCAG adds to every luminance."""


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
    darker, lighter = sorted((find_luminance(one), find_luminance(other)))
    return (lighter + FLARE) / (darker + FLARE)


@lru_cache(maxsize=256)
def find_luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1."""
    from coloraide import Color

    return max(0.0, float(Color(colour).luminance()))


def find_readable(colour: str, needed: float, grounds: Sequence[str]) -> str:
    """Return the colour, or the nearest lightness of it that has the contrast needed on every ground."""
    if _is_readable(colour, needed, grounds):
        return colour
    lightness, chroma, hue = _measure(colour)

    def find_shade(steps: int) -> str:
        return _mix(lightness + steps / STEPS, chroma, hue)

    found = []
    for direction, end, most in ((-1, BLACK, int(lightness * STEPS)), (1, WHITE, int((1 - lightness) * STEPS))):
        if not _is_readable(end, needed, grounds):
            continue
        guess = abs(_guess_lightness(colour, direction, needed, grounds) - lightness) * STEPS
        steps = find_first(most, round(guess), lambda step, way=direction: _is_readable(find_shade(way * step), needed, grounds))
        if steps <= most:  # else even the last step cannot be read
            found.append((steps, direction))
    if found:
        return find_shade(prod(min(found)))
    return max((WHITE, BLACK), key=lambda letters: min(contrast(letters, ground) for ground in grounds))


def find_first(most: int, guess: int, holds: Callable[[int], bool]) -> int:
    """Return the first number from 1 to `most` for which something holds, as it then does for all above; else `most` + 1.

    It is looked for around a guess, further away each time, because each look is costly.
    """
    below, above, stride = 0, most + 1, 1
    step = min(max(guess, 1), most)
    while above - below > 1:
        if holds(step):
            above, step = step, step - stride
        else:
            below, step = step, step + stride
        stride *= 2
        if not below < step < above:
            step = (below + above) // 2
    return above


def _guess_lightness(colour: str, direction: int, needed: float, grounds: Sequence[str]) -> float:
    """Return about which lightness of a colour has the contrast needed: its cube goes with the luminance."""
    luminances = [find_luminance(ground) for ground in grounds]
    wanted = (min(luminances) + FLARE) / needed if direction < 0 else (max(luminances) + FLARE) * needed
    lightness = _measure(colour)[0]
    share = (find_luminance(colour) or 1) / (lightness**3 or 1)
    return float(cbrt(max(wanted - FLARE, 0) / share))


@lru_cache(maxsize=16)
def _measure(colour: str) -> tuple[float, float, float]:
    """Return the lightness, chroma and hue of a colour."""
    from coloraide import Color

    lightness, chroma, hue = Color(colour).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


@lru_cache(maxsize=256)
def _mix(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour that a screen can show, of a lightness, a chroma and a hue."""
    from coloraide import Color

    mixed = Color("oklch", [lightness, chroma, hue]).convert("srgb")
    return str(mixed.fit(method="raytrace", pspace="oklch").to_string(hex=True))  # keeps lightness and hue, and is quick


def _is_readable(colour: str, needed: float, grounds: Sequence[str]) -> bool:
    return all(contrast(colour, ground) >= needed for ground in grounds)


def _darken(colour: str) -> str:
    """Return the colour, no lighter than a header may be in the dark look."""
    lightness, chroma, hue = _measure(colour)
    return colour if lightness <= DARKEST_HEADER else _mix(DARKEST_HEADER, chroma, hue)
