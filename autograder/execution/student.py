"""The `student` of a hidden check: the student's functions, called in their process.

Each check has a `Student` of its own, over a copy of the finished notebook (copies.py):
what one check does to the student's state costs no other check, and an endless loop
costs one.
Arguments go in as forks, plain values come back; nothing of the expected result ever
goes in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from autograder.execution.forks import ForkPool
from autograder.execution.kernel import Kernel, KernelDied
from autograder.execution.time_limits import TimeBudgetSpent, TimeLimits
from autograder.misconceptions import Call
from autograder.report import UNFINISHED
from autograder.wire import FunctionName
from autograder.wire.call_result import CallResult, Raised

CALL_TIMEOUT_S, NEXT_CALL_TIMEOUT_S = 5.0, 1.0
EXERCISE_S = 30.0  # for all calls of an exercise's checks; honest ones take far less
# Enough to tell misconceptions apart; a gradient check makes hundreds of calls.
_CALLS_KEPT = 32
_KEPT_BYTES = 1 << 20


class StudentCrashed(Exception):
    """The student's code raised, hung or ran out; the text is for the student."""


def time_limits() -> TimeLimits:
    """How long the functions of one notebook may take, by exercise."""
    return TimeLimits(CALL_TIMEOUT_S, NEXT_CALL_TIMEOUT_S, in_all=EXERCISE_S)


class StudentFunction:
    """One function of the student: call it, or pass it to another one."""

    def __init__(self, student: "Student", name: str) -> None:
        self._student = student
        self.name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student._call(self.name, args, kwargs)


class Student:
    """Every attribute is a function of the student, whether it exists is seen on call.

    `changed` and `seconds` tell of the last call: the positions of the arguments that
    it changed, and how long it took by our clock.

    `own` names the function of the exercise.  An adapter makes what cannot be sent,
    such as a generator: a given function of the notebook that a check calls with `own`
    as an argument.
    """

    def __init__(
        self,
        forks: ForkPool,
        time_limits: TimeLimits,
        own: str = "",
        *,
        alone: bool = False,
    ) -> None:
        self._forks = forks
        self._time_limits = time_limits
        self._own = own
        self._alone = alone
        self._kernel: Kernel | None = None
        self._in_used_copy = self._died = self._unwritten = False
        self._calls: list[tuple[str, Call]] = []
        self.changed: Mapping[int, object] = {}
        self.seconds = 0.0

    def __getattr__(self, name: str) -> StudentFunction:
        if name.startswith("__"):  # pytest and copy look for these
            raise AttributeError(name)
        return StudentFunction(self, name)

    def _call(self, name: str, args: Iterable[Any], kwargs: Mapping[str, Any]) -> Any:
        args = tuple(args)
        outcome = self._outcome(name, args, kwargs)
        if isinstance(outcome, Raised):
            self._unwritten = outcome.type_name == "NotImplementedError"
            through = any(_is_function(each, self._own) for each in args)
            written = self._own if through else name
            raise StudentCrashed(_what_it_raised(written, outcome))
        self.changed, self.seconds = outcome.changed, outcome.seconds
        return outcome.value

    def _outcome(
        self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> CallResult:
        try:
            copy = self._copy()
            sent = [_as_sent(each) for each in args]
            with self._time_limits.limit(self._own) as limit_s:
                outcome = copy.call(name, sent, kwargs, timeout_s=limit_s)
        except KernelDied as death:
            self._died = True
            raise StudentCrashed(f"{name} stopped: {death.reason}.") from None
        except TimeBudgetSpent:
            raise StudentCrashed(
                f"{name} was not called again: its calls took {EXERCISE_S:g} s in all."
            ) from None
        if len(self._calls) < _CALLS_KEPT and not kwargs and _is_small(outcome):
            self._calls.append((name, Call(args, _without_changes(outcome))))
        return outcome

    def _copy(self) -> Kernel:
        if self._kernel is None:
            self._kernel, self._in_used_copy = (
                self._forks.own() if self._alone else self._forks.take()
            )
        return self._kernel

    def _close(self) -> None:
        if self._kernel is not None:
            self._forks.give_back(self._kernel)


def _is_small(outcome: CallResult) -> bool:
    """Whether an outcome can be kept until the end: students may return megabytes."""
    if isinstance(outcome, Raised):
        return True
    parts = (
        outcome.value if isinstance(outcome.value, tuple | list) else [outcome.value]
    )
    return sum(getattr(part, "nbytes", 0) for part in parts) <= _KEPT_BYTES


def _without_changes(outcome: CallResult) -> CallResult:
    """Which arguments changed tells misconceptions apart; their new values do not."""
    if isinstance(outcome, Raised):
        return outcome
    return replace(outcome, changed=dict.fromkeys(outcome.changed))


def _is_function(value: Any, name: str) -> bool:
    return isinstance(value, StudentFunction) and value.name == name


def _as_sent(value: Any) -> Any:
    return FunctionName(value.name) if isinstance(value, StudentFunction) else value


def _what_it_raised(name: str, raised: Raised) -> str:
    if raised.type_name == "NotImplementedError":
        return f"{name} {UNFINISHED}"
    if raised.type_name == "NameError" and f"'{name}'" in raised.message:
        return f"There is no function {name} in your notebook."
    where = f" The line is: {raised.line}" if raised.line else ""
    message = f": {raised.message}" if raised.message else ""
    return f"{name} raised {raised.type_name}{message.rstrip('.')}.{where}"
