"""The command line: check, build, serve, new. Thin: each command says what it does and hands over.

Exit status: 0 fine, 1 problems in the data, 2 wrong usage.
"""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from macros.centre_commands import fleet, migrate, new_centre
from macros.diff.commands import diff_command
from macros.draft_commands import new
from macros.intake.commands import import_group
from macros.pack.commands import pack_command
from macros.shell import PROBLEMS, find_project, problems_shown, say_written
from macros.upgrade.commands import upgrade_command
from macros.upload.commands import upload_command
from macros.verify.commands import verify_command

if TYPE_CHECKING:
    from macros.standing import BuildOptions, Made, Watch


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="centre-guide")
def main() -> None:
    """Turn structured assessment criteria into a guidance site.

    \b
    Example:
      centre-guide check && centre-guide build
    """


@main.command(short_help="Hold the data and the pages against every rule.")
def check() -> None:
    """Hold the data and the pages against every rule; print every problem.

    \b
    Example:
      centre-guide check
    """
    from macros.docs_check import check_everything
    from macros.freeze import find_changed

    project = find_project()
    with problems_shown():
        catalogue = check_everything(project)
    click.echo(
        f"Fine: {len(catalogue.units)} units, {len(catalogue.live_criteria)} criteria, {len(catalogue.verbs)} verbs, "
        f"{len(catalogue.examples)} worked examples."
    )
    if changed := find_changed(catalogue):
        click.echo(f"Changed since the newest frozen edition, and marked so on their pages: {', '.join(changed)}.")
        click.echo("When that is worth citing, record it in a new file in data/editions and freeze that edition.")


@main.command(short_help="Build the site.")
@click.option("--offline", is_flag=True, help="Make links that work when the site is opened from disk (file://).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where to build; site/ if not given.")
@click.option("--site-url", default=None, help="The address the site will have, for canonical links.")
@click.option("--no-cache", is_flag=True, help="Make everything anew, whatever earlier builds have kept, and keep nothing.")
@click.option("--quick", is_flag=True, help="Make the pages and the search alone and follow no link: to measure, not to publish.")
@click.option("--centre", default="", help="Build the copy of a centre: its name in data/centres, or the path of its file.")
@click.option("--strict", is_flag=True, help="With --centre: refuse a colour that cannot be read, instead of replacing it.")
@click.option("--jobs", default=0, type=click.IntRange(min=0), help="How many processes to use; as many as there are cores if 0.")
def build(out: Path | None, no_cache: bool, **chosen: Any) -> None:
    """Build the site. What is already published stays untouched until the new one has passed its checks.

    \b
    Examples:
      centre-guide build
      centre-guide build --offline --out guide-for-usb-stick
      centre-guide build --centre my-college/centre.yml
    """
    from macros.standing import BuildOptions, Watch, find_standing

    project, options = find_project(), BuildOptions(keep=not no_cache, **chosen)
    if options.quick and out is None:
        raise click.UsageError("a quick build is not whole: name a folder for it with --out")
    watch = Watch(project, out, options) if options.keep else None
    made = find_standing(project, out, options, click.echo, watch)
    if made is None:
        with problems_shown():
            made = _build(project, out, options, watch)
    click.echo(made.summary())


def _build(project: Path, out: Path | None, options: BuildOptions, watch: Watch | None) -> Made:
    """Build; what builds is loaded only here, where there is something to build, and while other processes read new data."""
    from macros.parallel import loading

    with loading():
        from macros.ahead import begin_build
    begun = begin_build(project, options, watch, click.echo, lambda: import_module("macros.hooks"))
    with loading():
        from macros.build import build_site
    return build_site(project, out, options, show=click.echo, begun=begun)


@main.command(short_help="Preview the site while you edit.")
@click.option("--port", default=8000, show_default=True, help="The port on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--centre", default="", help="Preview the copy of a centre: its name in data/centres, or the path of its file.")
def serve(port: int, host: str, centre: str) -> None:
    """Preview the site as it would be published; a page is shown again as soon as what it is made from is saved.

    \b
    Examples:
      centre-guide serve --port 8001
      centre-guide serve --centre my-college/centre.yml
    """
    from macros.brand import find_centre_file
    from macros.preview.server import serve_preview

    project = find_project()
    with problems_shown():
        file = find_centre_file(project, centre) if centre else None
    if file and not file.is_file():
        raise click.UsageError(f"there is no file {file}: `centre-guide new centre` begins one")
    serve_preview(project, host, port, show=click.echo, centre=str(file or ""))


@main.command(short_help="Write the schemas for editors.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1 where the files are out of date.")
def schema(only_check: bool) -> None:
    """Write the JSON Schemas that let editors complete and underline data files.

    \b
    Example:
      centre-guide schema
    """
    from macros.schemas import find_stale, write_schemas

    project = find_project(to_change=True)
    if only_check:
        stale = find_stale(project)
        for path in stale:
            click.echo(f"{path}: out of date: run `centre-guide schema`", err=True)
        raise SystemExit(PROBLEMS if stale else 0)
    for path in write_schemas(project):
        click.echo(f"Wrote {path}")


@main.group(short_help="Keep an edition of the guidance as it reads today.")
def edition() -> None:
    """Keep an edition of the guidance as it reads today.

    \b
    Example:
      centre-guide edition freeze 2026.1
    """


@edition.command("freeze", short_help="Write the snapshot of an edition.")
@click.argument("edition_id")
def edition_freeze(edition_id: str) -> None:
    """Write the snapshot of the newest edition: wording and guidance as they read now. It is never overwritten.

    \b
    Example:
      centre-guide edition freeze 2026.1
    """
    from macros.docs_check import check_everything
    from macros.freeze import freeze_edition

    project = find_project(to_change=True)
    with problems_shown():
        written = freeze_edition(project, check_everything(project), edition_id)
    say_written(written)
    if not written:
        click.echo(f"Edition {edition_id} is frozen already, and reads the same. Nothing was written.")


main.add_command(diff_command)
main.add_command(fleet)
main.add_command(import_group)
main.add_command(migrate)
main.add_command(pack_command)
main.add_command(upgrade_command)
main.add_command(verify_command)
main.add_command(upload_command)
new.add_command(new_centre)
main.add_command(new)


def run() -> None:
    """Run the command line with the code of the project in the current directory, where it has its own."""
    own = Path(__file__).resolve().parent
    here = Path.cwd() / "macros"
    if (here / "cli.py").is_file() and here.resolve() != own:
        raise SystemExit(subprocess.call([sys.executable, "-m", "macros", *sys.argv[1:]]))
    main()
