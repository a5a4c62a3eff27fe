"""The modules that this process has loaded, and those that wait until somebody asks for what is in them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


class LateModule(ModuleType):
    """Stands in for a module until something in it is wanted. Python's own lazy loader loads at the second `import` already."""

    def __getattr__(self, name: str) -> Any:
        """Load the module, and return what it has by a name."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def load_late(name: str) -> None:
    """Let a module that others import, and seldom use, be loaded by the first who uses it."""
    if name not in sys.modules and (spec := find_spec(name)):
        sys.modules[name] = LateModule(name)
        sys.modules[name].__spec__ = spec


def list_modules() -> Iterator[str]:
    """Yield the file of every installed module that this process has loaded; the standard library goes by its version."""
    standard = os.path.dirname(os.__file__)
    for module in _list_loaded().values():
        path = getattr(module, "__file__", None)
        if path and (not path.startswith(standard) or "site-packages" in path):
            yield path


def _list_loaded() -> dict[str, ModuleType]:
    """Return the modules of this process; to ask one for its file that stands in for another would load that."""
    return {name: module for name, module in sys.modules.items() if not isinstance(module, LateModule)}


def list_packages() -> Iterator[str]:
    """Yield what is imported by a name of its own in this process, but for the standard library."""
    for name, module in _list_loaded().items():
        spec = getattr(module, "__spec__", None)
        if "." not in name and name not in sys.stdlib_module_names and getattr(spec, "name", "") == name:
            yield name
