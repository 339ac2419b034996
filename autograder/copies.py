"""Copies of the finished notebook for its checks.

A copy costs more than most checks do, so one copy serves a check of each exercise.
Nothing of that can be seen in a grade:

    two checks of one exercise never share a copy;
    a verdict against a student comes from a copy that no other check has used;
    where a function may remember something (memory.py), every check has its own copy.
"""

import contextlib
import time
from dataclasses import dataclass, field

from autograder.kernel import Kernel, KernelDied

_ATTEMPTS, _PAUSE_S = 5, 0.1


@dataclass
class _Copy:
    kernel: Kernel
    served: set[str] = field(default_factory=set)


class Copies:
    """The copies of one notebook.  Closing the notebook's kernel ends them all."""

    def __init__(self, notebook: Kernel, *, shared: bool) -> None:
        self._notebook = notebook
        self._shared = shared
        self._copies: list[_Copy] = []

    def take(self, exercise: str) -> tuple[Kernel, bool]:
        """A copy for a check of an exercise, and whether another check has used it.

        Raises:
            KernelDied: the notebook cannot be copied.
        """
        for copy in self._copies:
            if exercise not in copy.served and copy.kernel.died is None:
                copy.served.add(exercise)
                return copy.kernel, True
        kernel = self._fork()
        if self._shared and exercise:
            self._copies.append(_Copy(kernel, {exercise}))
        return kernel, False

    def own(self) -> tuple[Kernel, bool]:
        """A copy for one check alone.

        Raises:
            KernelDied: the notebook cannot be copied.
        """
        return self._fork(), False

    def _fork(self) -> Kernel:
        """What the check before has started is being ended, and may take the room."""
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(KernelDied):
                return self._notebook.fork()
            if self._notebook.died is not None:
                break
            time.sleep(_PAUSE_S)
        return self._notebook.fork()

    def give_back(self, kernel: Kernel) -> None:
        """The check is over: a copy of its own ends."""
        if not any(copy.kernel is kernel for copy in self._copies):
            kernel.close()

    def end(self) -> None:
        """End those that have been shared so far."""
        for copy in self._copies:
            copy.kernel.close()
        self._copies.clear()
