"""What the authors' pages say about the tool itself, read from the code so that it cannot go stale."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from macros.fields import CheckedText
from macros.load import FILES, FOLDERS
from macros.rules import RULES, rule_name


@dataclass(frozen=True)
class FieldHelp:
    """One field of a data file."""

    name: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True)
class KindHelp:
    """One kind of entry, and where its files are (empty for what stands inside others)."""

    name: str
    where: str
    description: str
    fields: tuple[FieldHelp, ...]


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
    """Return every kind of entry: those with files of their own first, then what stands inside them."""
    where: dict[type[BaseModel], str] = {folder.entry: f"data/{folder.name}/" for folder in FOLDERS}
    where |= {entry: f"data/{name}.yml" for name, entry in FILES.items()}
    kinds = list(where)
    for kind in kinds:
        kinds += [inner for inner in _inner_kinds(kind) if inner not in kinds]
    return [_describe(kind, where.get(kind, "")) for kind in kinds]


def list_rules() -> list[RuleHelp]:
    """Return every rule with its docstring."""
    return [RuleHelp(rule_name(rule), (rule.__doc__ or "").strip()) for rule in RULES]


def list_commands() -> list[CommandHelp]:
    """Return every command with its help, in order of name."""
    import click

    from macros.cli import main  # the command line itself imports half the package

    context = click.Context(main, info_name="centre-guide")
    return list(_list_commands(main, context))


def _list_commands(group: Any, context: Any) -> typing.Iterator[CommandHelp]:
    import click

    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _list_commands(command, inner)
        else:
            yield CommandHelp(inner.command_path, command.get_help(inner))


def _inner_kinds(kind: type[BaseModel]) -> list[type[BaseModel]]:
    return [leaf for field in kind.model_fields.values() for leaf in _leaves(field.annotation) if _is_entry(leaf)]


def _describe(kind: type[BaseModel], where: str) -> KindHelp:
    fields = tuple(
        FieldHelp(name, _say_kind(field.annotation), field.is_required(), field.description or "")
        for name, field in kind.model_fields.items()
    )
    return KindHelp(kind.__name__, where, (kind.__doc__ or "").strip(), fields)


def _leaves(annotation: Any) -> list[Any]:
    inner = [leaf for argument in typing.get_args(annotation) for leaf in _leaves(argument)]
    return inner or [annotation]


def _is_entry(leaf: Any) -> bool:
    return isinstance(leaf, type) and issubclass(leaf, BaseModel)


def _say_kind(annotation: Any) -> str:
    listed = any(typing.get_origin(part) is tuple for part in [annotation, *typing.get_args(annotation)])
    names = [_say_leaf(leaf) for leaf in _leaves(annotation) if leaf not in (type(None), Ellipsis)]
    if typing.get_origin(annotation) is dict:
        return f"{names[0]}: {names[-1]}, any number"
    return f"list of {names[0]}" if listed else names[0]


def _say_leaf(leaf: Any) -> str:
    if leaf is bool:
        return "true or false"
    if isinstance(leaf, type) and issubclass(leaf, CheckedText):
        return leaf.__name__
    if hasattr(leaf, "__members__"):
        return " | ".join(member.value for member in leaf)
    return str(getattr(leaf, "__name__", leaf))
