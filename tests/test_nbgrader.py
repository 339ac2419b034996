"""The whole cycle with the real nbgrader, exchange included."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from exchange_class import ExchangeClass
from notebooks import NAME, answer, cell_of, notebook_of

RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x * x"
HOSTILE_TEXT = """<script>document.title='taken'</script> because
[a](javascript:alert(1)) [b](java&#115;cript:alert(1)) <javascript:alert(1)> [c][d]
<img src=x onerror=alert(1)> <a href='javascript:alert(1)'>e</a>

[d]: javascript:alert(1)
"""


@pytest.fixture
def a_class(own_course, tmp_path):
    return ExchangeClass(own_course, tmp_path / "exchange")


@pytest.fixture
def notebooks(own_course):
    """A function that gives the released notebook with an answer."""

    def with_answer(code):
        return answer(notebook_of(own_course.release), "double", code)

    return with_answer


def without_checks(notebook):
    cells = notebook["cells"]
    cells.remove(cell_of(notebook, "double-check"))
    return notebook


def with_other_metadata(notebook, **changes):
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"].update(changes)
    return notebook


def with_check_source(notebook, source, tags=()):
    cell = cell_of(notebook, "double-check")
    cell["source"] = source
    cell["metadata"]["tags"] = list(tags)
    return notebook


def with_copy_of_check(notebook):
    copy = dict(cell_of(notebook, "double-check"), source="4.0", id="copied")
    notebook["cells"].append(copy)
    return notebook


def test_a_class_of_honest_damaged_and_hostile_students(a_class, notebooks):
    retyped = notebooks(RIGHT)
    cell_of(retyped, "double-check").update(cell_type="raw")
    hands_in = {
        "right": (notebooks(RIGHT), 4.0),
        "wrong": (notebooks(WRONG), 0.0),
        "unfinished": (notebook_of(a_class.course.release), 0.0),
        "cut-off": (json.dumps(notebooks(RIGHT)).encode()[:600], 0.0),
        "empty": (b"", 0.0),
        "nested": (b"[" * 100_000, 0.0),
        "checks-deleted": (without_checks(notebooks(RIGHT)), 4.0),
        "checks-retyped": (retyped, 4.0),
        "checks-copied": (with_copy_of_check(notebooks(WRONG)), 0.0),
        "schema-99": (with_other_metadata(notebooks(RIGHT), schema_version=99), 4.0),
        "many-points": (with_other_metadata(notebooks(WRONG), points=99), 0.0),
        "ungraded": (with_other_metadata(notebooks(WRONG), grade=False), 0.0),
        "skips": (with_check_source(notebooks(WRONG), "1", ["skip-execution"]), 0.0),
        "own-score": (with_check_source(notebooks(WRONG), "4.0"), 0.0),
        "stderr": (
            notebooks("import sys; print('hm', file=sys.stderr)\n" + RIGHT),
            4.0,
        ),
        "patches": (notebooks("np.allclose = lambda *a: True\n" + WRONG), 0.0),
    }
    for student, (content, _) in hands_in.items():
        a_class.hand_in(student, content)

    a_class.grade()

    assert a_class.scores() == {name: score for name, (_, score) in hands_in.items()}


def test_the_score_is_the_first_result_as_a_plain_float(a_class, notebooks):
    a_class.hand_in("right", notebooks(RIGHT))
    a_class.grade()

    outputs = cell_of(a_class.autograded("right"), "double-check")["outputs"]

    assert [each["output_type"] for each in outputs] == [
        "display_data",
        "execute_result",
    ]
    assert outputs[1]["data"] == {"text/plain": "4.0"}


def test_feedback_shows_what_was_checked_and_the_tutors_question(a_class, notebooks):
    a_class.hand_in("wrong", notebooks(WRONG))
    a_class.grade()

    page = a_class.feedback("wrong")

    assert "On a random array, every entry is doubled." in page
    assert "Your function squares its entries." in page
    assert "What does it give for 1, and what should it give?" in page
    assert "✘ not yet" in page.replace("\u00a0", " ")


def test_flags_are_kept_for_the_instructor_and_are_not_in_the_feedback(
    a_class, notebooks
):
    a_class.hand_in("patches", notebooks("np.allclose = abs\n" + WRONG))
    a_class.grade()

    path = a_class.course.root / "reports" / NAME / "patches.json"
    (flag,) = json.loads(path.read_text())["report"]["findings"]

    assert flag["kind"] == "patch"
    assert "is replaced" in flag["says"]
    assert "is replaced" not in a_class.feedback("patches")
    assert "is replaced" not in nbformat.writes(a_class.autograded("patches"))


def test_an_unreadable_file_gets_feedback_that_says_what_to_do(a_class):
    a_class.hand_in("empty", b"")
    a_class.grade()

    assert "save the notebook and submit it again" in a_class.feedback("empty")


def test_a_students_outputs_are_kept_and_their_html_is_not(a_class, notebooks):
    show = (
        "from IPython.display import HTML, display\nprint('my own words')\n"
        "display(HTML('<script>steal()</script>'))\n" + RIGHT
    )
    notebook = notebooks(show)
    cell_of(notebook, "explain")["source"] = HOSTILE_TEXT
    for kind in ("markdown", "raw"):
        cell = {"cell_type": kind, "source": HOSTILE_TEXT, "metadata": {}, "id": kind}
        notebook["cells"].append(cell)
    a_class.hand_in("hostile", notebook)
    a_class.grade()

    page = a_class.feedback("hostile")

    assert "my own words" in page
    assert "<script>steal()" not in page
    assert "<script>document.title" not in page
    assert 'href="javascript:' not in page
    assert "<img src" not in page.replace('<img src="data:', "")
    assert not re.search(r"(?<!&lt;img src=x )(?<!&lt; img src=x )onerror", page)
    assert "because" in page


def test_a_written_answer_waits_for_a_person_and_an_empty_one_does_not(
    a_class, notebooks
):
    written = notebooks(RIGHT)
    cell_of(written, "explain")["source"] = "Because four is not nine."
    deleted = notebooks(RIGHT)
    deleted["cells"].remove(cell_of(deleted, "explain"))
    for student, notebook in {
        "written": written,
        "empty": notebooks(RIGHT),
        "deleted": deleted,
    }.items():
        a_class.hand_in(student, notebook)
    a_class.grade()

    with a_class.nbgrader.gradebook() as gradebook:
        waiting = {
            each.student.id: each.needs_manual_grade
            for each in gradebook.assignment_submissions(NAME)
        }
    assert waiting == {"written": True, "empty": False, "deleted": False}


def test_an_edited_locked_cell_is_flagged_and_a_deleted_answer_is_put_back(
    a_class, notebooks
):
    edited = notebooks(RIGHT)
    cell_of(edited, "setup")["source"] += "  # mine"
    a_class.hand_in("edited", edited)
    a_class.grade()

    report = a_class.course.root / "reports" / NAME / "edited.json"
    flags = json.loads(report.read_text())["report"]["flags"]

    assert flags == ["The locked cell 'setup' was edited; ours was used."]
    assert not set(a_class.autograded("edited").metadata) - {"kernelspec"}


def test_links_beside_the_notebook_are_not_copied(a_class, notebooks, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    folder = a_class.course.root / "submitted" / "links" / NAME
    folder.mkdir(parents=True)
    notebook = json.dumps(notebooks(RIGHT))
    (folder / f"{NAME}.ipynb").write_text(notebook)
    (folder / "data.txt").symlink_to(secret)

    a_class.nbgrader.autograde(NAME, "links")

    copies = (a_class.course.root / "autograded" / "links").rglob("*.txt")
    assert [path.name for path in copies] == []


def test_a_failure_of_ours_leaves_no_score_and_stops_nobody(a_class, notebooks):
    a_class.hand_in("first", notebooks(RIGHT))
    a_class.grade()
    checks = a_class.course.assignments / NAME / "checks" / "test_double.py"
    working = checks.read_text()
    checks.write_text(working.replace("rng.normal", "rng.abnormal"))
    a_class.hand_in("second", notebooks(RIGHT))
    a_class.nbgrader.collect(NAME)

    with pytest.raises(Exception, match="second was not graded: A check of ours"):
        a_class.nbgrader.autograde(NAME, "second")

    assert not (a_class.course.root / "autograded" / "second").joinpath(NAME).exists()
    checks.write_text(working)
    a_class.nbgrader.autograde(NAME, "second")
    assert a_class.scores() == {"first": 4.0, "second": 4.0}


def test_the_usual_commands_work_on_a_course(own_course, notebooks):
    folder = own_course.root / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebooks(RIGHT)))
    tools = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONWARNINGS": "default",
    }

    for command in (
        ["generate_assignment", NAME, "--force"],
        ["autograde", NAME],
        ["generate_feedback", NAME],
        ["export"],
    ):
        subprocess.run(
            [tools / "nbgrader", *command],
            cwd=own_course.root,
            env=environment,
            check=True,
            capture_output=True,
        )

    assert ",4.0,0.0,4.0," in (own_course.root / "grades.csv").read_text()
