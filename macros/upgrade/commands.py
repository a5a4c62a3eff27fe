"""The command `upgrade-notes`."""

from __future__ import annotations

import click

from macros.shell import PROBLEMS, find_project, problems_shown


@click.command("upgrade-notes", short_help="Say what the newest guide changes for a copy.")
@click.argument("site", required=False)
@click.option("--from", "older", default="", help="The edition the copy was built from; the one that SITE names if not given.")
@click.option("--centre", default="", help="The centre: its name in data/centres, or the path of its file.")
@click.option("--seconds", default=60.0, type=click.FloatRange(min=1), show_default=True, help="How long a host may take.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def upgrade_command(site: str | None, older: str, centre: str, seconds: float, as_json: bool) -> None:
    """Say what has changed since a copy was built, which of the centre's notes it touches, and which downloads.

    The copy is a folder or a web address, which says what it was built from; or name the edition with --from.

    \b
    Examples:
      centre-guide upgrade-notes https://guide.college.example/ --centre my-college/centre.yml
      centre-guide upgrade-notes --from 2026.1
    """
    from macros.check import load_checked
    from macros.upgrade.copies import find_centre, read_copy
    from macros.upgrade.notes import make_upgrade_notes
    from macros.upgrade.report import to_json, to_text
    from macros.verify.sites import SiteFailure

    if not site and not older:
        raise click.UsageError("name the copy, as a folder or an address, or the edition it was built from with --from")
    project = find_project()
    with problems_shown():
        catalogue = load_checked(project)
        try:
            told = read_copy(site, seconds, older) if site else None
        except SiteFailure as failure:
            click.echo(f"The copy could not be read: {failure}.", err=True)
            raise SystemExit(PROBLEMS) from None
        brand = find_centre(project, catalogue, centre, told)
        edition = older or (told.edition if told else "")
        notes = make_upgrade_notes(catalogue, edition, brand, told.offered if told else None)
    unseen = told.publisher if told and not brand else ""
    click.echo(to_json(notes, unseen) if as_json else to_text(notes, unseen), nl=False)
