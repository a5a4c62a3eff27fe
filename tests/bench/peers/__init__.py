"""Other generators that build the same text: how each is installed, given its pages and run."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.texts import Text

HERE = Path(__file__).parent
LONG = 12
"""With more units than this, a menu shows only the unit that is read, as ours does."""
CONTENT = "content"


class Peer(ABC):
    """A generator, in a folder of its own."""

    name: str
    key: str
    """The name of its folder here, of its environment and of its work."""
    kept: tuple[str, ...] = ()
    """What it keeps between builds, below its folder of work."""
    variant = False
    """Whether it is another row of a generator that has one already."""

    def __init__(self, environments: Path) -> None:
        self.environment = environments / self.key

    @abstractmethod
    def install(self) -> str:
        """Install it where it is not yet; return what went wrong, or nothing."""

    @abstractmethod
    def version(self) -> str:
        """Return which version it is."""

    @abstractmethod
    def command(self, work: Path) -> list[str]:
        """Return the command that builds `work/content` into `work/out`."""

    @abstractmethod
    def settle(self, work: Path, texts: Sequence[Text]) -> None:
        """Write its settings and layouts."""

    def source(self, work: Path, text: Text) -> Path:
        """Return the file a page is written in."""
        return work / CONTENT / text.address / "index.md"

    def head(self, text: Text, siblings: Sequence[Text]) -> dict[str, object]:
        """Return the values at the head of a page."""
        own = {"title": text.title, "topic": text.topic, "weight": text.weight}
        return {**own, "unit": text.unit} if text.unit else own

    def lay(self, work: Path, texts: Sequence[Text]) -> None:
        """Write the pages, settings and layouts into a new folder."""
        units: dict[str, list[Text]] = {}
        for text in sorted(texts, key=lambda text: text.weight):
            if is_criterion(text):
                units.setdefault(text.unit, []).append(text)
        for text in texts:
            path = self.source(work, text)
            path.parent.mkdir(parents=True, exist_ok=True)
            siblings = units.get(text.unit, []) if is_criterion(text) else []
            head = json.dumps(self.head(text, siblings), indent=1, ensure_ascii=False)
            path.write_text(f"---\n{head}\n---\n\n{text.body}", encoding="utf-8")
        self.settle(work, texts)


def is_criterion(text: Text) -> bool:
    """Return whether a page is that of a criterion."""
    return bool(text.unit) and text.address != f"{text.unit}/"


def list_menu(texts: Iterable[Text]) -> list[Text]:
    """Return the pages of the menu on every page: the start page, the units where they are few, and the other pages."""
    texts = list(texts)
    units = [text for text in texts if text.address == f"{text.unit}/"]
    others = [text for text in texts if not text.unit and text.address.count("/") == 1]
    start = [text for text in texts if not text.address]
    return [*start, *(units if len(units) <= LONG else []), *others]


class Hugo(Peer):
    """Hugo, from the system's package."""

    name = "Hugo"
    key = "hugo"
    every_unit = False

    def install(self) -> str:
        """See whether it is there."""
        return "" if shutil.which("hugo") else "there is no hugo here: apt-get install hugo"

    def version(self) -> str:
        """Return which version it is."""
        return _say(["hugo", "version"]).split()[1].split("+")[0].removeprefix("v")

    def command(self, work: Path) -> list[str]:
        """Return its command."""
        return ["hugo", "--quiet", "--config", "config.yml", "--destination", "out", "--cacheDir", str(work / "kept")]

    def source(self, work: Path, text: Text) -> Path:
        """Return the file of a page: a section's has a name of its own."""
        section = not text.address or text.address in (f"{text.unit}/", "verbs/")
        return work / CONTENT / text.address / ("_index.md" if section else "index.md")

    def settle(self, work: Path, texts: Sequence[Text]) -> None:
        """Write its settings and layouts."""
        shutil.copytree(HERE / "hugo" / "layouts", work / "layouts")
        settings = (HERE / "hugo" / "config.yml").read_text(encoding="utf-8")
        more = "params:\n  everyUnit: true\n" if self.every_unit else ""
        (work / "config.yml").write_text(settings + more, encoding="utf-8")


class HugoEveryUnit(Hugo):
    """Hugo with a side menu that lists every unit on every page, as its users often have it."""

    name = "Hugo, every unit in the menu"
    every_unit = True
    variant = True


