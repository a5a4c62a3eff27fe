"""The command `verify`."""

from __future__ import annotations

import click

from macros.shell import PROBLEMS, find_project, problems_shown


@click.command("verify", short_help="Say whether the criteria of a copy are unaltered.")
@click.argument("site")
@click.option("--edition", default="", help="The edition to compare with; the one that the copy names if not given.")
@click.option("--seconds", default=300.0, type=click.FloatRange(min=1), show_default=True, help="How long a host may take.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def verify_command(site: str, edition: str, seconds: float, as_json: bool) -> None:
    """Say whether the criteria of a copy, in a folder or at a web address, are those of an edition, or which differ.

    The wording is read from the pages, as a reader sees it, and from the files for programs. It is compared with the
    edition in data/editions here, never with what the copy says of itself. Exit status 0: identical; 1: not, or not readable.

    \b
    Examples:
      centre-guide verify https://guide.college.example/
      centre-guide verify copies/my-college --edition 2026.1
    """
    from macros.check import load_checked
    from macros.verify.compare import verify_copy
    from macros.verify.report import to_json, to_text
    from macros.verify.sites import SiteFailure, open_site

    with problems_shown():
        catalogue = load_checked(find_project())
    try:
        verdict = verify_copy(catalogue, open_site(site, seconds), edition)
    except SiteFailure as failure:
        click.echo(f"Nothing was compared: {failure}.", err=True)
        raise SystemExit(PROBLEMS) from None
    click.echo(to_json(verdict) if as_json else to_text(verdict), nl=False)
    if not verdict.holds:
        raise SystemExit(PROBLEMS)
