"""`autograder class`: grades a class; writes reports, a summary and the gradebook."""

import contextlib
import csv
import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from autograder.batch.dask_cluster import Cluster
from autograder.batch.local_workers import LocalWorkers
from autograder.batch.nbgrader_records import nbgrader_records
from autograder.batch.results import Records
from autograder.batch.scheduler import Workers, grade_class
from autograder.console import progress_bar
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading.runner import collect
from autograder.integrity.fingerprint import known
from autograder.report import Report
from autograder.reporting import class_report
from autograder.sandbox.backends import isolates
from autograder.submission.attribution import (
    SubmissionRef,
    find_submissions,
    skipped,
)
from autograder.wire import clean


def run(
    folder: Path,
    course: Course,
    reports: Path,
    *,
    only: str | None,
    jobs: int,
    sandbox: str,
    scheduler: str | None = None,
    gradebook: bool | None = None,
) -> int:
    """Grade all new submissions; return how many could not be graded."""
    found = find_submissions(folder, course, only)
    for name in map(in_one_line, skipped(folder, found)):
        click.echo(f"Skipped (expected STUDENT/ASSIGNMENT/NOTEBOOK.ipynb): {name}")
    with nbgrader_records(course, folder, gradebook) as nbgrader:
        if nbgrader:
            nbgrader.must_know({each.assignment for each in found})
        records = Records(course, reports, sandbox, nbgrader)
        with _workers(scheduler, jobs, records, found) as workers:
            graded = _graded(found, records, workers)
    for name in sorted({submitted.assignment for submitted, _ in graded}):
        of_this = [each for each in graded if each[0].assignment == name]
        ours = known(course.assignment(name))
        _write_summaries(reports / name, of_this, ours)
        click.echo(f"{name}: {reports / name / 'class.html'}")
    if nbgrader:
        click.echo(f"gradebook: {nbgrader.address}")
    ungraded = [each for each in graded if each[1].status != "graded"]
    for submitted, report in ungraded:
        click.echo(f"{submitted.student}: {report.status}. {report.problem}")
    if not isolates(sandbox):
        click.echo("Graded without a sandbox, as you asked.")
    click.echo(f"{len(graded) - len(ungraded)} of {len(graded)} graded.")
    return len(ungraded)


def in_one_line(path: Path) -> str:
    """A path for the terminal: a folder's name may hold commands for it."""
    return clean(click.format_filename(path)).replace("\n", " ")


@contextmanager
def _workers(
    scheduler: str | None, jobs: int, records: Records, found: Sequence[SubmissionRef]
) -> Iterator[Workers]:
    names = sorted({each.assignment for each in found})
    if scheduler is None:
        _prepare_to_fork(records.course, names)
        yield LocalWorkers(min(jobs, len(found)))
        return
    with Cluster(scheduler) as cluster:
        cluster.must_be_able(records.course, names, records.sandbox)
        yield cluster


def _prepare_to_fork(course: Course, names: Iterable[str]) -> None:
    """Load the checks before the fork, so that workers share their memory pages."""
    for name in names:
        with contextlib.suppress(AutograderError):  # each report repeats this error
            collect(course.assignment(name))
    gc.collect()
    gc.freeze()  # the collector would write to all shared pages


def _graded(
    found: Sequence[SubmissionRef], records: Records, workers: Workers
) -> list[tuple[SubmissionRef, Report]]:
    reports = {each: records.done(each) for each in found}
    if records.outdated:
        click.echo(
            f"Grading {len(records.outdated)} of {len(found)} submissions again: "
            "the grader or the course has changed since."
        )
    graded = [(each, report) for each, report in reports.items() if report]
    waiting = [each for each, report in reports.items() if report is None]
    # Workers may be forked again: a fork beside a thread that draws could hang.
    with progress_bar(auto_refresh=False) as bar:
        # Earlier reports count as done, but not for the estimate of the time left.
        task = bar.add_task("Grading", total=len(found), completed=len(graded))
        for results in grade_class(records.tasks(waiting), workers):
            graded += records.record(results)
            bar.update(task, completed=len(graded), refresh=True)
    return sorted(graded, key=lambda each: each[0].student)


def _write_summaries(
    folder: Path,
    graded: Iterable[tuple[SubmissionRef, Report]],
    known: Collection[str],
) -> None:
    by_student = {submitted.student: report for submitted, report in graded}
    page = class_report.html(folder.name, by_student, known)
    (folder / "class.html").write_text(page, encoding="utf-8")
    with open(folder / "scores.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows(class_report.rows(by_student, known))
