"""The result of a call, and when two results are the same.

A result is a value or an exception's type, together with the arguments that the call
changed.  The student's results come over the wire and are untrusted input.  Those of
misconceptions and of the reference are made here, in the trusted process.
"""

import copy
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.wire import Opaque, Subclassed, decode, encode
from gradients_by_hand.rules.comparison import same_numbers


@dataclass(frozen=True)
class Returned:
    """A plain value, and the arguments (by position) that the call changed.

    steps: the Python instructions of the call, by its own account; 0 if not counted.
    """

    value: object
    changed: Mapping[int, object] = field(default_factory=dict)
    seconds: float = 0.0
    steps: int = 0


@dataclass(frozen=True)
class Raised:
    """An exception, as bounded text that is safe to show."""

    type_name: str
    message: str = ""
    line: str = ""


CallResult = Returned | Raised


def call_result_of(function: Callable[..., Any], args: Sequence[Any]) -> CallResult:
    """Run one of *our own* functions on copies of `args`."""
    given = copy.deepcopy(list(args))
    try:
        with np.errstate(all="ignore"):
            value = function(*given)
    except Exception as error:  # a misconception may raise: that is its result
        return Raised(type(error).__name__, str(error))
    changed = {
        i: now
        for i, (now, before) in enumerate(zip(given, args))
        if not same_value(now, before, rtol=0.0)
    }
    return Returned(_as_it_arrives(value), changed)


def is_finite(result: CallResult) -> bool:
    """Whether every number in the returned value is finite."""
    return isinstance(result, Raised) or _is_finite(result.value)


def same(one: CallResult, other: CallResult, *, rtol: float) -> bool:
    """Whether two results are the same, arrays to `rtol` of their largest entry."""
    if isinstance(one, Raised) or isinstance(other, Raised):
        return (
            isinstance(one, Raised)
            and isinstance(other, Raised)
            and one.type_name == other.type_name
        )
    return set(one.changed) == set(other.changed) and same_value(
        one.value, other.value, rtol=rtol
    )


def same_value(one: object, other: object, *, rtol: float) -> bool:
    """Whether two plain values are the same; nan equals nan, 0-d equals a number."""
    if isinstance(one, Subclassed) or isinstance(other, Subclassed):
        return _same_subclass(one, other, rtol)
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(
            same_value(a, b, rtol=rtol) for a, b in zip(one, other)
        )
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            same_value(one[k], other[k], rtol=rtol) for k in one
        )
    if _numeric(one) and _numeric(other):
        return same_numbers(np.asarray(one), np.asarray(other), rtol=rtol)
    if isinstance(one, Opaque) or isinstance(other, Opaque):
        return (
            isinstance(one, Opaque)
            and isinstance(other, Opaque)
            and one.type_name == other.type_name
        )
    return type(one) is type(other) and bool(one == other)


def _is_finite(value: object) -> bool:
    if isinstance(value, tuple | list):
        return all(map(_is_finite, value))
    # As complex numbers, because large integers arrive in an array as objects.
    return not _numeric(value) or bool(
        np.isfinite(np.asarray(value, dtype=complex)).all()
    )


def _same_subclass(one: object, other: object, rtol: float) -> bool:
    return (
        isinstance(one, Subclassed)
        and isinstance(other, Subclassed)
        and one.type_name == other.type_name
        and same_value(one.array, other.array, rtol=rtol)
    )


def _numeric(value: object) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "biufc"
    if isinstance(value, int):
        return abs(value) <= sys.float_info.max  # larger ones do not fit into an array
    return isinstance(value, float | complex)


def _as_it_arrives(value: Any) -> object:
    """`value` as the wire delivers it, so that our results compare with theirs."""
    return decode(encode(value))
