"""For authors of hidden checks.

A check is an ordinary pytest test that names its exercise::

    @check(exercise="softmax-loss", weight=2)
    def test_equal_scores_cost_log_C(student):
        \"\"\"When all scores are equal, the loss is log C.\"\"\"
        agree(student.softmax_loss(W, X, y), np.log(3), what="the loss")

Its docstring is what the student reads.  It runs in the trusted process; `student`
calls the student's functions in theirs and hands back plain values, which may be
anything: take them apart with `unpack`, `number`, `array` or `agree` before doing
arithmetic on them.

    check           marks a test: exercise, weight, what it depends on
    agree           the answer is right, or a sentence that says how it is wrong
    unpack          (loss, dW) -> [loss, dW]
    number, array   one finite number; one finite array of a given shape
    untouched       the last call left its arguments alone
    written_here    a function does not let a library do its work
    without_loops   a function that shall be vectorized has no Python loop
    in_time         one of several calls is as quick as the work is
    WrongAnswer     any other way of being wrong, in words for the student
"""

import sys
import time
from collections.abc import Callable
from typing import Any, Literal, NoReturn

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.report import FlagKind
from autograder.wire import Opaque, Subclassed

Check = Callable[..., None]
_TRIES, _REST_S = 16, 0.04


class WrongAnswer(AssertionError):
    """The answer is wrong; the text is for the student and shows no right answer.

    `flag` is what a person should look at beside the mark, "" for an ordinary mistake.
    """

    def __init__(self, says: str, *, flag: FlagKind | Literal[""] = "") -> None:
        super().__init__(says)
        self.flag = flag


def check(
    *, exercise: str, weight: float = 1.0, depends_on: Check | None = None
) -> Callable[[Check], Check]:
    """Mark a test as a hidden check of one exercise.

    The points of the exercise stand in its notebook cell; `weight` is this check's
    share of them.  With `depends_on`, a check is skipped, not failed, if the check that
    it depends on fails.  So one mistake is reported once.
    """
    required = depends_on.__name__ if depends_on else None
    return pytest.mark.check(exercise=exercise, weight=weight, depends_on=required)


def agree(value: object, right: Any, *, what: str, rtol: float = 1e-6) -> None:
    """Raise WrongAnswer unless `value` equals `right` to `rtol` of its largest entry.

    Looks in the order in which a person would: is it there, is it numeric, has it the
    shape, is it finite, is it the value.  The right value is never shown.
    """
    expected = np.asarray(right, dtype=float)
    if expected.ndim == 0:
        given = np.asarray(number(value, what))
    else:
        given = array(value, expected.shape, what)
    scale = max(float(np.abs(expected).max(initial=0.0)), 1e-300)
    off = np.abs(given - expected) > rtol * scale
    if off.any():
        raise WrongAnswer(_how_it_is_off(off, what))


def number(value: object, what: str) -> float:
    """`value` as one finite float, or WrongAnswer."""
    _must_be_numeric(value, what)
    given = np.asarray(value, dtype=float)
    if given.ndim != 0:
        _wrong(f"{what} should be a single number, and has shape {given.shape}.")
    return float(_finite(given, what))


def array(value: object, shape: tuple[int, ...], what: str) -> NDArray[np.float64]:
    """`value` as a finite float64 array of `shape`, or WrongAnswer."""
    _must_be_numeric(value, what)
    given = np.asarray(value)
    if given.shape != tuple(shape):
        wanted = tuple(int(n) for n in shape)
        _wrong(f"{what} has shape {given.shape}, and should have {wanted}.")
    return _finite(given, what)


def unpack(value: object, *names: str) -> list[Any]:
    """The parts of a tuple that the student returned, one for each name."""
    wanted = " and ".join(names)
    if value is None:
        _wrong(f"The function returned nothing, where {wanted} should come back.")
    if not isinstance(value, tuple | list):
        _wrong(f"The function returned {kind(value)}, where {wanted} should come back.")
    if len(value) != len(names):
        count = f"{len(value)} value{'s' if len(value) != 1 else ''}"
        _wrong(
            f"The function returned {count}, "
            f"where {len(names)} should come back: {wanted}."
        )
    return list(value)


