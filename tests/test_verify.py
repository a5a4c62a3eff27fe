"""`centre-guide verify`: what is unaltered passes, whatever else the copy says of itself; each kind of forgery is named."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.catalogue import Catalogue
from macros.guide import Guide
from macros.verify import web
from macros.verify.compare import Verdict, verify_copy
from macros.verify.report import to_json, to_text
from macros.verify.sites import SiteFailure, open_site
from macros.wording import wording_sum
from tests.conftest import Project

OIL, FORGED = "Outline the dangers of lamp oil", "Outline one danger of lamp oil"
PAGE, CARDS = "QX12-A1/1.2/index.html", "QX12-A1/index.html"
MANIFEST, CATALOGUE = "api/v1/provenance.json", "api/v1/catalogue.json"
QUOTED = f'<p data-wording="QX12-A1/1.2">{OIL}</p>'
WHOLE = 300.0


def copy_site(site: Path, to: Path) -> Path:
    """A copy of a site whose files a test may replace; what it leaves alone is shared on disk."""
    shutil.copytree(site, to, copy_function=os.link)
    return to


def put(path: Path, text: str) -> None:
    """Replace a file, and never what it is shared with."""
    path.unlink()
    path.write_text(text, encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    """Replace text that stands exactly once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    put(path, text.replace(old, new))


@pytest.fixture
def copied(tiny_site: Path, tmp_path: Path) -> Path:
    """The miniature site, to be forged."""
    return copy_site(tiny_site, tmp_path / "copy")


def check(guide: Guide, where: object, edition: str = "") -> Verdict:
    return verify_copy(guide.catalogue, open_site(str(where), WHOLE), edition)


def found(verdict: Verdict) -> set[tuple[str, str, str]]:
    return {(finding.kind, finding.criterion, finding.where) for finding in verdict.findings}


def test_an_unaltered_copy_holds(tiny_guide: Guide, tiny_site: Path) -> None:
    """Every criterion is as in the edition that the copy names, retired ones included."""
    verdict = check(tiny_guide, tiny_site)

    assert (verdict.holds, verdict.findings, verdict.edition.id) == (True, [], "1")
    assert verdict.identical == list(tiny_guide.catalogue.criteria)
    assert "All 6 criteria are identical to edition 1 of 2026-01-01." in to_text(verdict)


def replace_sum(copied: Path) -> None:
    edit(copied / MANIFEST, wording_sum(OIL), wording_sum(FORGED))


def replace_page(copied: Path) -> None:
    edit(copied / PAGE, QUOTED, QUOTED.replace(OIL, FORGED))


def forge_all(copied: Path) -> None:
    """Pages, manifest and catalogue say the same forged words."""
    replace_page(copied)
    replace_sum(copied)
    for name in (CARDS, CATALOGUE):
        text = (copied / name).read_text(encoding="utf-8")
        assert OIL in text
        put(copied / name, text.replace(OIL, FORGED))


def hide(copied: Path) -> None:
    edit(copied / PAGE, QUOTED, f"{QUOTED.replace('<p', '<p hidden')}<p>{FORGED}</p>")


def hide_around(copied: Path) -> None:
    edit(copied / PAGE, '<blockquote class="wording__text">', '<blockquote class="wording__text visually-hidden">')


def add_words(copied: Path) -> None:
    edit(copied / PAGE, QUOTED, f"{QUOTED}<p>, briefly</p>")


def show_twice(copied: Path) -> None:
    edit(copied / PAGE, QUOTED, f"{QUOTED}{QUOTED.replace(OIL, FORGED)}")


def drop_page(copied: Path) -> None:
    shutil.rmtree(copied / "QX12-A1" / "1.2")


def drop_unit(copied: Path) -> None:
    shutil.rmtree(copied / "QX12-B7")


def drop_card(copied: Path) -> None:
    text = (copied / CARDS).read_text(encoding="utf-8")
    put(copied / CARDS, text.replace('data-wording="QX12-A1/1.2"', ""))


