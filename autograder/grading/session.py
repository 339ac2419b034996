"""One submission under its hidden checks: the finished notebook and its random numbers.

The runner gives a session to the fixtures; with `pytest --submission` the plugin opens
one itself.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from autograder.course.assignment import Assignment
from autograder.execution.forks import ForkPool
from autograder.execution.kernel import Kernel
from autograder.execution.student import StudentProxy, time_limits
from autograder.misconceptions import Call
from autograder.static_analysis.student_code import StudentCode


@dataclass
class GradingSession:
    """What the fixtures of hidden checks hand out."""

    assignment: Assignment
    kernel: Kernel
    code: StudentCode
    submission: str
    secret: bytes
    _students: dict[str, StudentProxy] = field(default_factory=dict)
    _alone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        functions = [each.function for each in self.assignment.exercises]
        shared = not self.code.remembers(functions)
        self._forks = ForkPool(self.kernel, shared=shared)
        self._time_limits = time_limits()

    def student(self, check: str, own: str = "") -> StudentProxy:
        """The student's functions, for one check of the exercise that writes `own`."""
        alone = check in self._alone
        self._students[check] = StudentProxy(
            self._forks, self._time_limits, own, alone=alone
        )
        return self._students[check]

    def again(self, check: str) -> bool:
        """Whether a check that failed has to be run again, in a copy of its own."""
        student = self._students.get(check)
        if student is None or not student._in_used_fork or student._unwritten:
            return False  # what is not written is written in no other copy
        if student._died:  # perhaps for want of memory, which the others have
            self._forks.end()
        self._alone.add(check)
        return True

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
        """End the student's process and all of its forks."""
        self.kernel.close()
        self._forks.end()


def open_directly(notebook: str, folder: Path) -> GradingSession:
    """The session of `pytest --submission`: one notebook, the checks of `folder`."""
    from autograder.course.course import Course
    from autograder.grading.grade import open_session
    from autograder.sandbox import plan
    from autograder.submission.notebook_file import read

    course = Course.around(folder)
    return open_session(
        read(Path(notebook)), course.assignment(folder.name), course.secret(), plan()
    ).session