class Eleventy(Peer):
    """Eleventy, from npm."""

    name = "Eleventy"
    key = "eleventy"

    def install(self) -> str:
        """Install it by its lock."""
        return install_node(HERE / "eleventy", self.environment)

    def version(self) -> str:
        """Return which version it is."""
        return node_version(self.environment, "@11ty/eleventy")

    def command(self, work: Path) -> list[str]:
        """Return its command."""
        return ["node", "node_modules/@11ty/eleventy/cmd.cjs", "--config=eleventy.config.js", "--quiet"]

    def head(self, text: Text, siblings: Sequence[Text]) -> dict[str, object]:
        """Return the values at the head of a page: it finds pages by tags and layouts by name."""
        marks = {"unit_page": bool(text.unit) and not is_criterion(text), "top": text.address.count("/") < 2}
        return {**super().head(text, siblings), **marks, "tags": ["text"], "layout": "page.11ty.js"}

    def settle(self, work: Path, texts: Sequence[Text]) -> None:
        """Write its settings and layouts."""
        shutil.copytree(HERE / "eleventy" / "layouts", work / "layouts")
        shutil.copyfile(HERE / "eleventy" / "search" / "search.11ty.js", work / CONTENT / "search.11ty.js")
        for name in ("eleventy.config.js", "package.json"):
            shutil.copyfile(HERE / "eleventy" / name, work / name)
        (work / "package.json").write_text('{"type": "module", "private": true}\n', encoding="utf-8")
        (work / "node_modules").symlink_to(self.environment / "node_modules")


class Material(Peer):
    """MkDocs with Material and the macros plugin, as it comes; criterion pages stand outside the menu, which is its fastest."""

    name = "Material with macros"
    key = "mkdocs"
    package = "mkdocs-material"
    plugins: tuple[str, ...] = ("search", "macros")

    def install(self) -> str:
        """Install it by its lock."""
        return install_python(HERE / self.key / "requirements.lock", self.environment)

    def version(self) -> str:
        """Return which version it is."""
        script = f"import importlib.metadata as m; print(m.version({self.package!r}))"
        return _say([str(self.environment / "bin" / "python"), "-c", script])

    def command(self, work: Path) -> list[str]:
        """Return its command."""
        return [str(self.environment / "bin" / "mkdocs"), "build", "--quiet"]

    def head(self, text: Text, siblings: Sequence[Text]) -> dict[str, object]:
        """Return the values at the head of a page, with its siblings: the menu does not know them."""
        listed = [{"topic": sibling.topic, "address": f"../{sibling.address.split('/')[1]}/"} for sibling in siblings]
        return {**super().head(text, siblings), **({"siblings": listed} if listed else {})}

    def settle(self, work: Path, texts: Sequence[Text]) -> None:
        """Write its settings and layouts."""
        (work / "theme").mkdir()
        shutil.copyfile(HERE / "mkdocs" / "main.html", work / "theme" / "main.html")
        menu = [{text.topic: str(self.source(work, text).relative_to(work / CONTENT))} for text in list_menu(texts)]
        theme = {"name": "material", "custom_dir": "theme", "font": False, "features": ["navigation.prune"]}
        settings = {
            "site_name": "Guide to many fictional units",
            "site_url": "https://bench.example/",
            "docs_dir": CONTENT,
            "site_dir": "out",
            "theme": theme,
            "plugins": list(self.plugins),
            "validation": {"nav": {"omitted_files": "ignore"}, "links": {"unrecognized_links": "ignore", "not_found": "ignore"}},
            "nav": menu,
        }
        (work / "mkdocs.yml").write_text(json.dumps(settings, indent=1, ensure_ascii=False), encoding="utf-8")


class Zensical(Material):
    """Zensical, by the makers of Material, from the same settings."""

    name = "Zensical"
    key = "zensical"
    package = "zensical"
    plugins = ("search",)
    kept = (".cache",)

    def command(self, work: Path) -> list[str]:
        """Return its command."""
        return [str(self.environment / "bin" / "zensical"), "build"]


PEERS: tuple[type[Peer], ...] = (Hugo, Eleventy, Zensical, Material, HugoEveryUnit)


def install_python(lock: Path, environment: Path) -> str:
    """Make a Python environment by a lock; return what went wrong, or nothing."""
    wanted, done = lock.read_text(encoding="utf-8"), environment / "installed.lock"
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return ""
    shutil.rmtree(environment, ignore_errors=True)
    pip = [str(environment / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
    for command in ([sys.executable, "-m", "venv", str(environment)], pip):
        if fault := _try(command, environment.parent):
            return fault
    done.write_text(wanted, encoding="utf-8")
    return ""


def install_node(origin: Path, environment: Path) -> str:
    """Install packages of npm by a lock; return what went wrong, or nothing."""
    wanted, done = (origin / "package-lock.json").read_text(encoding="utf-8"), environment / "installed.lock"
    if done.is_file() and done.read_text(encoding="utf-8") == wanted:
        return ""
    shutil.rmtree(environment, ignore_errors=True)
    environment.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(origin / name, environment / name)
    if fault := _try(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], environment):
        return fault
    done.write_text(wanted, encoding="utf-8")
    return ""


def node_version(environment: Path, package: str) -> str:
    """Return which version of a package of npm is installed."""
    return str(json.loads((environment / "node_modules" / package / "package.json").read_text(encoding="utf-8"))["version"])


def _try(command: Sequence[str], folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"could not be installed: {error}"
    words = (done.stderr or done.stdout).strip().splitlines()
    return f"could not be installed: {words[-1] if words else command[0]}" if done.returncode else ""


def _say(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
