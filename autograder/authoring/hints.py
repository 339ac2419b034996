"""The content of hints.json: numbers by which the tutor recognises a misconception.

The file holds what each misconception says, its question, and its results on the public
inputs, rounded.  It holds no name, no code and nothing of the right answer.  The build
leaves out a misconception that gives the right answer on all public inputs, because it
could only mislead.

public.py defines the inputs::

    FIXTURES = {"numerical-gradient": [(bowl, np.array([1.0, -2.0]))]}
    THROUGH = {"minibatches": epoch_of}

An argument may be a function, here `bowl`: the notebook has one of that name.  An
adapter of THROUGH calls the student's function, as `epoch_of(minibatches, *inputs)`.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.course.assignment import Assignment, Exercise
from autograder.errors import AssignmentError
from autograder.misconceptions import Function
from autograder.wire import Opaque
from autograder.wire.call_result import CallResult, Raised, call_result_of, same_value

DIGITS = 7
_TUTOR_RTOL = 1e-5  # as gradients_by_hand/recognition.py compares; a test holds it
_ALMOST_ZERO = 1e-12
Fixtures = Sequence[tuple[Any, ...]]
Adapter = Callable[..., Any]


def hints_of(assignment: Assignment) -> dict[str, Any]:
    """The content of hints.json; empty for an assignment without public inputs."""
    if not (assignment.folder / "public.py").is_file():
        return {}
    public = assignment.module("public")
    fixtures = getattr(public, "FIXTURES", None)
    if not isinstance(fixtures, dict):
        raise AssignmentError(
            f"{assignment.folder}/public.py defines no FIXTURES: a dict from exercises "
            "to lists of argument tuples."
        )
    through = getattr(public, "THROUGH", {})
    return {
        "exercises": {
            each.id: _exercise(
                assignment, each, fixtures[each.id], through.get(each.id)
            )
            for each in assignment.exercises
            if each.id in fixtures
        }
    }


def _exercise(
    assignment: Assignment,
    exercise: Exercise,
    fixtures: Fixtures,
    adapter: Adapter | None,
) -> dict[str, Any]:
    right = getattr(assignment.reference, exercise.function)
    expected = _results(right, fixtures, adapter)
    wrong = [
        (each, results)
        for each in assignment.misconceptions_of(exercise.id)
        if not _are_right(
            results := _results(each.function, fixtures, adapter), expected
        )
    ]
    return {
        "function": exercise.function,
        "through": adapter.__name__ if adapter else None,
        "fixtures": [[_plain(arg) for arg in args] for args in fixtures],
        "misconceptions": [
            {
                "says": each.says,
                "try_this": each.try_this,
                "section": each.section,
                "results": [_written(result) for result in results],
            }
            for each, results in wrong
        ],
    }


def _results(
    function: Function, fixtures: Fixtures, adapter: Adapter | None
) -> list[CallResult]:
    if adapter is None:
        return [call_result_of(function, args) for args in fixtures]
    return [call_result_of(adapter, (function, *args)) for args in fixtures]


def _are_right(results: list[CallResult], expected: list[CallResult]) -> bool:
    # Compared as the file holds them.  A misconception that differs only in a type, in
    # what it changes or in digits that are not shipped is no hint.
    return all(
        _same_written(_written(each), _written(right))
        for each, right in zip(results, expected)
    )


def _same_written(one: Any, other: Any) -> bool:
    """Whether the tutor of a notebook would take two values for the same.

    It compares arrays as a whole: an entry next to zero has no digits of its own.
    """
    try:
        arrays = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    except (TypeError, ValueError):
        if isinstance(one, dict) and isinstance(other, dict):
            return one.keys() == other.keys() and all(
                _same_written(one[key], other[key]) for key in one
            )
        if isinstance(one, list) and isinstance(other, list):
            return len(one) == len(other) and all(map(_same_written, one, other))
        return bool(one == other)
    # What should be 0 is 0 on one processor and 1e-17 on another.
    are_zero = arrays[0].shape == arrays[1].shape and np.allclose(
        arrays, 0.0, rtol=0.0, atol=_ALMOST_ZERO
    )
    return are_zero or same_value(*arrays, rtol=_TUTOR_RTOL)


def _written(result: CallResult) -> dict[str, Any]:
    if isinstance(result, Raised):
        return {"raised": result.type_name}
    return {"returned": _plain(result.value)}


def _plain(value: Any) -> Any:
    """`value` as JSON: nested lists, numbers rounded, nan and inf as words.

    A dict stands below "items", the name of a function below "function", and the type
    of any other value below "type".
    """
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {"items": {str(key): _plain(each) for key, each in value.items()}}
    if callable(value):
        return {"function": value.__name__}
    if isinstance(value, Opaque):
        return {"type": value.type_name}
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
