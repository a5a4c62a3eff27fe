"""The command `upload`."""

from __future__ import annotations

from pathlib import Path

import click

from macros.shell import PROBLEMS, problems_shown


@click.command("upload", short_help="Put built copies into object storage (S3).")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--to", "target", required=True, help="Where: s3://bucket/prefix.")
@click.option("--endpoint", envvar="AWS_ENDPOINT_URL", help="The address of a storage other than Amazon's; AWS_ENDPOINT_URL.")
@click.option("--region", envvar="AWS_REGION", default="us-east-1", show_default=True, help="The region; AWS_REGION.")
@click.option("--in-place", is_flag=True, help="Write straight into the prefix, for a host that can follow no pointer.")
@click.option("--keep", default=3, show_default=True, type=click.IntRange(min=2), help="How many releases stay.")
@click.option("--jobs", default=8, show_default=True, type=click.IntRange(1, 64), help="How many files to send at once.")
@click.option("--retries", default=5, show_default=True, type=click.IntRange(min=0), help="How often to try each again.")
@click.option("--dry-run", is_flag=True, help="Change nothing; say what would be sent.")
def upload_command(folder: Path, target: str, endpoint: str | None, region: str, in_place: bool, keep: int, jobs: int, retries: int, dry_run: bool) -> None:  # noqa: E501, PLR0913, PLR0917 - one for each option
    """Put a built copy, or every copy in a folder of copies, into object storage that speaks the S3 API.

    Each release lies under a prefix of its own. Only what has changed is sent, the rest is copied by the host. Readers
    are switched by one object, when all is there; whatever fails before leaves them what they had, and the same command
    goes on from there. Keys are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.

    \b
    Examples:
      centre-guide upload site --to s3://guides/lamps --dry-run
      centre-guide upload copies --to s3://guides/copies --endpoint https://storage.example
    """
    from macros.upload.send import UploadOptions, upload
    from macros.upload.storage import open_storage

    with problems_shown():
        storage = open_storage(target, endpoint, region, retries)
        failed = upload(folder, storage, UploadOptions(in_place, dry_run, keep, jobs), click.echo)
    for sentence in failed:
        click.echo(sentence, err=True)
    if failed:
        raise SystemExit(PROBLEMS)
