"""Readers that follow the rules of the importers of Moodle and Canvas, as far as we know them.

They share no code with the writers and take nothing for granted: what an importer refuses, loses or misreads is `Refused`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from html import unescape

NUMERIC = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*")
TAXONOMIES = {"behaviour", "competency", "concept", "domain", "indicator", "level", "outcome", "practice", "proficiency",
              "skill", "value"}  # fmt: skip
CANVAS_REQUIRED = ("vendor_guid", "object_type", "title")
CANVAS_OPTIONAL = ("canvas_id", "course_id", "description", "friendly_description", "display_name", "parent_guids",
                   "calculation_method", "calculation_int", "mastery_points", "workflow_state", "ratings")  # fmt: skip


class Refused(Exception):
    """The importer would refuse the file, or lose or misplace something in it."""


@dataclass
class Node:
    """What stands in the tree of the platform."""

    key: str
    name: str
    text: str
    children: list[Node] = field(default_factory=list)
    state: str = "active"


def require(condition: object, message: str) -> None:
    """Raise Refused where a condition does not hold."""
    if not condition:
        raise Refused(message)


def split_php(text: str) -> list[list[str]]:
    """Split CSV as PHP does with its default escape: within quotes, a backslash keeps a quote from ending the cell."""
    rows: list[list[str]] = [[""]]
    quoted, place = False, 0
    while place < len(text):
        letter, after = text[place], text[place + 1 : place + 2]
        if quoted and letter == "\\" and after == '"':
            rows[-1][-1] += letter + after
            place += 1
        elif quoted and letter == '"' and after == '"':
            rows[-1][-1] += '"'
            place += 1
        elif letter == '"':
            quoted = not quoted
        elif not quoted and letter == ",":
            rows[-1].append("")
        elif not quoted and letter == "\n":
            rows.append([""])
        else:
            rows[-1][-1] += letter
        place += 1
    require(not quoted, "the file ends inside quotes")
    return [row for row in rows if row != [""]]


def read_moodle(content: bytes) -> Node:
    """Read a competency framework by column position, as tool_lpimportcsv does."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    header, *rows = split_php(text)
    require(len(header) == 14, "fourteen columns")
    for number, row in enumerate(rows, 2):
        require(len(row) == len(header), f"row {number}: {len(row)} columns")
    frameworks = [row for row in rows if row[12] == "1"]
    require(len(frameworks) == 1, "one framework")
    whole = frameworks[0]
    check_scale(whole[5], whole[6])
    require(set(whole[13].split(",")) <= TAXONOMIES, "known taxonomies")
    seen: list[str] = []
    found: dict[str, Node] = {}
    root = Node(whole[1], whole[2], unescape(whole[3]))
    for row in rows:
        parent, key, name, description = row[:4]
        require(key and len(key) <= 100 and not NUMERIC.fullmatch(key) and key not in seen, f"id {key!r}")
        require(name and len(name) <= 100, f"short name of {key}")
        require(row[4] == "1", "the description is HTML")
        seen.append(key)
        if row is whole:
            continue
        node = Node(key, name, unescape(description))
        require(not parent or parent in found, f"the parent of {key} comes first")
        (found[parent].children if parent else root.children).append(node)
        found[key] = node
    return root


def check_scale(values: str, configuration: str) -> None:
    """Hold a scale against what Moodle wants: one default, one proficient, positions that exist."""
    scale, *items = json.loads(configuration)
    require("scaleid" in scale, "the scale has an id")
    require(sum(item.get("scaledefault", 0) for item in items) == 1, "one default")
    require(sum(item.get("proficient", 0) for item in items) >= 1, "one that is proficient")
    require(all(1 <= item["id"] <= len(values.split(",")) for item in items), "a place in the scale")


def read_canvas(content: bytes) -> Node:
    """Read outcomes by the names of the columns, as the outcomes importer does."""
    text = content.decode("utf-8-sig")
    first = text.splitlines()[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    header, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    named = [name for name in header if name]
    require(set(CANVAS_REQUIRED) <= set(named) <= {*CANVAS_REQUIRED, *CANVAS_OPTIONAL}, "known headers")
    require(named[-1] == "ratings" and not any(header[len(named) :]), "ratings come last")
    found: dict[str, Node] = {}
    root = Node("", "", "")
    for row in rows:
        cells = dict(zip(named[:-1], row, strict=False))
        ratings = row[len(named) - 1 :]
        node = Node(cells["vendor_guid"], cells["title"], unescape(cells["description"]), state=cells["workflow_state"])
        require(node.key and not re.search(r"\s", node.key) and node.key not in found, f"guid {node.key!r}")
        require(0 < len(node.name) <= 255, f"title of {node.key}")
        require(node.state in ("", "active", "deleted"), "workflow state")
        parents = cells["parent_guids"].split()
        require(all(parent in found for parent in parents), f"the parents of {node.key} come first")
        check_canvas_kind(cells, [cell for cell in ratings if cell], parents)
        for above in [found[parent] for parent in parents] or [root]:
            above.children.append(node)
        found[node.key] = node
    require(len(root.children) == 1, "one group holds all")
    return root.children[0]


def check_canvas_kind(cells: dict[str, str], ratings: list[str], parents: list[str]) -> None:
    """Hold a row against what its kind may have."""
    if cells["object_type"] == "group":
        require(len(parents) <= 1 and not ratings and not cells["calculation_method"], "a group is only a group")
        return
    require(cells["object_type"] == "outcome", "group or outcome")
    require(len(ratings) >= 2 and len(ratings) % 2 == 0, "ratings in pairs")
    points = [float(point) for point in ratings[::2]]
    require(points == sorted(points, reverse=True) and len(set(points)) == len(points), "points descend")
    require(cells["calculation_method"] in ("highest", "latest", "decaying_average", "n_mastery"), "calculation method")
    require(points[-1] <= float(cells["mastery_points"]) <= points[0], "mastery can be reached")
    require(len(cells["friendly_description"]) <= 255, "friendly description")
