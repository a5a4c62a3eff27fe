"""What the authors' pages say about the tool itself, read from the code so that it cannot go stale."""

from __future__ import annotations

import re
import typing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.described import describe_fields
from macros.fields import CheckedText
from macros.load import FILES, FOLDERS
from macros.rules import RULES, rule_name

WIDTH = 78
"""Letters in a line of a command's help, however wide the terminal of whoever builds the site."""


@dataclass(frozen=True)
class Words:
    """A stretch of the description of a field's type; `kind` names the entry of the reference it links to."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class FieldHelp:
    """One field of a data file."""

    name: str
    type: tuple[Words, ...]
    """What the field takes, in words."""
    required: bool
    default: str
    """What counts when an optional field is left out; empty where that is nothing."""
    description: str


@dataclass(frozen=True)
class KindHelp:
    """One kind of entry or of text, and where its files are (empty for what stands inside others)."""

    name: str
    title: str
    """The name in words, such as `starting point`."""
    where: str
    description: str
    fields: tuple[FieldHelp, ...] = ()
    """Empty for a kind of text."""


@dataclass(frozen=True)
class RuleHelp:
    """One rule of the data."""

    name: str
    description: str


@dataclass(frozen=True)
class CommandHelp:
    """One command, with the text of its `--help`."""

    name: str
    help: str


def list_fields() -> list[KindHelp]:
    """Return every kind of entry: those with files of their own, then what stands inside them, then the kinds of text."""
    where: dict[Any, str] = {folder.entry: _say_files(folder.name, folder.depth) for folder in FOLDERS if folder.authored}
    where |= {entry: f"data/{name}.yml" for name, entry in FILES.items()}
    entries = list(where)
    for kind in entries:
        entries += [inner for inner in dict.fromkeys(_leaves_of(kind)) if _is_a(inner, BaseModel) and inner not in entries]
    texts = dict.fromkeys(leaf for kind in entries for leaf in _leaves_of(kind) if _is_a(leaf, CheckedText))
    described = [_describe(kind, where.get(kind, "")) for kind in entries]
    return described + [KindHelp(text.__name__, _say_name(text), "", text.description) for text in texts]


def list_rules() -> list[RuleHelp]:
    """Return every rule with its docstring."""
    return [RuleHelp(rule_name(rule), (rule.__doc__ or "").strip()) for rule in RULES]


def list_commands() -> list[CommandHelp]:
    """Return every command with its help, in order of name."""
    import click

    from macros.cli import main  # the command line itself imports half the package

    context = click.Context(main, info_name="centre-guide", terminal_width=WIDTH, **main.context_settings)
    return list(_list_commands(main, context))


def _list_commands(group: Any, context: Any) -> typing.Iterator[CommandHelp]:
    import click

    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _list_commands(command, inner)
        else:
            yield CommandHelp(inner.command_path, command.get_help(inner))


def _say_files(folder: str, depth: int) -> str:
    return f"data/{folder}/<id>.yml" if depth == 1 else f"data/{folder}/<unit>/<number>.yml"


def _describe(kind: type[BaseModel], where: str) -> KindHelp:
    said = describe_fields(kind)
    fields = tuple(_describe_field(name, field, said.get(name, "")) for name, field in kind.model_fields.items())
    # A docstring names the file after a colon; the reference shows the file beside the heading.
    description = (kind.__doc__ or "").strip().replace(f": {where}.", ".") if where else (kind.__doc__ or "").strip()
    return KindHelp(kind.__name__, _say_name(kind), where, description, fields)


def _describe_field(name: str, field: FieldInfo, said: str) -> FieldHelp:
    default = "" if field.is_required() else _say_default(field.default)
    return FieldHelp(name, tuple(_say_type(field.annotation)), field.is_required(), default, said)


def _say_default(default: object) -> str:
    if isinstance(default, StrEnum):
        return default.value
    return str(default).lower() if isinstance(default, bool) else ""


def _say_type(annotation: Any) -> typing.Iterator[Words]:
    inner = [part for part in typing.get_args(annotation) if part not in (type(None), Ellipsis)]
    origin = typing.get_origin(annotation)
    if origin is tuple:
        yield Words("list of ")
        yield from _say_type(inner[0])
    elif origin is dict:
        yield Words("any number of lines, each ")
        yield from _say_type(inner[0])
        yield Words(" : ")
        yield from _say_type(inner[1])
    elif inner:
        for place, part in enumerate(inner):  # an optional one: what it is when it is there
            yield from [Words(" or "), *_say_type(part)] if place else _say_type(part)
    elif annotation is bool:
        yield Words("true or false")
    elif _is_a(annotation, StrEnum):
        *others, last = (member.value for member in annotation)
        yield Words(f"{', '.join(others)} or {last}")
    else:
        yield Words(_say_name(annotation), annotation.__name__)


def _say_name(kind: type) -> str:
    """Return the name of a class in words: `StartingPoint` is a starting point."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def _leaves_of(kind: type[BaseModel]) -> list[Any]:
    return [leaf for field in kind.model_fields.values() for leaf in _leaves(field.annotation)]


def _leaves(annotation: Any) -> list[Any]:
    inner = [leaf for argument in typing.get_args(annotation) for leaf in _leaves(argument)]
    return inner or [annotation]


def _is_a(leaf: Any, kind: type) -> bool:
    return isinstance(leaf, type) and issubclass(leaf, kind)
