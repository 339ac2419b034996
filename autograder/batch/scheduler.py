"""Many submissions, over any `concurrent.futures` executor.

A few are under way at a time, however large the class.  A worker that dies costs nobody
a point: whatever it may have been working on is tried again, alone.

    Workers       what submissions are graded by
    grade_class   grades many, over the workers that it is given
"""

from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from autograder.batch.worker import Result, work
from autograder.course.course import Course
from autograder.grading.grade import not_graded
from autograder.grading.task import GradingTask
from autograder.report import Report

_BROKEN = BrokenExecutor, CancelledError


class Workers(Protocol):
    """What submissions are graded by."""

    def width(self) -> int:
        """How many submissions to have under way, so that no worker waits."""

    def start(self, *, alone: bool = False) -> AbstractContextManager[Executor]:
        """An executor, new if an old one is broken; `alone`: for one submission."""


def grade_class(
    tasks: Iterable[GradingTask], workers: Workers
) -> Iterator[list[Result]]:
    """Grade submissions; yield those that are finished, together.

    A submission that was under way when a worker died is graded once more, alone; one
    that ends its worker then as well is not graded.
    """
    waiting, suspects = iter(tasks), list[GradingTask]()
    finished = False
    while not finished:
        with workers.start() as executor:
            finished = yield from _until_broken(waiting, workers, executor, suspects)
    for task in suspects:
        with workers.start(alone=True) as executor:
            future = _submit(executor, task)
            yield [_result(task, future)]


def _until_broken(
    waiting: Iterator[GradingTask],
    workers: Workers,
    executor: Executor,
    suspects: list[GradingTask],
) -> Generator[list[Result], None, bool]:
    """Whether all was graded before a worker took its executor down with it."""
    running: dict[Future[Any], GradingTask] = {}
    while True:
        for task in islice(waiting, max(workers.width() - len(running), 0)):
            running[_submit(executor, task)] = task
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


def _submit(executor: Executor, task: GradingTask) -> Future[Any]:
    try:
        return executor.submit(work, task)
    except BrokenExecutor as error:
        broken: Future[Any] = Future()
        broken.set_exception(error)
        return broken


def _failure(future: Future[Any]) -> BaseException | None:
    """Why there is no result; a cluster that goes away cancels what it was given."""
    return CancelledError() if future.cancelled() else future.exception()


def _result(task: GradingTask, future: Future[Any]) -> Result:
    try:
        graded = future.result()
    except Exception as error:  # a worker died: our fault, and only this one's
        why = str(error) or type(error).__name__
        assignment = Course(Path(task.course)).assignment(task.submitted.assignment)
        problem = f"A worker of the grader failed ({why}): grade it again."
        return Result(task, not_graded(assignment, problem))
    report = Report.model_validate(graded.pop("report"))
    return Result(task, report, **graded)
