"""The recipe for nginx, served by nginx: headers, caching, types, compression, the page for no address, a sub-folder."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.headers import FOREVER, list_headers
from macros.hosting import FLEET, SUB_FOLDER, list_hosting
from tests.hosting.nginx import serve_with_nginx

PLACES = {"nginx.conf": "", "nginx-sub-folder.conf": SUB_FOLDER, FLEET: "/my-college"}
FOR_THE_HOST = ("_headers", "_headers-nginx.conf", "404.html")


@dataclass(frozen=True)
class Answer:
    """What a server says."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Host:
    """A site on a server."""

    address: str
    base: str
    site: Path

    def get(self, path: str, **asked: str) -> Answer:
        """Ask for an address of the site; a header that comes twice is a mistake."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        connection.request("GET", f"{self.base}/{path}", headers={name.replace("_", "-"): value for name, value in asked.items()})
        answer = connection.getresponse()
        headers = [(name.title(), value) for name, value in answer.getheaders()]
        assert len(headers) == len(dict(headers)), headers
        return Answer(answer.status, dict(headers), answer.read())

    def find(self, pattern: str) -> str:
        """Return the address of the first file that fits a pattern."""
        return min(path for path in self.site.glob(pattern) if path.is_file()).relative_to(self.site).as_posix()


@pytest.fixture(scope="session", params=PLACES)
def host(request: pytest.FixtureRequest, tiny_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The miniature site, served by the recipe for the root of a host and by that for a sub-folder."""
    folder, base = tmp_path_factory.mktemp("nginx"), PLACES[request.param]
    www = folder / "www"
    Path(f"{www}{base}").parent.mkdir(exist_ok=True)
    Path(f"{www}{base}").symlink_to(tiny_site, target_is_directory=True)
    with serve_with_nginx(list_hosting("my-college")[request.param], www, folder / "server") as address:
        yield Host(address, base, tiny_site)


def test_every_answer_has_the_security_headers(host: Host) -> None:
    """A page, a file, data and the page for no address all carry the policy and its neighbours."""
    for path in ("", host.find("assets/stylesheets/*.css"), host.find("api/**/*.json"), host.find("downloads/*.pdf"), "nowhere"):
        answer = host.get(path)
        assert {name: answer.headers.get(name) for name in list_headers(host.site)} == list_headers(host.site), path


def test_hashed_files_are_kept_for_a_year_and_all_others_asked_for_again(host: Host) -> None:
    """Only a name that changes with its content is kept, and only where there is such a file."""
    for pattern in ("assets/stylesheets/*.css", "assets/javascripts/*.js"):
        assert host.get(host.find(pattern)).headers["Cache-Control"] == FOREVER
    for path in ("", "search/guide.js", "assets/data/criteria.js", host.find("downloads/*.pdf"), host.find("api/**/*.json")):
        assert host.get(path).headers["Cache-Control"] == "no-cache", path

    missing = host.get("assets/stylesheets/guide.00000000.css")
    assert (missing.status, missing.headers["Cache-Control"]) == (404, "no-cache")


def test_what_has_not_changed_is_not_sent_again(host: Host) -> None:
    """A browser that asks again with the mark of what it has is told so in a few bytes."""
    first = host.get("search/guide.js")
    again = host.get("search/guide.js", If_None_Match=first.headers["Etag"])

    assert (first.status, again.status, again.body) == (200, 304, b"")


@pytest.mark.parametrize("path", ["nowhere", "QX12-A1/9.9/", "a/b/c/d/e.html", "downloads/none.pdf", *FOR_THE_HOST])
def test_no_address_has_the_guide_s_page_and_status(host: Host, path: str) -> None:
    """Whatever is missing, and what is meant for the host alone, is answered with 404 and the guide's own page."""
    answer = host.get(path)

    assert (answer.status, answer.body) == (404, (host.site / "404.html").read_bytes())
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_folder_without_its_slash_leads_there(host: Host) -> None:
    """A redirect names no host and no port, so that it is right behind a proxy."""
    answer = host.get("QX12-A1")

    assert (answer.status, answer.headers["Location"]) == (301, f"{host.base}/QX12-A1/")


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/stylesheets/*.css", "text/css; charset=utf-8"),
        ("assets/javascripts/*.js", "application/javascript; charset=utf-8"),
        ("assets/images/*.svg", "image/svg+xml"),
        ("manifest.webmanifest", "application/manifest+json"),
        ("changes/feed.xml", "text/xml; charset=utf-8"),
        # data for other systems, some of it without an ending
        ("api/v1/*.json", "application/json"),
        ("api/**/*.jsonld", "application/ld+json"),
        ("api/**/*.ttl", "text/turtle; charset=utf-8"),
        ("ims/case/v1p1/CFPackages/*", "application/json"),
        # downloads
        ("downloads/*.pdf", "application/pdf"),
        ("downloads/*.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("downloads/*.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("downloads/*.csv", "text/csv; charset=utf-8"),
        ("downloads/*.md", "text/markdown; charset=utf-8"),
        ("downloads/*.zip", "application/zip"),
    ],
)
def test_types(host: Host, pattern: str, kind: str) -> None:
    """Browsers and other systems are told what each file is."""
    assert host.get(host.find(pattern)).headers["Content-Type"] == kind


def test_only_data_is_open_to_pages_of_other_sites(host: Host) -> None:
    """Pages of other sites may read the data and nothing else."""
    asked = (host.find("api/v1/*.json"), host.find("ims/case/v1p1/CFPackages/*"), "", "search/guide.js")

    assert [host.get(path).headers.get("Access-Control-Allow-Origin") for path in asked] == ["*", "*", None, None]


def test_text_is_compressed_and_packed_files_are_not(host: Host) -> None:
    """What shrinks is sent small to whoever can unpack it, and whole to others."""
    data = (host.find("api/v1/*.json"), host.find("ims/case/v1p1/CFPackages/*"), host.find("assets/javascripts/site*.js"))
    for path in ("index.html", *data):
        small, whole = host.get(path, Accept_Encoding="gzip"), host.get(path)
        assert (small.headers["Content-Encoding"], small.headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert gzip.decompress(small.body) == whole.body == (host.site / path).read_bytes()
        assert len(small.body) <= len(gzip.compress(whole.body, 6)) + 20  # its own default would send a sixth more
    assert "Content-Encoding" not in host.get(host.find("downloads/*.docx"), Accept_Encoding="gzip").headers


def test_copies_of_a_fleet_stand_side_by_side(tiny_site: Path, tmp_path: Path) -> None:
    """Each copy answers for its own folder, with its own page for no address; what a fleet keeps for itself is not served."""
    www = tmp_path / "www"
    (www / ".fleet").mkdir(parents=True)
    (www / ".fleet" / "my-college.json").write_text("{}")
    (www / "my-college").symlink_to(tiny_site, target_is_directory=True)
    (www / "other").mkdir()
    (www / "other" / "404.html").write_text("the page of the other")
    with serve_with_nginx(list_hosting("my-college")[FLEET], www, tmp_path / "server") as address:
        ours, theirs = Host(address, "/my-college", tiny_site), Host(address, "/other", www / "other")
        nobody = Host(address, "", www)

        assert ours.get("").status == 200
        assert ours.get("nowhere/").body == (tiny_site / "404.html").read_bytes()
        assert (theirs.get("a/b").status, theirs.get("a/b").body) == (404, b"the page of the other")
        assert [nobody.get(path).status for path in ("", "third/", "nothing", ".fleet/my-college.json")] == [403, 404, 404, 404]