def add_criterion(copied: Path) -> None:
    edit(copied / CARDS, '<h2 id="criteria">', '<p data-wording="QX12-A1/1.3">Polish the glass</p><h2 id="criteria">')


def add_unit(copied: Path) -> None:
    (copied / "QX12-Z9").mkdir()
    (copied / "QX12-Z9/index.html").write_text('<p data-wording="QX12-Z9/1.1">Fly</p>', encoding="utf-8")
    text = (copied / "index.html").read_text(encoding="utf-8")
    put(copied / "index.html", text.replace("</main>", '<a href="QX12-Z9/">More</a></main>'))


def spoil_manifest(copied: Path) -> None:
    put(copied / MANIFEST, "[" * 100_000)


A1, AT = "QX12-A1/1.2", "QX12-A1/1.2/"
FORGERIES = [
    # the words a reader sees, with and without the sums that go with them
    (replace_page, {("altered", A1, AT)}),
    (forge_all, {("altered", A1, AT), ("altered", A1, "QX12-A1/"), ("data", A1, MANIFEST), ("data", A1, CATALOGUE)}),
    (add_words, {("altered", A1, AT)}),
    (show_twice, {("altered", A1, AT)}),
    # the right words, where no reader sees them
    (hide, {("hidden", A1, AT)}),
    (hide_around, {("hidden", A1, AT)}),
    # what is missing, and what is too much
    (drop_page, {("missing", A1, AT)}),
    (drop_card, {("missing", A1, "QX12-A1/")}),
    (drop_unit, {("missing", f"QX12-B7/{number}", where) for number, where in
                 (("1.1", "QX12-B7/1.1/"), ("1.1", "QX12-B7/"), ("2.1", "QX12-B7/2.1/"))}),
    (add_criterion, {("added", "QX12-A1/1.3", "QX12-A1/")}),
    (add_unit, {("added", "QX12-Z9/1.1", "QX12-Z9/")}),
    # a manifest that is not that of the pages
    (replace_sum, {("data", A1, MANIFEST)}),
    (spoil_manifest, {("data", "", MANIFEST)}),
]  # fmt: skip


