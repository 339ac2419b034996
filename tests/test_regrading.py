"""A change of a check grades again what it affects, and nothing else."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.batch.local_workers import LocalWorkers
from autograder.batch.results import Records
from autograder.batch.scheduler import grade_class
from autograder.course.course import Course
from autograder.course.digests import of_assignment
from autograder.grading import report_cache
from autograder.report import ExerciseReport, Flag, Report
from autograder.submission.attribution import SubmissionRef, report_path

CHECKS = '''
"""Hidden checks."""

import numpy as np
from autograder.checks import agree, check

def batch(rng):
    return rng.normal(size=3)


@check(exercise="one")
def test_one(student, rng):
    """One."""
    agree(student.one(batch(rng)), 1, what="one")


# Of the other exercise.
@check(exercise="two", weight=2)
def test_two(student):
    """Two."""

    agree(student.two(), 2, what="two")


@check(exercise="two", depends_on=test_two)
def test_two_again(student):
    agree(student.two(), 2, what="two")


@check(exercise="three")
def test_three(student):
    agree(student.three(), 3, what="three")
'''


@pytest.fixture
def prints(tmp_path):
    """A function that gives the digests of an assignment with some checks."""
    built, folder = tmp_path / "source" / "a", tmp_path / "assignments" / "a"
    (folder / "checks").mkdir(parents=True)
    built.mkdir(parents=True)

    def of(checks):
        (folder / "checks" / "test_a.py").write_text(checks)
        return of_assignment(folder, built, ["one", "two", "three"])

    return of


def changed(before, after):
    """The exercises that a change affects."""
    if before.shared != after.shared:
        return {"one", "two", "three"}
    return {
        id for id in before.exercises if before.exercises[id] != after.exercises[id]
    }


@pytest.mark.parametrize(
    ("old", "new", "affected"),
    [
        ('"""One."""', '"""The first."""', {"one"}),
        ('"""Two."""\n', '"""Two."""\n\n', {"two"}),
        ("weight=2", "weight=3", {"two"}),
        ("depends_on=test_two", "depends_on=test_one", {"one", "two"}),
        ('exercise="three"', 'exercise="two"', {"two", "three"}),
        ("size=3", "size=4", {"one", "two", "three"}),
        ("import agree", "import array as agree", {"one", "two", "three"}),
        ("# Of the", "# This is of the", {"one", "two", "three"}),
        ("def batch", "X = test_one\n\n\ndef batch", {"one", "two", "three"}),
        ('exercise="one"', "exercise=ONE", {"one", "two", "three"}),
        ("def batch", "def batch(", {"one", "two", "three"}),
        ("test_three", "test_one", {"one", "two", "three"}),
    ],
)
def test_a_change_affects(old, new, affected, prints):
    before = prints(CHECKS)

    after = prints(CHECKS.replace(old, new, 1))

    assert changed(before, after) == affected


def test_exercises_whose_checks_need_one_another_are_graded_together(prints):
    linked = CHECKS.replace("depends_on=test_two", "depends_on=test_one")

    before = prints(linked)
    after = prints(linked.replace('"""Two."""', '"""The second."""'))

    assert changed(before, after) == {"one", "two"}


@pytest.fixture
def softmax(course, tmp_path):
    """A copy of an assignment with many exercises, and somebody's submission."""
    name = "07_softmax_loss"
    assignment = course.assignment(name)
    root = tmp_path / "course"
    for folder in (assignment.folder, assignment.built):
        shutil.copytree(folder, root / folder.relative_to(course.root))
    path = root / "submitted" / "ada" / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    shutil.copy(course.root / "release" / name / path.name, path)
    return Course(root), SubmissionRef("ada", name, path)


def test_after_a_change_of_one_check_the_report_is_that_of_a_grading_from_scratch(
    softmax, tmp_path
):
    course, submitted = softmax
    checks = Path(course.assignments, submitted.assignment, "checks")
    records = Records(course, tmp_path / "kept", "auto")
    grade(records, submitted)
    path, text, exercise = some_check(checks)
    path.write_text(text)

    records = Records(course, tmp_path / "kept", "auto")
    ((again, report),) = grade(records, submitted)
    ((_, fresh),) = grade(Records(course, tmp_path / "new", "auto"), submitted)

    assert again.task.only == {exercise}
    assert report.model_copy(update={"seconds": fresh.seconds}) == fresh
    assert "Changed." in {each.checks for each in report.exercises[exercise].checks}


def test_a_report_of_an_earlier_edition_is_made_anew_and_counted(softmax, tmp_path):
    course, submitted = softmax
    report = Report(
        assignment=submitted.assignment, status="graded", score=0.0, max=1.0
    )
    key = report_cache.cache_key(course, submitted.assignment, "auto")
    of_file = key.of_file(submitted.path.read_bytes())
    path = report_path(tmp_path, submitted)
    records = Records(course, tmp_path, "auto")

    report_cache.store(path, of_file, report)
    assert records.done(submitted) == report
    assert records.outdated == set()

    report_cache.store(path, replace(of_file, shared="of an earlier grader"), report)
    assert records.done(submitted) is None
    assert records.outdated == {submitted}


def grade(records, submitted):
    """(result, report as it is kept) of what is graded."""
    return [
        (result, records.done(submitted))
        for results in grade_class(records.tasks([submitted]), LocalWorkers(1))
        for result in results
        if records.record([result])
    ]


def some_check(checks):
    """A check file, its text with another docstring in one check, and of which."""
    path = sorted(checks.glob("test_*.py"))[0]
    before, mark, rest = path.read_text().partition('@check(exercise="')
    exercise = rest.partition('"')[0]
    head, quotes, tail = rest.partition('"""')
    _, end, tail = tail.partition('"""')
    return path, before + mark + head + quotes + "Changed." + end + tail, exercise


def test_what_was_found_about_exercises_that_are_kept_stays():
    parts = {"score": 0.0, "max": 1.0}
    loop, gone = (
        Flag(kind="loop", where=id, says=f"{id}: a loop.") for id in ("kept", "again")
    )
    patch = Flag(kind="patch", where="cell 3", says="A patch.")
    both = {id: ExerciseReport(**parts) for id in ("kept", "again")}
    whole = {"assignment": "x", "status": "graded", "score": 0.0, "max": 2.0}
    earlier = Report(**whole, exercises=both).with_findings(loop, gone)
    again = Report(**whole, exercises={"again": both["again"]}).with_findings(patch)

    merged = report_cache.merged(earlier, again)

    assert set(merged.findings) == {loop, patch}
