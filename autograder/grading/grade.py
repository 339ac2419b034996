"""Grades one submission: composes the modules of this and other rooms into a Report.

    submission   reads the student's cells and repairs them once
    execution    runs them in the sandbox; the kernel stays open
    runner       runs the hidden checks in this process, on forks of that kernel
    diagnosis    names the misconception behind wrong answers
    integrity    flags what a person should look at
    report       holds all results as plain data

The report says whose fault a failure is; nothing that a student does raises an error.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial

from autograder.course.assignment import Assignment, Exercise
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.execution.check_result import CheckResult
from autograder.execution.kernel import CellResult
from autograder.grading import runner
from autograder.grading.blame import with_blame
from autograder.grading.diagnosis import diagnose
from autograder.grading.session import open_session
from autograder.integrity.constant import passing
from autograder.integrity.examine import examine
from autograder.misconceptions import Misconception
from autograder.report import (
    CheckReport,
    ExerciseReport,
    Report,
    SandboxReport,
    TutorReport,
    exercise_report,
)
from autograder.sandbox import Plan
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.notebook_file import Submission
from autograder.submission.repair import Arranged, Released, arrange


@dataclass(frozen=True)
class Graded:
    """A report, the repaired notebook, its outputs, and faults for the operator."""

    report: Report
    arranged: Arranged | None = None
    outputs: Sequence[CellResult | None] = ()
    faults: Sequence[str] = ()


def grade(
    submission: Submission,
    assignment: Assignment,
    *,
    secret: bytes,
    sandbox: Plan,
    only: Collection[str] | None = None,
    released: Released | None = None,
) -> Graded:
    """Grade one submission: all its exercises, or those that `only` names.

    released: the cells of the assignment that this class received.

    Never raises for anything that the student did, nor for a failure of the machine:
    the report's status says whose fault it is.
    """
    started = time.monotonic()
    try:
        arranged = arrange(submission, assignment, released)
        graded = _grade(arranged, assignment, secret, sandbox, only)
    except UnreadableSubmission as error:
        graded = Graded(unreadable(assignment, str(error)))
    except AutograderError as error:
        graded = Graded(not_graded(assignment, str(error)), faults=[str(error)])
    seconds = round(time.monotonic() - started, 3)
    return replace(graded, report=graded.report.model_copy(update={"seconds": seconds}))


def unreadable(assignment: Assignment, problem: str) -> Report:
    """The report of a file that is not a notebook of the assignment: zero points."""
    return Report(
        assignment=assignment.name,
        status="unreadable",
        score=0.0,
        max=assignment.points,
        problem=problem,
    )


def not_graded(assignment: Assignment, problem: str) -> Report:
    """The report of a submission that the grader failed on: no score, never a zero."""
    return Report(
        assignment=assignment.name,
        status="not graded",
        score=None,
        max=assignment.points,
        problem=problem,
    )


def _grade(
    arranged: Arranged,
    assignment: Assignment,
    secret: bytes,
    sandbox: Plan,
    only: Collection[str] | None,
) -> Graded:
    opened = open_session(arranged, assignment, secret, sandbox)
    session = opened.session
    try:
        results = with_blame(
            runner.run(assignment, session, only), assignment, secret, sandbox
        )
        passes = partial(passing, arranged.notebook, opened.start)
        examined = examine(assignment, arranged.cells, session.code, results, passes)
        layers = SandboxReport(
            tier=sandbox.tier, layers=session.kernel.layers, missing=sandbox.missing
        )
    finally:
        session.close()
    exercises = {
        each.id: _exercise(each, assignment, session.code, results).model_copy(
            update={"fingerprint": examined.fingerprints.get(each.id, "")}
        )
        for each in assignment.exercises
        if only is None or each.id in only
    }
    faults = [f"{each.check.name}: {each.fault}" for each in results if each.fault]
    report = _report(assignment, arranged, exercises, layers, faults)
    report = report.with_findings(*examined.flags)
    return Graded(report, arranged, opened.outputs, faults)


def _report(
    assignment: Assignment,
    arranged: Arranged,
    exercises: dict[str, ExerciseReport],
    sandbox: SandboxReport,
    faults: Sequence[str],
) -> Report:
    scores = [each.score for each in exercises.values()]
    missing = None in scores
    faults = faults or [
        f"{id} has no check" for id, e in exercises.items() if not e.checks
    ]
    problem = (
        f"A check of ours failed to run ({'; '.join(faults)}). "
        "If the mistake is in checks/, fix it; then grade again."
    )
    return Report(
        assignment=assignment.name,
        status="not graded" if missing else "graded",
        score=None if missing else round(sum(each or 0.0 for each in scores), 4),
        max=sum(each.max for each in exercises.values()),
        exercises=exercises,
        sandbox=sandbox,
        problem=problem if missing else None,
        submission=arranged.digest,
    ).with_findings(*arranged.flags)


def _exercise(
    exercise: Exercise,
    assignment: Assignment,
    code: StudentCode,
    results: Sequence[CheckResult],
) -> ExerciseReport:
    ours = [each for each in results if each.check.exercise == exercise.id]
    found = diagnose(exercise, assignment, code, ours)
    return exercise_report(
        tuple(_check_report(each) for each in ours),
        exercise.points,
        misconception=found.id if found else None,
        tutor=_tutor(found) if found else None,
    )


def _check_report(result: CheckResult) -> CheckReport:
    return CheckReport(
        name=result.check.name,
        verdict=result.verdict,
        weight=result.check.weight,
        checks=result.check.describes,
        says=result.says,
    )


def _tutor(found: Misconception) -> TutorReport:
    return TutorReport(says=found.says, try_this=found.try_this, section=found.section)
