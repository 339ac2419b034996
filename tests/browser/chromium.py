"""Chromium for tests: where it is, and pages of it that cannot leave this machine."""

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

MISSING = (
    "Browser tests need Chromium: install it (on Debian: apt install chromium) "
    "or name its file in the variable CHROMIUM."
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",  # as root, as in a container, it does not start with its own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What a page loads from elsewhere fails at once, as in a lecture hall offline.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@contextmanager
def started():
    """A running Chromium without a window; skips the test where there is none."""
    path = os.environ.get("CHROMIUM") or _installed()
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def _installed():
    return next(filter(None, map(shutil.which, _NAMES)), None)


@dataclass
class Watched:
    """A page, the errors that its scripts raised, and what it wanted from elsewhere."""

    page: object
    errors: list = field(default_factory=list)
    outside: list = field(default_factory=list)

    def __post_init__(self):
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._note)

    def _note(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws") and (
            address.hostname != "127.0.0.1"
        ):
            self.outside.append(request.url)
