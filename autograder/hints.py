"""The numbers that students receive so that a tutor's question works offline.

Of each wrong rule only what it says, its question and what it *gives* on the public
inputs is written: rounded numbers, no name, no code, nothing of what is right.  A rule
that gives the right answer on all public inputs is left out: it could only mislead.
"""

import math
from typing import Any

import numpy as np

from autograder.assignment import Assignment, Exercise
from autograder.errors import AssignmentError
from autograder.misconceptions import Misconception
from autograder.outcomes import Outcome, Raised, outcome_of, same_value

DIGITS = 7


def hints_of(assignment: Assignment) -> dict[str, Any]:
    """The content of hints.json; empty for an assignment without public inputs."""
    if not (assignment.folder / "public.py").is_file():
        return {}
    fixtures = getattr(assignment.module("public"), "FIXTURES", None)
    if not isinstance(fixtures, dict):
        raise AssignmentError(
            f"{assignment.folder}/public.py defines no FIXTURES: a dict from exercises "
            "to lists of argument tuples."
        )
    return {
        "exercises": {
            each.id: _exercise(assignment, each, fixtures[each.id])
            for each in assignment.exercises
            if each.id in fixtures
        }
    }


def _exercise(
    assignment: Assignment, exercise: Exercise, fixtures: list[tuple[Any, ...]]
) -> dict[str, Any]:
    right = getattr(assignment.reference, exercise.function)
    rules = [
        (rule, outcomes)
        for rule in assignment.rules_of(exercise.id)
        if not _is_right(outcomes := _outcomes(rule, fixtures), right, fixtures)
    ]
    return {
        "function": exercise.function,
        "fixtures": [[_plain(arg) for arg in args] for args in fixtures],
        "rules": [
            {
                "says": rule.says,
                "try_this": rule.try_this,
                "section": rule.section,
                "outcomes": [_written(each) for each in outcomes],
            }
            for rule, outcomes in rules
        ],
    }


def _outcomes(rule: Misconception, fixtures: list[tuple[Any, ...]]) -> list[Outcome]:
    return [outcome_of(rule.function, args) for args in fixtures]


def _is_right(
    outcomes: list[Outcome], right: Any, fixtures: list[tuple[Any, ...]]
) -> bool:
    # As it is written: a rule that differs in its type or in what it changes is no
    # hint, and neither is one that differs in digits that are not shipped.
    return all(
        same_value(
            _written(each), _written(outcome_of(right, args)), rtol=10.0 ** (1 - DIGITS)
        )
        for each, args in zip(outcomes, fixtures)
    )


def _written(outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Raised):
        return {"raised": outcome.type_name}
    return {"returned": _plain(outcome.value)}


def _plain(value: Any) -> Any:
    """`value` as JSON: nested lists, numbers rounded, nan and inf as words."""
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | str):
        return value
    array = np.asarray(getattr(value, "array", value))
    if array.ndim:
        return [_plain(each) for each in array]
    return _number(array.item())


def _number(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value
    if math.isfinite(value):
        return float(f"{value:.{DIGITS}g}")
    return "nan" if math.isnan(value) else f"{'-' if value < 0 else ''}inf"
