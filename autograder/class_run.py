"""`autograder class`: a class on this machine, with progress, reports and a summary."""

import csv
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from autograder import class_report, render
from autograder.classroom import (
    Submitted,
    grade_class,
    passed_over,
    report_path,
    submissions,
)
from autograder.course import Course
from autograder.integrity.fingerprint import known
from autograder.kernel import shutdown
from autograder.report import Report
from autograder.sandbox import linux

OUT = Console()


def run(
    folder: Path,
    course: Course,
    reports: Path,
    *,
    only: str | None,
    jobs: int,
    sandbox: str,
) -> int:
    """Grade what is not graded yet; return how many submissions were not graded."""
    found = submissions(folder, course, only)
    for path in passed_over(folder, found):
        click.echo(f"passed over, because it is nobody's submission there: {path}")
    graded = _graded(found, course, reports, jobs, sandbox)
    for name in sorted({submitted.assignment for submitted, _ in graded}):
        of_this = [each for each in graded if each[0].assignment == name]
        ours = known(course.assignment(name))
        _write_summaries(reports / name, of_this, ours)
        click.echo(f"{name}: {reports / name / 'class.html'}")
    ungraded = [each for each in graded if each[1].status != "graded"]
    for submitted, report in ungraded:
        click.echo(f"{submitted.student}: {report.status}. {report.problem}")
    if sandbox == "unconfined":
        click.echo("Graded without a sandbox, as asked.")
    click.echo(f"{len(graded) - len(ungraded)} of {len(graded)} graded.")
    return len(ungraded)


def progress_bar(console: Console) -> Progress:
    """A bar with counts and an estimate of the time left."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
    )


def workers(jobs: int) -> ProcessPoolExecutor:
    """Processes that have everything imported, and end with their sandboxes."""
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_end_with_sandboxes
    )
    # Forked now: a fork beside the thread of a progress bar could hang.
    pool.submit(os.getpid).result()
    return pool


def _end_with_sandboxes() -> None:
    """Let this worker end with the class, and its warm process with this worker."""
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)  # also when that is killed
    Finalize(None, shutdown, exitpriority=1)  # workers run no `atexit`
    gc.freeze()  # what is imported by now stays: it need not be searched again


def _graded(
    found: Sequence[Submitted], course: Course, reports: Path, jobs: int, sandbox: str
) -> list[tuple[Submitted, Report]]:
    graded = []
    with workers(min(jobs, len(found))) as executor, progress_bar(OUT) as bar:
        task = bar.add_task("Grading", total=len(found))
        for each in grade_class(
            found, course, reports, executor, sandbox=sandbox, alone=partial(workers, 1)
        ):
            graded.append(each)
            _write_page(reports, *each)
            bar.advance(task)
    return sorted(graded, key=lambda each: each[0].student)


def _write_page(reports: Path, submitted: Submitted, report: Report) -> None:
    # Not STUDENT.html: somebody may be called `class`.
    page = report_path(reports, submitted).with_suffix(".feedback.html")
    title = f"{submitted.assignment}: {submitted.student}"
    page.write_text(render.report_html(report, title), encoding="utf-8")


def _write_summaries(
    folder: Path,
    graded: Iterable[tuple[Submitted, Report]],
    known: Collection[str],
) -> None:
    by_student = {submitted.student: report for submitted, report in graded}
    page = class_report.html(folder.name, by_student, known)
    (folder / "class.html").write_text(page, encoding="utf-8")
    with open(folder / "scores.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows(class_report.rows(by_student, known))
