"""Steps and adapters, all the way from an author's files to a report."""

import json

import numpy as np
import pytest

from autograder.authoring.build import build
from autograder.authoring.scaffold import create
from autograder.course.course import Course
from autograder.errors import AssignmentError
from autograder.grading.grade import grade
from autograder.grading.runner import collect
from autograder.sandbox import plan
from autograder.simulation.simulated_class import (
    as_expected,
    misled_students,
    right_students,
)
from autograder.submission.notebook_file import parse
from gradients_by_hand.hints import NotYet, Tutor
from notebooks import NAME, answer, notebook_of
from step_assignment import build_with_a_step


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of an assignment with a step and an adapter, in its own course."""
    return build_with_a_step(Course(tmp_path_factory.mktemp("course")))


@pytest.fixture(scope="module")
def course(folder):
    return Course(folder.parent.parent)


@pytest.fixture(scope="module")
def assignment(course):
    return course.assignment(NAME)


def report_on(content, assignment):
    return grade(parse(content), assignment, secret=b"secret", sandbox=plan()).report


def with_step(assignment, returned):
    source = f"def step_1():\n    return {returned}"
    notebook = answer(json.loads(json.dumps(assignment.notebook)), "step-1", source)
    return json.dumps(notebook).encode()


def test_each_answer_of_a_step_has_a_check_of_its_own(assignment):
    names = [each.name for each in collect(assignment) if each.exercise == "step-1"]

    assert names == ["test_step[step-1.1]", "test_step[step-1.2]"]


def test_right_answers_in_any_form_earn_everything(assignment):
    for student in right_students(assignment):
        report = report_on(student.content, assignment)

        assert (student.name, report.score) == (student.name, 9.0)


def test_wrong_answers_and_rules_behind_an_adapter_are_recognised(assignment):
    students = list(misled_students(assignment))
    held = [each.expects for each in students]

    assert {"evens": "EV01"} in held
    assert [each for each in held if "step-1" in each] == [
        {"step-1": "SQ01"},
        {"step-1": "SQ02"},
    ]
    for student in students:
        assert as_expected(student, report_on(student.content, assignment))


def test_half_of_a_step_earns_half(assignment):
    exercise = report_on(with_step(assignment, '"x[k]*2", 5'), assignment)
    exercise = exercise.exercises["step-1"]

    assert exercise.score == 1.0
    assert [each.verdict for each in exercise.checks] == ["passed", "wrong"]
    assert exercise.checks[0].checks == "A slope and a number. Answer 1."
    assert exercise.misconception is None


@pytest.mark.parametrize(
    "returned",
    ["None", '"2*x[k]"', '"(", 3', "print, 3", "[[]] * 3", '"9**9**9**9", 10**5000'],
)
def test_what_is_no_answer_earns_nothing_and_breaks_nothing(assignment, returned):
    report = report_on(with_step(assignment, returned), assignment)

    assert report.status == "graded"
    assert report.exercises["step-1"].score in (0.0, 1.0)
    assert report.score == 7.0 + report.exercises["step-1"].score


def test_a_step_that_is_not_written_is_called_so(assignment):
    source = "def step_1():\n    raise NotImplementedError()"
    notebook = answer(json.loads(json.dumps(assignment.notebook)), "step-1", source)

    exercise = report_on(json.dumps(notebook).encode(), assignment).exercises["step-1"]

    assert exercise.unfinished


def test_an_unwritten_function_behind_an_adapter_is_called_by_its_own_name(assignment):
    source = "def evens(n):\n    raise NotImplementedError()"
    notebook = answer(json.loads(json.dumps(assignment.notebook)), "evens", source)

    exercise = report_on(json.dumps(notebook).encode(), assignment).exercises["evens"]

    assert exercise.checks[0].says == "evens is not written yet."


def shipped(course, name):
    return json.loads((course.release / NAME / name).read_text(encoding="utf-8"))


def test_students_receive_what_a_step_comes_to_and_no_answer(course):
    text = (course.release / NAME / "steps.json").read_text(encoding="utf-8")

    assert "2*x" not in text
    assert "x[k]" not in text
    assert shipped(course, "steps.json")["step-1"]["function"] == "step_1"
    released = notebook_of(course.release)
    assert not any("x[k]" in "".join(cell["source"]) for cell in released["cells"])


def tutor_of(course, **functions):
    hints, steps = shipped(course, "hints.json"), shipped(course, "steps.json")
    return Tutor(hints, functions, steps)


def test_the_tutor_says_when_a_step_is_right(course, capsys):
    tutor_of(course, step_1=lambda: ("x[k]*2", "9/3")).step("step_1")

    assert capsys.readouterr().out.strip().endswith("step_1: right.")


@pytest.mark.parametrize(
    ("returned", "says"),
    [
        (("x[k]", 3), "A factor got lost.\nWhich one?\n(Read again: A step.)"),
        (("x[k]", 3), "Answer 2: right."),
        (("x[k*", 3), "costs nothing"),
        (("-2*x[k]", 4), "Answer 2: One too many."),
        (("q", 3), "there are: D, x"),
    ],
)
def test_the_tutor_says_what_is_wrong_with_a_step(course, returned, says):
    with pytest.raises(NotYet) as caught:
        tutor_of(course, step_1=lambda: returned).step("step_1")

    assert says in str(caught.value)


def test_the_tutor_says_what_is_missing(course):
    with pytest.raises(NotYet, match="Run its cell first"):
        tutor_of(course).step("step_1")
    with pytest.raises(NotYet, match=r"steps\.json is missing"):
        Tutor({}, {}).step("step_1")


def test_the_tutor_asks_about_a_function_behind_an_adapter(course):
    def evens(n):
        return [2 * i + 2 for i in range(n)]

    def first_of(make, n):
        return np.array(list(make(n)))

    tutor = tutor_of(course, evens=evens, first_of=first_of)

    assert "You begin at two." in tutor.question("evens")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('equivalents=("x[k]+x[k]",)', 'equivalents=("x[k]",)', "should be right"),
        ('"SQ01", "x[k]"', '"SQ01", "x[k]*2"', "SQ01 is judged right"),
        ('"SQ02", 4', '"SQ02", 3.0001', "SQ02 is judged right"),
        ('"step-1",', '"step-2",', "no cell"),
    ],
    ids=["wrong variant", "right misconception", "close misconception", "no cell"],
)
def test_the_build_refuses_steps_that_contradict_themselves(
    folder, course, old, new, says
):
    path = folder / "steps.py"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace(old, new), encoding="utf-8")
    try:
        with pytest.raises(AssignmentError, match=says):
            build(course)
    finally:
        path.write_text(before, encoding="utf-8")


def test_some_assignments_can_be_built_without_the_others(own_course):
    create(own_course, "13_other")
    (own_course.assignments / "13_other" / "13_other.md").write_text("broken\f")

    assert build(own_course, names=[NAME]).changed == []
    assert not (own_course.source / "13_other").exists()