@pytest.mark.parametrize(("forge", "expected"), FORGERIES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_forgery_is_found_and_named(
    tiny_guide: Guide, copied: Path, forge: Callable[[Path], None], expected: set[tuple[str, str, str]]
) -> None:
    """What is altered, hidden, missing, added or told otherwise is named by criterion and place; the others still hold."""
    forge(copied)
    verdict = check(tiny_guide, copied)

    assert (found(verdict), verdict.holds) == (expected, False)
    named = {criterion for _, criterion, _ in expected}
    assert verdict.identical == [criterion for criterion in tiny_guide.catalogue.criteria if criterion not in named]


def test_both_wordings_are_shown(tiny: Project, copied: Path) -> None:
    """The command shows the words of the edition and those of the copy, as text and as JSON, and its status is 1."""
    replace_page(copied)
    done, data = tiny.run("verify", str(copied)), tiny.run("verify", str(copied), "--json")

    assert (done.returncode, data.returncode) == (1, 1)
    assert f"    edition 1: {OIL}\n    this copy: {FORGED}\n" in done.stdout
    assert "Not as it should be: 5 of 6 criteria are identical to edition 1 of 2026-01-01." in done.stdout
    said = json.loads(data.stdout)
    assert said["findings"] == [{"criterion": A1, "kind": "altered", "where": AT, "message": "reads otherwise",
                                 "expected": OIL, "found": FORGED}]  # fmt: skip


def test_status_is_0_for_an_unaltered_copy(tiny: Project, tiny_site: Path) -> None:
    """The command ends with status 0, and its JSON says that the copy holds."""
    done = tiny.run("verify", str(tiny_site), "--json")

    assert (done.returncode, done.stderr, json.loads(done.stdout)["holds"]) == (0, "", True)


def test_an_older_copy_without_a_manifest_holds(tiny_guide: Guide, copied: Path) -> None:
    """What counts is what readers see; that there is no manifest is said."""
    (copied / MANIFEST).unlink()
    verdict = check(tiny_guide, copied)

    assert verdict.holds
    assert "The copy has no manifest" in to_text(verdict)


def test_a_unit_not_offered_is_named_and_no_fault(tiny_guide: Guide, copied: Path) -> None:
    """A unit that is gone whole, with the page that explains it, is told apart from one that has been taken away."""
    drop_unit(copied)
    (copied / "not-offered").mkdir()
    (copied / "not-offered/index.html").write_text('<h2 id="QX12-B7">QX12-B7</h2>', encoding="utf-8")
    verdict = check(tiny_guide, copied)
    not_in_data = {("data", f"QX12-B7/{number}") for number in ("1.1", "2.1")}

    assert verdict.not_offered == {"QX12-B7": ["QX12-B7/1.1", "QX12-B7/2.1"]}
    assert (verdict.holds, not_in_data & {(f.kind, f.criterion) for f in verdict.findings}) == (True, set())
    assert "Not offered, and the copy says so: QX12-B7 (2 criteria)." in to_text(verdict)


def test_words_of_a_copy_cannot_act_on_a_terminal(tiny_guide: Guide, copied: Path) -> None:
    """Control characters and the marks that reorder text are shown as a replacement."""
    edit(copied / PAGE, QUOTED, QUOTED.replace(OIL, "Outline &#27;[2J &#8238; nothing"))
    said = to_text(check(tiny_guide, copied))

    assert "this copy: Outline \ufffd[2J \ufffd nothing" in said
    assert json.loads(to_json(check(tiny_guide, copied)))["holds"] is False


def test_an_unknown_edition_is_not_taken_for_another(tiny_guide: Guide, copied: Path) -> None:
    """Neither one named by the reader nor one named by the copy; the reader may choose one that is known."""
    edit(copied / MANIFEST, '"id": "1"\n', '"id": "17"\n')

    with pytest.raises(SiteFailure, match="the copy names edition '17', which is not in data/editions"):
        check(tiny_guide, copied)
    with pytest.raises(SiteFailure, match="there is no edition '11' in data/editions \\(did you mean '1'"):
        check(tiny_guide, copied, "11")
    assert check(tiny_guide, copied, "1").holds


def test_the_pages_of_the_frozen_edition_are_read_too(catalogue: Catalogue, built_site: Path, tmp_path: Path) -> None:
    """A wording that is right on the live page and forged where an edition should keep it is found."""
    copied = copy_site(built_site, tmp_path / "copy")
    criterion, edition = next(iter(catalogue.criteria.values())), catalogue.edition
    assert edition is not None
    address = f"editions/{edition.id}/{criterion.id}/"
    edit(copied / address / "index.html", f'"{criterion.id}">{criterion.wording[:9]}', f'"{criterion.id}">Do')
    verdict = verify_copy(catalogue, open_site(str(copied), WHOLE))

    assert found(verdict) == {("altered", criterion.id, address)}
    assert len(verdict.identical) == len(catalogue.criteria) - 1


def test_an_edition_of_before_is_compared_with_its_own_wording(catalogue: Catalogue, built_site: Path) -> None:
    """Any edition on record may be named; the newest one is told as well."""
    verdict = verify_copy(catalogue, open_site(str(built_site), WHOLE), "2026.1")

    assert verdict.holds
    assert f"The newest edition here is {list(catalogue.editions)[-1]}" in to_text(verdict)


# ---- over HTTP ----


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder, and some addresses that misbehave."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer, or misbehave."""
        odd = {"/moved/": self.move, "/to-disk/": self.to_disk, "/to-ftp/": self.to_ftp,
               "/slow/": self.trickle, "/large/": self.flood, "/cut/": self.cut,
               "/500/": lambda: self.send_error(500), "/loop/": lambda: self.send_on("/loop/")}.get(self.path)  # fmt: skip
        if odd:
            odd()
        else:
            super().do_GET()

    def send_on(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def move(self) -> None:
        self.send_on("/guide/index.html")

    def to_disk(self) -> None:
        self.send_on("file:///etc/hostname")

    def to_ftp(self) -> None:
        self.send_on("ftp://host.invalid/")

    def begin(self, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def trickle(self) -> None:
        self.begin(1000)
        try:
            for _ in range(1000):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass  # the reader has had enough

    def flood(self) -> None:
        self.begin(10**9)
        try:
            for _ in range(10**9 // 65_536):
                self.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    def cut(self) -> None:
        self.begin(1000)
        self.wfile.write(b"<p>")


@pytest.fixture(scope="module")
def host(tiny_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A host with the miniature site in a sub-folder."""
    root = tmp_path_factory.mktemp("host")
    (root / "guide").symlink_to(tiny_site, target_is_directory=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("where", ["guide/", "guide", "guide/index.html", "guide/?from=mail#top", "moved/"])
def test_a_copy_on_the_web_is_read_like_one_on_disk(tiny_guide: Guide, host: str, where: str) -> None:
    """However people paste its address, and where a host sends on."""
    verdict = check(tiny_guide, host + where)

    assert (verdict.holds, len(verdict.identical)) == (True, 6)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("nothing-here/", "there is no page at .*: give the address where the copy begins"),
        ("500/", "answers 500"),
        ("to-disk/", "answers 302 .*file:///etc/hostname' is not allowed"),
        ("to-ftp/", "unknown url type: ftp"),
        ("loop/", "answers 302"),
        ("large/", "is larger than 1,000 bytes"),
        ("slow/", "had not come whole after 0.2 seconds"),
        ("cut/", "broke off"),
    ],
)
def test_a_host_that_misbehaves_is_a_sentence(
    tiny_guide: Guide, host: str, monkeypatch: pytest.MonkeyPatch, where: str, said: str
) -> None:
    """Bounded in time and size, and never a traceback."""
    monkeypatch.setattr(web, "ONE_ANSWER", 0.2 if where == "slow/" else 20.0)
    monkeypatch.setattr(web, "LARGEST", 1000)

    with pytest.raises(SiteFailure, match=said):
        check(tiny_guide, host + where)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("nowhere", "is no folder here, and no address"),
        ("ftp://guide.example/", "is no folder here, and no address"),
        ("https://", "is no address of a site"),
        ("https://a b/", "is no address of a site"),
        ("https://[x/", "is no address of a site"),
        ("https://guide.invalid/", "cannot be found: no host of that name"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_status_1(tiny: Project, where: str, said: str) -> None:
    """Wrong addresses and folders say what to do."""
    done = tiny.run("verify", where)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Nothing was compared: ") and said in done.stderr


def test_plain_http_behind_https_is_told(tiny_guide: Guide, host: str) -> None:
    """A host that does not speak https on that port."""
    with pytest.raises(SiteFailure, match="does not answer over https as it should"):
        check(tiny_guide, host.replace("http:", "https:"))


def test_a_page_that_cannot_be_read_is_not_taken_for_unaltered(tiny_guide: Guide, copied: Path) -> None:
    """What was not seen is named as not read, and the check does not hold."""
    put(copied / PAGE, "")
    verdict = check(tiny_guide, copied)

    assert found(verdict) == {("unread", A1, AT)}


def test_time_that_runs_out_is_no_pass(tiny_guide: Guide, host: str) -> None:
    """Pages for which there was no time are named, with the way to allow more."""
    site = open_site(f"{host}guide/", WHOLE)
    site._end = time.monotonic()  # type: ignore[attr-defined]
    verdict = verify_copy(tiny_guide.catalogue, site, "1")

    assert not verdict.holds
    assert all("allow more with --seconds" in finding.message for finding in verdict.findings)
