"""A centre's file → its brand: who it is, its colours made readable, its pictures made safe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.addresses import find_pages
from macros.catalogue import Catalogue
from macros.centre_check import check_centre, check_sound_fields
from macros.colours import Palette, Shade, contrast, find_palette
from macros.errors import DataError, Place, Problem, suggest
from macros.fields import SLUG
from macros.images import Picture, read_picture
from macros.load import load_file
from macros.model import Centre
from macros.read import Origin

FOLDER = Path("data") / "centres"
STARTER = Path(__file__).parent / "starter"
EXAMPLE, EXAMPLE_LOGO = "your-centre.example", STARTER / "logo.svg"
"""What `new centre` writes where only the centre knows better."""
OWN_COLOUR, OWN_PAPER = "#17454f", "#fbfaf6"
"""The header and the paper of the awarding copy, as in brand.css and guide.css: what a browser colours its frame with."""
OF_COLOUR = {"brand-link": "primary", "brand-accent": "accent", "brand-accent-text": "accent"}
"""Which of a centre's colours a shade is made from."""
ON_WHAT = {"brand-link": "Links", "brand-accent": "Lines and marks", "brand-accent-text": "Words in the accent colour"}


@dataclass(frozen=True, repr=False)
class Brand:
    """Everything a copy shows of its centre."""

    centre: Centre
    palette: Palette
    logo: Picture
    favicon: Picture
    origin: Origin
    """The file it was read from."""

    @property
    def logo_address(self) -> str:
        """Where the copy has the logo."""
        return f"assets/images/centre-logo.{self.logo.extension}"

    @property
    def favicon_address(self) -> str:
        """Where the copy has the small mark for browser tabs."""
        return f"assets/images/centre-mark.{self.favicon.extension}"

    @property
    def report_address(self) -> str:
        """Where the readers of the copy report a mistake."""
        emails = [contact.email for contact in self.centre.contacts if contact.email]
        return f"mailto:{(*emails, self.centre.accessibility.email)[0]}"

    def name_site(self, guide_name: str) -> str:
        """Return what the copy is called, from what the guide is called."""
        return f"{self.centre.short_name} · {guide_name}"


def load_brand(project: Path, catalogue: Catalogue, where: str, pages: Mapping[str, str] | None = None) -> Brand:
    """Return the brand of a centre, by its name in data/centres or the path of its file; raise DataError with every problem.

    `pages` are those written by hand, where they are known.
    """
    centre, origin = load_centre(project, catalogue, where, pages)
    folder = origin.path.parent
    logo = read_picture(folder / centre.logo)
    favicon = read_picture(folder / centre.favicon) if centre.favicon else logo
    return Brand(centre, find_palette(centre.colours), logo, favicon, origin)


def load_centre(project: Path, catalogue: Catalogue, where: str, pages: Mapping[str, str] | None = None) -> tuple[Centre, Origin]:
    """Return what the file of a centre says, before its colours and pictures are looked at. Raises DataError."""
    path = find_centre_file(project, where)
    root = project if path.is_relative_to(project) else Path.cwd()
    centre, _, problems = load_file(path, Centre, root)
    pages = find_pages(project / "docs") if pages is None else pages
    if not isinstance(centre, Centre):
        raise DataError([*problems, *check_sound_fields(catalogue, path, root, pages)] if path.is_file() else problems)
    origin = Origin(path, root)
    problems = check_centre(catalogue, centre, origin, pages)
    if path.parent == project / FOLDER and centre.id != path.stem:
        message = f"the id is {str(centre.id)!r} but the file is named {path.name!r}: make them the same"
        problems.append(Problem(origin.place("id"), "file-name-is-id", message))
    if problems:
        raise DataError(problems)
    return centre, origin


def find_centre_file(project: Path, where: str) -> Path:
    """Return the file of a centre, by its name in data/centres or by its path."""
    if re.fullmatch(SLUG, where):
        path = project / FOLDER / f"{where}.yml"
        if path.is_file():
            return path
        known = [found.stem for found in (project / FOLDER).glob("*.yml")]
        message = f"no centre has the name {where!r}{suggest(where, known)}: correct it, or give the path of the centre's file"
        raise DataError([Problem(Place(FOLDER.as_posix()), "centre-known", message)])
    path = Path(where).resolve()
    return path / "centre.yml" if path.is_dir() else path


def list_warnings(brand: Brand) -> list[Problem]:
    """Return what a copy is published with that its centre may not want: colours that were replaced, examples that were not."""
    return [*list_replaced(brand), *_list_examples(brand)]


def _list_examples(brand: Brand) -> Iterator[Problem]:
    """Yield a warning for each line and picture that `new centre` wrote as an example and that stands unchanged."""
    origin, centre, sentences = brand.origin, brand.centre, tuple(_list_sentences())
    for number, line in enumerate(origin.path.read_text(encoding="utf-8").splitlines(), start=1):
        said = "" if line.lstrip().startswith("#") else line.partition(": ")[2].strip("\"' ")
        if EXAMPLE in line.split("#")[0] or said.startswith(sentences):
            place = Place(origin.place().path, number, len(line) - len(line.lstrip()) + 1)
            yield Problem(place, "example-replaced", "learners would read this example: write your own, or leave it out")
    if (stated := centre.accessibility.organisation) == name_first(centre.id) and stated not in (centre.name, centre.short_name):
        message = f"is {stated!r} as we began it, and the centre is called {centre.name!r}: write whose statement it is"
        yield Problem(origin.place("accessibility", "organisation"), "example-replaced", message)
    if (origin.path.parent / centre.logo).read_bytes() == EXAMPLE_LOGO.read_bytes():
        yield Problem(origin.place("logo"), "example-replaced", "learners would see our example: put your own logo in its place")


def _list_sentences() -> Iterator[str]:
    """Yield how the sentences begin that `new centre` writes as notes, for a centre that only takes away the mark before them."""
    for line in (STARTER / "centre.yml").read_text(encoding="utf-8").splitlines():
        said = line.partition(": ")[2].strip()
        if line.lstrip().startswith("#") and said.endswith("."):
            yield said.partition("$")[0]


def name_first(centre: str) -> str:
    """Return the name that the copy of a centre begins with."""
    return centre.replace("-", " ").title()


def list_replaced(brand: Brand) -> list[Problem]:
    """Return a warning for each of the centre's colours that could not be used as it is."""
    return [_explain(brand, shade) for shade in brand.palette.replaced]


def _explain(brand: Brand, shade: Shade) -> Problem:
    field = OF_COLOUR[shade.name]
    given, used = (min(contrast(colour, ground) for ground in shade.grounds) for colour in (shade.given, shade.used))
    message = (
        f"{ON_WHAT[shade.name]} need a contrast of {shade.needed:g}:1 with the paper. {shade.given} has {given:.2f}:1, "
        f"so {shade.used} is used, the nearest shade, with {used:.2f}:1"
    )
    return Problem(brand.origin.place("colours", field), "colour-readable", message)
