"""The commands that write a first draft of an entry. Thin: each says what it does and hands over."""

from __future__ import annotations

import click

from macros.shell import find_project, problems_shown, say_written


@click.group(short_help="Write a first draft that passes every check.")
def new() -> None:
    """Write a first draft of an entry that passes every check.

    \b
    Example:
      centre-guide new verb critically-compare
    """


@new.command("unit", short_help="A unit with its first criterion.")
@click.argument("unit_id")
@click.option("--title", required=True, help="The official title.")
@click.option("--wording", required=True, help="The exact wording of its criterion 1.1.")
@click.option("--verb", "verbs", multiple=True, required=True, help="The criterion's verb; repeat it for a second verb.")
@click.option("--reason", required=True, help="Why it is added, for the record of the edition.")
@click.option("--date", "on", required=True, help="The date of the addition, as YYYY-MM-DD.")
def new_unit(unit_id: str, title: str, wording: str, verbs: tuple[str, ...], reason: str, on: str) -> None:  # noqa: PLR0913, PLR0917 - one for each option
    """Draft a unit with its first criterion, list it in its qualification and record it in the edition.

    \b
    Example:
      centre-guide new unit QX12-C1 --title "Keeping the boat" --wording "Plan a crossing" \\
        --verb plan --reason "Diploma unit added" --date 2026-12-01
    """
    from macros.drafts import Addition, draft_unit

    with problems_shown():
        first = Addition(f"{unit_id}/1.1", wording, verbs, reason, on)
        say_written(draft_unit(find_project(to_change=True), unit_id, title, first))


@new.command("criterion", short_help="A criterion at the end of its unit.")
@click.argument("criterion_id")
@click.option("--wording", required=True, help="The awarding body's exact wording.")
@click.option("--verb", "verbs", multiple=True, required=True, help="Its verb; repeat it for a second verb.")
@click.option("--reason", required=True, help="Why it is added, for the record of the edition.")
@click.option("--date", "on", required=True, help="The date of the addition, as YYYY-MM-DD.")
def new_criterion(criterion_id: str, wording: str, verbs: tuple[str, ...], reason: str, on: str) -> None:
    """Draft a criterion at the end of its unit and record its wording in the edition.

    \b
    Example:
      centre-guide new criterion QX12-A1/4.3 --wording "Explain the limits of a lamp" --verb explain \\
        --reason "Added by the awarding body" --date 2026-12-01
    """
    from macros.drafts import Addition, draft_criterion

    with problems_shown():
        say_written(draft_criterion(find_project(to_change=True), Addition(criterion_id, wording, verbs, reason, on)))


@new.command("verb", short_help="A command verb.")
@click.argument("verb_id")
def new_verb(verb_id: str) -> None:
    """Draft a command verb.

    \b
    Example:
      centre-guide new verb critically-compare
    """
    from macros.drafts import draft_verb

    with problems_shown():
        say_written(draft_verb(find_project(to_change=True), verb_id))


@new.command("example", short_help="A worked example.")
@click.argument("criterion_id")
def new_example(criterion_id: str) -> None:
    """Draft a worked example for a criterion.

    \b
    Example:
      centre-guide new example QX12-A1/4.3
    """
    from macros.drafts import draft_example

    with problems_shown():
        say_written(draft_example(find_project(to_change=True), criterion_id))
