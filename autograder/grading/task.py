"""Grades one submission: the single entry point of every route.

A GradingTask holds plain types, so it can travel to another process or machine.
`nbgrader autograde`, `autograder class` and `autograder grade` all call `grade_task`.

    GradingTask   a submission to grade, with its content
    grade_task    grades a submission
    grade_file    grades one file
"""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.grading import report_cache
from autograder.grading.grade import Graded, grade, not_graded, unreadable
from autograder.grading.report_cache import CacheKey
from autograder.report import Report
from autograder.sandbox import plan
from autograder.submission.attribution import SubmissionRef, content_of
from autograder.submission.notebook_file import parse
from autograder.submission.repair import Released

# pytest keeps one state for all threads of a process.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class GradingTask:
    """One submission to grade, with everything that a worker needs beside the course.

    The task carries the file's `content`, so `key` always describes the graded bytes,
    even if the student submits again meanwhile.  `problem` says why the file is
    unreadable.  `released` holds the cells of the assignment that the class received.
    If only the checks of the exercises `only` have changed, `earlier` is the cached
    report.
    """

    submitted: SubmissionRef
    course: str
    sandbox: str
    key: CacheKey
    content: bytes = b""
    problem: str = ""
    released: Released | None = None
    earlier: Report | None = None
    only: frozenset[str] | None = None


def grade_task(task: GradingTask) -> Graded:
    """Grade one submission.  Never raises for anything that the student did."""
    course = Course(Path(task.course))
    assignment = course.assignment(task.submitted.assignment)
    try:
        _must_be_the_same(course, task)
        with _ONE_AT_A_TIME:
            return _with_earlier(task, _graded(task, course, assignment))
    except UnreadableSubmission as error:
        return Graded(unreadable(assignment, str(error)))
    except AutograderError as error:
        return Graded(not_graded(assignment, str(error)))


def grade_file(course: Course, assignment: str, path: Path, sandbox: str) -> Report:
    """The report of one file; nothing goes to a gradebook or a cache."""
    submitted = SubmissionRef(path.stem, assignment, path)
    key = CacheKey("", "")
    task = GradingTask(
        submitted, str(course.root), sandbox, key, **content_of(submitted)
    )
    return grade_task(task).report


def _must_be_the_same(course: Course, task: GradingTask) -> None:
    """Refuse to grade with checks, inputs or code that `task.key` does not name."""
    if not task.key.shared:
        return
    own = report_cache.cache_key(course, task.submitted.assignment, task.sandbox)
    if (own.shared, own.exercises) != (task.key.shared, task.key.exercises):
        raise AutograderError(
            "The course or the grader changed during grading, or a worker has another "
            "version of them. Give all workers the same course, .autograder/secret and "
            "grader, then grade again."
        )


def _graded(task: GradingTask, course: Course, assignment: Assignment) -> Graded:
    if task.problem:
        raise UnreadableSubmission(task.problem)
    return grade(
        parse(task.content, task.submitted.path.name),
        assignment,
        secret=course.secret(),
        sandbox=plan(task.sandbox),
        only=task.only,
        released=task.released,
    )


def _with_earlier(task: GradingTask, graded: Graded) -> Graded:
    if task.earlier is None:
        return graded
    return replace(graded, report=report_cache.merged(task.earlier, graded.report))
