"""The command `diff`."""

from __future__ import annotations

import click

from macros.shell import find_project, problems_shown


@click.command("diff", short_help="Say what differs between two frozen editions.")
@click.argument("older")
@click.argument("newer")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def diff_command(older: str, newer: str, as_json: bool) -> None:
    """Say what differs between two frozen editions: wording, parts and guidance, with what each recorded change means.

    A difference of which no edition keeps a record is marked as not recorded.

    \b
    Example:
      centre-guide diff 2026.1 2026.2
    """
    from macros.check import load_checked
    from macros.diff.editions import diff_editions
    from macros.diff.report import to_json, to_text

    with problems_shown():
        found = diff_editions(load_checked(find_project()), older, newer)
    click.echo(to_json(found) if as_json else to_text(found), nl=False)
