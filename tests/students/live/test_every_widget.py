"""What every live widget keeps to.  They are found by folder: a .py beside a .js.

An example of each is built by `make(student)` in tests/helpers/live_examples/NAME.py.
"""

import base64
import importlib
import json
import re
import shutil
import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from gradients_by_hand.live import bundle
from gradients_by_hand.live.arrays import pack
from gradients_by_hand.live.base import LiveWidget
from live_examples import Student

LIVE = Path(bundle.__file__).parent
SCRIPTS = sorted(LIVE.rglob("*.js"))
FILES = sorted(p for p in LIVE.rglob("*") if p.suffix in (".py", ".js", ".css"))
WIDGETS = {path.stem: path for path in SCRIPTS if path.with_suffix(".py").is_file()}
EVERY = pytest.mark.parametrize("name", sorted(WIDGETS))
NODE = shutil.which("node")
# Names of XML, which nobody fetches.
NAMESPACE = "http://www.w3.org/"


def example(name, state="fine"):
    """The widget, and the student whose functions it has."""
    student = Student(state)
    try:
        module = importlib.import_module(f"live_examples.{name}")
    except ModuleNotFoundError:
        pytest.fail(
            f"gradients_by_hand/live/{name}.py has no example. Write make(student) in "
            f"tests/helpers/live_examples/{name}.py, as the files there do."
        )
    return module.make(student), student


def relative(path):
    return str(path.relative_to(LIVE))


# ------------------------------------------------------------------------- the files


def test_there_are_widgets():
    assert len(WIDGETS) >= 9


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_file_is_short_enough_to_be_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 300


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
def test_a_script_asks_nothing_of_the_network(path):
    text = path.read_text(encoding="utf-8")

    addresses = [
        each
        for each in re.findall(r"(?:https?:)?//[\w.-]+\.\w+[^\s\"'`]*", text)
        if not each.startswith(NAMESPACE)
    ]

    assert addresses == []
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|importScripts)\b", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
def test_a_script_fixes_no_id(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\bid: [\"'`]|\.id = [\"'`]|getElementById", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
def test_a_script_imports_modules_that_are_there_and_names_that_they_export(path):
    text = path.read_text(encoding="utf-8")

    for names, address in re.findall(
        r'import\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)"', text
    ):
        there = (path.parent / address).read_text(encoding="utf-8")
        for name in filter(
            None, (each.split(" as ")[0].strip() for each in names.split(","))
        ):
            assert re.search(
                rf"export (async )?(const|let|function\*?|class) {name}\b"
                rf"|export \{{[^}}]*\b{name}\b",
                there,
            ), f"{address} exports no {name}"
            assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{name} is not used"
    rest = re.sub(r'\bfrom\s*"\.[^"]+\.js"', "", text)
    assert not re.search(r"^\s*import\b.*[\"']\.", rest, re.MULTILINE), (
        'bundle.py finds imports that are written as `from "./x.js"`'
    )


@pytest.mark.skipif(
    not NODE, reason="No Node.js here, so the scripts are not parsed: install nodejs."
)
@pytest.mark.parametrize("path", SCRIPTS, ids=relative)
def test_a_script_parses(path, tmp_path):
    copy = tmp_path / "script.mjs"  # so that Node takes it for a module
    copy.write_bytes(path.read_bytes())

    done = subprocess.run([NODE, "--check", copy], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr


@EVERY
def test_the_page_is_one_module_that_carries_all_it_imports(name):
    page, style = bundle.page_of(WIDGETS[name])

    assert "export default" in page
    assert not re.search(r'\bfrom\s*"\.', page)
    assert ".live {" in style


# ------------------------------------------------------------------------- the widget


@EVERY
def test_a_view_is_words_and_what_can_travel(name):
    widget, _ = example(name)

    view = widget.view()

    assert len(view["words"]) > 20
    assert view["words"].strip()[-1] in ".!?)"
    content, buffers = pack(view)
    json.dumps(content, allow_nan=False)
    assert all(isinstance(each, bytes) for each in buffers)


@EVERY
def test_the_state_of_a_page_can_travel(name):
    widget, _ = example(name)

    state = {each: getattr(widget, each) for each in widget.traits(page=True)}

    json.dumps(pack(state)[0], allow_nan=False)


@EVERY
def test_a_cell_shows_the_widget_and_a_still_picture_with_a_text(name):
    widget, _ = example(name)

    shown = widget._repr_mimebundle_()

    assert shown["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert re.search(r'<img alt="[^"]{40,}"', shown["text/html"])
    assert len(shown["text/plain"]) > 40


@EVERY
@pytest.mark.parametrize("state", ["unfinished", "raising"])
def test_what_a_student_has_not_finished_gets_a_sentence_and_a_cell_runs(name, state):
    widget, student = example(name, state)

    shown = widget._repr_mimebundle_()
    widget.refresh()

    assert "application/vnd.jupyter.widget-view+json" in shown
    assert "Traceback" not in str(shown)
    if student.count:
        said = widget.problem + widget.words
        expected = "not written yet" if state == "unfinished" else "ZeroDivisionError"
        assert expected in said


@EVERY
def test_a_widget_recovers_when_the_function_works(name):
    widget, student = example(name, "raising")
    widget.refresh()

    student.state = "fine"
    widget.refresh()

    assert widget.problem == ""
    assert len(widget.words) > 20


@EVERY
def test_answers_that_are_no_numbers_are_shown_and_not_thrown(name):
    widget, _ = example(name, "nan")

    shown = widget._repr_mimebundle_()
    widget.refresh()

    assert shown["text/plain"]
    assert widget.words or widget.problem


@EVERY
def test_several_of_one_kind_stand_for_themselves(name):
    one, _ = example(name)
    other, student = example(name)

    student.state = "raising"
    one.refresh()
    other.refresh()

    assert one.problem == ""
    assert one.model_id != other.model_id


@EVERY
def test_where_nobody_looks_it_is_words_and_costs_next_to_nothing(name, monkeypatch):
    monkeypatch.setenv("WORKBOOK_PICTURES", "off")
    seconds = []

    for _ in range(5):
        start = time.perf_counter()
        widget, _ = example(name)
        shown = widget._repr_mimebundle_()
        seconds.append(time.perf_counter() - start)

    assert list(shown) == ["text/plain"]
    assert len(shown["text/plain"]) > 20
    assert widget.comm is None
    assert min(seconds) < 0.05


@EVERY
def test_what_the_page_may_set_says_what_it_is(name):
    widget, _ = example(name)

    assert isinstance(widget, LiveWidget)
    for trait, kind in widget.traits(page=True).items():
        value = getattr(widget, trait)
        assert kind.validate(widget, value) is not None
        assert not isinstance(value, np.ndarray)
