"""A centre's colours: whatever it chooses, everything can be read, and what was replaced is shown."""

from __future__ import annotations

import itertools

import pytest

from macros.colours import contrast, find_first, find_palette, find_readable
from macros.model import Colours

EXTREMES = ("#000000", "#ffffff", "#777777", "#ffcc00", "#ff0000", "#00ff88", "#7700ff", "#17454f")


@pytest.mark.parametrize(("primary", "accent"), list(itertools.product(EXTREMES, repeat=2)))
def test_every_shade_can_be_read_where_it_stands(primary: str, accent: str) -> None:
    """Text has 4.5:1 and marks have 3:1 on every ground, in the light look and in the dark one."""
    palette = find_palette(Colours(primary=primary, accent=accent))

    poor = [(s.name, g) for s in palette.shades for g in s.grounds if contrast(s.used, g) < s.needed]
    assert poor == []


def test_colour_that_can_be_read_stays_as_it_is() -> None:
    """A sound choice is not touched."""
    palette = find_palette(Colours(primary="#17454f", accent="#8a4b00"))

    assert palette.replaced == ()
    assert palette.values["brand-primary"] == "#17454f"


def test_colour_that_cannot_be_read_gives_way_to_the_nearest_shade() -> None:
    """The nearest lightness of the same hue is used, and both are shown."""
    palette = find_palette(Colours(primary="#17454f", accent="#ffcc00"))
    replaced = {shade.name: (shade.given, shade.used) for shade in palette.replaced}

    assert set(replaced) == {"brand-accent", "brand-accent-text"}
    given, used = replaced["brand-accent"]
    assert given == "#ffcc00"
    assert 3 <= min(contrast(used, ground) for ground in ("#fbfaf6", "#ffffff", "#f3eee1", "#e6eff0")) < 3.2


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21:1; a colour against itself is 1:1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert find_readable("#767676", 4.5, ("#ffffff",)) == "#767676"


@pytest.mark.parametrize("guess", [-3, 1, 7, 19, 20, 44])
def test_nearest_shade_does_not_hang_on_where_the_search_begins(guess: int) -> None:
    """A poor guess costs looks, never another shade."""
    found = [find_first(20, guess, lambda step, least=least: step >= least) for least in range(1, 23)]

    assert found == [*range(1, 21), 21, 21]
    assert find_first(0, guess, lambda step: True) == 1
