"""Worker processes of this machine."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.util import Finalize

from autograder.execution.kernel import shutdown
from autograder.sandbox import linux


def workers(jobs: int) -> ProcessPoolExecutor:
    """Processes that have everything imported, and end with their sandboxes."""
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_end_with_sandboxes
    )
    # Forked now: a fork beside the thread of a progress bar could hang.
    pool.submit(os.getpid).result()
    return pool


def _end_with_sandboxes() -> None:
    """Let this worker end with the class, and its warm process with this worker."""
    if sys.platform == "linux":
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)  # also when that is killed
    Finalize(None, shutdown, exitpriority=1)  # workers run no `atexit`
    gc.freeze()  # what is imported by now stays: it need not be searched again


@dataclass(frozen=True)
class LocalWorkers:
    """Processes of this machine."""

    jobs: int

    def width(self) -> int:
        """One submission at work and one on its way for each process."""
        return 2 * self.jobs

    @contextmanager
    def start(self, *, alone: bool = False) -> Iterator[Executor]:
        """New processes, which end with the block."""
        with workers(1 if alone else self.jobs) as executor:
            yield executor
