"""Worker processes on this machine."""

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
    """Processes with all imports done; each shuts down its sandbox when it ends."""
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_end_with_sandboxes
    )
    # Fork now: a fork beside the thread of a progress bar could hang.
    pool.submit(os.getpid).result()
    return pool


def _end_with_sandboxes() -> None:
    """End this worker with the class run, and its zygote with this worker."""
    if sys.platform == "linux":
        # The kernel sends this signal even if the parent is killed.
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    Finalize(None, shutdown, exitpriority=1)  # workers run no `atexit`
    gc.freeze()  # imported modules stay, so the collector can skip them


@dataclass(frozen=True)
class LocalWorkers:
    """Worker processes on this machine."""

    jobs: int

    def width(self) -> int:
        """Two submissions for each process: one that it grades and one that waits."""
        return 2 * self.jobs

    @contextmanager
    def start(self, *, alone: bool = False) -> Iterator[Executor]:
        """New processes, which end when the block ends."""
        with workers(1 if alone else self.jobs) as executor:
            yield executor
