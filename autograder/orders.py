"""One submission as it is sent to a worker, and what the worker sends back.

Plain types go in and plain JSON types come out, so that the same function runs in a
thread, a process or on another machine.

    Order         a submission, with all that a worker needs beside the course
    grade_order   grades it
    job           grades one file
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder import kept
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.grade import Graded, grade, not_graded, unreadable
from autograder.report import Report
from autograder.sandbox import plan
from autograder.submission import Submission, parse, read_bytes

if TYPE_CHECKING:
    from autograder.clean_notebook import Released

# Threads of one process would share pytest, which has one state for all of them.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Submitted:
    """One file of a class: whose it is and for which assignment."""

    student: str
    assignment: str
    path: Path


@dataclass(frozen=True)
class Order:
    """One submission to grade, with all that a worker needs beside the course.

    The file's `content` is sent along: what is graded is then what `key` was made of,
    even if the student hands in again meanwhile.  `problem` says why it could not be
    read.  With `released`, a notebook for nbgrader is made as well.  Where only the
    checks of the exercises `only` have changed, `earlier` is the report that is kept.
    """

    submitted: Submitted
    course: str
    sandbox: str
    key: kept.Key
    content: bytes = b""
    problem: str = ""
    released: "Released | None" = None
    earlier: Report | None = None
    only: frozenset[str] | None = None


@dataclass(frozen=True)
class Result:
    """What grading came to; `notebook` and `marks` are there if they were asked for."""

    order: Order
    report: Report
    notebook: str | None = None
    marks: dict[str, Any] | None = None


def content_of(submitted: Submitted) -> dict[str, Any]:
    """The `content` of a submitted file, or the `problem` with it."""
    try:
        return {"content": read_bytes(submitted.path)}
    except UnreadableSubmission as error:
        return {"problem": str(error)}


def grade_order(order: Order) -> dict[str, Any]:
    """Grade one submission: {"report": ..., "notebook": text or None, "marks": ...}."""
    course = Course(Path(order.course))
    assignment = course.assignment(order.submitted.assignment)
    try:
        _must_be_the_same(course, order)
        with _ONE_AT_A_TIME:
            return _graded(order, course, assignment)
    except UnreadableSubmission as error:
        return _plain(unreadable(assignment, str(error)))
    except AutograderError as error:
        return _plain(not_graded(assignment, str(error)))


def job(course: str, assignment: str, path: str, sandbox: str) -> dict[str, Any]:
    """Grade one file.  Plain types in, plain types out: fit for any executor."""
    key = kept.Key("", "")
    submitted = Submitted(Path(path).stem, assignment, Path(path))
    order = Order(submitted, course, sandbox, key, **content_of(submitted))
    report: dict[str, Any] = grade_order(order)["report"]
    return report


def _must_be_the_same(course: Course, order: Order) -> None:
    """Refuse to grade by other checks, inputs or code than those of `order.key`."""
    if not order.key.shared:
        return
    own = kept.key(course, order.submitted.assignment, order.sandbox)
    if (own.shared, own.exercises) != (order.key.shared, order.key.exercises):
        raise AutograderError(
            "The course or the grader changed while this was graded, or a worker has "
            "another copy of them (course, .autograder/secret, version): see to it "
            "that all have the same, then grade again."
        )


def _graded(order: Order, course: Course, assignment: Assignment) -> dict[str, Any]:
    if order.released is None:
        return _plain(_with_earlier(order, _grade(order, course, assignment)).report)
    from autograder import autograded  # it imports nbgrader

    notebook = autograded.notebook_of(_submission(order), assignment, order.released)
    graded = autograded.grade_notebook(
        notebook,
        assignment,
        secret=course.secret(),
        sandbox=plan(order.sandbox),
        only=order.only,
    )
    graded = _with_earlier(order, graded)
    if graded.report.status == "not graded":
        return _plain(graded.report)
    autograded.write_results(notebook, assignment, graded)
    return {
        **_plain(graded.report),
        "notebook": autograded.text(notebook),
        "marks": autograded.marks(notebook),
    }


def _grade(order: Order, course: Course, assignment: Assignment) -> Graded:
    return grade(
        _submission(order)(),
        assignment,
        secret=course.secret(),
        sandbox=plan(order.sandbox),
        only=order.only,
    )


def _submission(order: Order) -> Callable[[], Submission]:
    """A function that reads the submission, or raises what is wrong with it."""

    def read() -> Submission:
        if order.problem:
            raise UnreadableSubmission(order.problem)
        return parse(order.content, order.submitted.path.name)

    return read


def _with_earlier(order: Order, graded: Graded) -> Graded:
    if order.earlier is None:
        return graded
    return replace(graded, report=kept.merged(order.earlier, graded.report))


def _plain(report: Report) -> dict[str, Any]:
    return {"report": report.model_dump(mode="json")}
