"""A page → the content security policy it carries: what comes from its own site, and the theme's inline scripts by their sums.

The policy stands in the page, so that it holds on a host that sends no headers; `macros.headers` sends the same one.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from macros.errors import Place, Problem
from macros.frame import gap

POLICY = gap("policy")
"""What a template writes where the policy is to stand."""
DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self' data:"),  # the theme's icons are data in its style sheet
    ("connect-src", "'self'"),  # no page of ours connects; what looks at a page from outside may ask for robots.txt through it
    ("manifest-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)<[/]script\s*>", re.DOTALL | re.IGNORECASE)
DATA = re.compile(r"""\btype=["']?application/(?:ld\+)?json""")
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?')
SUM = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
SUSPECT = etree.XPath("//@style/.. | //@*[starts-with(name(), 'on')]/.. | //style | //script[not(@src)]")
"""What a policy may stop."""
HEAD = 4096
"""The policy stands within so many bytes from the beginning of a page."""


def seal_page(page: str, body: str = "") -> str:
    """Return a page with its policy in the place that the template left for it.

    Only the theme's own scripts are allowed: what stands in the body is never, whoever wrote it.
    """
    return page.replace(POLICY, write_policy(sum_scripts(page.replace(body, "") if body else page)), 1)


def seal_plain_page(page: str) -> str:
    """Return a page without inline scripts with its policy in the place that the template left for it."""
    return str(page).replace(POLICY, write_policy(), 1)  # finished HTML would escape what is put in


def write_policy(sums: Iterable[str] = ()) -> str:
    """Return the policy that allows these inline scripts and no others."""
    allowed = {"script-src": " ".join(("'self'", *sorted(set(sums))))}
    return "; ".join(f"{name} {allowed.get(name, value)}" for name, value in DIRECTIVES)


def sum_scripts(page: str) -> list[str]:
    """Return the sums of the inline scripts that a browser would run, as a policy writes them."""
    return [_sum(script) for script in _list_scripts(page)]


def _list_scripts(page: str) -> Iterator[str]:
    return (match[2] for match in SCRIPT.finditer(page) if "src=" not in match[1] and not DATA.search(match[1]))


def has_scripts_with(mark: str, page: str) -> bool:
    """Return whether a mark stands in an inline script that a browser would run: its sum then depends on what replaces it."""
    return mark in page and any(mark in script for script in _list_scripts(page))


def _sum(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def allow_disk(page: str) -> str:
    """Return a page whose policy also allows its own files where it is opened from disk, which browsers may not call its own."""
    return META.sub(lambda found: found[0].replace("'self'", "'self' file:"), page, count=1)


def lift_policy(page: str) -> str:
    """Return a page without its policy, for the preview: its server adds a script of its own to show the page again."""
    return META.sub("", page, count=1)


def read_sums(site: Path) -> list[str]:
    """Return the sums that any page of a built site allows, sorted."""
    found: set[str] = set()
    for path in site.rglob("*.html"):
        with path.open("rb") as page:
            policy = META.search(page.read(HEAD).decode("utf-8", "replace"))
        found.update(SUM.findall(policy[1]) if policy else ())
    return sorted(found)


def list_breaches(name: str, page: lxml_html.HtmlElement) -> Iterator[Problem]:
    """Yield what the policy of a page would stop: no such thing may be published."""
    policy = next((meta.get("content", "") for meta in page.iter("meta") if meta.get("http-equiv")), "")
    if not policy:
        yield Problem(Place(name), "policy-there", "has no content security policy: begin its template with main.html")
    allowed = {html.unescape(found) for found in SUM.findall(policy)}
    for element in SUSPECT(page):
        if fault := _find_fault(element, allowed):
            yield Problem(Place(name, element.sourceline or 1), "policy-kept", fault)


def _find_fault(element: lxml_html.HtmlElement, allowed: set[str]) -> str:
    named = [name for name in element.attrib if name == "style" or name.startswith("on")]
    if named:
        return f"the attribute {named[0]} would be ignored by browsers: use a class, or a script of the site"
    if element.tag == "style":
        return "a style element would be ignored by browsers: put the rules into a style sheet of the site"
    runs = "json" not in element.get("type", "")
    if element.tag == "script" and runs and _sum(element.text or "") not in allowed:
        return "an inline script would not run: put it into a file under overrides/assets/javascripts"
    return ""
