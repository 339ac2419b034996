"""The kit itself: what it shows is what a person would see."""

import pytest
from playwright.sync_api import expect

from lab_page import open_notebook, output, run_all, write_notebook


@pytest.fixture(scope="module")
def server(lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    write_notebook(folder / "sum.ipynb", "x = 40", "x + 2")
    return lab(folder)


def test_a_notebook_is_opened_and_run(server, new_page, screenshots):
    page = new_page()

    open_notebook(page, server, "sum.ipynb")
    run_all(page)
    screenshots(page, "ran")

    expect(output(page, 1)).to_have_text("42")


def test_a_server_reads_nothing_of_this_account(server):
    folders = {path.name for path in server.home.iterdir()}

    assert {"settings", "runtime", "data"} <= folders


def test_a_page_cannot_leave_this_machine(new_page):
    page = new_page(strict=False)

    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://example.org")
