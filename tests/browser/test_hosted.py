"""The real site served by nginx as the recipe says: its headers stop nothing that the pages need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.hosting import SUB_FOLDER, list_hosting
from tests.hosting.nginx import serve_with_nginx

PLACES = {"nginx.conf": "", "nginx-sub-folder.conf": SUB_FOLDER}


@pytest.mark.parametrize("recipe", PLACES)
def test_pages_work_under_the_headers(page: Page, built_site: Path, tmp_path: Path, recipe: str) -> None:
    """At every depth our scripts run, the search answers, and a lost reader is led on; nothing is stopped."""
    base = PLACES[recipe]
    www = tmp_path / "www"
    Path(f"{www}{base}").parent.mkdir(exist_ok=True)
    Path(f"{www}{base}").symlink_to(built_site, target_is_directory=True)
    with serve_with_nginx(list_hosting("my-college")[recipe], www, tmp_path / "server") as host:
        for address in ("", "verbs/", "8580-500/2.1/", "editions/2026.1/8580-500/2.1/"):
            answer = page.goto(f"{host}{base}/{address}")
            assert answer and "script-src 'self';" in answer.headers["content-security-policy"]
            assert page.evaluate("document.documentElement.classList.contains('js')") == ("editions" not in address)
        page.goto(f"{host}{base}/")
        page.locator("[data-find] input").fill("501 2.1")
        expect(page.locator("[data-find] ol a").first).to_have_attribute("href", f"{host}{base}/8580-501/2.1/")
        lost = page.goto(f"{host}{base}/somewhere/deep/8580-500-9.9")
        assert lost and lost.status == 404
        expect(page.locator("[data-lost] a").first).to_have_attribute("href", re.compile(f"^{host}{base}/8580-500/"))
