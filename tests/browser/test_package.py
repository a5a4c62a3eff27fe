"""A SCORM package in a real browser: under a real SCORM 1.2 runtime, under one that fails, without any, and from disk."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import serve, wait_until
from tests.centres import LOGO, PLAIN
from tests.conftest import ROOT, TINY, _copy

RUNTIME = ROOT / "node_modules/scorm-again/dist/scorm12.min.js"
PLATFORM = """<!doctype html><title>A platform</title><script src="runtime.js"></script><script>
const kept = localStorage.getItem("cmi");
window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
if (kept) API.loadFromJSON(JSON.parse(kept));
window.finished = 0;
API.on("LMSFinish", () => {
  window.finished += 1;
  localStorage.setItem("cmi", JSON.stringify(API.cmi.toJSON()));
  localStorage.setItem("finished", window.finished);
});
</script><iframe id="sco" src="package/start.html" width="1000" height="700"></iframe>"""
FAKE = """<!doctype html><title>A platform</title><script>
window.said = {};
window.API = %s;
</script><iframe id="sco" src="package/start.html" width="1000" height="700"></iframe>"""
# What it is told is kept for the test; %s is what it answers.
RECORDS = """{ LMSInitialize: () => "true", LMSGetValue: (name) => (%s)[name] || "", LMSCommit: () => "true",
  LMSFinish: () => "true", LMSSetValue: (name, value) => { window.said[name] = value; return "true"; } }"""
THROWS = """new Proxy({}, { get: () => () => { throw new Error("broken"); } })"""
CRITERIA = ("1.1", "1.2", "1.10", "11.1")


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that stands for a platform, with an unpacked package and the runtime."""
    project = _copy(TINY, tmp_path_factory.mktemp("package") / "tiny")
    project.write("data/centres/harbour.yml", PLAIN)
    project.write("data/centres/harbour.svg", LOGO)
    done = project.run("pack", "--centre", "harbour", "--as", "scorm12")
    assert done.returncode == 0, done.stderr
    folder = tmp_path_factory.mktemp("platform")
    with zipfile.ZipFile(project.root / "packs/harbour-QX12-A1-scorm12.zip") as archive:
        archive.extractall(folder / "package")
    shutil.copyfile(RUNTIME, folder / "runtime.js")
    (folder / "platform.html").write_text(PLATFORM, encoding="utf-8")
    (folder / "blank.html").write_text("<!doctype html><title>Blank</title>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def platform(host: Path) -> Iterator[str]:
    """Its address."""
    server, url = serve(host)
    yield url
    server.shutdown()


@pytest.fixture
def faults(page: Page) -> list[str]:
    """What the script of the package has thrown. (The miniature guide leaves out scripts that others of the guide look for.)"""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(error.stack or "") if "start.js" in (error.stack or "start.js") else None)
    return found


def told(page: Page) -> Any:
    return page.frame_locator("#sco").locator("[data-told]")


def show(page: Page, path: str) -> None:
    """Follow a link of the guide inside the package."""
    page.evaluate("path => { document.querySelector('#sco').contentDocument.querySelector('iframe').src = path; }", path)


def value(page: Page, name: str) -> str:
    return str(page.evaluate(f"API.cmi.{name}"))


def test_it_runs_completes_and_resumes_in_a_real_runtime(page: Page, platform: str, faults: list[str]) -> None:
    """Opened pages are counted, all of them complete the unit, leaving ends the session, coming back leads to the place."""
    page.goto(f"{platform}platform.html")
    expect(told(page)).to_contain_text("You have opened 0 of 4 criteria.")
    assert value(page, "core.lesson_status") == "incomplete"

    guide = page.frame_locator("#sco").frame_locator("iframe")
    guide.locator("#ac-1\\.2 .criterion-card__head a").click()
    expect(told(page)).to_contain_text("You have opened 1 of 4 criteria.")
    assert value(page, "core.lesson_location") == "QX12-A1/1.2/index.html"
    assert value(page, "suspend_data") == "1;1;1.2"
    guide.locator("a[href='#evidence']").first.evaluate("link => link.click()")
    wait_until(page, "API.cmi.core.lesson_location === 'QX12-A1/1.2/index.html#evidence'")

    page.goto(f"{platform}blank.html")
    kept = json.loads(page.evaluate("localStorage.getItem('cmi')"))
    assert page.evaluate("localStorage.getItem('finished')") == "1"
    assert (kept["core"]["exit"], kept["suspend_data"]) == ("suspend", "1;1;1.2")

    page.goto(f"{platform}platform.html")
    expect(told(page)).to_contain_text("You have opened 1 of 4 criteria.")
    expect(guide.locator("h1")).to_contain_text("QX12-A1 AC 1.2")
    for count, number in enumerate(("1.1", "1.10", "11.1"), 2):
        show(page, f"QX12-A1/{number}/index.html")
        expect(told(page)).to_contain_text(f"opened {count} of 4" if count < 4 else "This unit counts as read.")
    assert value(page, "core.lesson_status") == "completed"
    assert value(page, "suspend_data") == "1;1;1.1 1.2 1.10 11.1"
    assert value(page, "core.score.raw") == ""

    page.goto(f"{platform}blank.html")
    page.goto(f"{platform}platform.html")
    expect(told(page)).to_contain_text("This unit counts as read.")
    assert value(page, "core.lesson_status") == "completed", "what is complete stays so"
    assert faults == []


