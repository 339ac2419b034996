"""A pool of forks of the finished notebook, for its checks.

A fork costs more than most checks, so one fork serves many checks.  What one check
does to a fork must not lower the verdict of another one, and no function guesses twice:

    a verdict against a student comes from a fork that no other check has used;
    if a function may keep state (static_analysis/memory.py), each check has a fork;
    a value of the first run that the second one contradicts fails the check.
"""

import contextlib
import time

from autograder.execution.kernel import Kernel, KernelDied

_ATTEMPTS, _PAUSE_S = 5, 0.1


class ForkPool:
    """The forks of one notebook.  Closing the notebook's kernel ends all of them."""

    def __init__(self, notebook: Kernel, *, shared: bool) -> None:
        self._notebook = notebook
        self._may_share = shared
        self._shared: Kernel | None = None

    def take(self) -> tuple[Kernel, bool]:
        """A fork for a check, and whether another check has used it.

        Raises:
            KernelDied: the notebook cannot be forked.
        """
        if self._shared is not None and self._shared.died is None:
            return self._shared, True
        kernel = self._fork()
        if self._may_share:
            self._shared = kernel
        return kernel, False

    def own(self) -> tuple[Kernel, bool]:
        """A fork for one check alone.

        Raises:
            KernelDied: the notebook cannot be forked.
        """
        return self._fork(), False

    def give_back(self, kernel: Kernel) -> None:
        """The check is over: its fork ends, unless other checks share it."""
        if kernel is not self._shared:
            kernel.close()

    def end(self) -> None:
        """End the fork that checks have shared so far."""
        if self._shared is not None:
            self._shared.close()
            self._shared = None

    def _fork(self) -> Kernel:
        """Try again for a while: processes of the last check may still be ending."""
        for _ in range(_ATTEMPTS):
            with contextlib.suppress(KernelDied):
                return self._notebook.fork()
            if self._notebook.died is not None:
                break
            time.sleep(_PAUSE_S)
        return self._notebook.fork()
