"""ForkPool of the finished notebook for its checks.

A copy costs more than most checks do, so one copy serves many checks.  No grade is
lower for that, and higher only where a function hides its memory and then is right:

    a verdict against a student comes from a copy that no other check has used;
    where a function may remember something (memory.py), every check has its own copy.
"""

import contextlib
import time

from autograder.execution.kernel import Kernel, KernelDied

_ATTEMPTS, _PAUSE_S = 5, 0.1


class ForkPool:
    """The copies of one notebook.  Closing the notebook's kernel ends them all."""

    def __init__(self, notebook: Kernel, *, shared: bool) -> None:
        self._notebook = notebook
        self._may_share = shared
        self._shared: Kernel | None = None

    def take(self) -> tuple[Kernel, bool]:
        """A copy for a check, and whether another check has used it.

        Raises:
            KernelDied: the notebook cannot be copied.
        """
        if self._shared is not None and self._shared.died is None:
            return self._shared, True
        kernel = self._fork()
        if self._may_share:
            self._shared = kernel
        return kernel, False

    def own(self) -> tuple[Kernel, bool]:
        """A copy for one check alone.

        Raises:
            KernelDied: the notebook cannot be copied.
        """
        return self._fork(), False

    def give_back(self, kernel: Kernel) -> None:
        """The check is over: a copy of its own ends."""
        if kernel is not self._shared:
            kernel.close()

    def end(self) -> None:
        """End the one that has been shared so far."""
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def _fork(self) -> Kernel:
        """What the check before has started is being ended, and may take the room."""
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(KernelDied):
                return self._notebook.fork()
            if self._notebook.died is not None:
                break
            time.sleep(_PAUSE_S)
        return self._notebook.fork()
