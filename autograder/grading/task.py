"""One submission as it is sent to a worker, and what the worker sends back.

Plain types go in and plain JSON types come out, so that the same function runs in a
thread, a process or on another machine.

    GradingTask         a submission, with all that a worker needs beside the course
    grade_task   grades it
    job           grades one file
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.grading import report_cache
from autograder.grading.grade import Graded, grade, not_graded, unreadable
from autograder.grading.report_cache import CacheKey
from autograder.report import Report
from autograder.sandbox import plan
from autograder.submission.notebook_file import Submission, parse, read_bytes

if TYPE_CHECKING:
    from autograder.nbgrader.clean_notebook import Released

# Threads of one process would share pytest, which has one state for all of them.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class SubmissionRef:
    """One file of a class: whose it is and for which assignment."""

    student: str
    assignment: str
    path: Path


@dataclass(frozen=True)
class GradingTask:
    """One submission to grade, with all that a worker needs beside the course.

    The file's `content` is sent along: what is graded is then what `key` was made of,
    even if the student hands in again meanwhile.  `problem` says why it could not be
    read.  With `released`, a notebook for nbgrader is made as well.  Where only the
    checks of the exercises `only` have changed, `earlier` is the report that is kept.
    """

    submitted: SubmissionRef
    course: str
    sandbox: str
    key: CacheKey
    content: bytes = b""
    problem: str = ""
    released: "Released | None" = None
    earlier: Report | None = None
    only: frozenset[str] | None = None


@dataclass(frozen=True)
class Result:
    """What grading came to; `notebook` and `marks` are there if they were asked for."""

    task: GradingTask
    report: Report
    notebook: str | None = None
    marks: dict[str, Any] | None = None


def content_of(submitted: SubmissionRef) -> dict[str, Any]:
    """The `content` of a submitted file, or the `problem` with it."""
    try:
        return {"content": read_bytes(submitted.path)}
    except UnreadableSubmission as error:
        return {"problem": str(error)}


def grade_task(task: GradingTask) -> dict[str, Any]:
    """Grade one submission: {"report": ..., "notebook": text or None, "marks": ...}."""
    course = Course(Path(task.course))
    assignment = course.assignment(task.submitted.assignment)
    try:
        _must_be_the_same(course, task)
        with _ONE_AT_A_TIME:
            return _graded(task, course, assignment)
    except UnreadableSubmission as error:
        return _plain(unreadable(assignment, str(error)))
    except AutograderError as error:
        return _plain(not_graded(assignment, str(error)))


def job(course: str, assignment: str, path: str, sandbox: str) -> dict[str, Any]:
    """Grade one file.  Plain types in, plain types out: fit for any executor."""
    key = CacheKey("", "")
    submitted = SubmissionRef(Path(path).stem, assignment, Path(path))
    task = GradingTask(submitted, course, sandbox, key, **content_of(submitted))
    report: dict[str, Any] = grade_task(task)["report"]
    return report


def _must_be_the_same(course: Course, task: GradingTask) -> None:
    """Refuse to grade by other checks, inputs or code than those of `task.key`."""
    if not task.key.shared:
        return
    own = report_cache.cache_key(course, task.submitted.assignment, task.sandbox)
    if (own.shared, own.exercises) != (task.key.shared, task.key.exercises):
        raise AutograderError(
            "The course or the grader changed while this was graded, or a worker has "
            "another copy of them (course, .autograder/secret, version): see to it "
            "that all have the same, then grade again."
        )


def _graded(
    task: GradingTask, course: Course, assignment: Assignment
) -> dict[str, Any]:
    if task.released is None:
        return _plain(_with_earlier(task, _grade(task, course, assignment)).report)
    from autograder.nbgrader import (
        autograded_notebook as autograded,  # it imports nbgrader
    )

    notebook = autograded.notebook_of(_submission(task), assignment, task.released)
    graded = autograded.grade_notebook(
        notebook,
        assignment,
        secret=course.secret(),
        sandbox=plan(task.sandbox),
        only=task.only,
    )
    graded = _with_earlier(task, graded)
    if graded.report.status == "not graded":
        return _plain(graded.report)
    autograded.write_results(notebook, assignment, graded)
    return {
        **_plain(graded.report),
        "notebook": autograded.text(notebook),
        "marks": autograded.marks(notebook),
    }


def _grade(task: GradingTask, course: Course, assignment: Assignment) -> Graded:
    return grade(
        _submission(task)(),
        assignment,
        secret=course.secret(),
        sandbox=plan(task.sandbox),
        only=task.only,
    )


def _submission(task: GradingTask) -> Callable[[], Submission]:
    """A function that reads the submission, or raises what is wrong with it."""

    def read() -> Submission:
        if task.problem:
            raise UnreadableSubmission(task.problem)
        return parse(task.content, task.submitted.path.name)

    return read


def _with_earlier(task: GradingTask, graded: Graded) -> Graded:
    if task.earlier is None:
        return graded
    return replace(graded, report=report_cache.merged(task.earlier, graded.report))


def _plain(report: Report) -> dict[str, Any]:
    return {"report": report.model_dump(mode="json")}
