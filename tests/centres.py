"""Fictional centres for the miniature guide: a plain one, and one whose every string tries something."""

from __future__ import annotations

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#204060"/></svg>\n'
PLAIN = """\
version: 2
id: harbour
name: The Harbour School
short_name: Harbour
logo: harbour.svg
colours: {primary: "#204060", accent: "#a05a00"}
contacts:
  - name: The duty keeper
    telephone: 01632 960000
units: [QX12-A1, QX12-B7]
dates:
  - date: "2027-02-01"
    what: Hand in
    unit: QX12-A1
rules:
  drafts: One draft is read.
notes:
  - about: QX12-A1/1.2
    text: Bring your own can.
forms:
  - name: Oil slip
    use: One for each night.
    criteria: [QX12-A1/1.2]
accessibility:
  organisation: The Harbour School
  email: help@harbour.example
  nation: scotland
  answer_within: five working days
  prepared: "2026-01-01"
  reviewed: "2026-02-01"
"""
NAME = "O'Brien & Sons <Ltd>: Ysgol Llŷn a'r Môr, Ŵyr, Coleg Technegol Hŷn y Glannau"
SHORT = "O'Brien & Sons <Ltd>"
TRICKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "{ { 7*7 } } and {raw}",
    "javascript:alert(3) data:text/html,<b>x</b>",
    '--8<-- "mkdocs.yml"',
    "# A heading [toc] ![x] (y)",
    '=HYPERLINK("https://evil.example","x")',
    "+1+1 @SUM(1) -2",
    "&lt;script&gt; &#60; &amp;amp;",
    "`code` ~~x~~ ^sup^ | a | b | $x$ {: .lead }",
)
"""What a hostile hand might write, all of it to be shown as it stands."""
SAID = " ".join(TRICKS)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


NASTY = f"""\
version: 2
id: nasty
name: {_quoted(NAME)}
short_name: {_quoted(SHORT)}
logo: nasty.svg
colours: {{primary: "#fff200", accent: "#00ff00"}}
site_url: https://obrien.example:8443/~sons/coaching.guide/
contacts:
  - name: {_quoted(TRICKS[1])}
    email: a@obrien.example
    telephone: +44 (0)29 2000 0000
    page: https://obrien.example/?q=%3Cscript%3E&amp=1
  - name: {_quoted(TRICKS[0])}
    page: https://obrien.example/#javascript:alert(4)
units: [QX12-A1]
dates:
  - date: "2028-02-29"
    what: {_quoted(TRICKS[6])}
    unit: QX12-A1
rules:
  word_counts: {_quoted(SAID)}
  drafts: {_quoted(TRICKS[4])}
  resubmission: {_quoted(TRICKS[5])}
notes:
  - about: QX12-A1
    text: {_quoted(SAID)}
  - about: QX12-A1/1.2
    text: {_quoted(TRICKS[0] + " </aside></section>" + TRICKS[1])}
  - about: QX12-A1/1.2
    text: Gweler [yr olew](term:oil) a [llyfr y gwylio](artefact:watch-log).
forms:
  - name: {_quoted(TRICKS[7])}
    use: {_quoted(TRICKS[1])}
    page: https://obrien.example/form
    criteria: [QX12-A1/1.2]
language: cy
accessibility:
  organisation: {_quoted(SHORT)}
  email: a@obrien.example
  nation: northern-ireland
  answer_within: {_quoted("<b>10</b> working days")}
  faults: [{{what: {_quoted(TRICKS[0])}, meanwhile: {_quoted(TRICKS[1])}, planned: "2028-02-29"}}]
  prepared: "2026-01-01"
  reviewed: "2026-02-01"
"""
