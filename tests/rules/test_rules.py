"""Every rule of the data: an edit that breaks it, where it is reported and what is said; and edits that look odd and are fine."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from macros.freeze import freeze_unit, to_yaml
from macros.load import load_catalogue
from macros.rules import RULES, rule_name
from macros.wording import wording_sum
from tests.centres import LOGO, PLAIN
from tests.conftest import TINY, Project

A1 = "data/criteria/QX12-A1.yml"
B7 = "data/criteria/QX12-B7.yml"
TEND = "data/verbs/tend.yml"
EXAMPLE = "data/examples/QX12-A1/1.1.yml"
FIRST, SECOND = "data/editions/1.yml", "data/editions/2.yml"
ADDRESSES = "data/addresses.yml"
MAPPED = "data/mappings/QX12-QX13.yml"
SHEET, BOOK = "data/forms/night-sheet.yml", "data/logs/oil-book.yml"

OIL = "Outline the dangers of lamp oil"
REPLACE = "Weigh up when a lamp should be replaced"
NEW_OIL = "Outline three dangers of lamp oil"
LAST_SENTENCE = (
    " Both are good ways and a keeper can choose the one that suits the lamp and the night and the wind outside the tower."
)
EDITION_1 = (TINY / FIRST).read_text(encoding="utf-8")
TINY_CHANGES = EDITION_1[EDITION_1.index("changes:") : EDITION_1.index("wording:")]
EDITION_2 = EDITION_1.replace(TINY_CHANGES, "").replace('id: "1"', 'id: "2"')
REWORDED_2 = EDITION_2.replace(wording_sum(OIL), wording_sum(NEW_OIL))
EXCHANGE = 'exchange: {identifier: 0965eee0-40d9-552d-a83f-d138858d4992, changed: "2026-01-01T00:00:00+00:00"}\n'
REWORDED = """changes:
  - criterion: QX12-A1/1.2
    effect: wording-changed
    date: "2026-03-01"
    reason: The Board has counted
"""
RECORD = """\
  - criterion: {}
    effect: {}
    date: "2026-02-01"
    reason: The Board says so
"""
FORMER = """\
    former_parts:
      - id: {}
        text: What oil does
        date: "2026-02-01"
        reason: Renamed.
        successors: [{}]
