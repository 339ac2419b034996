"""The classroom page: functions from files, its tabs, and what it says is missing."""

import json

import pytest

from gradients_by_hand.live.classroom.functions import (
    NothingToShow,
    functions_of,
    losses_of,
)
from gradients_by_hand.live.classroom.page import page
from gradients_by_hand.live.classroom.tabs import TABS


def notebook(path, *sources):
    cells = [{"cell_type": "code", "source": [source]} for source in sources]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


@pytest.fixture
def shown(monkeypatch, request):
    """What the page shows for some files: (sentences, titles)."""
    source = request.config.rootpath / "source"

    def show(*files, source=source):
        asked = {"source": str(source), "files": [str(each) for each in files]}
        monkeypatch.setenv("CLASSROOM", json.dumps(asked))
        *said, tabs = page().children
        return [each.value for each in said], tabs

    return show


def test_only_what_defines_is_run(tmp_path):
    path = notebook(
        tmp_path / "a.ipynb",
        "import math\nREACH = [1, 2]\nthing = math.nonsense()\n",
        "%matplotlib inline",
        "def f(x):\n    return len(REACH) * math.floor(x)\n\nprint(nobody)",
    )

    assert functions_of(path)["f"](2.5) == 4


def test_a_function_that_stops_tells_its_line(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text("def f():\n    return 1 / 0\n", encoding="utf-8")

    with pytest.raises(ZeroDivisionError) as caught:
        functions_of(path)["f"]()

    assert str(caught.traceback[-1].path).endswith("mine.py")
    assert "1 / 0" in str(caught.traceback[-1].statement)


def test_a_loss_is_told_by_its_parameters(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(
        "def mine(W, X, y, reg):\n    pass\n\ndef other(W, X):\n    pass\n",
        encoding="utf-8",
    )

    assert list(losses_of(functions_of(path))) == ["mine"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.ipynb", "{", "neither Python nor a notebook"),
        ("a.ipynb", '{"cells": []}', "defines no function"),
        ("a.py", "import no_such_thing", "cannot be run"),
        ("a.py", "def f(:", "defines no function"),
    ],
    ids=["damaged", "empty", "import", "syntax"],
)
def test_a_file_of_no_use_is_told_in_a_sentence(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(NothingToShow, match=says):
        functions_of(path)


def test_every_tab_is_driven_by_the_solved_notebooks(shown):
    said, tabs = shown()

    assert said == []
    assert list(tabs.titles) == list(TABS)
    assert [each.problem for each in tabs.children] == [""] * len(TABS)
    assert all(each.view()["words"] for each in tabs.children)


def test_a_loss_that_the_teacher_brings_is_the_first_to_choose(shown, tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(
        "def mine(W, X, y, reg):\n    return 0.0, 0 * W\n", encoding="utf-8"
    )

    said, tabs = shown(path)

    assert said == []
    assert tabs.children[0].loss == "mine"


def test_what_is_missing_is_said_and_the_rest_is_shown(shown, tmp_path):
    said, tabs = shown(tmp_path / "nowhere.ipynb", source=tmp_path)

    assert "nowhere.ipynb cannot be read" in said[0]
    assert len(said) == 1 + len(TABS)
    assert tabs.children == ()
