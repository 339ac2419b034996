"""`autograder class --scheduler`: a class on the workers of a Dask cluster.

Start workers with one thread each, in the grader's environment, on machines that see
the course folder at the same path (a shared file system)::

    dask scheduler
    dask worker SCHEDULER:8786 --nworkers 8 --nthreads 1

Workers are trusted, like the machine that sends them work, because they hold the
checks.  Student code runs only in the sandbox that a worker opens.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading import report_cache
from autograder.grading.report_cache import CacheKey
from autograder.sandbox import plan

_CONNECT_S = 10


class Cluster:
    """The workers of a Dask cluster; close it, or use it in `with`."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise AutograderError(
                "A cluster needs Dask: pip install 'gradients-by-hand[cluster]'."
            ) from None
        try:
            connect: Any = Client
            self._client = connect(address, timeout=_CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise AutograderError(
                f"There is no Dask scheduler at {address} ({error}): start one with "
                "`dask scheduler`, and workers with `dask worker`."
            ) from None
        self._address = address

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def must_be_able(self, course: Course, names: Sequence[str], sandbox: str) -> None:
        """Check that every worker would grade these assignments as this process does.

        Raises:
            AutograderError: a worker would not; the message says which and why.
        """
        expected = [report_cache.cache_key(course, name, sandbox) for name in names]
        asked = str(course.root), list(names), sandbox
        answers = self._client.run(_keys, *asked, on_error="return")
        if not answers:
            raise AutograderError(
                f"The scheduler at {self._address} has no workers. Start some: "
                f"`dask worker {self._address} --nthreads 1`."
            )
        for worker, answer in answers.items():
            if isinstance(answer, Exception):
                raise AutograderError(f"The worker {worker} cannot grade: {answer}")
            if answer != expected:
                raise AutograderError(
                    f"The worker {worker} would grade differently: it has another "
                    f"version of the grader or of {course.root}. All workers need the "
                    "same versions and the same .autograder/secret."
                )

    def width(self) -> int:
        """Two submissions for each thread: one that it grades and one that waits."""
        try:
            threads: dict[str, int] = self._client.nthreads()
        except OSError:
            raise self._gone() from None
        return max(2 * sum(threads.values()), 2)

    @contextmanager
    def start(self, *, alone: bool = False) -> Iterator[Executor]:
        """The cluster's executor; Dask itself replaces workers that die.

        Raises:
            AutograderError: the scheduler is gone.
        """
        if self._client.status != "running":
            raise self._gone()
        # pure=False: Dask must not reuse the result of an equal task.
        yield self._client.get_executor(pure=False)

    def _gone(self) -> AutograderError:
        return AutograderError(
            f"The scheduler at {self._address} is gone. Finished reports are stored: "
            "start the scheduler, then run the same command again."
        )


def _keys(root: str, names: Sequence[str], sandbox: str) -> list[CacheKey]:
    """The cache keys of a worker; raises an error if it cannot grade."""
    plan(sandbox)
    course = Course(Path(root))
    if not (course.root / ".autograder" / "secret").exists():
        raise AutograderError(f"it does not see the folder {root}")
    return [report_cache.cache_key(course, name, sandbox) for name in names]