"""

TINY_DATA = load_catalogue(TINY / "data")[0]
FROZEN_A1, FROZEN_B7 = "data/snapshots/1/QX12-A1.yml", "data/snapshots/1/QX12-B7.yml"
FREEZE = tuple(
    (f"data/snapshots/1/{unit.id}.yml", "", to_yaml(TINY, freeze_unit(TINY_DATA, unit, TINY_DATA.editions["1"])))
    for unit in TINY_DATA.units.values()
)
"""Edits after which edition 1 of the tiny project is frozen."""


class Case(NamedTuple):
    """Edits of the tiny project, and the one problem of a rule that follows from them."""

    rule: str
    edits: tuple[tuple[str, str, str], ...]
    """File, old and new text; where the old text is empty, the new one is the whole file."""
    file: str
    at: str
    """Text around the place, which is marked with `¦`."""
    said: str
    also: tuple[str, ...] = ()
    """Other rules that the same edits break."""


def one(rule: str, file: str, old: str, new: str, at: str, said: str, also: tuple[str, ...] = ()) -> Case:
    """Return the case of a single edit, reported in the same file."""
    return Case(rule, ((file, old, new),), file, at, said, also)


def of_centre(rule: str, old: str, new: str, at: str, said: str, also: tuple[str, ...] = ()) -> Case:
    """Return the case of an edit to the file of a centre, which the tiny project has not by itself."""
    assert PLAIN.count(old) == 1
    edits = (("data/centres/harbour.svg", "", LOGO), ("data/centres/harbour.yml", "", PLAIN.replace(old, new)))
    return Case(rule, edits, "data/centres/harbour.yml", at, said, also)


BAD = [
    # a centre that names what is not there, or links out of the guide
    of_centre("reference-known", "about: QX12-A1/1.2", "about: QX12-A1/1.3", "about: ¦QX12-A1/1.3", "no criterion has the id"),
    of_centre("link-known", "your own can", "[it](https://evil.example)", "text: ¦Bring [it", "a link leads nowhere"),
    of_centre("link-known", "your own can", "[it](//evil.example)", "text: ¦Bring [it", "a link leads nowhere"),
    # a picture that is not there
    of_centre("picture-shown", "logo: harbour.svg", "logo: harbor.svg", "logo: ¦harbor.svg", "put the file beside the centre's"),
    # a note, a date and a form about a unit that is not offered, and a unit offered twice
    of_centre("unit-offered", "[QX12-A1, QX12-B7]", "[QX12-A1, QX12-A1]", "QX12-A1, ¦QX12-A1]", "stands twice: delete one"),
    # dates that are not, and a statement reviewed before it was made
    of_centre("centre-dated", "2027-02-01", "2027-02-30", 'date: ¦"2027-02-30"', "is not a date"),
    of_centre("centre-dated", 'reviewed: "2026-02-01"', 'reviewed: "2025-02-01"', 'reviewed: ¦"2025', "lies before 2026-01-01"),
    # a contact without a way, a number that cannot be dialled, a language that is none
    of_centre("centre-reachable", "    telephone: 01632 960000\n", "", "- ¦name: The duty", "cannot be reached"),
    of_centre("centre-reachable", "01632 960000", "0800 LAMPS", "telephone: ¦0800", "cannot be dialled"),
    of_centre("centre-reachable", "accessibility:", "language: Welsh\naccessibility:", "language: ¦Welsh", "no language tag"),
    # texts and names that do not fit
    of_centre("centre-fits", "Bring your own can.", "Can. " * 301, "text: ¦Can.", "has 1,504 letters, and 1,500 is the most"),
    of_centre("centre-fits", "short_name: Harbour", f"short_name: {'H' * 41}", "short_name: ¦HH", "40 is the most"),
    # an id of nothing: alone, in a list, in a list of entries, in a file of its own
    one("reference-known", A1, "theory: wick-cycle", "theory: wick-cicle", "theory: ¦wick-cicle",
        "no theory has the id 'wick-cicle' (did you mean 'wick-cycle'?): correct the id"),
    one("reference-known", TEND, "near: [outline]", "near: [outlien]", "[¦outlien]", "no verb has the id 'outlien'"),
    one("reference-known", "data/terms/oil.yml", "[QX12-A1/1.2]", "[QX12-A1/1.20]", "[¦QX12-A1/1.20]", "no criterion has the id"),
    one("reference-known", "data/levels.yml", "level_5: [QX12-A1/1.2]", "level_5: [QX12-A1/1.3]", "[¦QX12-A1/1.3]",
        "no criterion"),
    one("reference-known", B7, "successors: [QX12-B7/1.1]", "successors: [QX12-B7/1.2]", "[¦QX12-B7/1.2]", "no criterion"),
    one("reference-known", A1, "unit: QX12-B7", "unit: QX12-B8", "unit: ¦QX12-B8", "did you mean 'QX12-B7'?"),
    # a link to nothing
    one("link-known", A1, "(verb:outline)", "(verb:outlin)", "¦Start from", "(did you mean 'verb:outline'?): correct the id"),
    one("link-known", A1, "(term:oil)", "(oil)", "¦Read the [oil]", "a link leads nowhere: nothing has the id 'oil'"),
    one("link-known", A1, "(artefact:watch-log)", "(https://example.org)", "¦Take the [watch", "a link leads nowhere"),
    # a verb that the wording does not have, and verbs in another order
    one("verb-named", A1, "verbs: [tend]", "verbs: [outline]", "One night's watch\n    verbs: [¦outline]",
        "'outline' does not stand"),
    one("verb-named", A1, "[outline, weigh-up]", "[weigh-up, outline]", "[weigh-up, ¦outline]", "correct the verb or the order"),
    # another wording, and another sum
    one("wording-unaltered", A1, OIL, NEW_OIL, f"¦{NEW_OIL}",
        f"AC 1.2 differs from edition 1. If the awarding body has changed it, "
        f"record the change and the new sum in data/editions; otherwise restore it (sum now {wording_sum(NEW_OIL)})"),
    one("wording-unaltered", A1, OIL, OIL.lower(), f"¦{OIL.lower()}", "otherwise restore it"),
    Case("wording-unaltered", ((FIRST, wording_sum(OIL), wording_sum(NEW_OIL)),), A1, f"¦{OIL}", "differs from edition 1"),
    # a criterion that the edition does not have
    Case("wording-recorded", ((FIRST, f"  QX12-A1/1.2: {wording_sum(OIL)}\n", ""),), A1, "id: ¦QX12-A1/1.2\n",
         f"record the addition in data/editions/1.yml with `QX12-A1/1.2: {wording_sum(OIL)}`"),
    # a criterion that only the edition has
    one("wording-complete", FIRST, "wording:\n", "wording:\n  QX12-A1/1.3: abc\n", "QX12-A1/1.3: ¦abc",
        "restore its entry in data/criteria, and where it no longer applies, give it a `retired:` field"),
    # a criterion renumbered with no entry left behind: the one with its wording is named
    Case("wording-complete", ((A1, "id: QX12-A1/1.10", "id: QX12-A1/1.11"),
         (FIRST, "  QX12-A1/11.1:", f"  QX12-A1/1.11: {wording_sum(REPLACE)}\n  QX12-A1/11.1:"),
         (FIRST, "changes:\n", f"changes:\n{RECORD.format('QX12-A1/1.11', 'added')}")), FIRST,
         f"QX12-A1/1.10: ¦{wording_sum(REPLACE)}",
         'QX12-A1/1.11 has the same wording, so it may have moved there. A criterion is never deleted: restore its entry in '
         'data/criteria, and where it no longer applies, give it a `retired:` field, such as `retired: {kind: moved, date: '
         '"YYYY-MM-DD", reason: …, successors: [QX12-A1/1.11]}`'),
    # an edition with another wording, one criterion more, and one fewer
    Case("change-recorded", ((A1, OIL, NEW_OIL), (SECOND, "", REWORDED_2)), SECOND, f"¦{wording_sum(NEW_OIL)}",
         "QX12-A1/1.2 differs from edition 1 and no change says why: add it to `changes` with `criterion:`, `effect:` "
         "(wording-changed), `date:`"),
    # a new wording that is played down
    Case("change-recorded", ((A1, OIL, NEW_OIL), (SECOND, "", REWORDED_2 + REWORDED.replace(
         "wording-changed", "no-effect"))), SECOND, f"¦{wording_sum(NEW_OIL)}", "`effect:` (wording-changed)"),
    Case("change-recorded", ((SECOND, "", EDITION_2 + "  QX12-A1/1.3: abc\n"),), SECOND,
         "QX12-A1/1.3: ¦abc", "QX12-A1/1.3 differs from edition 1", ("wording-complete",)),
    Case("change-recorded", ((SECOND, "", REWORDED_2.replace(f"  QX12-A1/1.2: {wording_sum(NEW_OIL)}\n", "")),), SECOND,
         "\n¦wording:\n", "QX12-A1/1.2 differs from edition 1", ("wording-recorded",)),
    # the same criterion twice on one day
    one("change-once", FIRST, "changes:\n", f"changes:\n{RECORD.format('QX12-B7/2.1', 'clearer')}",
        "- ¦criterion: QX12-B7/2.1\n    effect: withdrawn", "QX12-B7/2.1 has a change of 2026-02-01 already: join the two"),
    # a part that the criterion never had
    one("change-part-known", FIRST, "changes:\n", f"changes:\n{RECORD.format('QX12-A1/1.2', 'clearer')}    part: danger\n",
        "part: ¦danger", "QX12-A1 AC 1.2 has no part 'danger' (did you mean 'dangers'?): correct it"),
    # an end that no edition knows, and one that only the edition knows
    Case("end-recorded", ((FIRST, TINY_CHANGES, ""),), B7, "    ¦retired:\n",
         "QX12-B7 AC 2.1 is called retired and no edition says so: add it to `changes` of the newest edition"),
    one("end-recorded", FIRST, "changes:\n", f"changes:\n{RECORD.format('QX12-A1/1.2', 'withdrawn')}",
        "1.2\n    effect: ¦withdrawn", "QX12-A1 AC 1.2 is called withdrawn and is still in use: give it `retired:`"),
    # moved to nowhere, split into one, merged into two; into itself, and round about
    one("end-leads-on", B7, "      successors: [QX12-B7/1.1]\n", "      kind: moved\n", "kind: ¦moved",
        "QX12-B7/2.1 is called moved and names 0: name one successor, or correct `kind`"),
    one("end-leads-on", B7, "successors: [QX12-B7/1.1]", "kind: split\n      successors: [QX12-B7/1.1]",
        "successors: ¦[QX12-B7/1.1]", "is called split and names 1: name at least two successors"),
    one("end-leads-on", B7, "successors: [QX12-B7/1.1]", "kind: merged\n      successors: [QX12-B7/1.1, QX12-A1/1.2]",
        "successors: ¦[QX12-B7/1.1,", "is called merged and names 2: name one successor"),
    one("end-leads-on", B7, "successors: [QX12-B7/1.1]", "successors: [QX12-B7/2.1]", "successors: ¦[QX12-B7/2.1]",
        "the successors of QX12-B7/2.1 lead back to it"),
    one("end-leads-on", TEND, "near:", 'retired: {date: "2026-02-01", reason: Gone., successors: [tend]}\nnear:',
        "successors: ¦[tend]", "lead back to it"),
    # a former part with the id of a part, and one that leads nowhere
    one("former-part-replaced", A1, "text: The dangers of oil\n",
        f"text: The dangers of oil\n{FORMER.format('dangers', 'dangers')}", "former_parts:\n      - id: ¦dangers",
        "an id is never used again", ("end-leads-on",)),
    one("former-part-replaced", A1, "text: The dangers of oil\n", f"text: The dangers of oil\n{FORMER.format('harm', 'danger')}",
        "successors: [¦danger]", "QX12-A1 AC 1.2 has no part 'danger' (did you mean 'dangers'?): correct it"),
    # a frozen edition with another text, another date, no edition of its own, and a criterion its edition locks otherwise
    Case("snapshot-unaltered", (*FREEZE, (FROZEN_B7, "Write every hour.", "Write each hour.")), FROZEN_B7, "sum: ¦",
         "edition 1 was altered after it was frozen: restore the file"),
    Case("snapshot-has-edition", (*FREEZE, (FIRST, '"2026-01-01"', '"2026-01-02"')), FIRST, 'date: ¦"2026-01-02"\nsummary',
         "was frozen with the date 2026-01-01: write that date here"),
    Case("snapshot-agrees", (*FREEZE, (A1, OIL, NEW_OIL), (FIRST, wording_sum(OIL), wording_sum(NEW_OIL))), FIRST,
         f"QX12-A1/1.2: ¦{wording_sum(NEW_OIL)}", "edition 1 is frozen, and QX12-A1/1.2 is not as it was: undo the change here"),
    # a criterion in another unit, without its outcome, and under another outcome
    one("criterion-in-unit", A1, "id: QX12-A1/1.10", "id: QX12-C3/1.10", "¦QX12-C3/1.10", "move it or correct the id",
        ("wording-recorded", "wording-complete")),
    one("criterion-in-unit", A1, 'number: "11"', 'number: "12"', 'outcome: ¦"11"', "the unit has no outcome '11'"),
    one("criterion-in-unit", A1, 'outcome: "11"', 'outcome: "1"', 'QX12-A1/11.1\n    wording: Tend a lamp through one night\n'
        '    outcome: ¦"1"', "11.1 does not belong to outcome 1: correct one of the two"),
    # a criterion, a part, a topic and an item of a checklist, twice
    one("id-once", A1, "id: QX12-A1/1.10", "id: QX12-A1/1.2", "¦QX12-A1/1.2\n    wording: Weigh", "give one another number",
        ("wording-unaltered", "wording-complete", "address-kept")),
    one("id-once", A1, "text: The dangers of oil\n", "text: The dangers of oil\n      - id: dangers\n        text: Again\n",
        "- id: ¦dangers\n        text: Again", "the part 'dangers' stands twice in QX12-A1 AC 1.2: rename one"),
    one("id-once", A1, "topic: Dangers of oil", "topic: Trimming the lamp", "¦Trimming the lamp\n    verbs: [outline]\n",
        "twice in the unit"),
    one("id-once", "data/checklists/first-night.yml", "id: pencil", "id: oil-can", "¦oil-can\n    text: Sharpen",
        "'oil-can' stands twice"),
    # a number that the criterion does not have, and one that cannot be counted with
    one("quantity-known", SHEET, "quantity: ways", "quantity: way", "quantity: ¦way",
        "QX12-A1 AC 1.1 has no quantity 'way' (did you mean 'ways'?): correct it"),
    Case("quantity-known", ((A1, 'value: "2"\n        unit: keepers', 'value: 2 or more\n        unit: keepers'),), BOOK,
         "quantity: ¦keepers", "'2 or more' cannot be counted with: name a quantity that is a whole number"),
    # a part of a form, a field of a part and a sheet of a log, twice
    one("form-id-once", SHEET, "sections:\n", "sections:\n  - id: keeper\n    title: Before\n", "- id: ¦keeper\n    title: The",
        "stands twice in the form: rename one"),
    one("form-id-once", SHEET, "id: remarks", "id: name", "- id: ¦name\n        label: Remarks", "stands twice in this part"),
    one("form-id-once", BOOK, "id: watches", "id: remarks", "- id: ¦remarks\n    name: Watches", "stands twice in the log"),
    # a log that cannot be added up, has more codes than letters, or holds what a spreadsheet cannot
    one("log-adds-up", BOOK, "kind: delivered-minutes", "kind: minutes", "¦- id: remarks\n",
        "no sheet has columns of the kinds code, planned-minutes, delivered-minutes: add them to one"),
    one("log-adds-up", BOOK, 'count: "3"', 'count: "27"', 'count: ¦"27"', "write at most 26"),
    one("log-adds-up", BOOK, "name: Watches", "name: Watch's", "name: ¦Watch's", "write letters, digits, spaces and hyphens"),
    one("log-adds-up", BOOK, "name: Watches", "name: remarks", "name: ¦remarks", "stands twice in the log: rename one sheet"),
    one("log-adds-up", BOOK, "kind: choice", "kind: text", "- ¦label: Weather", "`choices` and `kind: choice` go together"),
    one("log-adds-up", BOOK, "[Calm, Storm]", '["Calm, or so"]', 'choices: ¦["Calm', "holds no commas and at most 255 letters"),
    # a unit that its qualification does not list
    Case("unit-listed", (("data/qualifications/QX12.yml", "[QX12-A1, QX12-B7]", "[QX12-A1]"),), B7, "id: ¦QX12-B7\n",
         "QX12-B7 is not in `units` of data/qualifications/QX12.yml: add it there"),
    # a verb and a sense that claim a source and name none
    one("definition-has-basis", TEND, "published\n  sources: [board-manual]\n", "published\n", "¦published",
        "write `basis: ours`"),
    one("definition-has-basis", "data/terms/oil.yml", "basis: ours", "basis: published", "hinges need.\n      basis: ¦published",
        "names no source: add `sources`"),
    # a date in words, one that does not exist, and short forms of ISO 8601
    one("date-written", B7, '"2026-02-01"', "1 February 2026", "¦1 February 2026", "write it as YYYY-MM-DD"),
    one("date-written", FIRST, '"2026-01-01"', '"2026-02-30"', '¦"2026-02-30"', "'2026-02-30' is not a date"),
    one("date-written", FIRST, '"2026-02-01"', '"20260201"', '¦"20260201"', "'20260201' is not a date"),
    one("date-written", FIRST, '"2026-02-01"', "2026-W05-7", "¦2026-W05-7", "is not a date"),
    one("date-written", TEND, "near:", 'retired: {date: "2026", reason: Gone.}\nnear:', '¦"2026"', "'2026' is not a date"),
    # an identifier that was copied with its entry, and a day that is in no calendar
    Case("identifier-once", ((B7, '- number: "2"\n', f'- number: "2"\n    {EXCHANGE}'), (TEND, "near:", f"{EXCHANGE}near:")),
        B7, "identifier: ¦0965", "stands in data/verbs/tend.yml:24 already: delete the `exchange` that was copied"),
    one("moment-exists", TEND, "near:", EXCHANGE.replace("01-01", "02-30") + "near:", 'changed: ¦"2026-02-30',
        "'2026-02-30T00:00:00+00:00' is not in the calendar"),
    # an answer too short, and one too long
    one("example-length", EXAMPLE, LAST_SENTENCE, "", "level_3:\n  ¦- text", "has 107 words: write between 120 and 250"),
    one("example-length", EXAMPLE, "at ten. A new", "at ten." + 150 * " On" + " A new", "level_5:\n  ¦- text",
        "write between 120 and 250"),
    # a part that does not exist, a verb of another criterion, and a demand that is met nowhere
    one("example-annotated", EXAMPLE, "parts: [trimming]", "parts: [triming]", "[¦triming]",
        "has no part 'triming' (did you mean 'trimming'?)"),
    one("example-annotated", EXAMPLE, "parts: [trimming]\n", "parts: [trimming]\n    verb: tend\n", "verb: ¦tend",
        "'tend' is not a verb of QX12-A1 AC 1.1 (outline, weigh-up): correct it"),
    one("example-annotated", EXAMPLE, "    verb: outline\n", "", "level_5:\n  ¦- text",
        "no passage says where the demand of 'outline' is met"),
    # a phrase for a gap that asks, one of two sentences, one too long, and one that stands twice
    one("gap-phrased", A1, "how a lamp is trimmed.", "how a lamp is trimmed?", "gap: ¦The criterion also asks how",
        "ask nothing"),
    one("gap-phrased", A1, "how a lamp is trimmed.", "how. Say it.", "gap: ¦The criterion also asks how", "is not one sentence"),
    one("gap-phrased", A1, "how a lamp is trimmed.", f"how{26 * ' on'}.", "gap: ¦The criterion also asks how", "has 31 words"),
    one("gap-phrased", A1, "how a lamp is trimmed.", "you to weigh up two ways of trimming.",
        "weighed up\n        gap: ¦The", "stands twice in this criterion"),
    # a phrase that is in a wording of ours too
    one("sign-foreign", "data/check.yml", "phrase: electric lamp", "phrase: Dangers of lamp oil", "phrase: ¦Dangers",
        "stands in QX12-A1 AC 1.2 too: choose a phrase that only QX13 has"),
    # a mapping between sides that do not exist, are called otherwise, or are described in the wrong place
    one("mapping-sides-known", MAPPED, "  id: QX13\n", "  id: QX14\n", "new: ¦QX13\n",
        "nothing is known of QX13 (did you mean 'QX14'?): describe it under `outside`, or correct the number"),
    one("mapping-sides-known", MAPPED, "id: QX12-QX13\n", "id: QX13-QX12\n", "id: ¦QX13-QX12",
        "the two sides make it QX12-QX13", ("file-name-is-id",)),
    one("mapping-sides-known", MAPPED, "- id: QX13-A1/1.10", "- id: QX12-A1/1.10", "- id: ¦QX12-A1/1.10",
        "begin the id with QX13-A1/"),
    one("mapping-sides-known", MAPPED, "- id: QX13-A1/1.10", "- id: QX13-A1/1.1",
        "id: ¦QX13-A1/1.1\n          wording: Weigh up when", "QX13-A1/1.1 stands twice"),
    # what a mapping names does not exist on that side, or is named by two lines
    one("mapping-entry-known", MAPPED, "old: [QX12-B7/1.1]", "old: [QX12-B7/1.3]", "[¦QX12-B7/1.3]",
        "QX12 has no unit or criterion 'QX12-B7/1.3' (did you mean 'QX12-B7/1.1'?): correct the id"),
    one("mapping-entry-known", MAPPED, "new: [QX13-A1/2.1]", "new: [QX13-A1/2.2]", "[¦QX13-A1/2.2]",
        "correct the id, or list it under `outside` once it was read in QX13"),
    one("mapping-entry-known", MAPPED, "old: [QX12-B7/1.1]", "old: [QX12-A1/1.2]", "same\n    old: [¦QX12-A1/1.2]",
        "QX12-A1/1.2 stands in two lines: say all that became of it in one", ("mapping-line-fits",)),
    # a line that is not what it is called
    one("mapping-line-fits", MAPPED, "kind: dropped", "kind: moved", "kind: ¦moved\n    old: [QX12-B7]",
        "is called moved and names 1 old and 0 new: name one as `old` and one as `new`, or correct `kind`"),
    one("mapping-line-fits", MAPPED, "kind: merged", "kind: split", "kind: ¦split\n    old: [QX12-A1/11.1",
        "names 2 old and 1 new: name one as `old` and several as `new`"),
    one("mapping-line-fits", MAPPED, "kind: same", "kind: reworded", "kind: ¦reworded\n    old: [QX12-B7/1.1]",
        "QX12-B7/1.1 and QX13-C9/1.1 read the same: call it same"),
    one("mapping-line-fits", MAPPED, "kind: reworded", "kind: same", "kind: ¦same\n    old: [QX12-A1/1.2]",
        "do not read the same: call it reworded"),
    one("mapping-line-fits", MAPPED, "old: [QX12-A1]", "old: [QX12-A1/1.10]", "kind: ¦moved\n    old: [QX12-A1/1.10]",
        "sets a unit beside a criterion"),
    # a difference that is none, and one with the name of another
    one("difference-differs", MAPPED, "new: Eight", "new: Nine", "differences:\n  - ¦id: hours", "is the same on both sides"),
    one("difference-differs", MAPPED, "- id: mirrors", "- id: hours", "- id: ¦hours\n    what: Mirrors", "stands twice"),
    # a part renamed, and a page that is no longer there
    Case("address-kept", ((A1, "- id: dangers", "- id: danger"),), ADDRESSES, "- ¦/QX12-A1/1.2/#part-dangers",
         "would be lost (did you mean '/QX12-A1/1.2/#part-danger'?): restore what stood there"),
    one("address-kept", ADDRESSES, "  - /about/\n", "  - /about/\n  - /history/\n", "¦/history/",
        "keeps its entry and gets `retired:`"),
]  # fmt: skip

GOOD = {
    "untouched": (),
    "white space in a wording is folded": ((A1, OIL, f"'{OIL.replace(' ', '   ')}'"),),
    "a unit may have a topic of another unit": ((B7, "topic: The worth of a log", "topic: Trimming the lamp"),),
    "a part may have the id of a part elsewhere": ((A1,
        "      - id: two-ways", "      - id: when\n        text: When\n      - id: two-ways"),),
    "our own definition needs no source": (("data/terms/oil.yml", "published\n      sources: [board-manual]", "ours"),),
    "a leap day is a date": ((FIRST, '"2026-01-01"', '"2028-02-29"'),),
    "a verb may retire": ((TEND, "near:", 'retired: {date: "2026-02-01", reason: Gone.}\nnear:'),),
    "an answer may have 120 words": ((EXAMPLE, LAST_SENTENCE, 13 * " on"),),
    "an answer may have 250 words": ((EXAMPLE, LAST_SENTENCE, 143 * " on"),),
    "a change is recorded": ((A1, OIL, NEW_OIL), (SECOND, "", REWORDED_2 + REWORDED)),
    "an edition may change nothing": ((SECOND, "", EDITION_1.replace('id: "1"', 'id: "2"').replace(TINY_CHANGES, "")),),
    "a part may change": ((FIRST, "changes:\n", f"changes:\n{RECORD.format('QX12-A1/1.2', 'clearer')}    part: dangers\n"),),
    "a part may have another name": ((A1, "- id: dangers", "- id: harm"), (A1, "text: The dangers of oil\n",
                                     f"text: The dangers of oil\n{FORMER.format('dangers', 'harm')}")),
    "what moved may move on": ((B7, "successors: [QX12-B7/1.1]", "kind: moved\n      successors: [QX12-B7/1.1]"),),
    "a term may retire": (("data/terms/oil.yml", "senses:", 'retired: {date: "2026-02-01", reason: Gone.}\nsenses:'),),
    "a phrase for a gap may have 30 words": ((A1, "how a lamp is trimmed.", f"how{25 * ' on'}."),),
    "a phrase for a gap may name a number": ((A1, "how a lamp is trimmed.", "for what AC 1.2 names."),),
    "an edition may be frozen": FREEZE,
    "guidance may run ahead of a frozen edition": (*FREEZE, (A1, "text: The dangers of oil", "text: All dangers of oil")),
    "addresses may be new": ((ADDRESSES, "  - /verbs/tend/\n", ""),),
}  # fmt: skip


def change(project: Project, edits: tuple[tuple[str, str, str], ...]) -> None:
    """Make the edits of a case."""
    for file, old, new in edits:
        if old:
            project.edit(file, old, new)
        else:
            project.write(file, new)


def marked_place(project: Project, file: str, at: str) -> str:
    """Return `path:line:column` of the mark in text that stands exactly once in a file."""
    text = (project.root / file).read_text(encoding="utf-8")
    before, _, after = at.partition("¦")
    assert text.count(before + after) == 1, f"{at!r} stands {text.count(before + after)} times in {file}"
    above = text[: text.index(before + after) + len(before)]
    return f"{file}:{above.count(chr(10)) + 1}:{len(above) - above.rfind(chr(10))}"


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case.rule}: {case.at[:30]}")
def test_a_broken_rule_is_reported(tiny: Project, case: Case) -> None:
    """One slip gives one problem of its rule, at the very word, that says what to do; no other rule speaks without need."""
    change(tiny, case.edits)
    problems = tiny.problems()
    found = [problem for problem in problems if f": {case.rule}: " in problem]

    assert len(found) == 1, "\n".join(problems)
    assert found[0].startswith(f"{marked_place(tiny, case.file, case.at)}: {case.rule}: ")
    assert case.said in found[0]
    assert {problem.split(": ")[1] for problem in problems} == {case.rule, *case.also}


def test_every_rule_has_a_bad_case() -> None:
    """A rule without a case above is a rule that no one has seen at work."""
    assert {case.rule for case in BAD} == {rule_name(rule) for rule in RULES}


@pytest.mark.parametrize("edits", GOOD.values(), ids=GOOD.keys())
def test_what_looks_odd_and_is_fine(tiny: Project, edits: tuple[tuple[str, str, str], ...]) -> None:
    """No rule speaks without a reason."""
    change(tiny, edits)

    assert tiny.problems() == []


def test_a_missing_qualification_is_reported_by_every_unit(tiny: Project) -> None:
    """Units without the qualification they name say which file to add."""
    (tiny.root / "data/qualifications/QX12.yml").unlink()

    assert [problem.split(": ", 2)[1:] for problem in tiny.problems()] == 2 * [
        ["unit-listed", "there is no data/qualifications/QX12.yml: add it or correct the id"]
    ]


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_a_rule_states_itself_in_one_sentence(rule: object) -> None:
    """The docstring of a rule is shown to authors as the rule."""
    assert (rule.__doc__ or "").strip().endswith(".") and "\n" not in (rule.__doc__ or "\n").strip()
