"""The contract that every folder of assignments/ meets.

The whole simulated class of each assignment is graded once, in parallel, and each test
looks at its part of it.
"""

import json
import os
import re
import time
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.batch.local_workers import workers
from autograder.course.course import Course
from autograder.grading.task import grade_file
from autograder.simulation.quality import graded, judged
from gradients_by_hand.steps.answer_type import TokenAnswer

COURSE = Course(Path(__file__).parent.parent)
ASSIGNMENTS = COURSE.names()
NOTEBOOK_S = 20
# Two processes in all, also where pytest-xdist has started as many already.
JOBS = max(1, 2 // int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", 1)))
# What these lines say is said by half of all Python files.
COMMON = re.compile(
    r"(import|from|return|raise|def|class|for|if|else|with|@)\b.{0,22}$"
    r"|from (gradients_by_hand|scipy)"
    r"|start = time\.|function\(|misconceptions=\($|[A-Z], [A-Z] = \w+\.shape"
)
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.DOTALL)


@pytest.fixture(params=ASSIGNMENTS)
def assignment(request):
    return COURSE.assignment(request.param)


@cache
def graded_class(name):
    """Every simulated student whose answers are known, with the report on them."""
    with workers(JOBS) as executor:
        return list(graded(COURSE, name, executor))


def of_kind(assignment, kind):
    return [
        (student, report)
        for student, report in graded_class(assignment.name)
        if student.kind == kind
    ]


def test_the_solution_and_every_variant_earn_every_point(assignment):
    lost = {
        student.name: says_of(report)
        for student, report in of_kind(assignment, "right")
        if (report.status, report.score) != ("graded", report.max) or report.flags
    }

    assert lost == {}


def test_every_misconception_loses_points_and_is_recognised_as_itself_only(assignment):
    rows = judged(assignment, graded_class(assignment.name))

    assert [each for each in rows if each.accepted or each.mistaken] == []


def test_a_wrong_rule_is_flagged_for_the_way_of_its_answer_only(assignment):
    flagged = {
        student.name: says_of(report)
        for student, report in of_kind(assignment, "misconception")
        if {each.kind for each in report.findings} - {"loop", "library"}
    }

    assert flagged == {}


def test_the_release_earns_nothing_and_says_that_it_is_unfinished(assignment):
    path = COURSE.release / assignment.name / f"{assignment.name}.ipynb"
    report = grade_file(COURSE, assignment.name, path, "auto")

    assert (report.status, report.score, report.misconceptions()) == ("graded", 0.0, {})
    for exercise in report.exercises.values():
        assert exercise.checks[0].says.endswith("is not written yet.")


def test_unfinished_work_earns_what_is_done(assignment):
    scores = [report.score for _, report in of_kind(assignment, "unfinished")]
    points = [exercise.points for exercise in assignment.exercises]

    assert scores == [sum(points[:done]) for done in range(len(points))]


def test_every_check_can_fail(assignment):
    rows = judged(assignment, graded_class(assignment.name))

    assert [each for each in rows if each.never_failed] == []


def test_a_tutor_asks_and_does_not_tell(assignment):
    sections = headings(assignment)
    answers = [line.split(" = ")[-1] for line in solution_lines(assignment)]
    answers = [answer for answer in answers if len(answer) >= 8]
    for each in assignment.misconceptions:
        assert "?" in each.try_this, each.name
        assert each.section in sections, each.name
        told = [line for line in answers if line in each.says + each.try_this]
        assert told == [], each.name


def test_nothing_of_answers_checks_or_misconceptions_reaches_students(assignment):
    secret = secret_lines(assignment)
    # What an author shows on purpose, such as a listing with a fault, is no leak.
    leaks = {
        "release": (secret - shown_lines(assignment)) & released_lines(assignment),
        "gradients_by_hand": secret & workbook_lines(),
    }

    assert leaks == {"release": set(), "gradients_by_hand": set()}


