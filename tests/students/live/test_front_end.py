"""The front end decides: a page gets the widget, a file the picture, a grader words."""

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from gradients_by_hand.live import front_end

VIEW = "application/vnd.jupyter.widget-view+json"
SOURCE = """
import numpy as np
from gradients_by_hand.live.logit_mixer import LogitMixer

def equal(s):
    return np.ones(len(s)) / len(s)

LogitMixer({"equal": equal}, [1.0, 2.0])
"""


@pytest.fixture(scope="module")
def file():
    """A notebook with a widget, run into a file."""
    cells = [nbformat.v4.new_code_cell(SOURCE)]
    return NotebookClient(nbformat.v4.new_notebook(cells=cells), timeout=60).execute()


def test_a_file_keeps_the_still_picture_and_no_widget(file):
    (output,) = file.cells[0].outputs

    assert sorted(output.data) == ["image/png", "text/html", "text/plain"]
    assert "widgets" not in file.metadata


def test_nothing_is_said_on_stderr(file):
    assert all(output.output_type != "stream" for output in file.cells[0].outputs)


def test_an_export_shows_the_still_picture_with_its_text(file):
    page, _ = HTMLExporter().from_notebook_node(file)

    assert 'alt="Four bar charts.' in page
    assert VIEW not in page


def exported(data):
    """A page made of a notebook that a front end saved, with this output."""
    output = nbformat.v4.new_output("display_data", data)
    cell = nbformat.v4.new_code_cell(SOURCE, outputs=[output])
    page, _ = HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    return page


def outputs_of_a_cell(metadata):
    """What a kernel shows of the widget when a cell is sent with this metadata."""
    manager, client = start_new_kernel()
    try:
        content = {"code": SOURCE, "silent": False, "store_history": True}
        message = client.session.msg("execute_request", content, metadata=metadata)
        client.shell_channel.send(message)
        while True:
            reply = client.get_iopub_msg(timeout=60)
            if reply["msg_type"] == "error":
                pytest.fail(str(reply["content"]))
            if reply["msg_type"] == "execute_result":
                return reply["content"]["data"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


@pytest.mark.parametrize(
    "metadata",
    [{"cellId": "7ab0", "trusted": True}, {"colab": {"cell_id": "x"}}],
    ids=["JupyterLab", "another one"],
)
def test_a_front_end_gets_the_widget_and_the_still_picture(metadata):
    shown = outputs_of_a_cell(metadata)

    assert shown[VIEW]["model_id"]
    assert shown["image/png"]
    assert 'alt="Four bar charts.' in exported(shown)


@pytest.mark.parametrize(
    ("name", "value", "answer"),
    [
        ("WORKBOOK_PICTURES", "off", False),
        ("WORKBOOK_PICTURES", "live", True),
        ("VOILA_PREHEAT", "False", True),
    ],
)
def test_the_environment_has_the_last_word(monkeypatch, name, value, answer):
    monkeypatch.setenv(name, value)

    assert front_end.connected() is answer
