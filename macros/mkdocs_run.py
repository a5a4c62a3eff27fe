"""MkDocs makes the site: pages written by hand, the theme's frames and files; our hooks make the rest."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from macros.addresses import find_pages
from macros.catalogue import Catalogue
from macros.errors import DataError, Place, Problem, show_path
from macros.guide import Guide
from macros.loaded import load_late
from macros.standing import CODE, BuildOptions
from macros.sums import list_folder
from macros.theme_files import ICONS, list_no_icons

SELDOM = ("requests", "hjson")
"""What the macros plugin loads for pages that fetch or read further files, and takes longer to load than all it does here."""
PROVED_PLUGINS = {"macros"}
PROVED_OPTIONS = {"module_name", "on_undefined", "on_error_fail", "verbose"}
"""Settings of the macros plugin that read no further file."""
PROVED_EXTENSIONS = {
    "abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists", "tables", "toc",
    "pymdownx.details", "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.tilde", "pymdownx.caret", "pymdownx.mark",
}  # fmt: skip
"""Extensions of Markdown that read no further file."""
READS_MORE = re.compile(r"\{%-?\s*(?:include|import|from|extends)\b")
LINK = re.compile(r"Doc file '([^']+)' contains an? [a-z ]*link '([^']+)'")
INHERITS = re.compile(r"^INHERIT\b|!relative\b", re.MULTILINE)


def make_site(project: Path, guide: Guide, folder: Path, options: BuildOptions, **extra: object) -> MkDocsConfig:
    """Let MkDocs make the site; return the settings it was made with. `extra` is what the hooks are told besides."""
    site_url = options.site_url
    if site_url is None and guide.brand:
        site_url = guide.brand.centre.site_url or ""  # never the address of the awarding copy
    settings = {"site_url": site_url} if site_url is not None else {}
    _spare_work()
    with faults_shown(project), _progress(_count_pages(project, guide.catalogue)):
        config = load_config(str(project / "mkdocs.yml"), strict=True, site_dir=str(folder), **settings)
        config.extra |= {"offline": options.offline, "guide": guide, "jobs": options.jobs, "quick": options.quick, **extra}
        list_no_icons(config.theme)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
        return config


def _spare_work() -> None:
    """Keep the macros plugin from what no page can show: our check of the pages knows macros alone."""
    for name in SELDOM:
        load_late(name)
    context = import_module("mkdocs_macros.context")
    context.get_git_info = dict  # type: ignore[attr-defined]  # it would start git twelve times


def find_root(config: MkDocsConfig) -> str:
    """Return the folder of its host that a site will stand in, with a slash at either end."""
    return f"{urlsplit(config.site_url or '').path.rstrip('/')}/"


@contextmanager
def faults_shown(project: Path) -> Iterator[None]:
    """Turn whatever MkDocs warns of or fails with into problems in our form."""
    with _collected_warnings() as warnings:
        try:
            yield
        except (DataError, MemoryError):
            raise
        except (Abort, PluginError, ConfigurationError, SystemExit) as error:
            said = warnings or [str(error)]
            raise DataError(Problem(_find_link(text, project), "site-builds", text) for text in said) from None
        except Exception as error:
            message = f"{type(error).__name__}: {error}: mend it, or undo the last change there"
            raise DataError([Problem(_find_fault(error, project), "site-builds", message)]) from error


def _find_link(warning: str, project: Path) -> Place:
    """Return where the link stands that MkDocs warns of."""
    if found := LINK.match(warning):
        page = project / "docs" / found[1]
        text = page.read_text(encoding="utf-8") if page.is_file() else ""
        place = text.find(f"({found[2]}") + 1
        return Place(show_path(page, project), text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place) if place else 1)
    return Place("mkdocs.yml")


def _find_fault(error: Exception, project: Path) -> Place:
    """Return the innermost line of the project's own templates or code that an error passed through."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(project / "overrides")] or [
        frame for frame in frames if Path(frame.filename).is_relative_to(project)
    ]
    return Place(show_path(Path(own[-1].filename), project), own[-1].lineno or 1) if own else Place("mkdocs.yml")


def _count_pages(project: Path, catalogue: Catalogue) -> int:
    return len(find_pages(project / "docs")) + len(catalogue.units) + len(catalogue.criteria) + len(catalogue.verbs)


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Gather what MkDocs warns of, so that it is shown once and in our form."""
    warnings: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            warnings.append(record.getMessage())

    logger, handler = logging.getLogger("mkdocs"), Collect(logging.WARNING)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield warnings
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


@contextmanager
def _progress(total: int) -> Iterator[None]:
    """Show a bar that moves with every page rendered, where somebody looks."""
    if not sys.stderr.isatty():
        yield
        return
    from tqdm import tqdm  # takes longer to load than all that is asked of it

    with tqdm(total=total, desc="Making pages", unit="page", leave=False) as bar:

        class Count(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                if str(record.msg).startswith("Building page"):
                    bar.update()

        handler = Count(logging.DEBUG)
        loggers = [logging.getLogger(name) for name in ("mkdocs.commands.build", "mkdocs.plugins.centre_guide")]
        levels = [logger.level for logger in loggers]
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
            logger.addHandler(handler)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.removeHandler(handler)
                logger.setLevel(level)


def find_unproved(config: MkDocsConfig) -> str:
    """Return a setting that lets a build read what no record knows of; nothing where the record of a build is whole."""
    project = Path(config.config_file_path).parent
    if INHERITS.search((project / "mkdocs.yml").read_text(encoding="utf-8")):
        return "INHERIT"
    own = Path(config.theme.custom_dir or project)
    if Path(config.docs_dir) != project / "docs" or own != project / "overrides" or config.extra_templates:
        return "docs_dir, custom_dir, extra_templates"
    hooks = [Path(hook.__file__ or "").resolve() for hook in config.hooks.values()]
    if any(not hook.is_relative_to(CODE.resolve()) for hook in hooks):
        return "hooks"
    if set(config.plugins) - PROVED_PLUGINS - set(config.hooks):
        return "plugins"
    macros: Any = config.plugins.get("macros")
    given = {name for name, option in macros.config_scheme if macros.config[name] != option.default} if macros else set()
    if given - PROVED_OPTIONS:
        return "plugins: macros"
    if set(config.markdown_extensions) - PROVED_EXTENSIONS:
        return "markdown_extensions"
    pages = sorted(Path(config.docs_dir).rglob("*.md"))
    return next((path.name for path in pages if READS_MORE.search(path.read_text(encoding="utf-8"))), "")


def list_theme_files(config: MkDocsConfig) -> Iterator[str]:
    """Yield every file of the theme and of MkDocs that a page may be made from; of the icons, those that were."""
    for folder in map(Path, config.theme.dirs):
        if str(folder) != config.theme.custom_dir:
            yield from (path for _, path in list_folder(str(folder), without=ICONS))
    yield from (template.filename for template in config.extra["env"].cache.values() if template.filename)
