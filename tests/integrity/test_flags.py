"""Flags reach the instructor, and nobody else; and they change no score."""

import json

import pytest

from autograder.errors import SandboxFailed
from autograder.grading.grade import grade
from autograder.integrity.constant import passing
from autograder.integrity.examine import examine
from autograder.report import ExerciseReport, Flag, Report, SandboxReport
from autograder.reporting import class_report, render
from autograder.sandbox import plan
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import Cell, parse
from autograder.submission.repair import arrange
from notebooks import NAME, answer, cell_of

PATCHES = "np.exp = abs\ndef double(x):\n    return 2 * x"
FLAG = Flag(kind="patch", where="double", says="numpy.exp is replaced.")


def report(**changes):
    fields = {"assignment": NAME, "status": "graded", "score": 4.0, "max": 4.0}
    return Report(**{**fields, **changes})


def graded(notebook, course):
    return grade(
        parse(json.dumps(notebook).encode()),
        course.assignment(NAME),
        secret=b"a secret of the tests",
        sandbox=plan(),
    ).report


def test_a_flag_costs_nothing_and_is_in_the_report_twice(released, small_course):
    given = graded(answer(released, "double", PATCHES), small_course)

    (finding,) = given.findings
    assert (finding.kind, finding.where, given.score) == ("patch", "double", 4.0)
    assert given.flags == (finding.says,)


def test_damage_comes_before_what_the_code_says(released, small_course):
    cell_of(released, "setup")["source"] += "  # mine"

    given = graded(answer(released, "double", PATCHES), small_course)

    assert [each.kind for each in given.findings] == ["edited", "patch"]


def test_a_report_of_before_is_read_and_its_flags_are_shown():
    old = report().model_dump(mode="json")
    del old["findings"]
    old["flags"] = ["The cell 'setup' is missing."]

    given = Report.model_validate(old)

    assert [each.says for each in given.to_look_at()] == old["flags"]
    assert "is missing." in class_report.html(NAME, {"ada": given})


def test_no_page_for_students_shows_a_flag():
    exercise = ExerciseReport(score=4.0, max=4.0, fingerprint="200-abc")
    given = report(exercises={"double": exercise}).with_findings(FLAG)

    pages = [
        render.report_html(given, "ada"),
        render.exercise_html(given, "double"),
        render.exercise_text(given, "double"),
    ]

    for page in pages:
        assert "replaced" not in page
        assert "200-abc" not in page


def test_the_class_report_shows_flags_and_equal_answers_to_the_instructor():
    same = {"double": ExerciseReport(score=4.0, max=4.0, fingerprint="200-abc")}
    reports = {
        "ada": report(exercises=same).with_findings(FLAG),
        "bob": report(exercises=same),
        "eve": report(exercises={}),
    }

    page = class_report.html(NAME, reports)
    rows = list(class_report.rows(reports))

    assert "numpy.exp is replaced." in page
    assert "They prove nothing" in page
    assert "ada, bob" in page
    assert rows[0][-1] == "to look at"
    assert [row[-1] for row in rows[1:]] == [
        "patches a library or tool; same code as bob",
        "same code as ada",
        "",
    ]


def test_a_class_with_nothing_to_look_at_has_no_such_section():
    assert "They prove nothing" not in class_report.html(NAME, {"ada": report()})


@pytest.mark.parametrize("tier", ["namespaces", "unconfined"])
def test_the_class_report_warns_of_grading_without_a_sandbox(tier):
    given = report(sandbox=SandboxReport(tier=tier))

    page = class_report.html(NAME, {"ada": report(), "bob": given})

    assert ("without a sandbox" in page) == (tier == "unconfined")


def test_nothing_of_a_student_is_markup_in_the_class_report():
    says = "line 1 (<script>alert(1)</script>)"
    hostile = report().with_findings(Flag(kind="reach", where="<b>", says=says))

    assert "<script>" not in class_report.html(NAME, {"<i>": hostile})


def test_a_visible_check_that_we_fail_to_run_is_no_suspicion(small_course, solved):
    def start():
        raise SandboxFailed("The sandbox did not start.")

    submission = parse(json.dumps(solved).encode())
    notebook = arrange(submission, small_course.assignment(NAME)).notebook

    assert passing(notebook, start, {"double"}) == set()


def test_a_code_that_breaks_its_reader_is_a_flag(small_course):
    code = StudentCode([("x = 1", True)])
    code.cells = None

    found = examine(
        small_course.assignment(NAME), [Cell("code", "x")], code, [], lambda ids: ids
    )

    assert [each.kind for each in found.flags] == ["unreadable"]


def test_loops_and_libraries_are_flagged_where_a_check_refuses_them(course):
    assignment = course.assignment("03_kronecker")
    notebook = json.loads(json.dumps(assignment.notebook))
    answer(
        notebook,
        "jacobian-scores",
        "def jacobian_scores(X, C):\n    N, D = X.shape\n"
        "    J = np.zeros((N * C, D * C))\n    for i in range(N):\n"
        "        for j in range(C):\n            J[i * C + j, j::C] = X[i]\n"
        "    return J",
    )
    answer(
        notebook,
        "jacobian-scores-loops",
        "def jacobian_scores_loops(X, C):\n    return np.kron(X, np.eye(C))",
    )
    submission = parse(json.dumps(notebook).encode())

    given = grade(submission, assignment, secret=b"a secret", sandbox=plan()).report

    assert {each.kind: each.where for each in given.findings} == {
        "loop": "jacobian-scores",
        "library": "jacobian-scores-loops",
    }
