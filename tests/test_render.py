"""Feedback in HTML, plain text and the terminal: the same words, nothing unescaped."""

import html
import re

import pytest
from rich.console import Console

from autograder.nbgrader.pages import markdown2html
from autograder.report import (
    ERROR,
    CheckReport,
    Report,
    SandboxReport,
    TutorReport,
    exercise_report,
)
from autograder.reporting import class_report
from autograder.reporting.render import exercise_html, exercise_text, report_html
from autograder.reporting.terminal import report_table

HOSTILE = "<script>alert(1)</script>[bold]"
UNWRITTEN = "double is not written yet."
TUTOR = TutorReport(
    says="You square.", try_this="What of 1?", section="Double it: why?"
)


def check_report(verdict, says="It says so."):
    return CheckReport(name="t", verdict=verdict, checks="It is checked.", says=says)


def exercise(*verdicts, **details):
    return exercise_report(tuple(map(check_report, verdicts)), 8.0, **details)


def report(**changes):
    fields = {"assignment": "12_doubling", "status": "graded", "score": 8.0, "max": 8.0}
    return Report(**{**fields, **changes})


@pytest.mark.parametrize(
    ("verdicts", "score"),
    [
        (["passed", "passed"], 8.0),
        (["passed", "wrong"], 4.0),
        (["crashed", "skipped"], 0.0),
        (["passed", ERROR], None),
        ([], None),
    ],
    ids=["all", "half", "none", "our fault", "no check"],
)
def test_the_score_follows_the_verdicts_and_our_fault_is_never_a_zero(verdicts, score):
    assert exercise(*verdicts).score == score


def report_on(exercise, **changes):
    return report(exercises={"double": exercise}, **changes)


def in_terminal(report):
    """What the terminal shows, without the name of the submission."""
    console = Console(width=300, color_system=None)
    with console.capture() as capture:
        console.print(report_table(report))
    return capture.get()


def words(text):
    """The words and signs of a text or a page, in their order, without punctuation."""
    body = re.sub(r"<[^>]*>", " ", text.partition("<body>")[2] or text)
    return re.findall(r"\w+|[✔✘–]", html.unescape(body))


@pytest.mark.parametrize("tier", ["namespaces", "unconfined"])
@pytest.mark.parametrize(
    "given",
    [
        exercise("passed", "wrong", "crashed", "skipped", ERROR),
        exercise("wrong", misconception="12-DB01", tutor=TUTOR),
        exercise_report((check_report("passed"),), 1.0),
        exercise_report((check_report("crashed", UNWRITTEN),), 4.0),
    ],
    ids=["verdicts", "tutor", "one point", "unfinished"],
)
def test_every_renderer_says_the_same_words(given, tier):
    graded = report_on(given, sandbox=SandboxReport(tier=tier))

    cell = words(exercise_html(graded, "double"))
    page = words(report_html(graded, graded.assignment))
    terminal = in_terminal(graded).replace("12-DB01", "")  # for the instructor only

    assert words(exercise_text(graded, "double")) == cell
    assert words(terminal) == page
    assert " ".join(cell) in " ".join(page)


def test_a_problem_is_said_in_the_same_words_in_place_of_a_score():
    given = report(status="unreadable", score=0.0, problem="It is empty.")

    page = words(report_html(given, given.assignment))

    assert page == words(in_terminal(given))
    assert page == ["12_doubling", "Unreadable", "It", "is", "empty"]
    assert words(exercise_text(given, "double")) == words("Not graded. It is empty.")
    assert words(exercise_html(given, "double")) == words("Not graded. It is empty.")


def test_a_verdict_is_said_in_words_beside_its_sign():
    given = exercise("passed", "wrong", "crashed", "skipped", ERROR)
    page = exercise_html(report_on(given), "double")

    for word in ("passed", "not yet", "stopped", "not tried", "our fault"):
        assert word in page.replace("\u00a0", " ")
    assert "– of 8 points" in page


def test_nothing_of_a_student_is_markup():
    hostile = exercise_report((check_report("wrong", HOSTILE),), 1.0)
    given = report_on(hostile, flags=(HOSTILE,))

    page = report_html(given, HOSTILE)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert HOSTILE in exercise_text(given, "double")
    assert in_terminal(given).count(HOSTILE) == 2


def test_the_tutor_speaks_after_the_table_and_points_to_the_section():
    given = report_on(exercise("wrong", misconception="12-DB01", tutor=TUTOR))

    cell = exercise_html(given, "double")

    assert cell.index("</table>") < cell.index("You square.") < cell.index("What of 1?")
    assert '<a href="#Double-it:-why?">Double it: why?</a>' in cell
    assert "<a" not in report_html(given, "ada")  # the notebook is not in this page


def test_the_link_leads_to_the_heading_that_nbconvert_makes():
    given = report_on(exercise("wrong", misconception="12-DB01", tutor=TUTOR))
    heading = markdown2html({}, f"## {TUTOR.section}")

    (link,) = re.findall(r'href="(#[^"]*)"', exercise_html(given, "double"))

    assert f'href="{link}"' in heading


def test_an_unfinished_exercise_is_one_kind_sentence():
    checks = tuple([check_report("crashed", UNWRITTEN)] * 3)
    page = exercise_html(report_on(exercise_report(checks, 4.0)), "double")

    assert page.count(UNWRITTEN) == 1
    assert "0 of 4 points" in page


def test_an_exercise_that_was_not_graded_says_nothing():
    assert words(exercise_html(report(), "double")) == []
    assert words(exercise_text(report(), "double")) == []


def test_no_cell_of_the_scores_is_a_formula():
    problem = '=HYPERLINK("http://x", "y")'
    formulas = {"=1+1": report(problem=problem), "+1": report(), "@a": report()}

    _header, *rows = class_report.rows(formulas)

    assert [row[0] for row in rows] == ["'+1", "'=1+1", "'@a"]
    assert f"'{problem}" in rows[1]
    assert rows[0][2] == 8.0
