"""One submission under its hidden checks: the finished notebook and its random numbers.

The runner gives a session to the fixtures; with `pytest --submission` the plugin opens
one itself.
"""

import contextlib
import hashlib
import hmac
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from autograder.assignment import Assignment
from autograder.kernel import Kernel, KernelDied
from autograder.misconceptions import Call
from autograder.source import StudentCode
from autograder.student import Patience, Student

_ATTEMPTS, _PAUSE_S = 5, 0.1


@dataclass
class GradingSession:
    """What the fixtures of hidden checks hand out."""

    assignment: Assignment
    kernel: Kernel
    code: StudentCode
    submission: str
    secret: bytes
    _students: dict[str, Student] = field(default_factory=dict)
    _patience: dict[str, Patience] = field(default_factory=dict)  # by exercise
    # A copy is made for the next check, and an old one ended, while a check runs.
    _copier: ThreadPoolExecutor = field(
        default_factory=partial(ThreadPoolExecutor, max_workers=1)
    )
    _next: Future[Kernel] | None = None

    def student(self, check: str, own: str = "") -> Student:
        """The student's functions, for one check of the exercise that writes `own`."""
        patience = self._patience.setdefault(own, Patience())
        self._students[check] = Student(self._fork, self._copier, patience, own)
        return self._students[check]

    def rng(self, exercise: str, check: str) -> np.random.Generator:
        """Random numbers that depend on the secret, the submission and the check.

        Hard-coded answers fail, nobody can foresee the inputs, and the same
        submission gets the same grade every time.
        """
        message = "\0".join([self.submission, exercise, check]).encode()
        seed = hmac.digest(self.secret, message, hashlib.sha256)
        return np.random.default_rng(int.from_bytes(seed, "big"))

    def calls_of(self, check: str) -> list[tuple[str, Call]]:
        """The calls that a check made."""
        student = self._students.get(check)
        return student._calls if student else []

    def close(self) -> None:
        """End the student's process and all of its copies."""
        if self._next is not None:
            self._end(self._next)
        self._copier.shutdown()
        self.kernel.close()

    def _fork(self) -> Kernel:
        ready = self._next or self._copier.submit(self.kernel.fork)
        self._next = self._copier.submit(self.kernel.fork)
        try:
            return ready.result()
        except KernelDied:
            return self._fork_again()

    def _fork_again(self) -> Kernel:
        """What the check before has started is being ended, and may take the room."""
        for _ in range(_ATTEMPTS):
            if self.kernel.died is not None:
                break
            time.sleep(_PAUSE_S)
            with contextlib.suppress(KernelDied):
                return self.kernel.fork()
        return self.kernel.fork()

    def _end(self, copy: Future[Kernel]) -> None:
        with contextlib.suppress(KernelDied):
            copy.result().close()


def open_directly(notebook: str, folder: Path) -> GradingSession:
    """The session of `pytest --submission`: one notebook, the checks of `folder`."""
    from autograder.course import Course
    from autograder.grade import open_session
    from autograder.sandbox import plan
    from autograder.submission import read

    course = Course.around(folder)
    return open_session(
        read(Path(notebook)), course.assignment(folder.name), course.secret(), plan()
    ).session
