"""`autograder demo`: a simulated class goes all the way through nbgrader.

It runs nbgrader's own release, submit, collect, autograde, feedback and export on a
course in demo/, with the configuration of this repository.
"""

import gc
import shutil
from collections import Counter
from concurrent.futures import as_completed
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from sqlalchemy import event
from sqlalchemy.engine import Engine

from autograder.batch.local_workers import workers
from autograder.batch.results import Records
from autograder.console import OUT, progress_bar
from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.integrity.fingerprint import known
from autograder.nbgrader.commands import CONFIG_FILE, Nbgrader
from autograder.report import Report
from autograder.reporting import class_report
from autograder.reporting.feedback_view import points
from autograder.simulation.simulated_class import (
    SimulatedStudent,
    as_expected,
    simulated_class,
)
from autograder.submission.attribution import SubmissionRef


def run(course: Course, *, name: str | None, jobs: int) -> bool:
    """Grade a simulated class of one assignment and write demo/report.html.

    Returns whether every student got the expected result.
    """
    assignment = course.assignment(name) if name else _richest(course)
    root = course.root / "demo"
    demo = _fresh_course(course, assignment, root / "course")
    students = simulated_class(assignment)
    _hand_in(demo, assignment, students, root)
    _grade(demo, assignment.name, jobs)
    Nbgrader(demo.root).export(root / "grades.csv")
    reports = _reports(demo, assignment.name)
    page = class_report.html(assignment.name, reports, known(assignment))
    (root / "report.html").write_text(page, encoding="utf-8")
    _print_gradebook(students, reports)
    good, total = _as_expected(students, reports), Counter(s.kind for s in students)
    kinds = ", ".join(f"{kind} {good[kind]} of {total[kind]}" for kind in total)
    click.echo(f"as expected: {kinds}")
    click.echo(f"class report: {root / 'report.html'}")
    click.echo(f"feedback: {demo.root / 'feedback'}")
    click.echo(f"marks: {root / 'grades.csv'}")
    return good == total


def _richest(course: Course) -> Assignment:
    return max(course, key=lambda each: len(each.misconceptions))


def _fresh_course(course: Course, assignment: Assignment, root: Path) -> Course:
    """A separate course, so the instructor's gradebook stays untouched."""
    shutil.rmtree(root.parent, ignore_errors=True)
    root.mkdir(parents=True)
    shutil.copy(course.root / CONFIG_FILE, root)
    for folder in (assignment.folder, assignment.built):
        shutil.copytree(folder, root / folder.relative_to(course.root))
    return Course(root)


def _hand_in(
    demo: Course, assignment: Assignment, students: list[SimulatedStudent], root: Path
) -> None:
    exchange = root / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)  # nbgrader requires this: students write here
    nbgrader = Nbgrader(demo.root, exchange)
    nbgrader.generate_assignment(assignment.name)
    nbgrader.release_assignment(assignment.name)
    with progress_bar() as bar:
        for student in bar.track(students, description="Handing in"):
            folder = root / "students" / student.name
            work = folder / assignment.name
            work.mkdir(parents=True)
            (work / f"{assignment.name}.ipynb").write_bytes(student.content)
            nbgrader.submit(assignment.name, student.name, folder)
    nbgrader.collect(assignment.name)


def _grade(demo: Course, name: str, jobs: int) -> None:
    """Autograde and write feedback in parallel, which nbgrader itself cannot."""
    students = Nbgrader(demo.root).students(name)
    # Small shares: the bar moves, and no worker waits long for the slowest.
    count = min(jobs * 16, len(students))
    shares = [students[first::count] for first in range(count)]
    with workers(jobs) as executor, progress_bar() as bar:
        task = bar.add_task("Grading", total=len(students))
        root = str(demo.root)
        futures = {executor.submit(_share, root, name, each): each for each in shares}
        for future in as_completed(futures):
            if failure := future.result():
                OUT.print(failure, style="yellow", markup=False)
            bar.advance(task, len(futures[future]))


def _do_not_wait_for_the_disk(connection: Any, _record: object) -> None:
    """Faster commits; the gradebook of a demonstration may be lost in a power cut."""
    connection.execute("PRAGMA synchronous=OFF")


def _share(root: str, name: str, students: list[str]) -> str:
    """Grade some students; return the error, "" if there is none."""
    if not event.contains(Engine, "connect", _do_not_wait_for_the_disk):
        event.listen(Engine, "connect", _do_not_wait_for_the_disk)
    nbgrader = Nbgrader(Path(root))
    gc.disable()  # pages are large trees; they are all freed after the share
    try:
        nbgrader.autograde(name, *students)
        nbgrader.generate_feedback(name, *students)
    except AutograderError as error:
        return str(error)
    finally:
        gc.enable()
        gc.collect()
    return ""


def _reports(demo: Course, name: str) -> dict[str, Report]:
    """The reports that `nbgrader autograde` wrote."""
    records, reports = Records(demo, demo.root / "reports", "auto"), {}
    for path in sorted((demo.root / "submitted").glob(f"*/{name}/{name}.ipynb")):
        student = path.parent.parent.name
        report = records.done(SubmissionRef(student, name, path))
        if report is not None:
            reports[student] = report
    return reports


def _print_gradebook(
    students: list[SimulatedStudent], reports: dict[str, Report]
) -> None:
    table = Table(title="The class", title_justify="left")
    table.add_column("kind")
    table.add_column("student", overflow="fold")
    table.add_column("points", justify="right")
    table.add_column("recognised misconceptions")
    for student in students:
        report = reports.get(student.name)
        if report is None:
            table.add_row(student.kind, student.name, "not graded", "")
            continue
        said = " ".join(sorted(set(report.misconceptions().values())))
        score = points(report.score, report.max)
        table.add_row(student.kind, student.name, score, said or report.problem or "")
    OUT.print(table)


def _as_expected(
    students: list[SimulatedStudent], reports: dict[str, Report]
) -> Counter[str]:
    """The number of students with the expected result, by kind."""
    good: Counter[str] = Counter()
    for student in students:
        report = reports.get(student.name)
        good[student.kind] += report is not None and as_expected(student, report)
    return good
