"""The content security policy that pages carry, and the headers that hosts send: strict, true to the pages, kept by the build."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from macros.headers import list_headers
from macros.policy import POLICY, list_breaches, seal_page, sum_scripts, write_policy
from tests.conftest import Project


def directives(policy: str) -> dict[str, list[str]]:
    """Return a policy by directive."""
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def read_headers_file(text: str) -> dict[str, dict[str, str]]:
    """Read a `_headers` file as Netlify and Cloudflare Pages do: a path at the margin, its headers indented below."""
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if not line.startswith(" "):
            assert line.startswith("/") and line.count("*") <= 1 and line not in rules
            headers = rules.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            assert re.fullmatch(r"[A-Za-z-]+", name) and value and name not in headers
            headers[name] = value
    return rules


def policy_of(path: Path) -> str:
    page = html.document_fromstring(path.read_bytes())
    (meta,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']")
    assert meta.getprevious().get("charset"), "something stands before the policy that it would not cover"
    return str(meta.get("content"))


def test_every_page_carries_a_strict_policy(tiny_site: Path) -> None:
    """No page allows whatever is inline, other sites or code from strings, and each names its own inline scripts."""
    for path in tiny_site.rglob("*.html"):
        policy = directives(policy_of(path))
        assert policy["default-src"] == ["'none'"] and policy["base-uri"] == ["'none'"]
        sources = [source for each in policy.values() for source in each]
        assert [source for source in sources if "unsafe" in source or "*" in source or ":" in source] == ["data:"]
        assert set(policy["script-src"]) == {"'self'", *sum_scripts(path.read_text(encoding="utf-8"))}
        assert list(list_breaches(path.name, html.document_fromstring(path.read_bytes()))) == []


def test_same_scripts_give_the_same_policy() -> None:
    """Order and repetition of scripts do not show, and data in a page needs no sum."""
    one = write_policy(sum_scripts("<script>a()</script><script>b()</script>"))

    assert one == write_policy(sum_scripts("<script>b()</script><script>a()</script><script>a()</script>"))
    assert sum_scripts('<script type="application/ld+json">{}</script><script src="a.js" defer></script>') == []


def test_only_the_theme_has_inline_scripts() -> None:
    """What stands in the body of a page has no place in its policy, and cannot write one."""
    body = f"<p>{POLICY}</p><script>planted()</script>"
    page = seal_page(f'<meta content="{POLICY}"><script>ours()</script>{body}', body)

    assert page.count("default-src") == page.count("'sha256-") == 1
    assert sum_scripts("<script>ours()</script>")[0] in page


def test_build_refuses_what_the_policy_would_stop(tiny: Project) -> None:
    """An author who writes an inline handler, style or script is told what to do; nothing is published."""
    planted = {
        '<p onclick="x()">a</p>': "the attribute onclick would be ignored by browsers",
        '<p style="color:red">a</p>': "the attribute style would be ignored by browsers",
        "<style>p{}</style>": "a style element would be ignored by browsers",
        "<script>x()</script>": "an inline script would not run",
    }
    page = tiny.root / "docs" / "about.md"
    page.write_text("\n\n".join([page.read_text(encoding="utf-8"), *planted]), encoding="utf-8")
    done = tiny.run("build")

    assert done.returncode == 1 and not (tiny.root / "site").exists()
    for told in planted.values():
        assert re.search(rf"^about/index\.html:\d+:1: policy-kept: {told}", done.stderr, re.MULTILINE), done.stderr


def test_page_without_a_policy_is_named() -> None:
    """A template that does not begin with ours cannot slip through."""
    (problem,) = list_breaches("a/index.html", html.document_fromstring("<p>a</p>"))
    assert problem.rule == "policy-there"


def test_headers_file_says_what_the_pages_say(tiny_site: Path) -> None:
    """For hosts that read `_headers`: the policy allows what pages need, data has its type, hashed files are kept for ever."""
    rules = read_headers_file((tiny_site / "_headers").read_text(encoding="utf-8"))
    sent = directives(rules["/*"]["Content-Security-Policy"])
    for path in tiny_site.rglob("*.html"):
        for name, sources in directives(policy_of(path)).items():
            assert set(sources) <= set(sent[name])
    assert rules["/*"]["X-Content-Type-Options"] == "nosniff"
    assert rules["/ims/*"] == {"Access-Control-Allow-Origin": "*", "Content-Type": "application/json"}
    assert rules["/api/v1/verbs.ttl"] == {"Content-Type": "text/turtle; charset=utf-8"}
    assert rules["/api/v1/verbs.jsonld"] == {"Content-Type": "application/ld+json"}

    kept = [path[1:] for path, headers in rules.items() if "immutable" in headers.get("Cache-Control", "")]
    assert kept == ["assets/javascripts/*", "assets/stylesheets/*"]
    files = [path for pattern in kept for path in tiny_site.glob(pattern.replace("*", "**/*")) if path.is_file()]
    assert len(files) >= 40 and all(re.search(r"\.[0-9a-f]{8}\.", path.name) for path in files)
    assert max(map(len, (tiny_site / "_headers").read_text().splitlines())) <= 2000, "Cloudflare Pages ignores longer lines"
    assert len(rules) <= 100, "Cloudflare Pages reads a hundred rules"


def test_nginx_lines_are_the_same_headers(tiny_site: Path) -> None:
    """What nginx includes and what `_headers` says are one list."""
    lines = (tiny_site / "_headers-nginx.conf").read_text(encoding="utf-8").splitlines()
    assert lines.pop(0).startswith("# ")
    read = dict(re.fullmatch(r'add_header (\S+) "([^"]*)" always;', line).groups() for line in lines)  # type: ignore[union-attr]

    assert read == list_headers(tiny_site)
    assert read == read_headers_file((tiny_site / "_headers").read_text(encoding="utf-8"))["/*"]


def test_copy_for_disks_allows_its_own_files(tiny: Project) -> None:
    """A browser may not call two files on a disk one site, so that copy names the disk; it has no use for headers."""
    done = tiny.run("build", "--offline", "--out", "copy")
    assert done.returncode == 0, done.stderr

    for path in (tiny.root / "copy").rglob("*.html"):
        assert directives(policy_of(path))["script-src"][:2] == ["'self'", "file:"]
    assert not (tiny.root / "copy" / "_headers").exists()
