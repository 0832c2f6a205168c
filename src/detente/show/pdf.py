"""The brief as PDF: its page printed by an installed Chromium, Chrome or Edge, the same bytes each time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ..errors import NotInstalledError, OutputError

BROWSER = "DETENTE_BROWSER"
"""Environment variable that names the browser to print with."""
NAMES = (
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge-stable",
    "microsoft-edge", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
TIMEOUT = 180.0
"""Seconds that a browser gets for one page."""
FLAGS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync",
    "--disable-domain-reliability", "--disable-breakpad", "--disable-dev-shm-usage", "--metrics-recording-only",
    "--mute-audio", "--hide-scrollbars", "--no-pings", "--password-store=basic", "--use-mock-keychain",
    # Nothing that the page could name is ever looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)  # fmt: skip


def find_browser() -> str:
    """The browser to print with: the one that DETENTE_BROWSER names, else the first that is installed.

    Raises NotInstalledError where there is none.
    """
    named = os.environ.get(BROWSER)
    if named:
        found = shutil.which(named)
        if found:
            return found
        raise NotInstalledError(
            "no such program", where=f"{BROWSER}={named}", remedy="name an installed Chromium, Chrome or Edge"
        )
    for name in (*NAMES, *PLACES):
        if found := shutil.which(name):
            return found
    raise NotInstalledError(
        "PDF is printed by a browser, and no Chromium, Chrome or Edge was found",
        remedy=f"install one (Debian: apt install chromium), name it in {BROWSER}, or write .html and print that",
    )


def print_pdf(html: str, *, date: str | None = None) -> bytes:
    """Print a self-contained page to PDF, tagged and with bookmarks; `date` (ISO) is the day that it is said to be of.

    The browser gets a profile of its own, looks up no address and is ended after TIMEOUT seconds. Raises
    NotInstalledError where there is no browser, OutputError where it fails.
    """
    browser = find_browser()
    with tempfile.TemporaryDirectory(prefix="detente-", ignore_cleanup_errors=True) as folder:
        page, target = Path(folder, "brief.html"), Path(folder, "brief.pdf")
        page.write_text(html, encoding="utf8")
        command = [browser, *FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # the sandbox refuses to start for root
        try:
            done = subprocess.run(
                [*command, page.as_uri()], stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT,
                env=os.environ | {"TZ": "UTC", "HOME": folder},
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise _failed(browser, f"was not done after {TIMEOUT:.0f} s") from error
        except OSError as error:
            raise _failed(browser, f"did not start ({error.strerror or error})") from error
        if not target.is_file() or not target.stat().st_size:
            lines = done.stderr.decode(errors="replace").strip().splitlines()
            raise _failed(browser, f"made no PDF ({lines[-1][:160]})" if lines else "made no PDF")
        return steady(target.read_bytes(), date)


def _failed(browser: str, what: str) -> OutputError:
    return OutputError(
        what, where=browser, remedy=f"name another browser in {BROWSER}, or write .html and print that"
    )


def steady(pdf: bytes, date: str | None) -> bytes:
    """The PDF without the time it was made at: its dates become `date`, in as many bytes, so that no offset moves."""
    digits = re.sub(r"\D", "", date or "")[:8]
    day = (digits + "00010101"[len(digits) :]).encode() if len(digits) in (4, 6, 8) else b"20000101"

    def fixed(found: re.Match[bytes]) -> bytes:
        return found[1] + day + b"000000" + found[3]

    return re.sub(rb"(/(?:CreationDate|ModDate) ?\(D:)(\d{14})([^)]*\))", fixed, pdf)
