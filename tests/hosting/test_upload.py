"""`centre-guide upload` against object storage: whole releases, little sent, one switch, and nothing lost when it breaks off."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.headers import FOREVER, list_headers
from macros.hosting import list_hosting
from tests.conftest import ROOT, read_tree
from tests.hosting.nginx import serve_with_nginx
from tests.hosting.storage import BUCKET, KEYS, Bucket, Gate, serve_storage
from tests.hosting.test_nginx import Host

PARTS = (
    *("*", "about/*", "verbs/**/*", "QX12-A1/**/*", "search/*", "assets/**/*"),
    *("ims/case/v1p1/CFPackages/*", "downloads/*.pdf", "api/v1/*.json"),
)
FOR_OTHER_HOSTS = {"_headers", "_headers-nginx.conf"}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    """A storage server."""
    with serve_storage(tmp_path_factory.mktemp("storage") / "log") as bucket:
        yield bucket


@pytest.fixture
def gate(server: Bucket) -> Iterator[Gate]:
    """The gate before an empty bucket."""
    server.empty()
    gate = Gate(server)
    yield gate
    gate.server.shutdown()


@pytest.fixture
def copy(tiny_site: Path, tmp_path: Path) -> Path:
    """A built copy that a test may change: of each kind of file some, as each takes its time on the way."""
    for pattern in PARTS:
        for path in [path for path in sorted(tiny_site.glob(pattern)) if path.is_file()]:
            target = tmp_path / "site" / path.relative_to(tiny_site)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return tmp_path / "site"


def command(folder: Path, gate: Gate, *options: str, to: str = "8580") -> list[str]:
    where = ("--to", f"s3://{BUCKET}/{to}", "--endpoint", gate.address)
    return [sys.executable, "-m", "macros", "upload", str(folder), *where, "--retries", "2", *options]


def upload(folder: Path, gate: Gate, *options: str, to: str = "8580", fails: bool = False) -> str:
    """Upload as a person does, and return what is said."""
    asked = command(folder, gate, *options, to=to)
    done = subprocess.run(asked, cwd=ROOT, env={**os.environ, **KEYS}, capture_output=True, text=True)
    assert done.returncode == fails, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if fails else done.stdout


def change(copy: Path) -> dict[str, bytes]:
    """Change one page, add one and take one away; return what the copy then holds."""
    (copy / "index.html").write_text("<!doctype html><title>New</title>", encoding="utf-8")
    (copy / "added").mkdir()
    (copy / "added" / "index.html").write_text("<!doctype html><title>Added</title>", encoding="utf-8")
    (copy / "about" / "index.html").unlink()
    return contents(copy)


def contents(copy: Path) -> dict[str, bytes]:
    return {name: content for name, content in read_tree(copy).items() if name not in FOR_OTHER_HOSTS}


def release_in_use(gate: Gate, to: str = "8580") -> str:
    return str(json.loads(gate.bucket.get(f"{to}/current"))["release"])


def served(gate: Gate, to: str = "8580", names: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Return what a reader is given who follows the pointer: every file that the release says it has."""
    release = release_in_use(gate, to)
    listed = json.loads(gate.bucket.get(f"{to}/releases/{release}.json"))["files"]
    return {name: gate.bucket.get(f"{to}/releases/{release}/{name}") for name in names or listed}


def test_first_upload_holds_the_whole_copy(copy: Path, gate: Gate) -> None:
    """Every file is there with its bytes, its type and how long it may be kept; the pointer is written last."""
    said = upload(copy, gate)

    assert served(gate) == contents(copy)
    assert gate.written[-1] == ("sent", "8580/current")
    prefix = f"8580/releases/{release_in_use(gate)}/"
    css = min((copy / "assets/stylesheets").glob("*.css")).name
    for name, kind, caching in (
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        (f"assets/stylesheets/{css}", "text/css; charset=utf-8", FOREVER),
        (next((copy / "ims/case/v1p1/CFPackages").iterdir()).relative_to(copy).as_posix(), "application/json", "no-cache"),
        (min((copy / "downloads").glob("*.pdf")).relative_to(copy).as_posix(), "application/pdf", "no-cache"),
    ):
        told = gate.bucket.headers(prefix + name)
        assert (told["content-type"], told["cache-control"]) == (kind, caching)
    assert re.search(r"\d+ files: \d+ sent \(\d+\.\d MB\), \d+ copied within the storage, 0 there already\.", said), said
    assert "the first" in said


