"""Words that reach people: every verdict, every status, nothing unescaped."""

import pytest

from autograder.report import CheckReport, Report, Tutor, exercise_report
from autograder.reporting.render import (
    exercise_html,
    exercise_text,
    report_html,
    report_table,
)

HOSTILE = "<script>alert(1)</script>[bold]"


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
        (["passed", "broken"], None),
        ([], None),
    ],
    ids=["all", "half", "none", "our fault", "no check"],
)
def test_the_score_follows_the_verdicts_and_our_fault_is_never_a_zero(verdicts, score):
    assert exercise(*verdicts).score == score


def test_a_verdict_is_said_in_words_beside_its_sign():
    page = exercise_html(exercise("passed", "wrong", "crashed", "skipped", "broken"))

    for words in ("passed", "not yet", "stopped", "not tried", "our fault"):
        assert words in page.replace("\u00a0", " ")
    assert "– of 8 points" in page


def test_nothing_of_a_student_is_markup():
    hostile = exercise_report((check_report("wrong", HOSTILE),), 1.0)
    page = report_html(report(exercises={"double": hostile}), HOSTILE)

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert HOSTILE in exercise_text(hostile)
    assert report_table(report(exercises={"double": hostile}, flags=(HOSTILE,)))


def test_the_tutor_speaks_after_the_table():
    tutor = Tutor(says="You square.", try_this="What of 1?", section="Double it")
    page = exercise_html(exercise("wrong", misconception="12-DB01", tutor=tutor))

    assert page.index("</table>") < page.index("You square.") < page.index("What of 1?")


def test_an_unfinished_exercise_is_one_kind_sentence():
    checks = [check_report("crashed", "double is not written yet.")] * 3
    page = exercise_html(exercise_report(tuple(checks), 4.0))

    assert page.count("double is not written yet.") == 1
    assert "0 of 4 points" in page


def test_a_problem_takes_the_place_of_a_table():
    assert "It is empty." in exercise_html(None, "It is empty.")
    page = report_html(report(status="unreadable", problem="It is empty."), "ada")
    assert "unreadable" in page
    assert "It is empty." in page
