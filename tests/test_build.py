"""The build: reproducible, never at the cost of answers, and strict where it counts."""

import json
import shutil

import nbformat
import pytest

from autograder.authoring.build import build, check
from autograder.errors import AssignmentError, StaleBuild
from notebooks import NAME, cell_of, notebook_of


def edit(course, old, new, file=f"{NAME}.md"):
    path = course.assignments / NAME / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def files(course):
    return {
        str(path.relative_to(course.root)): path.read_bytes()
        for folder in (course.source, course.release)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_two_builds_are_byte_for_byte_the_same(own_course):
    first = files(own_course)
    for folder in (own_course.source, own_course.release):
        for path in folder.rglob("*.*"):
            path.unlink()

    build(own_course)

    assert files(own_course) == first


def test_a_built_notebook_is_valid_and_complete(small_course):
    notebook = notebook_of(small_course.source)

    nbformat.validate(nbformat.from_dict(notebook))
    assert cell_of(notebook, "double-check")["metadata"]["nbgrader"] == {
        "grade": True,
        "grade_id": "double-check",
        "locked": True,
        "points": 4,
        "schema_version": 3,
        "solution": False,
        "task": False,
    }
    assert cell_of(notebook, "double")["id"] == "double"


def test_the_release_has_no_solution_and_the_same_hints(small_course):
    released = (small_course.release / NAME / f"{NAME}.ipynb").read_text()

    assert "2 * x" not in released
    assert "NotImplementedError" in released
    hints = [
        folder / NAME / "hints.json" for folder in small_course_folders(small_course)
    ]
    assert hints[0].read_bytes() == hints[1].read_bytes()


def small_course_folders(course):
    return course.source, course.release


def test_hints_are_numbers_without_code_names_or_right_answers(small_course):
    hints = json.loads((small_course.release / NAME / "hints.json").read_text())
    misconceptions = hints["exercises"]["double"]["misconceptions"]

    # The one that changes its argument gives right values: it would only mislead.
    assert len(misconceptions) == 1
    assert misconceptions[0]["results"] == [{"returned": [1.0, 4.0, 0.25]}]
    assert misconceptions[0].keys() == {"says", "try_this", "section", "results"}


def test_a_stale_folder_is_named_with_the_command_to_run(own_course):
    check(own_course)
    edit(own_course, "Say what", "Tell what")

    with pytest.raises(StaleBuild, match=f"release/{NAME}, source/{NAME} are out of"):
        check(own_course)
    with pytest.raises(StaleBuild, match="Run `make build`"):
        check(own_course)


def test_an_assignment_that_is_gone_takes_its_folders_with_it(own_course):
    shutil.rmtree(own_course.assignments / NAME)

    build(own_course)

    assert not (own_course.release / NAME).exists()
    assert not (own_course.source / NAME).exists()


def test_a_folder_of_somebody_s_own_is_left_alone(own_course):
    (own_course.release / "my_notes").mkdir()
    (own_course.release / "my_notes" / "ideas.md").write_text("mine")

    assert build(own_course).changed == []
    check(own_course)

    assert (own_course.release / "my_notes" / "ideas.md").read_text() == "mine"


WORK = {
    "an added cell": lambda nb: nb["cells"].append(
        {"cell_type": "code", "source": "x = 1", "metadata": {}, "id": "mine",
         "outputs": [], "execution_count": None}
    ),
    "edited prose": lambda nb: nb["cells"][0].update(source="my own words"),
    "a deleted cell": lambda nb: nb["cells"].pop(),
    "an answer": lambda nb: cell_of(nb, "double").update(source="def double(x): 1"),
    "a run": lambda nb: cell_of(nb, "setup").update(execution_count=1),
}  # fmt: skip


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_any_work_in_a_release_survives_the_next_build(own_course, work):
    path = own_course.release / NAME / f"{NAME}.ipynb"
    notebook = notebook_of(own_course.release)
    work(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    before = path.read_bytes()
    edit(own_course, "Say what", "Tell what")

    assert build(own_course).kept == [f"release/{NAME}"]
    assert path.read_bytes() == before
    with pytest.raises(StaleBuild, match="Somebody has worked in"):
        check(own_course)


def test_a_file_beside_the_notebook_survives_too(own_course):
    (own_course.release / NAME / "my_own_notes.md").write_text("mine")

    assert build(own_course).kept == [f"release/{NAME}"]
    assert (own_course.release / NAME / "my_own_notes.md").read_text() == "mine"


def test_a_release_in_which_somebody_worked_is_kept(own_course):
    path = own_course.release / NAME / f"{NAME}.ipynb"
    notebook = notebook_of(own_course.release)
    cell_of(notebook, "double")["source"] = "def double(x):\n    return x + x"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    edit(own_course, "Say what", "Tell what")

    built = build(own_course)

    assert built.kept == [f"release/{NAME}"]
    assert built.changed == [f"source/{NAME}"]
    assert "x + x" in path.read_text()
    assert build(own_course, overwrite=True).kept == []
    assert "x + x" not in path.read_text()


def test_a_stale_release_in_which_nobody_worked_is_replaced(own_course):
    edit(own_course, "Say what", "Tell what")

    assert build(own_course).kept == []
    assert "Tell what" in (own_course.release / NAME / f"{NAME}.ipynb").read_text()


REFUSED = {
    "an empty Markdown cell with points": (
        "Explain in a sentence why doubling twice is not the same as squaring.",
        "",
        "no text",
    ),
    "+++ in text": ("Say what", "+++ and\n\nSay what", r"`\+\+\+` splits"),
    "+++ in a fence": ("Say what", "```text\n+++\n```\n\nSay what", r"`\+\+\+` splits"),
    "a code cell in a fence": (
        "Say what",
        "````text\n```{code-cell}\n1\n```\n````\n\nSay what",
        "inside another fence",
    ),
    "carriage returns": ("Say what", "Say\r\nwhat", "carriage returns"),
    "an attachment": ("Say what", "![](attachment:a.png)\n\nSay what", "attachments"),
    "an unlocked task cell": (
        '"solution": true, "points": 2}',
        '"task": true, "locked": false, "points": 2}',
        "task cell must be locked",
    ),
    "points that no check covers": (
        ":nbgrader: {grade_id: double-check, points: 4}",
        ":nbgrader: {grade_id: setup-check, points: 1}\n\n1\n```\n\n"
        "```{code-cell} ipython3\n:nbgrader: {grade_id: double-check, points: 4}",
        "'setup' are covered by no check",
    ),
    "a check whose exercise does not exist": (
        "grade_id: double-check, points: 4",
        "grade_id: double-check, locked: true",
        "names the exercise 'double'",
    ),
    "a grade_id that is used twice": (
        "grade_id: setup, locked",
        "grade_id: double, locked",
        "used 2 times",
    ),
    "a solution without marks": ("### BEGIN SOLUTION", "#", "BEGIN SOLUTION"),
    "points below zero": ("points: 4", "points: -1", "number from 0 on"),
    "points under another name": (
        "double-check, points",
        "double-test, points",
        "named",
    ),
    "metadata that jupytext drops": (
        "grade_id: setup, locked: true}",
        "grade_id: setup, locked: true}\n:collapsed: true",
        "'collapsed'",
    ),
}


@pytest.mark.parametrize(("old", "new", "says"), REFUSED.values(), ids=REFUSED)
def test_what_would_be_lost_is_refused_in_a_sentence(own_course, old, new, says):
    edit(own_course, old, new)

    with pytest.raises(AssignmentError, match=says) as refusal:
        build(own_course)

    assert NAME in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_refused_build_leaves_everything_as_it_was(own_course):
    before = files(own_course)
    edit(own_course, "points: 4", "points: -1")

    with pytest.raises(AssignmentError):
        build(own_course)

    assert files(own_course) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("checks/test_double.py", 'exercise="double",', 'exercise="dubble",', "dubble"),
        ("checks/test_double.py", "from autograder", "from autogarden", "cannot be"),
        ("checks/test_double.py", "@check(", "# @check(", "not marked"),
        ("misconceptions.py", 'exercise="double"', 'exercise="half"', "'half'"),
        ("variants.py", '@variant("double")', '@variant("half")', "'half'"),
        ("reference.py", "def double", "def twice", "reference.py has no function"),
        ("reference.py", "return result", "return )", "SyntaxError in line"),
        ("misconceptions.py", "return x**2", "return x**2\n\n1 / 0", "ZeroDivision"),
        ("public.py", "FIXTURES", "FIXTURE", "defines no FIXTURES"),
        (f"{NAME}.md", "points: 4}", "points: 4", "cannot be read"),
    ],
    ids=[
        *("exercise", "import", "mark", "misconception", "variant", "reference"),
        *("syntax", "exception", "fixtures", "metadata"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(own_course, file, old, new, says):
    edit(own_course, old, new, file)

    with pytest.raises(AssignmentError, match=says):
        build(own_course)
