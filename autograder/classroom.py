"""Many submissions, over any `concurrent.futures` executor.

One function grades one submission and returns plain JSON types, so that it runs in a
thread, a process or on another machine alike.  A worker that dies costs nobody a point:
whatever it may have been working on is tried again, alone.

    submissions   the files of a class
    job           grades one file
    grade_order   grades one submission that is sent along
    grade_class   grades many, a few at a time, over the workers that it is given
"""

import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

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

# A kernel may be copied while another thread forks, but pytest is one for a process.
_ONE_AT_A_TIME = threading.Lock()
_BROKEN = BrokenExecutor, CancelledError


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


class Workers(Protocol):
    """What submissions are graded by."""

    def width(self) -> int:
        """How many submissions to have under way, so that no worker waits."""

    def start(self, *, alone: bool = False) -> AbstractContextManager[Executor]:
        """An executor, new if an old one is broken; `alone`: for one submission."""


def submissions(folder: Path, course: Course, only: str | None) -> list[Submitted]:
    """The notebooks of a class: STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, or one file each.

    Raises:
        AutograderError: there are none, or it is not clear of which assignment.
    """
    names = [only] if only else course.names()
    found = [
        Submitted(path.parent.parent.name, name, path)
        for name in names
        for path in sorted(folder.glob(f"*/{name}/{name}.ipynb"))
    ]
    flat = sorted(folder.glob("*.ipynb"))
    if flat and only is None:
        raise AutograderError(
            f"{folder} holds notebooks without folders ({flat[0].name} ...): name "
            "their assignment with --assignment."
        )
    found += [Submitted(path.stem, only or "", path) for path in flat]
    if not found:
        raise AutograderError(
            f"There are no submissions in {folder}: expected "
            "STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb as nbgrader collects them, "
            "or one .ipynb file for each student."
        )
    return found


def passed_over(folder: Path, found: Sequence[Submitted]) -> list[Path]:
    """The notebooks below a class folder that are nobody's submission as they lie."""
    known = {each.path for each in found}
    return sorted(set(folder.rglob("*.ipynb")) - known)


def job(course: str, assignment: str, path: str, sandbox: str) -> dict[str, Any]:
    """Grade one file.  Plain types in, plain types out: fit for any executor."""
    key = kept.Key("", "")
    submitted = Submitted(Path(path).stem, assignment, Path(path))
    order = Order(submitted, course, sandbox, key, **content_of(submitted))
    report: dict[str, Any] = grade_order(order)["report"]
    return report


def report_path(reports: Path, submitted: Submitted) -> Path:
    """Where the report of a submission is kept."""
    return reports / submitted.assignment / f"{submitted.student}.json"


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


def grade_class(orders: Iterable[Order], workers: Workers) -> Iterator[list[Result]]:
    """Grade submissions; yield those that are finished, together.

    A submission that was under way when a worker died is graded once more, alone; one
    that ends its worker then as well is not graded.
    """
    waiting, suspects = iter(orders), list[Order]()
    finished = False
    while not finished:
        with workers.start() as executor:
            finished = yield from _until_broken(waiting, workers, executor, suspects)
    for order in suspects:
        with workers.start(alone=True) as executor:
            future = _submit(executor, order)
            yield [_result(order, future)]


def _until_broken(
    waiting: Iterator[Order],
    workers: Workers,
    executor: Executor,
    suspects: list[Order],
) -> Generator[list[Result], None, bool]:
    """Whether all was graded before a worker took its executor down with it."""
    running: dict[Future[Any], Order] = {}
    while True:
        for order in islice(waiting, max(workers.width() - len(running), 0)):
            running[_submit(executor, order)] = order
        if not running:
            return True
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        failed = [each for each in done if _failure(each) is not None]
        suspects += [running[each] for each in failed]
        broken = any(isinstance(_failure(each), _BROKEN) for each in failed)
        results = [_result(running.pop(each), each) for each in done - {*failed}]
        if results:
            yield results
        for each in failed:
            del running[each]
        if broken:
            suspects += running.values()
            return False


def _submit(executor: Executor, order: Order) -> Future[Any]:
    try:
        return executor.submit(grade_order, order)
    except BrokenExecutor as error:
        broken: Future[Any] = Future()
        broken.set_exception(error)
        return broken


def _failure(future: Future[Any]) -> BaseException | None:
    """Why there is no result; a cluster that goes away cancels what it was given."""
    return CancelledError() if future.cancelled() else future.exception()


def _result(order: Order, future: Future[Any]) -> Result:
    try:
        graded = future.result()
    except Exception as error:  # a worker died: our fault, and only this one's
        why = str(error) or type(error).__name__
        assignment = Course(Path(order.course)).assignment(order.submitted.assignment)
        problem = f"A worker of the grader failed ({why}): grade it again."
        return Result(order, not_graded(assignment, problem))
    report = Report.model_validate(graded.pop("report"))
    return Result(order, report, **graded)


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
