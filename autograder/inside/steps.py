"""Counts the Python instructions that a call executes.

A vectorized function executes as many for a large batch as for a small one.  The count
is the student's word like every answer: code that switches tracing off lowers it.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

# As they are before a notebook can replace them.
_settrace, _gettrace = sys.settrace, sys.gettrace
_settrace_of_threads = threading.settrace


class Steps:
    """The number of instructions so far."""

    def __init__(self) -> None:
        self.count = 0

    def trace(self, frame: FrameType, event: str, arg: object) -> Any:
        """A trace function: told of every instruction of every Python frame."""
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        self.count += event == "opcode"
        return self.trace


@contextmanager
def counted(steps: Steps) -> Iterator[None]:
    """Count what this thread does in the block, and the threads that it starts."""
    before = _gettrace()
    _settrace_of_threads(steps.trace)
    _settrace(steps.trace)
    try:
        yield
    finally:
        _settrace(before)
        _settrace_of_threads(before)
