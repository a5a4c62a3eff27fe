"""Programs the tests need beside Python packages: found where installed, installed where possible, named where not.

Run as a script by `make test`; asked by the fixtures for where a program stands.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FIREFOX_NAMES = ("firefox-esr", "firefox")
FIREFOX_PLACES = ("/Applications/Firefox.app/Contents/MacOS/firefox",)
OFFICE_NAMES = ("soffice", "libreoffice")
OFFICE_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)


@dataclass(frozen=True)
class Tool:
    """A program, how to find it and the Debian package that brings it."""

    name: str
    find: Callable[[], str | None]
    package: str
    """One name, or more with spaces between; none for what the set-up of the tests brings."""
    download: tuple[str, ...] = ()
    """A command that fetches the program where no package manager is to be used."""
    required: bool = True
    """Whether its absence fails a run under CI=true."""


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome: installed, or downloaded by Playwright."""
    return _find_installed(CHROMIUM_NAMES, CHROMIUM_PLACES) or _find_playwright_chromium()


def find_firefox() -> str | None:
    """Return the path of an installed Firefox."""
    return _find_installed(FIREFOX_NAMES, FIREFOX_PLACES)


def find_office() -> str | None:
    """Return the path of LibreOffice, which opens the downloads as a reader would."""
    return _find_installed(OFFICE_NAMES, OFFICE_PLACES)


def find_pdf_tools() -> str | None:
    """Return the path of pdfinfo, which tells how a PDF is tagged; its neighbours come with it."""
    return shutil.which("pdfinfo")


def find_pandoc() -> str | None:
    """Return the path of pandoc."""
    return _find_installed(("pandoc",), ())


def find_nginx() -> str | None:
    """Return the path of nginx, which serves the site as the recipe for it says; it stands where only root looks."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/bin")


def find_storage() -> str | None:
    """Return the path of moto's server, object storage to try uploads on; the set-up installs it beside the environment."""
    folder = Path(sys.prefix) / "storage" / ("Scripts" if os.name == "nt" else "bin")
    return shutil.which("moto_server", path=str(folder))


def _find_installed(names: tuple[str, ...], places: tuple[str, ...]) -> str | None:
    for name in names:
        if (path := shutil.which(name)) and _runs(path):
            return path
    return next((place for place in places if Path(place).exists()), None)


def _runs(path: str) -> bool:
    """Tell a real program from Ubuntu's placeholder that only points to snap."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _find_playwright_chromium() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


DOWNLOAD_CHROMIUM = (sys.executable, "-m", "playwright", "install", "chromium")
TOOLS = (
    Tool("Chromium", find_chromium, "chromium", DOWNLOAD_CHROMIUM),
    Tool("Firefox", find_firefox, "firefox-esr", required=False),  # asked for only where it can be installed
    Tool("LibreOffice", find_office, "libreoffice-writer-nogui libreoffice-calc-nogui"),
    Tool("pdfinfo", find_pdf_tools, "poppler-utils"),
    Tool("nginx", find_nginx, "nginx"),
    Tool("moto", find_storage, ""),
    Tool("pandoc", find_pandoc, "pandoc", required=False),  # writes drafts to be checked, where it can be installed
)


def install_missing() -> list[Tool]:
    """Install what is missing, by the tool's own download and then by apt as root; return what still is."""
    for tool in missing_tools():
        if tool.download:
            print(f"Fetching {tool.name}", flush=True)
            subprocess.run(tool.download, capture_output=True, timeout=300, check=False)
    missing = [tool for tool in missing_tools() if tool.package]
    if missing and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(tool.package for tool in missing)}", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "SYSTEMD_OFFLINE": "1", "RUNLEVEL": "1"}  # start no server
        subprocess.run(["apt-get", "update", "-q"], capture_output=True, check=False)
        for tool in missing:
            install = ["apt-get", "install", "-y", "-q", *tool.package.split()]
            subprocess.run(install, env=quiet, capture_output=True, check=False)
    return missing_tools()


def missing_tools() -> list[Tool]:
    """Return the tools that are not on this machine."""
    return [tool for tool in TOOLS if tool.find() is None]


if __name__ == "__main__":
    for absent in install_missing():
        print(f"{absent.name} could not be installed: its tests will be named as not run.", flush=True)