def test_no_answer_of_a_step_reaches_students(assignment):
    released = (COURSE.release / assignment.name).iterdir()
    text = "".join(path.read_text(encoding="utf-8") for path in released)
    text += "".join(
        path.read_text(encoding="utf-8")
        for path in (COURSE.root / "gradients_by_hand").rglob("*.py")
    )
    text = re.sub(r"\s", "", text)

    answers = {
        re.sub(r"\s", "", line)
        for step in assignment.steps.values()
        for part in step.parts
        if not isinstance(part.answer_type, TokenAnswer)
        for answer in [part.right, *part.equivalents]
        for line in lines_of(answer)
    }

    # Shorter ones, such as "2*W", occur by chance.
    assert {each for each in answers if len(each) > 9 and each in text} == set()


def test_hints_name_no_rule(assignment):
    path = COURSE.release / assignment.name / "hints.json"
    if not path.exists():
        pytest.skip(f"{assignment.name} has no hints")
    hints = path.read_text(encoding="utf-8")

    for each in assignment.misconceptions:
        assert each.name not in hints
        assert f'"{each.id}"' not in hints


def test_the_notebook_runs_headless_with_nothing_on_stderr(assignment, tmp_path):
    for path in assignment.given_files:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    built = assignment.built / f"{assignment.name}.ipynb"
    notebook = nbformat.read(built, as_version=4)
    started = time.monotonic()

    NotebookClient(notebook, resources={"metadata": {"path": tmp_path}}).execute()

    assert time.monotonic() - started < NOTEBOOK_S
    assert stderr_of(notebook) == ""
    assert len(alternative_texts(notebook)) >= 2
    assert all(len(text) > 40 for text in alternative_texts(notebook))


def lines_of(answer):
    """The texts in the answer of a step, of each part and each line."""
    if isinstance(answer, tuple | list):
        return [line for each in answer for line in lines_of(each)]
    return [answer] if isinstance(answer, str) else []


def says_of(report):
    return report.flags, [
        (each.name, each.verdict, each.says)
        for each in checks_of(report)
        if each.verdict != "passed"
    ]


def checks_of(report):
    return [each for exercise in report.exercises.values() for each in exercise.checks]


def headings(assignment):
    text = assignment.text.read_text(encoding="utf-8")
    return {line.lstrip("# ").strip() for line in text.splitlines() if line[:1] == "#"}


def secret_lines(assignment):
    """The lines of code that no student may see."""
    lines = set()
    for path in assignment.folder.rglob("*.py"):
        if path.name != "public.py":
            lines |= telling_lines(path.read_text(encoding="utf-8"))
    lines |= solution_lines(assignment)
    # What a misconception says and asks is written for students.
    return {line for line in lines if not line.startswith(("says=", "try_this="))}


def solution_lines(assignment):
    text = assignment.text.read_text(encoding="utf-8")
    return telling_lines("\n".join(SOLUTION.findall(text)))


def shown_lines(assignment):
    text = assignment.text.read_text(encoding="utf-8")
    return telling_lines(SOLUTION.sub("", text))


def released_lines(assignment):
    """Every line that students receive with this assignment."""
    lines = set()
    for path in (COURSE.release / assignment.name).iterdir():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".ipynb":
            cells = json.loads(text)["cells"]
            text = "\n".join("".join(cell["source"]) for cell in cells)
        lines |= telling_lines(text)
    return lines


@cache
def workbook_lines():
    paths = (COURSE.root / "gradients_by_hand").rglob("*.py")
    return set().union(*(telling_lines(path.read_text("utf-8")) for path in paths))


def telling_lines(text):
    """The lines that say something of their own."""
    lines = {line.strip() for line in text.splitlines()}
    return {
        line
        for line in lines
        if len(line) >= 12 and not COMMON.match(line) and not line.startswith("#")
    }


def alternative_texts(notebook):
    """What each picture of an executed notebook says in words."""
    pages = [
        output["data"].get("text/html", "")
        for cell in notebook["cells"]
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    return [re.search(r'<img alt="(.*?)"', page).group(1) for page in pages]


def stderr_of(notebook):
    return "".join(
        output["text"]
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
        for output in cell["outputs"]
        if output["output_type"] == "stream" and output["name"] == "stderr"
    )
