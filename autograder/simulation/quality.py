"""Measures the checks of the course on simulated students with known answers.

    graded     the simulated class of one assignment with its reports
    judged     the quality of the checks of each exercise
    run        `autograder quality`: one table of all assignments

Four numbers must be right: no misconception is accepted, at least 95 % are recognised
as themselves, no right answer is rejected, and some misconception fails each check.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.batch.local_workers import workers
from autograder.console import OUT, progress_bar
from autograder.course.assignment import Assignment, grade_id
from autograder.course.course import Course
from autograder.grading.grade import grade
from autograder.report import Report
from autograder.sandbox import plan
from autograder.simulation.simulated_class import (
    SimulatedStudent,
    misled_students,
    right_students,
    unfinished_students,
)
from autograder.submission.notebook_file import parse

RECOGNISED_AT_LEAST = 0.95
_FAILED = ("wrong", "crashed")
_WIDTH = 120  # of the table, also in a log
# Hidden inputs are drawn from this secret, so every machine prints the same table.
_SECRET = b"the secret of a class that never was"


@dataclass
class ExerciseQuality:
    """What the simulated class says of one exercise; lists hold ids and names."""

    assignment: str
    exercise: str
    misconceptions: int = 0
    accepted: list[str] = field(default_factory=list)
    mistaken: list[str] = field(default_factory=list)
    variants: int = 0
    rejected: list[str] = field(default_factory=list)
    never_failed: list[str] = field(default_factory=list)


Graded = Sequence[tuple[SimulatedStudent, Report]]


def graded(
    course: Course, name: str, executor: Executor
) -> Iterator[tuple[SimulatedStudent, Report]]:
    """The simulated students whose answers are known, with their reports."""
    assignment = course.assignment(name)
    students = [
        *right_students(assignment),
        *misled_students(assignment, everywhere=True),
        *unfinished_students(assignment),
    ]
    count = len(students)
    reports = executor.map(
        _report, [str(course.root)] * count, [name] * count, students
    )
    return zip(students, reports)


def judged(assignment: Assignment, class_: Graded) -> list[ExerciseQuality]:
    """The quality of the checks of each exercise, measured on a graded class."""
    return [
        _judged(assignment, exercise.id, class_) for exercise in assignment.exercises
    ]


def run(course: Course, names: Sequence[str], *, jobs: int) -> bool:
    """Grade the simulated classes and print the table; return whether all is well."""
    rows: list[ExerciseQuality] = []
    with workers(jobs) as executor, progress_bar() as bar:
        for name in names or course.names():
            task = bar.add_task(name, total=None)
            class_ = []
            for each in graded(course, name, executor):
                class_.append(each)
                bar.advance(task)
            rows += judged(course.assignment(name), class_)
            bar.remove_task(task)
    Console(width=max(OUT.width, _WIDTH)).print(_table(rows))
    for sentence in _remarks(rows):
        click.echo(sentence)
    return as_it_must_be(rows)


def as_it_must_be(rows: Iterable[ExerciseQuality]) -> bool:
    """Whether the four numbers are right."""
    rows = list(rows)
    misconceptions = sum(each.misconceptions for each in rows)
    mistaken = sum(len(each.mistaken) for each in rows)
    return (
        not any(each.accepted or each.rejected or each.never_failed for each in rows)
        and misconceptions - mistaken >= RECOGNISED_AT_LEAST * misconceptions
    )


def with_answers_only(content: bytes) -> bytes:
    """The notebook without the cells that only show something, which take time."""
    notebook = json.loads(content)
    notebook["cells"] = [
        cell
        for cell in notebook["cells"]
        if grade_id(cell) or cell["cell_type"] == "markdown"
    ]
    return json.dumps(notebook).encode()


def _report(root: str, name: str, student: SimulatedStudent) -> Report:
    course = Course(Path(root))
    submission = parse(with_answers_only(student.content))
    # The checks of other exercises tell nothing about this student's answer.
    only = student.answers or None
    return grade(
        submission,
        course.assignment(name),
        secret=_SECRET,
        sandbox=plan(),
        only=only,
    ).report


def _judged(assignment: Assignment, id: str, class_: Graded) -> ExerciseQuality:
    found = ExerciseQuality(assignment.name, id)
    checks: set[str] = set()
    failed: set[str] = set()
    for student, report in class_:
        if id not in report.exercises:
            continue
        exercise = report.exercises[id]
        checks |= {each.name for each in exercise.checks}
        if student.kind == "right" and id in student.answers:
            found.variants += 1
            if exercise.score != exercise.max:
                found.rejected.append(student.answers[id])
        if student.kind == "misconception" and id in student.expects:
            found.misconceptions += 1
            expected = student.expects[id]
            failed |= {each.name for each in exercise.checks if each.verdict in _FAILED}
            if exercise.score == exercise.max:
                found.accepted.append(expected)
            elif exercise.misconception != expected:
                found.mistaken.append(f"{expected} as {exercise.misconception}")
    found.never_failed = sorted(checks - failed)
    return found


def _table(rows: Sequence[ExerciseQuality]) -> Table:
    table = Table(title="The checks of the course", title_justify="left")
    table.add_column("exercise")
    headings = "misconceptions", "accepted", "recognised", "variants", "rejected"
    for heading in (*headings, "checks nobody fails"):
        table.add_column(heading, justify="right")
    for number, each in enumerate(rows):
        if number == 0 or rows[number - 1].assignment != each.assignment:
            table.add_section()
            table.add_row(each.assignment, style="bold")
        table.add_row(each.exercise, *_numbers([each]))
    table.add_section()
    table.add_row("all", *_numbers(rows), style="bold")
    return table


def _numbers(rows: Sequence[ExerciseQuality]) -> list[str]:
    misconceptions = sum(each.misconceptions for each in rows)
    accepted = sum(len(each.accepted) for each in rows)
    mistaken = sum(len(each.mistaken) for each in rows)
    return [
        str(misconceptions),
        str(accepted),
        _share(misconceptions - accepted - mistaken, misconceptions),
        str(sum(each.variants for each in rows)),
        str(sum(len(each.rejected) for each in rows)),
        str(sum(len(each.never_failed) for each in rows)),
    ]


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "0"


def _remarks(rows: Sequence[ExerciseQuality]) -> Iterator[str]:
    """What is not as it must be, one sentence each."""
    for each in rows:
        where = f"{each.assignment}, {each.exercise}"
        for id in each.accepted:
            yield f"{where}: the misconception {id} earns every point."
        for pair in each.mistaken:
            yield f"{where}: {pair.replace(' as ', ' is recognised as ')}."
        for variant in each.rejected:
            yield f"{where}: the right answer {variant} loses points."
        for check in each.never_failed:
            yield f"{where}: no misconception fails {check}."
