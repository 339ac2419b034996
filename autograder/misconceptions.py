"""For authors of wrong rules, and the recognition of the rule that a student follows.

A misconception is a wrong rule that can be *run*.  It is recognised when the student's
function gives, on the same inputs, what the rule gives and not what is right; so it
needs no detector of its own, and it tests itself.

    misconception        marks a function of misconceptions.py as a wrong rule
    misconceptions_of    the wrong rules of a module
    explain              the rule that a student's calls follow, if there is one
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import itemgetter
from types import ModuleType
from typing import Any

from autograder.wire.call_result import CallResult, call_result_of, is_finite, same

Function = Callable[..., Any]

# Right code deviates from other right code by some 1e-14 (measured on 434 functions).
RIGHT_RTOL = 1e-12


@dataclass(frozen=True)
class Misconception:
    """A wrong rule, what it says about the student's code and the tutor's question.

    `marks` are names that code with this cause uses: they decide between rules whose
    answers are equal.  `rtol` is how close an answer must come to the rule's.
    """

    id: str
    exercises: tuple[str, ...]
    says: str
    try_this: str
    section: str
    function: Function
    marks: tuple[str, ...] = ()
    rtol: float = 1e-6

    @property
    def name(self) -> str:
        return self.function.__name__


class _Own:
    """Stands among the arguments of a probe for the function of the exercise."""


OWN = _Own()


@dataclass(frozen=True)
class Call:
    """One call of a student's function that a check made.

    `through` is our twin of the probe that was called, and OWN among `args` the place
    of the student's function; without it, the function itself was called.
    """

    args: tuple[Any, ...]
    outcome: CallResult
    through: Function | None = None

    def result_with(self, function: Function) -> CallResult:
        """What the call comes to with another function in the student's place."""
        args = [function if each is OWN else each for each in self.args]
        return call_result_of(self.through or function, args)


def misconception(
    *,
    id: str,
    exercise: str | tuple[str, ...],
    says: str,
    try_this: str,
    section: str,
    marks: tuple[str, ...] = (),
    rtol: float = 1e-6,
) -> Callable[[Function], Function]:
    """Mark a function of misconceptions.py as a wrong rule of one or more exercises."""
    exercises = (exercise,) if isinstance(exercise, str) else exercise

    def mark(function: Function) -> Function:
        rule = Misconception(
            id, exercises, says, try_this, section, function, marks, rtol
        )
        function.misconception = rule  # type: ignore[attr-defined]
        return function

    return mark


def misconceptions_of(module: ModuleType) -> tuple[Misconception, ...]:
    """The wrong rules of a module, in the order in which they are written."""
    marked = (getattr(value, "misconception", None) for value in vars(module).values())
    return tuple(each for each in marked if isinstance(each, Misconception))


def explain(
    rules: Iterable[Misconception],
    calls: Sequence[Call],
    right: Function,
    names_used: AbstractSet[str] = frozenset(),
) -> Misconception | None:
    """The rule that the student's calls follow, or None.

    Of several rules with equal answers, the one whose marks occur among `names_used`
    comes first, then the one that is written first.  Where no rule gives all of the
    answers, the calls that overflowed are left aside: instability is the most common
    flaw, and would otherwise hide every other one.
    """
    rules = list(rules)
    finite = [call for call in calls if is_finite(call.outcome)]
    return _explain(rules, calls, right, names_used) or (
        _explain(rules, finite, right, names_used) if len(finite) < len(calls) else None
    )


def _explain(
    rules: Sequence[Misconception],
    calls: Sequence[Call],
    right: Function,
    names_used: AbstractSet[str],
) -> Misconception | None:
    # The calls that are wrong come first: most rules then fail on the first one.
    is_right = [_is_right(call, right) for call in calls]
    if all(is_right):
        return None
    ordered = [call for _, call in sorted(zip(is_right, calls), key=itemgetter(0))]
    candidates = [rule for rule in rules if _follows(rule, ordered)]
    return min(
        candidates,
        key=lambda rule: names_used.isdisjoint(rule.marks),
        default=None,
    )


def _is_right(call: Call, right: Function) -> bool:
    return same(call.outcome, call.result_with(right), rtol=RIGHT_RTOL)


def _follows(rule: Misconception, calls: Sequence[Call]) -> bool:
    return all(
        same(call.outcome, call.result_with(rule.function), rtol=rule.rtol)
        for call in calls
    )
