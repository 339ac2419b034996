"""Grades a class on any `concurrent.futures` executor.

Only a few submissions are under way at a time, whatever the size of the class.  A
worker that dies costs nobody a point: the scheduler grades each submission that may
have killed it once more, alone.

    Workers       the protocol of local and remote workers
    grade_class   grades submissions on the given workers
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
    """Processes or machines that grade submissions."""

    def width(self) -> int:
        """How many submissions must be under way so that no worker is idle."""

    def start(self, *, alone: bool = False) -> AbstractContextManager[Executor]:
        """A working executor; with `alone`, one for a single submission."""


def grade_class(
    tasks: Iterable[GradingTask], workers: Workers
) -> Iterator[list[Result]]:
    """Grade submissions; yield the finished ones in batches.

    If a worker dies, every submission under way gets a second try, alone.  A submission
    that kills its worker again is "not graded".
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
    """Grade until a worker breaks the executor; return whether none did."""
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
        for future in failed:
            del running[future]
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
    """Why there is no result; a cluster that goes away cancels its tasks."""
    return CancelledError() if future.cancelled() else future.exception()


def _result(task: GradingTask, future: Future[Any]) -> Result:
    try:
        graded = future.result()
    except Exception as error:  # a worker died; the other submissions go on
        why = str(error) or type(error).__name__
        assignment = Course(Path(task.course)).assignment(task.submitted.assignment)
        problem = f"A worker of the grader failed ({why}): grade it again."
        return Result(task, not_graded(assignment, problem))
    report = Report.model_validate(graded.pop("report"))
    return Result(task, report, **graded)
