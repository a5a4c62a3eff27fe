"""A unit → what makes a folder of pages a SCORM 1.2 package: the manifest, and the page that talks to the platform."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from macros.errors import DataError, Place, Problem
from macros.frame import gap
from macros.guide import Guide
from macros.model import Unit
from macros.policy import allow_disk, write_policy

MANIFEST = "imsmanifest.xml"
START = "start.html"
"""What the platform opens: a page with the guide in a frame."""
WRAPPER = Path("overrides") / "fragments" / "package"
OWN_FILES = ("start.css", "start.js")
"""What the start page needs beside the guide."""
PACKAGING = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
FRAMES = "frame-src 'self' mailto: tel:"
"""The start page shows the guide in a frame, whose links to mail and telephone leave it."""
LONGEST_RECORD = 4096
"""Letters that SCORM 1.2 lets a platform keep of what a package remembers."""
LONGEST_VERSION = 20


def write_manifest(guide: Guide, unit: Unit, files: Sequence[str]) -> bytes:
    """Return the manifest of a unit's package, which lists every file of it. Its identifiers stay from edition to edition."""
    owner = guide.brand.centre.id if guide.brand else "awarding"
    edition = guide.catalogue.edition
    root = etree.Element("manifest", {"identifier": f"centre-guide-{owner}-{unit.id}"}, nsmap={None: PACKAGING, "adlcp": ADL})
    if edition and len(edition.id) <= LONGEST_VERSION:
        root.set("version", edition.id)
    metadata = etree.SubElement(root, "metadata")
    etree.SubElement(metadata, "schema").text = "ADL SCORM"
    etree.SubElement(metadata, "schemaversion").text = "1.2"
    organizations = etree.SubElement(root, "organizations", {"default": "guide"})
    organization = etree.SubElement(organizations, "organization", {"identifier": "guide"})
    title = f"{unit.id}: {unit.title}"
    etree.SubElement(organization, "title").text = title
    item = etree.SubElement(organization, "item", {"identifier": f"unit-{unit.id}", "identifierref": "pages"})
    etree.SubElement(item, "title").text = title
    resources = etree.SubElement(root, "resources")
    described = {"identifier": "pages", "type": "webcontent", etree.QName(ADL, "scormtype"): "sco", "href": START}
    resource = etree.SubElement(resources, "resource", described)
    for name in files:
        etree.SubElement(resource, "file", {"href": quote(name)})
    return etree.tostring(_qualify(root), xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _qualify(root: etree._Element) -> etree._Element:
    """Put every element into the namespace of packaging; attributes keep theirs."""
    for element in root.iter():
        element.tag = etree.QName(PACKAGING, element.tag)
    return root


def write_start(guide: Guide, unit: Unit) -> bytes:
    """Return the page that a platform opens."""
    policy = gap("policy")
    page = guide.renderer.render("package/start.html", "", unit=unit, numbers=list_numbers(unit), policy=policy)
    return allow_disk(page.replace(policy, f"{write_policy()}; {FRAMES}", 1)).encode()


def list_numbers(unit: Unit) -> list[str]:
    """Return the numbers of the criteria that a learner has to open."""
    return [criterion.number for criterion in unit.criteria if not criterion.retired]


def refuse_long_record(guide: Guide, unit: Unit) -> None:
    """Raise DataError where a platform could not keep which criteria were opened."""
    edition = guide.catalogue.edition
    length = len(";".join(("1", edition.id if edition else "", " ".join(list_numbers(unit)))))
    if length > LONGEST_RECORD:
        message = f"has so many criteria that what was opened takes {length:,} letters, and SCORM 1.2 keeps {LONGEST_RECORD:,}"
        raise DataError([Problem(Place(f"data/criteria/{unit.id}.yml"), "record-fits", f"{message}: use `--as zip`")])


def name_package(guide: Guide, unit: Unit | None, kind: str) -> str:
    """Return the name of a package's file."""
    owner = str(guide.brand.centre.id) if guide.brand else "-".join(guide.catalogue.qualifications)
    named = (owner, unit.id if unit else "guide", kind if unit else "")
    return re.sub(r"[^A-Za-z0-9._-]+", "-", "-".join(filter(None, named))) + ".zip"