def untouched(student: Any) -> None:
    """Raise WrongAnswer if the last call changed an array that it was given."""
    changed = student.changed
    if changed:
        which = " and ".join(f"argument {i + 1}" for i in sorted(changed))
        _wrong(f"The function changes what it was given ({which}).")


def written_here(code: Any, function: str, *names: str) -> None:
    """Raise WrongAnswer if `function` or its helpers use one of the named libraries.

    names: full names such as "scipy.special.softmax", or of whole modules.
    """
    used = code.libraries(function)
    for each in sorted(used):
        if any(each == name or each.startswith(f"{name}.") for name in names):
            _wrong(
                f"{function} uses {each}, and here it is yours to write.",
                flag="library",
            )
    hidden = used & {"__import__", "eval", "exec", "importlib.import_module"}
    if hidden:
        _wrong(
            f"{function} uses {min(hidden)}, so that nobody can see what it calls: "
            "write it without.",
            flag="library",
        )


def without_loops(code: Any, function: str) -> None:
    """Raise WrongAnswer if there is a Python loop in `function` or its helpers."""
    loops = code.loops(function)
    if loops:
        _wrong(f"Python still walks here: {'; '.join(loops[:3])}.", flag="loop")


def in_time(
    student: Any, ask: Callable[[int], object], limit_s: Callable[[], float]
) -> None:
    """Raise WrongAnswer if none of several calls of `ask` is quick.

    ask(number) makes a call, another one for each number from 1 on, so that an answer
    that is remembered does not count; limit_s() measures what the work costs just now.
    A busy machine delays many calls, but not all: the tries are spread over seconds,
    and a process that has rested comes first.
    """
    for number in range(1, _TRIES + 1):
        ask(number)
        if student.seconds <= limit_s():
            return
        time.sleep(_REST_S * min(number, 5))
    _wrong("The function takes far longer than the work that is to be done.")


def kind(value: object) -> str:
    """What a student would call the type of `value`."""
    if isinstance(value, Opaque | Subclassed):
        return f"a value of type {value.type_name}"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    return f"a value of type {type(value).__name__}"


def _must_be_numeric(value: object, what: str) -> None:
    if value is None:
        _wrong(f"{what} is None.")
    if isinstance(value, Subclassed):
        _wrong(f"{what} should be a plain numpy array, not {value.type_name}.")
    if isinstance(value, np.ndarray | np.generic):
        if value.dtype.kind not in "fiu":
            _wrong(f"{what} holds {value.dtype} instead of real numbers.")
    elif isinstance(value, bool) or not isinstance(value, int | float):
        _wrong(f"{what} should be numeric, and is {kind(value)}.")
    elif abs(value) > sys.float_info.max:
        _wrong(f"{what} is infinite.")


def _finite(given: NDArray[Any], what: str) -> NDArray[np.float64]:
    # Before any comparison: NaN would make every "error > tolerance" False.
    if np.isnan(given).any():
        _wrong(f"{what} is not a number (nan) somewhere.")
    if np.isinf(given).any():
        _wrong(f"{what} is infinite somewhere.")
    return given.astype(np.float64)


def _how_it_is_off(off: NDArray[np.bool_], what: str) -> str:
    if off.ndim == 0:
        return f"{_sentence(what)} is not right."
    if off.all():
        return f"{_sentence(what)} is not right in any of its {off.size} entries."
    first = tuple(int(i) for i in np.argwhere(off)[0])
    return (
        f"{_sentence(what)} is not right in {int(off.sum())} of its {off.size} "
        f"entries; the first is {list(first)}."
    )


def _sentence(what: str) -> str:
    """With a capital, unless it begins with a name of the code such as dW or db."""
    return what[:1].upper() + what[1:] if what.startswith("the ") else what


def _wrong(says: str, flag: FlagKind | Literal[""] = "") -> NoReturn:
    raise WrongAnswer(_sentence(says), flag=flag)
