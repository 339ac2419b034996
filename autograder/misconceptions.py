"""Declares misconceptions, and recognises them in a student's answers.

A misconception is wrong code that *runs*.  The grader recognises it when the student's
function gives the same wrong results on the same inputs.  So a misconception needs no
detector, and it tests itself.

    misconception        marks a function as a misconception about an exercise
    misconceptions_of    the misconceptions of a module or a package
    explain              the misconception that explains a student's calls, or None
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import itemgetter
from types import ModuleType
from typing import Any

from autograder.wire.call_result import CallResult, call_result_of, is_finite, same

Function = Callable[..., Any]

# Two right functions differ by about 1e-14 (measured on 434 functions).
RIGHT_RTOL = 1e-12


@dataclass(frozen=True)
class Misconception:
    """Wrong code, its explanation for the student and the tutor's question.

    `marks` are names that occur in code with this misconception; they decide between
    misconceptions with equal results.  `rtol` is the tolerance for equal results.
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


class _StudentFunction:
    """Stands for the student's function among the arguments of an adapter."""


STUDENT_FUNCTION = _StudentFunction()


@dataclass(frozen=True)
class Call:
    """One call of a student's function that a check made.

    `through` is the reference's version of the adapter that was called, and
    STUDENT_FUNCTION marks the place of the student's function among `args`.  Without an
    adapter, the check called the function itself.
    """

    args: tuple[Any, ...]
    result: CallResult
    through: Function | None = None

    def result_with(self, function: Function) -> CallResult:
        """The result of the call with another function in the student's place."""
        args = [function if each is STUDENT_FUNCTION else each for each in self.args]
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
    """Mark a function as a misconception about one or more exercises.

    id: unique in the course; it begins with the number of the assignment: "07-SN01".
    """
    exercises = (exercise,) if isinstance(exercise, str) else exercise

    def mark(function: Function) -> Function:
        function.misconception = Misconception(  # type: ignore[attr-defined]
            id, exercises, says, try_this, section, function, marks, rtol
        )
        return function

    return mark


def misconceptions_of(module: ModuleType) -> tuple[Misconception, ...]:
    """The misconceptions of a module, or of a package's modules, in their order."""
    modules = sorted(_with_submodules(module), key=lambda each: each.__name__)
    marked = (
        getattr(value, "misconception", None)
        for each in modules
        for value in vars(each).values()
        # A misconception belongs to the module that defines it, not to an importer.
        if getattr(value, "__module__", None) == each.__name__
    )
    return tuple(each for each in marked if isinstance(each, Misconception))


def _with_submodules(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for value in vars(module).values():
        if isinstance(value, ModuleType) and value.__package__ == module.__name__:
            yield value


def explain(
    misconceptions: Iterable[Misconception],
    calls: Sequence[Call],
    right: Function,
    names_used: AbstractSet[str] = frozenset(),
) -> Misconception | None:
    """The misconception that explains the student's calls, or None.

    Of several with equal results, one whose marks occur among `names_used` wins, then
    the first one.  If none explains all calls, calls that overflow do not count:
    instability is the most common flaw and would hide others.
    """
    misconceptions = list(misconceptions)
    finite = [call for call in calls if is_finite(call.result)]
    found = _explain(misconceptions, calls, right, names_used)
    if found is None and len(finite) < len(calls):
        return _explain(misconceptions, finite, right, names_used)
    return found


def _explain(
    misconceptions: Sequence[Misconception],
    calls: Sequence[Call],
    right: Function,
    names_used: AbstractSet[str],
) -> Misconception | None:
    # Compare wrong calls first: they rule out most misconceptions at once.
    is_right = [_is_right(call, right) for call in calls]
    if all(is_right):
        return None
    ordered = [call for _, call in sorted(zip(is_right, calls), key=itemgetter(0))]
    candidates = [each for each in misconceptions if _explains(each, ordered)]
    return min(
        candidates,
        key=lambda each: names_used.isdisjoint(each.marks),
        default=None,
    )


def _is_right(call: Call, right: Function) -> bool:
    return same(call.result, call.result_with(right), rtol=RIGHT_RTOL)


def _explains(candidate: Misconception, calls: Sequence[Call]) -> bool:
    return all(
        same(call.result, call.result_with(candidate.function), rtol=candidate.rtol)
        for call in calls
    )
