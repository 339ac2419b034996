"""Live pictures in Jupyter Notebook 7, whose keys work otherwise than JupyterLab's."""

import pytest
from playwright.sync_api import expect

from lab_page import TIMEOUT_S, write_notebook

EXPOSED = "--JupyterNotebookApp.expose_app_in_browser=True"
LOSS = """
import numpy as np
from gradients_by_hand.live.boundary import Boundary

def loss(W, X, y, reg):
    gap = X @ W - np.eye(3)[y]
    return np.sum(gap * gap) / len(y), 2 * X.T @ gap / len(y)

Boundary({"squares": loss}, data="blobs", lr=0.1)
"""
_READY = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.sessionContext?.session?.kernel?.status === 'idle';
}"""


@pytest.fixture(scope="module")
def server(lab, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    write_notebook(folder / "squares.ipynb", LOSS, "'a cell below'")
    return lab(folder, options=[EXPOSED])


def test_notebook_7_plays_and_keeps_its_cells(server, new_page, screenshots):
    page = new_page(strict=False)  # an extension of its own complains
    page.goto(server.url("notebooks/squares.ipynb"), wait_until="domcontentloaded")
    page.wait_for_function(_READY, timeout=TIMEOUT_S * 1000)
    page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells') }")
    expect(page.get_by_role("button", name="Play")).to_be_visible()

    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => document.querySelector('.live').dataset.step > 20")
    page.get_by_role("button", name="Pause").click()
    page.keyboard.press("d")
    page.keyboard.press("d")

    screenshots(page, "notebook-7")
    cells = "() => jupyterapp.shell.currentWidget.content.widgets.length"
    assert page.evaluate(cells) == 2