def test_second_upload_sends_only_what_changed(copy: Path, gate: Gate) -> None:
    """Unchanged objects are copied by the host; the old release stays whole beside the new one."""
    upload(copy, gate)
    first, old = release_in_use(gate), contents(copy)
    gate.written.clear()
    new = change(copy)
    said = upload(copy, gate)
    second = release_in_use(gate)

    assert first != second and served(gate) == new
    sent = [key.partition("/releases/")[2].removeprefix(f"{second}/") for kind, key in gate.written if kind == "sent"]
    assert sorted(sent) == sorted(["", "added/index.html", "index.html", f"{second}.json"])
    assert f"switched to release {second}, from {first}" in said
    assert {name: gate.bucket.get(f"8580/releases/{first}/{name}") for name in old} == old
    css = min((copy / "assets/stylesheets").glob("*.css")).name
    assert gate.bucket.headers(f"8580/releases/{second}/assets/stylesheets/{css}")["cache-control"] == FOREVER


def test_going_back_sends_nothing(copy: Path, gate: Gate) -> None:
    """An older copy that is still kept is switched to again: no file of it goes over the network."""
    upload(copy, gate)
    first, page = release_in_use(gate), (copy / "index.html").read_bytes()
    (copy / "index.html").write_text("<!doctype html><title>New</title>", encoding="utf-8")
    upload(copy, gate)
    gate.written.clear()
    (copy / "index.html").write_bytes(page)
    upload(copy, gate)

    assert release_in_use(gate) == first
    assert [key for _, key in gate.written] == [f"8580/releases/{first}.json", "8580/current"]


def test_same_copy_again_changes_nothing(copy: Path, gate: Gate) -> None:
    """What is in use is not sent twice."""
    upload(copy, gate)
    gate.written.clear()
    said = upload(copy, gate)

    assert "is" in said and "already" in said
    assert [key for _, key in gate.written if not key.endswith(".json")] == []


def test_dry_run_changes_nothing(copy: Path, gate: Gate) -> None:
    """What would be sent is said, and nothing is."""
    upload(copy, gate)
    gate.written.clear()
    change(copy)
    said = upload(copy, gate, "--dry-run")

    assert gate.written == []
    assert "2 would be sent" in said and "  added/index.html\n" in said


def test_failed_upload_leaves_readers_what_they_had(copy: Path, gate: Gate) -> None:
    """Refused in the middle, the pointer stays on the old release; the same command goes on where it stopped."""
    upload(copy, gate)
    before, old = release_in_use(gate), contents(copy)
    new = change(copy)
    gate.refuse_after = len(gate.written) + 25
    said = upload(copy, gate, fails=True)

    assert release_in_use(gate) == before and served(gate) == old
    assert "Readers still have what they had; the same command goes on from there." in said
    gate.refuse_after = 10**9
    done = sum("/releases/" in key for _, key in gate.written)
    said = upload(copy, gate)
    assert served(gate) == new
    assert re.search(r"[1-9]\d* there already", said) and done > 25


def test_host_that_loses_a_file(copy: Path, gate: Gate) -> None:
    """What the host has is held against what was sent, by its own list, before anybody is switched."""
    upload(copy, gate)
    before = release_in_use(gate)
    change(copy)
    gate.lose = "/added/index.html"
    said = upload(copy, gate, fails=True)

    assert "what the host lists is not what was sent: run the same command again" in said
    assert release_in_use(gate) == before


def test_pointer_that_cannot_be_written(copy: Path, gate: Gate) -> None:
    """The very last step may fail too, and then nothing has changed for readers."""
    upload(copy, gate)
    before = release_in_use(gate)
    change(copy)
    gate.refuse_once = {"/current"}
    upload(copy, gate, "--retries", "0", fails=True)

    assert release_in_use(gate) == before
    upload(copy, gate)
    assert release_in_use(gate) != before


def test_killed_upload_leaves_readers_what_they_had(copy: Path, gate: Gate) -> None:
    """Killed with half of it sent, an upload leaves the old release in use, and the next completes the new one."""
    upload(copy, gate)
    before, old = release_in_use(gate), contents(copy)
    new = change(copy)
    gate.hold_after = len(gate.written) + 20
    running = subprocess.Popen(command(copy, gate), cwd=ROOT, env={**os.environ, **KEYS}, stdout=subprocess.DEVNULL)
    assert gate.held.wait(120)
    running.send_signal(signal.SIGKILL)
    running.wait(timeout=60)

    assert release_in_use(gate) == before and served(gate) == old
    gate.hold_after = 10**9
    upload(copy, gate)
    assert served(gate) == new


