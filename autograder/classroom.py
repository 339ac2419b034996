"""Many submissions, over any `concurrent.futures` executor.

One function grades one submission and returns plain JSON types, so that it runs in a
thread, a process or on another machine alike.  What was graded is written at once, and
a run that was stopped goes on where it was: nothing twice, nothing lost.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.grade import grade, not_graded, unreadable
from autograder.report import Report
from autograder.sandbox import plan
from autograder.submission import read, read_bytes


@dataclass(frozen=True)
class Submitted:
    """One file of a class: whose it is and for which assignment."""

    student: str
    assignment: str
    path: Path


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
    there = Course(Path(course))
    ours = there.assignment(assignment)
    try:
        submission = read(Path(path))
        graded = grade(
            submission, ours, secret=there.secret(), sandbox=plan(sandbox)
        ).report
    except UnreadableSubmission as error:
        graded = unreadable(ours, str(error))
    except AutograderError as error:
        graded = not_graded(ours, str(error))
    return graded.model_dump(mode="json")


def grade_class(
    submitted: Sequence[Submitted],
    course: Course,
    reports: Path,
    executor: Executor,
    *,
    sandbox: str = "auto",
    alone: Callable[[], Executor] | None = None,
) -> Iterator[tuple[Submitted, Report]]:
    """Grade what is not graded yet; yield every report, finished ones first.

    A submission whose grading failed by our fault is tried again by the next run.
    Where a worker dies, its executor is broken for everybody; the rest is then graded
    one by one, each in an executor that `alone` makes.
    """
    waiting: dict[Future[dict[str, Any]], Submitted] = {}
    for each in submitted:
        kept = kept_report(each, course, reports, sandbox=sandbox)
        if kept is not None:
            yield each, kept
        else:
            waiting[_submit(executor, each, course, sandbox)] = each
    for future in as_completed(waiting):
        each = waiting[future]
        if alone and isinstance(future.exception(), BrokenExecutor):
            with alone() as fresh:
                future = _submit(fresh, each, course, sandbox)
        report = _report(future, course.assignment(each.assignment))
        keep(each, course, reports, report, sandbox=sandbox)
        yield each, report


def _submit(
    executor: Executor, submitted: Submitted, course: Course, sandbox: str
) -> Future[dict[str, Any]]:
    arguments = (str(course.root), submitted.assignment, str(submitted.path), sandbox)
    try:
        return executor.submit(job, *arguments)
    except BrokenExecutor as error:
        broken: Future[dict[str, Any]] = Future()
        broken.set_exception(error)
        return broken


def _report(future: Future[dict[str, Any]], assignment: Assignment) -> Report:
    try:
        return Report.model_validate(future.result())
    except Exception as error:  # a worker died: our fault, and only this one's
        why = str(error) or type(error).__name__
        return not_graded(
            assignment, f"A worker of the grader failed ({why}): grade it again."
        )


def report_path(reports: Path, submitted: Submitted) -> Path:
    """Where the report of a submission is kept."""
    return reports / submitted.assignment / f"{submitted.student}.json"


def kept_report(
    submitted: Submitted, course: Course, reports: Path, *, sandbox: str = "auto"
) -> Report | None:
    """The report of an earlier run, if all that it depends on is still the same."""
    path = report_path(reports, submitted)
    try:
        kept = json.loads(path.read_bytes())
        report = Report.model_validate(kept["report"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None
    same = kept.get("key") == _key(submitted, course, sandbox)
    return report if same and report.status != "not graded" else None


def keep(
    submitted: Submitted,
    course: Course,
    reports: Path,
    report: Report,
    *,
    sandbox: str = "auto",
) -> None:
    """Write a report for the next run."""
    path = report_path(reports, submitted)
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "key": _key(submitted, course, sandbox),
        "report": report.model_dump(mode="json"),
    }
    # Written whole or not at all: a run may be killed at any moment.
    descriptor, draft = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
    os.replace(draft, path)


def _key(submitted: Submitted, course: Course, sandbox: str) -> str:
    """Changes with the file and with everything that its grade depends on."""
    digest = hashlib.sha256()
    digest.update(course.assignment(submitted.assignment).fingerprint.encode())
    digest.update(hashlib.sha256(course.secret()).digest())
    digest.update(f"{sandbox}\0{version('gradients-by-hand')}\0".encode())
    try:
        digest.update(read_bytes(submitted.path))
    except UnreadableSubmission as error:
        digest.update(str(error).encode())
    return digest.hexdigest()