def test_without_a_platform_it_is_read_all_the_same(page: Page, platform: str, host: Path, faults: list[str]) -> None:
    """On a plain host and from a disk: the guide is there, its links work, nothing is thrown."""
    for address in (f"{platform}package/start.html", (host / "package/start.html").as_uri()):
        page.goto(address)
        expect(page.locator("[data-told]")).to_contain_text("No learning platform listens here")
        guide = page.frame_locator("iframe")
        guide.locator("#ac-1\\.2 .criterion-card__head a").click()
        expect(guide.locator("h1")).to_contain_text("QX12-A1 AC 1.2")

    assert faults == []


def write_platform(host: Path, name: str, api: str) -> str:
    (host / name).write_text(FAKE % api, encoding="utf-8")
    return name


@pytest.mark.parametrize("api", [THROWS, "{}", "null", '{ LMSInitialize: () => "false" }'])
def test_a_platform_that_fails_does_no_harm(page: Page, platform: str, host: Path, faults: list[str], api: str) -> None:
    """One that throws, knows no function, is not there, or does not begin."""
    page.goto(platform + write_platform(host, "fails.html", api))
    expect(told(page)).to_contain_text("No learning platform listens here")
    page.frame_locator("#sco").frame_locator("iframe").locator("#ac-1\\.2 .criterion-card__head a").click()
    expect(page.frame_locator("#sco").frame_locator("iframe").locator("h1")).to_contain_text("QX12-A1 AC 1.2")
    page.goto(f"{platform}blank.html")

    assert faults == []


@pytest.mark.parametrize(
    "place",
    [
        *("https://other.example/x.html", "//other.example/x.html", "javascript:alert(1)"),
        *("../../blank.html", "a/../../blank.html", "/x.html"),
    ],
)
def test_a_place_outside_the_package_is_not_gone_to(page: Page, platform: str, host: Path, faults: list[str], place: str) -> None:
    """Whatever a platform hands back as the place where the reader stopped."""
    api = RECORDS % json.dumps({"cmi.core.lesson_location": place, "cmi.suspend_data": "1;0;1.2 9.9 1.2"})
    page.goto(platform + write_platform(host, "sends.html", api))
    expect(told(page)).to_contain_text("You have opened 1 of 4 criteria.")

    expect(page.frame_locator("#sco").frame_locator("iframe").locator("h1")).to_contain_text("Keeping the lamp")
    wait_until(page, "said['cmi.core.lesson_location'] === 'QX12-A1/index.html'")
    assert page.evaluate("said['cmi.suspend_data']") == "1;1;1.2", "criteria that the unit does not have are forgotten"
    assert faults == []


def test_nothing_longer_than_a_platform_keeps_is_sent(page: Page, platform: str, host: Path) -> None:
    """SCORM 1.2 keeps 255 letters of a place; runtimes do not all refuse more, so the package does."""
    page.goto(platform + write_platform(host, "keeps.html", RECORDS % "{}"))
    show(page, "QX12-A1/1.1/index.html")
    wait_until(page, "(said['cmi.suspend_data'] || '').endsWith(';1.1')")
    show(page, f"QX12-A1/1.2/index.html#{'x' * 300}")
    wait_until(page, "said['cmi.suspend_data'].endsWith(';1.1 1.2')")

    assert page.evaluate("said['cmi.core.lesson_location']") == "QX12-A1/1.1/index.html"


def test_a_record_too_long_is_not_sent(page: Page, platform: str, host: Path) -> None:
    """The 4,096 letters of suspend_data are held to by the package itself."""
    start = host / "package" / "start.html"
    text = start.read_text(encoding="utf-8").replace('data-edition="1"', f'data-edition="{"9" * 4096}"')
    (host / "package" / "long.html").write_text(text, encoding="utf-8")
    name = write_platform(host, "long.html", RECORDS % "{}")
    (host / name).write_text((host / name).read_text().replace("start.html", "long.html"), encoding="utf-8")
    page.goto(platform + name)
    show(page, "QX12-A1/1.1/index.html")
    wait_until(page, "said['cmi.core.lesson_location'] === 'QX12-A1/1.1/index.html'")

    assert page.evaluate("'cmi.suspend_data' in said") is False


def test_a_review_changes_nothing(page: Page, platform: str, host: Path) -> None:
    """A platform that shows the package for review is told nothing of it but the time."""
    mode = json.dumps({"cmi.core.lesson_mode": "review", "cmi.core.lesson_status": "completed"})
    page.goto(platform + write_platform(host, "review.html", RECORDS % mode))
    show(page, "QX12-A1/1.1/index.html")
    expect(told(page)).to_contain_text("This unit counts as read.")

    assert page.evaluate("Object.keys(said)") == []


def test_the_platform_may_have_opened_a_window(page: Page, platform: str, host: Path) -> None:
    """Where the package stands in a window of its own, the platform is the one that opened it."""
    page.goto(platform + write_platform(host, "opens.html", RECORDS % "{}"))
    with page.expect_popup() as opened:
        page.evaluate("document.querySelector('#sco').remove(); window.said = {}; open('package/start.html')")
    expect(opened.value.locator("[data-told]")).to_contain_text("You have opened 0 of 4 criteria.")

    assert page.evaluate("said['cmi.core.lesson_status']") == "incomplete"


def test_pages_of_other_sites_above_are_no_hindrance(page: Page, platform: str, host: Path, faults: list[str]) -> None:
    """A frame of another origin around the package cannot be looked into: the package goes on without it."""
    other, url = serve(host)
    (host / "around.html").write_text(
        f'<!doctype html><title>Around</title><iframe id="sco" src="{platform}package/start.html"></iframe>', encoding="utf-8"
    )
    page.goto(f"{url.replace('127.0.0.1', 'localhost')}around.html")
    expect(told(page)).to_contain_text("No learning platform listens here")
    other.shutdown()

    assert faults == []