def test_refusal_that_passes_is_tried_again(copy: Path, gate: Gate) -> None:
    """A busy host is asked again, and nobody notices."""
    gate.refuse_once = {"/index.html", "/current"}
    upload(copy, gate)

    assert gate.refuse_once == set() and served(gate, names=("index.html",))["index.html"] == (copy / "index.html").read_bytes()


def wait_for_the_next_second() -> None:
    """Object storage dates what it holds by whole seconds, and orders releases by that."""
    began = int(time.time())
    while int(time.time()) == began:
        time.sleep(0.02)


def test_only_the_last_releases_stay(copy: Path, gate: Gate) -> None:
    """Older ones are deleted, after the switch; the one in use and the one before it never."""
    seen = []
    for number in range(4):
        wait_for_the_next_second()
        (copy / "index.html").write_text(f"<!doctype html><title>{number}</title>", encoding="utf-8")
        upload(copy, gate, "--keep", "2")
        seen.append(release_in_use(gate))
    gone, kept = seen[:2], seen[2:]

    assert [gate.bucket.ask("GET", f"8580/releases/{one}/index.html")[0] for one in (*gone, *kept)] == [404, 404, 200, 200]
    last = [kind for kind, _ in gate.written][-1]
    assert last == "deleted"


def test_fleet_sends_what_its_copies_share_once(copy: Path, gate: Gate, tmp_path: Path) -> None:
    """Each copy has its own releases and its own pointer; a copy that fails is named and the others are switched."""
    fleet = tmp_path / "copies"
    for name in ("ash", "birch", "cedar"):
        shutil.copytree(copy, fleet / name)
        (fleet / name / "index.html").write_text(f"<!doctype html><title>{name}</title>", encoding="utf-8")
    gate.refuse_once = {"birch/current"}
    said = upload(fleet, gate, "--retries", "0", to="fleet", fails=True)

    assert said.startswith("birch: stopped: ") and len(said.splitlines()) == 1
    assert [gate.bucket.ask("GET", f"fleet/{name}/current")[0] for name in ("ash", "birch", "cedar")] == [200, 404, 200]
    css = min((copy / "assets/stylesheets").glob("*.css")).name
    assert [kind for kind, key in gate.written if key.endswith(css)] == ["sent", "copied", "copied"]
    upload(fleet, gate, to="fleet")
    for name in ("ash", "birch", "cedar"):
        assert served(gate, f"fleet/{name}") == contents(fleet / name)


def test_copies_that_were_withdrawn_are_named(copy: Path, gate: Gate, tmp_path: Path) -> None:
    """What an earlier upload put there, in either way, is named with where it lies; what is no copy of ours is not."""
    fleet = tmp_path / "copies"
    for name in ("ash", "birch", "cedar"):
        (fleet / name / "search").mkdir(parents=True)
        (fleet / name / "index.html").write_text(f"<!doctype html><title>{name}</title>", encoding="utf-8")
        shutil.copyfile(copy / "search" / "guide.js", fleet / name / "search" / "guide.js")
    upload(fleet, gate, to="a/fleet")
    upload(fleet / "birch", gate, "--in-place", to="a/fleet/dogwood")
    gate.bucket.ask("PUT", "a/fleet/theirs/current", b"something else")
    shutil.rmtree(fleet / "birch")
    said = upload(fleet, gate, "--dry-run", to="a/fleet").splitlines()

    named = [line for line in said if "readers still have it" in line]
    assert [line.split(":")[0] for line in named] == ["birch", "dogwood"], said
    assert named[0].endswith("delete all under a/fleet/birch/.")
    assert "readers still have" not in upload(fleet / "ash", gate, "--dry-run", to="a/fleet")


# Hosts that can follow no pointer


def test_in_place_assets_come_first_pages_then_deletions_last(copy: Path, gate: Gate) -> None:
    """No page is ever on show whose files are not there, and what went is taken away when nothing names it any more."""
    upload(copy, gate, "--in-place", to="plain")
    gate.written.clear()
    new = change(copy)
    (copy / "downloads" / "added.csv").write_text("a", encoding="utf-8")
    new["downloads/added.csv"] = b"a"
    card = min((copy / "downloads").glob("*.pdf")).relative_to(copy).as_posix()
    (copy / card).unlink()
    del new[card]
    upload(copy, gate, "--in-place", to="plain")

    order = [kind if kind == "deleted" else "page" if key.endswith(".html") else "file" for kind, key in gate.written]
    assert order == ["file", "file", "page", "page", "deleted", "deleted", "file"], gate.written  # the record before and after
    assert ["about/index.html" in body for body in gate.deleted] == [True, False]
    assert {name: gate.bucket.get(f"plain/{name}") for name in new} == new
    assert gate.bucket.ask("GET", "plain/about/index.html")[0] == 404


