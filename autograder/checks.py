"""For authors of hidden checks.

A check is an ordinary pytest test that names its exercise::

    @check(exercise="softmax-loss", weight=2)
    def test_equal_scores_cost_log_C(student):
        \"\"\"When all scores are equal, the loss is log C.\"\"\"
        agree(student.softmax_loss(W, X, y), np.log(3), what="the loss")

Its docstring is what the student reads.  It runs in the trusted process; `student`
calls the student's functions in theirs and hands back plain values, which may be
anything: take them apart with `unpack`, `number`, `array` or `agree` before doing
arithmetic on them.  What these say is the same as what the notebook's checks say: both
ask `gradients_by_hand.rules`.

    check           marks a test: exercise, weight, what it depends on
    agree           the answer is right, or a sentence that says how it is wrong
    unpack          (loss, dW) -> [loss, dW]
    number, array   one finite number; one finite array of a given shape
    akin            some numbers are right but for a factor and a constant
    untouched       the last call left its arguments alone
    written_here    a function does not let a library do its work
    steady          a vectorized function takes no more steps for a larger batch
    without_loops   a function that shall be vectorized has no Python loop
    in_time         one of several calls is as quick as the work is
    WrongAnswer     any other way of being wrong, in words for the student
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.report import FlagKind
from autograder.wire import Opaque, Subclassed
from gradients_by_hand.rules import comparison
from gradients_by_hand.rules.borrowed import borrowed_sentence
from gradients_by_hand.rules.comparison import Disagreement, Foreign
from gradients_by_hand.rules.loops import loop_sentence
from gradients_by_hand.rules.notebook_code import NotebookCode

Check = Callable[..., None]
_TRIES, _REST_S = 16, 0.04
_SPARE_STEPS = 80  # np.choose takes three for each choice, a loop at least eight
_GROWS = (
    "The larger the batch is, the more Python steps the function takes: something goes "
    "through examples, features or classes one by one."
)


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
    with _wrong_answers():
        comparison.agree(_plain(value), right, what=what, rtol=rtol)


def number(value: object, what: str) -> float:
    """`value` as one finite float, or WrongAnswer."""
    with _wrong_answers():
        return comparison.number(_plain(value), what)


def array(value: object, shape: tuple[int, ...], what: str) -> NDArray[np.float64]:
    """`value` as a finite float64 array of `shape`, or WrongAnswer."""
    with _wrong_answers():
        return comparison.array(_plain(value), shape, what)


def unpack(value: object, *names: str) -> list[Any]:
    """The parts of a tuple that the student returned, one for each name."""
    with _wrong_answers():
        return comparison.unpack(_plain(value), *names)


def akin(values: Sequence[float], right: Sequence[float], *, rtol: float) -> bool:
    """Whether `values` are `right` but for a factor and a constant.

    So a wrong constant leaves part of the marks, and another function does not.
    """
    line = np.column_stack([right, np.ones(len(right))])
    fitted = np.linalg.lstsq(line, np.asarray(values), rcond=None)[0]
    span = np.ptp(np.asarray(values))
    return bool(0 < span < np.inf) and bool(
        np.abs(line @ fitted - values).max() <= rtol * span
    )


def untouched(student: Any) -> None:
    """Raise WrongAnswer if the last call changed an array that it was given."""
    changed = student.changed
    if changed:
        which = " and ".join(f"argument {i + 1}" for i in sorted(changed))
        raise WrongAnswer(f"The function changes what it was given ({which}).")


def written_here(code: NotebookCode, function: str, *names: str) -> None:
    """Raise WrongAnswer if `function` or its helpers use one of the named libraries.

    names: full names such as "scipy.special.softmax", or of whole modules.
    """
    if says := borrowed_sentence(code, function, *names):
        raise WrongAnswer(says, flag="library")


def without_loops(code: NotebookCode, function: str) -> None:
    """Raise WrongAnswer if there is a Python loop in `function` or its helpers."""
    if says := loop_sentence(code, function):
        raise WrongAnswer(says, flag="loop")


def steady(function: Any, small: tuple[Any, ...], *large: tuple[Any, ...]) -> None:
    """Raise WrongAnswer if `function` takes more Python steps for larger arguments.

    What `without_loops` cannot see in the text shows here.  small: the arguments of a
    small call; large: those of calls in which one size is larger by twenty or more
    (of classes, not larger than 32: np.choose takes no more).
    """
    few, *many = function.steps(small, *large)
    if max(many) > few + _SPARE_STEPS:
        raise WrongAnswer(_GROWS, flag="loop")


def in_time(
    student: Any, ask: Callable[[], object], limit_s: Callable[[], float]
) -> None:
    """Raise WrongAnswer if none of several calls of `ask` is quick.

    ask() makes a call with inputs that were never used before, in a fork that was made
    for it: an answer that was prepared in an earlier call does not count.  limit_s()
    measures what the work costs just now.  A busy machine delays many calls, but not
    all: the tries are spread over seconds, and a process that has rested comes first.
    """
    for number in range(1, _TRIES + 1):
        student.renew()
        ask()
        if student.seconds <= limit_s():
            return
        time.sleep(_REST_S * min(number, 5))
    raise WrongAnswer("The function is much slower than this work needs.")


def kind(value: object) -> str:
    """What a student would call the type of `value`."""
    return comparison.kind(_plain(value))


@contextlib.contextmanager
def _wrong_answers() -> Iterator[None]:
    try:
        yield
    except Disagreement as disagreement:
        raise WrongAnswer(str(disagreement)) from None


def _plain(value: object) -> object:
    """A value of the wire as the shared rules know it."""
    if isinstance(value, Opaque | Subclassed):
        return Foreign(value.type_name, is_array=isinstance(value, Subclassed))
    return value
