"""Builds the wheel: the package and, in macros/included/, the guide that an installed tool builds copies of.

Everything else about the package stands in pyproject.toml.
"""

import runpy
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
GUIDE = ("data", "docs", "overrides", "mkdocs.yml", "LICENSE", "NOTICE.md", "CHANGELOG.md", "macros/hooks.py")
"""What a build of the guide reads; mkdocs.yml names the hook by its place in the project."""
LIBRARIES = runpy.run_path(str(ROOT / "macros" / "libraries.py"))["LIBRARIES"]
NOT_WANTED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


class BuildWithGuide(build_py):
    """Copies the guide and its browser libraries beside the code, unless the project is installed to be edited."""

    def run(self):
        """Copy the code, then the guide."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "macros" / "included"
            shutil.rmtree(target, ignore_errors=True)
            for name in GUIDE:
                copy(ROOT / name, target / name)
            for library in LIBRARIES:
                copy_library(ROOT / "node_modules", target / "node_modules", Path(library.package_path))


def copy_library(source, target, path):
    """Copy one file of an npm package, with the licence of the package."""
    if not (source / path).is_file():
        raise SystemExit(f"{source / path} is missing: run `make setup`, then build the wheel again")
    copy(source / path, target / path)
    package = Path(*path.parts[: 2 if path.parts[0].startswith("@") else 1])
    for licence in sorted((source / package).glob("LICEN[CS]E*")):
        copy(licence, target / package / licence.name)


def copy(source, target):
    """Copy a file or a folder, making the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=NOT_WANTED)
    else:
        shutil.copyfile(source, target)


setup(cmdclass={"build_py": BuildWithGuide})