def test_in_place_broken_off_is_made_good_by_the_next(copy: Path, gate: Gate) -> None:
    """What a broken upload has left is known to the next, even where the copy has changed again since."""
    upload(copy, gate, "--in-place", to="plain")
    old = "added.css"
    (copy / old).write_text("p{}", encoding="utf-8")
    (copy / "index.html").write_text("<!doctype html><title>1</title>", encoding="utf-8")
    gate.refuse_once = {"plain/index.html"}
    said = upload(copy, gate, "--in-place", "--retries", "0", to="plain", fails=True)
    assert "Some pages may be new already" in said and gate.bucket.get(f"plain/{old}") == b"p{}"

    (copy / old).unlink()
    upload(copy, gate, "--in-place", to="plain")
    assert gate.bucket.ask("GET", f"plain/{old}")[0] == 404
    assert gate.bucket.get("plain/index.html") == (copy / "index.html").read_bytes()


# What is said before anything is asked


@pytest.mark.parametrize(
    ("folder", "to", "keys", "said"),
    [
        ("site", "https://x", KEYS, "https://x:1:1: storage-known: is not an address of storage: write s3://bucket/prefix"),
        ("site", "s3://guides/y", {}, "storage-known: needs your keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        ("docs", "s3://guides/y", KEYS, "copy-built: is neither a built copy nor a folder of such"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, folder: str, to: str, keys: dict[str, str], said: str) -> None:
    """A wrong address, missing keys and a folder that was not built are told with what to do."""
    (tmp_path / "docs").mkdir()
    plain = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    asked = [sys.executable, "-m", "macros", "upload", folder, "--to", to]
    done = subprocess.run(asked, cwd=tmp_path, env={**plain, **keys, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True)

    assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr


# nginx before it


def test_nginx_follows_the_pointer(copy: Path, gate: Gate, tmp_path: Path) -> None:
    """The recipe that is shipped serves a release whole, with every header, and switches to the next by the pointer alone."""
    upload(copy, gate)
    recipe = list_hosting("my-college")["nginx-storage.conf"]
    host = gate.bucket.address.removeprefix("http://")
    for ours, put_in in (
        ("https://guide_storage/bucket/prefix", f"http://guide_storage/{BUCKET}/8580"),
        ("server storage.example:443", f"server {host}"),
        ("Host storage.example", f"Host {host}"),
        ("/var/cache/nginx/guide", str(tmp_path / "cache")),
        ("proxy_cache_valid 200 5s", "proxy_cache_valid 200 1s"),
    ):
        assert ours in recipe
        recipe = recipe.replace(ours, put_in)
    with serve_with_nginx(recipe, tmp_path, tmp_path / "server") as address:
        site = Host(address, "", copy)
        page = site.get("")
        assert page.status == 200, (page, (tmp_path / "server" / "error.log").read_text())
        assert page.body == (copy / "index.html").read_bytes()
        assert {name: page.headers.get(name) for name in list_headers(copy)} == list_headers(copy)
        assert page.headers["Cache-Control"] == "no-cache"
        style = site.get(site.find("assets/stylesheets/*.css"), Accept_Encoding="gzip")
        assert (style.headers["Cache-Control"], style.headers["Content-Encoding"]) == (FOREVER, "gzip")
        data = site.get(site.find("ims/case/v1p1/CFPackages/*"))
        assert (data.headers["Content-Type"], data.headers["Access-Control-Allow-Origin"]) == ("application/json", "*")
        folder = site.get("QX12-A1")
        assert (folder.status, folder.headers["Location"]) == (301, "/QX12-A1/")
        missing = site.get("nowhere/")
        assert (missing.status, missing.body) == (404, (copy / "404.html").read_bytes())
        assert {name: missing.headers.get(name) for name in list_headers(copy)} == list_headers(copy)

        change(copy)
        upload(copy, gate)
        deadline = time.monotonic() + 60
        while site.get("").body != (copy / "index.html").read_bytes():
            assert time.monotonic() < deadline, "the pointer was not followed"
        assert site.get("added/").status == 200 and site.get("about/").status == 404
