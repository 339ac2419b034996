"""The `student` of a hidden check: the student's functions, called in their process.

Each check has its own `StudentProxy`, over a fork of the finished notebook (forks.py).
So a check cannot spoil the state of another one, and an endless loop costs one check.
Arguments go in as copies, plain values come back, expected results never go in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from autograder.execution.answers import AnswerRecord
from autograder.execution.forks import ForkPool
from autograder.execution.kernel import Kernel, KernelDied
from autograder.execution.time_limits import TimeBudgetSpent, TimeLimits
from autograder.misconceptions import Call
from autograder.wire import FunctionName
from autograder.wire.call_result import CallResult, Raised
from gradients_by_hand.rules.messages import missing, stopped, unfinished

CALL_TIMEOUT_S, NEXT_CALL_TIMEOUT_S = 5.0, 1.0
EXERCISE_S = 30.0  # for all calls of an exercise's checks; honest ones take far less
# Enough to tell misconceptions apart; a gradient check makes hundreds of calls.
_CALLS_KEPT = 32
_KEPT_BYTES = 1 << 20


class StudentCrashed(Exception):
    """The student's code raised, hung or died; the text is for the student."""


def time_limits() -> TimeLimits:
    """The time limits for the functions of one notebook, by exercise."""
    return TimeLimits(CALL_TIMEOUT_S, NEXT_CALL_TIMEOUT_S, in_all=EXERCISE_S)


class StudentFunction:
    """One function of the student: call it, or pass it to another one."""

    def __init__(self, student: "StudentProxy", name: str) -> None:
        self._student = student
        self.name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._student._call(self.name, args, kwargs)

    def steps(self, *inputs: tuple[Any, ...]) -> list[int]:
        """How many Python instructions the call for each of these arguments takes.

        The calls are made in a fork of their own, and first of all one that does not
        count: a first call may import something.
        """
        return self._student._steps(self.name, inputs)


class StudentProxy:
    """Every attribute is a function of the student; a call shows whether it exists.

    `changed` and `seconds` describe the last call: the positions of the arguments that
    it changed, and how long it took by our clock.  `renew()` is ours as well.

    `own` is the function that the exercise asks for.  Values that the wire does not
    carry, such as generators, need an adapter: a given function of the notebook that a
    check calls with `own` as an argument.
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
        self._in_used_fork = self._died = self._unwritten = False
        self._calls: list[tuple[str, Call]] = []
        self._answers = AnswerRecord()
        self.changed: Mapping[int, object] = {}
        self.seconds = 0.0

    def __getattr__(self, name: str) -> StudentFunction:
        if name.startswith("__"):  # pytest and copy look for these
            raise AttributeError(name)
        return StudentFunction(self, name)

    def renew(self) -> None:
        """Make the next calls in a fork that nobody has called yet."""
        self._close()
        try:
            self._kernel, self._in_used_fork = self._forks.own()
        except KernelDied as death:
            raise StudentCrashed(f"The notebook stopped: {death.reason}.") from None

    def _call(self, name: str, args: Iterable[Any], kwargs: Mapping[str, Any]) -> Any:
        args = tuple(args)
        result = self._result(name, args, kwargs)
        if isinstance(result, Raised):
            self._unwritten = result.type_name == "NotImplementedError"
            through = any(_is_function(each, self._own) for each in args)
            written = self._own if through else name
            raise StudentCrashed(_what_it_raised(written, result))
        self.changed, self.seconds = result.changed, result.seconds
        return result.value

    def _steps(self, name: str, inputs: Sequence[tuple[Any, ...]]) -> list[int]:
        kernel, _ = self._forks.own()
        try:
            return [self._counted(kernel, name, args) for args in (inputs[0], *inputs)][
                1:
            ]
        except KernelDied as death:
            raise StudentCrashed(f"{name} stopped: {death.reason}.") from None
        except TimeBudgetSpent:
            raise StudentCrashed(_not_again(name)) from None
        finally:
            kernel.close()

    def _counted(self, kernel: Kernel, name: str, args: tuple[Any, ...]) -> int:
        with self._time_limits.limit(self._own) as limit_s:
            result = kernel.call(name, args, {}, timeout_s=limit_s, count=True)
        if isinstance(result, Raised):
            raise StudentCrashed(_what_it_raised(name, result))
        return result.steps

    def _result(
        self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> CallResult:
        try:
            fork = self._fork()
            sent = [_as_sent(each) for each in args]
            with self._time_limits.limit(self._own) as limit_s:
                result = fork.call(name, sent, kwargs, timeout_s=limit_s)
        except KernelDied as death:
            self._died = True
            raise StudentCrashed(f"{name} stopped: {death.reason}.") from None
        except TimeBudgetSpent:
            raise StudentCrashed(_not_again(name)) from None
        if self._in_used_fork or self._alone:  # only these runs are ever compared
            self._answers.add(name, sent, kwargs, result)
        if len(self._calls) < _CALLS_KEPT and not kwargs and _is_small(result):
            self._calls.append((name, Call(args, _without_changes(result))))
        return result

    def _fork(self) -> Kernel:
        if self._kernel is None:
            self._kernel, self._in_used_fork = (
                self._forks.own() if self._alone else self._forks.take()
            )
        return self._kernel

    def _close(self) -> None:
        if self._kernel is not None:
            self._forks.give_back(self._kernel)


def _not_again(name: str) -> str:
    return f"{name} was not called again: its calls took {EXERCISE_S:g} s in all."


def _is_small(result: CallResult) -> bool:
    """Whether a result can be kept until the end: students may return megabytes."""
    if isinstance(result, Raised):
        return True
    parts = result.value if isinstance(result.value, tuple | list) else [result.value]
    return sum(getattr(part, "nbytes", 0) for part in parts) <= _KEPT_BYTES


def _without_changes(result: CallResult) -> CallResult:
    """The result with which arguments changed, but not what they became."""
    if isinstance(result, Raised):
        return result
    return replace(result, changed=dict.fromkeys(result.changed))


def _is_function(value: Any, name: str) -> bool:
    return isinstance(value, StudentFunction) and value.name == name


def _as_sent(value: Any) -> Any:
    return FunctionName(value.name) if isinstance(value, StudentFunction) else value


def _what_it_raised(name: str, raised: Raised) -> str:
    if raised.type_name == "NotImplementedError":
        return unfinished(name)
    if raised.type_name == "NameError" and f"'{name}'" in raised.message:
        return missing(name)
    return stopped(name, raised.type_name, raised.message, raised.line)
