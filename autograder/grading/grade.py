"""One submission -> Report: a composition of the modules beside it.

    submission       what the student wrote
    repair           makes of it the cells to run
    kernel           runs them in the sandbox and stays open
    runner           runs the hidden checks, here, on forks of that kernel
    misconceptions   names the wrong rule that a failing answer follows
    integrity        says what a person should look at
    report           all of it as plain data

Whose fault anything is stands in the report; nothing that a student does raises here.
"""

import contextlib
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from autograder.course.assignment import Assignment, Exercise
from autograder.course.steps import Step
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.execution.kernel import CellResult, Kernel
from autograder.execution.notebook_run import run_notebook
from autograder.execution.student import StudentFunction
from autograder.grading import runner
from autograder.grading.session import GradingSession
from autograder.integrity.constant import passing
from autograder.integrity.examine import examine
from autograder.misconceptions import OWN, Call, Misconception, explain
from autograder.report import (
    CheckReport,
    ExerciseReport,
    Report,
    SandboxReport,
    Tutor,
    exercise_report,
)
from autograder.sandbox import Plan
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.first_edition import with_todays_names
from autograder.submission.notebook_file import Submission
from autograder.submission.repair import Arranged, arrange
from autograder.wire.call_result import Returned

# Larger arrays make the loops of a reference slow and tell no more.
_TELLING_SIZE = 5000


@dataclass(frozen=True)
class Graded:
    """A report, the outputs of the cells that ran, by source, and operator's notes."""

    report: Report
    arranged: Arranged | None = None
    outputs: Sequence[CellResult | None] = ()
    faults: Sequence[str] = ()


@dataclass(frozen=True)
class OpenSession:
    """A finished notebook, ready for checks; whoever opened it closes the session."""

    session: GradingSession
    arranged: Arranged
    outputs: Sequence[CellResult | None]
    start: Callable[[], Kernel]


def grade(
    submission: Submission,
    assignment: Assignment,
    *,
    secret: bytes,
    sandbox: Plan,
    only: Collection[str] | None = None,
) -> Graded:
    """Grade one submission, in all exercises or in those that `only` names.

    Never raises for anything that the student did, nor for a machine that failed: the
    report's status says whose fault it is.
    """
    started = time.monotonic()
    try:
        graded = _grade(submission, assignment, secret, sandbox, only)
    except UnreadableSubmission as error:
        graded = Graded(unreadable(assignment, str(error)))
    except AutograderError as error:
        graded = Graded(not_graded(assignment, str(error)), faults=[str(error)])
    seconds = round(time.monotonic() - started, 3)
    return replace(graded, report=graded.report.model_copy(update={"seconds": seconds}))


def open_session(
    submission: Submission, assignment: Assignment, secret: bytes, sandbox: Plan
) -> OpenSession:
    """Run the notebook in the sandbox and keep it open for checks.

    Raises:
        UnreadableSubmission: this is not a notebook of the assignment.
        SandboxError: the student's code was not run.
    """
    arranged = arrange(submission, assignment)
    start = partial(Kernel, sandbox, files=assignment.given_files)
    kernel, outputs = run_notebook(arranged.cells, start)
    code = StudentCode(
        (with_todays_names(cell.source), result is not None and result.status == "ok")
        for cell, result in zip(arranged.cells, outputs)
    )
    session = GradingSession(assignment, kernel, code, arranged.digest, secret)
    return OpenSession(session, arranged, outputs, start)


def unreadable(assignment: Assignment, problem: str) -> Report:
    """The report of a file that is no notebook of the assignment: theirs to mend."""
    return Report(
        assignment=assignment.name,
        status="unreadable",
        score=0.0,
        max=_points(assignment),
        problem=problem,
    )


def not_graded(assignment: Assignment, problem: str) -> Report:
    """The report of a submission that we failed to grade: never a zero."""
    return Report(
        assignment=assignment.name,
        status="not graded",
        score=None,
        max=_points(assignment),
        problem=problem,
    )


def _grade(
    submission: Submission,
    assignment: Assignment,
    secret: bytes,
    sandbox: Plan,
    only: Collection[str] | None,
) -> Graded:
    opened = open_session(submission, assignment, secret, sandbox)
    session = opened.session
    try:
        results = runner.run(assignment, session, only)
        cells = opened.arranged.cells
        passes = partial(passing, submission, assignment, opened.start)
        examined = examine(assignment, cells, session.code, results, passes)
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
    report = _report(assignment, opened.arranged, exercises, layers, faults)
    report = report.with_findings(*examined.flags)
    return Graded(report, opened.arranged, opened.outputs, faults)


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
        "If that is a mistake in checks/, mend it; then grade again."
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
    results: Sequence[runner.CheckResult],
) -> ExerciseReport:
    ours = [each for each in results if each.check.exercise == exercise.id]
    rule = None
    if any(each.verdict in ("wrong", "crashed") for each in ours):
        # A rule of ours that fails to run explains nothing, and changes no score.
        with contextlib.suppress(Exception):
            rule = _misconception(exercise, assignment, code, ours)
    return exercise_report(
        tuple(_check_report(each) for each in ours),
        exercise.points,
        misconception=rule.id if rule else None,
        tutor=_tutor(rule) if rule else None,
    )


def _misconception(
    exercise: Exercise,
    assignment: Assignment,
    code: StudentCode,
    results: Sequence[runner.CheckResult],
) -> Misconception | None:
    made = [pair for each in results for pair in each.calls]
    if step := assignment.steps.get(exercise.id):
        return _mistake(step, assignment, made)
    calls = [
        call
        for name, made_call in made
        if (call := _of_exercise(exercise, assignment, name, made_call))
        and _size(call) <= _TELLING_SIZE
    ]
    return explain(
        assignment.rules_of(exercise.id),
        calls,
        getattr(assignment.reference, exercise.function),
        code.uses(exercise.function),
    )


def _mistake(
    step: Step, assignment: Assignment, made: Sequence[tuple[str, Call]]
) -> Misconception | None:
    """The known mistake in the answer of a step."""
    for name, call in made:
        if name == step.function and isinstance(call.outcome, Returned):
            id = step.follows(call.outcome.value)
            rules = assignment.rules_of(step.id)
            return next((rule for rule in rules if rule.id == id), None)
    return None


def _of_exercise(
    exercise: Exercise, assignment: Assignment, name: str, call: Call
) -> Call | None:
    """A call as one of the exercise's function, perhaps through a probe, or None."""

    def ours(value: Any) -> Any:
        if not isinstance(value, StudentFunction):
            return value
        is_own = value.name == exercise.function
        return OWN if is_own else getattr(assignment.reference, value.name)

    args = tuple(map(ours, call.args))
    if name == exercise.function:
        return replace(call, args=args)
    if any(each is OWN for each in args):
        through = getattr(assignment.reference, name)
        return replace(call, args=args, through=through)
    return None


def _size(call: Call) -> int:
    return sum(getattr(each, "size", 1) for each in call.args)


def _check_report(result: runner.CheckResult) -> CheckReport:
    return CheckReport(
        name=result.check.name,
        verdict=result.verdict,
        weight=result.check.weight,
        checks=result.check.describes,
        says=result.says,
    )


def _tutor(rule: Misconception) -> Tutor:
    return Tutor(says=rule.says, try_this=rule.try_this, section=rule.section)


def _points(assignment: Assignment) -> float:
    return float(sum(each.points for each in assignment.exercises))
