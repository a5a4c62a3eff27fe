"""A page of the guide in a frame of another site, as learning platforms show it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import serve


def test_a_criterion_can_be_shown_in_a_frame_of_another_site(page: Page, site_url: str, tmp_path: Path) -> None:
    """The page is whole there: its wording, its parts to tick and its links work."""
    (tmp_path / "index.html").write_text(
        f'<!doctype html><title>A course</title><iframe src="{site_url}8580-500/2.1/" width="900" height="800"></iframe>',
        encoding="utf-8",
    )
    server, url = serve(tmp_path)
    page.goto(url.replace("127.0.0.1", "localhost"))
    framed = page.frame_locator("iframe")

    expect(framed.locator(".wording__text")).to_contain_text("Critically explore the knowledge, skills, and behaviour")
    framed.locator(".parts input").first.check()
    framed.locator(".wording__edition").click()
    expect(framed.locator("h1")).to_contain_text("Is this copy unaltered?")
    server.shutdown()
