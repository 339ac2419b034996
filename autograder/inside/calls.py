"""Answers a call: decodes arguments, runs the student's function, encodes the result.

Every call starts with numpy's default error state and ignores warnings, whatever the
notebook did before.  Printed text is dropped.  Names that a notebook might replace are
bound here, before it runs.
"""

import contextlib
import io
import sys
import warnings
from collections.abc import Iterator
from types import TracebackType
from typing import Any

import numpy as np

from autograder import wire
from autograder.inside.steps import Steps, counted
from autograder.wire import FunctionName, decode, encode, safe_text

_catch_warnings, _simplefilter = warnings.catch_warnings, warnings.simplefilter
_errstate = np.errstate
_ERRORS: Any = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
_CAREFUL = wire.DecodeLimits()


class _Nowhere(io.TextIOBase):
    """A stream that drops its text."""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        return len(text)


def answer(payload: bytes, names: dict[str, Any]) -> bytes:
    """The reply to a call: the value and the changed arguments, or the exception."""
    try:
        with _standard_state():
            reply = _call(decode(payload, _CAREFUL), names)
    except BaseException as error:  # SystemExit is an answer, too
        reply = {
            "raised": type(error).__name__,
            "message": safe_text(str, error, 2000),
            "line": safe_text(_student_line, error.__traceback__, 400),
        }
    return encode(reply)


def _call(call: dict[str, Any], names: dict[str, Any]) -> dict[str, Any]:
    function = _find(call["function"], names)
    given = [_resolve(argument, names) for argument in call["arguments"]]
    before = [_trace(argument) for argument in given]
    keywords = {key: _resolve(value, names) for key, value in call["keywords"].items()}
    steps = Steps()
    with counted(steps) if call.get("count") else contextlib.nullcontext():
        value = function(*given, **keywords)
    changed = [
        [position, argument]
        for position, argument in enumerate(given)
        if _trace(argument) != before[position]
    ]
    return {"returned": value, "changed": changed, "steps": steps.count}


def _find(name: str, names: dict[str, Any]) -> Any:
    if name not in names:
        raise NameError(f"name {name!r} is not defined")
    return names[name]


def _resolve(value: Any, names: dict[str, Any]) -> Any:
    return _find(value.name, names) if type(value) is FunctionName else value


def _trace(argument: object) -> bytes:
    """Bytes that differ if the argument has changed; empty for a function."""
    return b"" if callable(argument) else encode(argument)


@contextlib.contextmanager
def _standard_state() -> Iterator[None]:
    streams = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = _Nowhere()
    try:
        with _errstate(**_ERRORS), _catch_warnings():
            _simplefilter("ignore")
            yield
    finally:
        sys.stdout, sys.stderr = streams


def _student_line(trace: TracebackType | None) -> str:
    """The student's own line, by the rule of the notebook's tutor."""
    # Imported here and not above: the zygote would keep the package of another path
    # than the one that this sandbox shows to the student.
    from gradients_by_hand.rules.student_line import student_line

    return str(student_line(trace) or "")
