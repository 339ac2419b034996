"""Fixtures for tests in a real browser.

    def test_a_slider_moves_the_line(lab, new_page, screenshots, tmp_path):
        write_notebook(tmp_path / "slope.ipynb", "explore(loss, gradient, W)")
        server = lab(tmp_path)          # JupyterLab that serves a folder
        page = new_page()               # a page of Playwright

        open_notebook(page, server, "slope.ipynb")
        run_all(page)
        screenshots(page, "first")      # artefacts/browser/test_a_slider…/first.png

        expect(output(page, 0).get_by_role("slider")).to_be_visible()

`lab_page` has write_notebook, open_notebook, run_all, output and their sisters.
Where there is no Chromium, these tests are skipped and say what to install.  At its end
every page of `new_page` is photographed, its kernels are shut down, and the test fails
if a script of the page raised an error or asked for anything outside this machine.
`pytest -m "not browser"` leaves these tests out.
"""

from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

import chromium
from lab_page import TIMEOUT_S, end_kernels
from lab_server import LabServer

ARTEFACTS = Path(__file__).parents[2] / "artefacts" / "browser"
VIEWPORT = {"width": 1400, "height": 1000}

expect.set_options(timeout=TIMEOUT_S * 1000)


# Not for the whole session: while it runs, asyncio sees a running loop in this thread.
@pytest.fixture(scope="module")
def browser():
    """A Chromium for the tests of one module."""
    with chromium.started() as running:
        yield running


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A function that starts JupyterLab on a folder: `lab(folder, settings=…)`.

    Its arguments are those of LabServer; it ends with the module.
    """
    with ExitStack() as stack:

        def start(folder, **options):
            server = LabServer(folder, tmp_path_factory.mktemp("lab"), **options)
            stack.callback(server.stop)
            return server

        yield start


@pytest.fixture
def screenshots(request):
    """A function that keeps a picture of a page, or of a part: a locator."""
    folder = ARTEFACTS / request.node.name.replace("/", "_")

    def keep(what, name, **options):
        folder.mkdir(parents=True, exist_ok=True)
        what.screenshot(path=folder / f"{name}.png", **options)

    return keep


@pytest.fixture
def new_page(browser, screenshots):
    """A function that opens a page with cookies of its own: `new_page(viewport=…)`.

    `strict=False` forgives errors of the page's scripts and requests to elsewhere.
    """
    pages = []

    def open_page(*, strict=True, **options):
        context = browser.new_context(**{"viewport": VIEWPORT, **options})
        context.set_default_timeout(TIMEOUT_S * 1000)
        watched = chromium.Watched(context.new_page())
        pages.append((watched, strict))
        return watched.page

    yield open_page
    for number, (watched, _) in enumerate(pages):
        with suppress(PlaywrightError):  # for people only; an error page may have none
            screenshots(watched.page, f"end-{number}")
        end_kernels(watched.page)
        watched.page.context.close()
    for watched, strict in pages:
        assert not strict or (watched.errors, watched.outside) == ([], [])
