"""Finds the misconception behind failed checks.

The checks of an exercise record their calls.  This module relates each call to the
exercise's function, perhaps through an adapter, so that misconceptions can run in place
of that function.
"""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from autograder.course.assignment import Assignment, Exercise
from autograder.course.steps import GradedStep
from autograder.execution.check_result import CheckResult
from autograder.execution.student import StudentFunction
from autograder.misconceptions import STUDENT_FUNCTION, Call, Misconception, explain
from autograder.static_analysis.student_code import StudentCode
from autograder.wire.call_result import Returned

# With larger arrays the loops of a reference are slow and reveal nothing more.
_TELLING_SIZE = 5000


def diagnose(
    exercise: Exercise,
    assignment: Assignment,
    code: StudentCode,
    results: Sequence[CheckResult],
) -> Misconception | None:
    """The misconception behind the wrong answers of an exercise, or None."""
    if not any(each.verdict in ("wrong", "crashed") for each in results):
        return None
    # An error in a misconception must not change a score.
    with contextlib.suppress(Exception):
        made = [pair for each in results for pair in each.calls]
        if step := assignment.steps.get(exercise.id):
            return _of_step(step, assignment, made)
        return _of_function(exercise, assignment, code, made)
    return None


def _of_function(
    exercise: Exercise,
    assignment: Assignment,
    code: StudentCode,
    made: Sequence[tuple[str, Call]],
) -> Misconception | None:
    calls = [
        call
        for name, made_call in made
        if (call := _of_exercise(exercise, assignment, name, made_call))
        and _size(call) <= _TELLING_SIZE
    ]
    return explain(
        assignment.misconceptions_of(exercise.id),
        calls,
        getattr(assignment.reference, exercise.function),
        code.uses(exercise.function),
    )


def _of_step(
    step: GradedStep, assignment: Assignment, made: Sequence[tuple[str, Call]]
) -> Misconception | None:
    for name, call in made:
        if name == step.function and isinstance(call.result, Returned):
            id = step.misconception_of(call.result.value)
            known = assignment.misconceptions_of(step.id)
            return next((each for each in known if each.id == id), None)
    return None


def _of_exercise(
    exercise: Exercise, assignment: Assignment, name: str, call: Call
) -> Call | None:
    """A call in terms of the exercise's function; None if it does not involve that."""

    def ours(value: Any) -> Any:
        if not isinstance(value, StudentFunction):
            return value
        is_own = value.name == exercise.function
        return STUDENT_FUNCTION if is_own else getattr(assignment.reference, value.name)

    args = tuple(map(ours, call.args))
    if name == exercise.function:
        return replace(call, args=args)
    if any(each is STUDENT_FUNCTION for each in args):
        through = getattr(assignment.reference, name)
        return replace(call, args=args, through=through)
    return None


def _size(call: Call) -> int:
    return sum(getattr(each, "size", 1) for each in call.args)
