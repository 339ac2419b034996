"""One submission under its hidden checks: the finished notebook and its random numbers.

The runner gives a session to the fixtures of the checks.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from autograder.checks import WrongAnswer
from autograder.course.assignment import Assignment
from autograder.execution.answers import AnswerRecord
from autograder.execution.forks import ForkPool
from autograder.execution.kernel import CellResult, Kernel
from autograder.execution.notebook_run import run_notebook
from autograder.execution.student import StudentProxy, time_limits
from autograder.misconceptions import Call
from autograder.sandbox import Plan
from autograder.static_analysis.student_code import StudentCode
from autograder.submission.first_edition import with_todays_names
from autograder.submission.repair import Arranged

_REMEMBERS = (
    "The same call gave another value when it was made again: your function remembers "
    "something from call to call. It must depend on its arguments only."
)


@dataclass
class GradingSession:
    """What the fixtures of hidden checks hand out."""

    assignment: Assignment
    kernel: Kernel
    code: StudentCode
    submission: str
    secret: bytes
    _students: dict[str, StudentProxy] = field(default_factory=dict)
    _first_runs: dict[str, AnswerRecord] = field(default_factory=dict)

    def __post_init__(self) -> None:
        functions = [each.function for each in self.assignment.exercises]
        shared = not self.code.remembers(functions)
        self._forks = ForkPool(self.kernel, shared=shared)
        self._time_limits = time_limits()

    def student(self, check: str, own: str = "") -> StudentProxy:
        """The student's functions, for one check of the exercise that writes `own`."""
        alone = check in self._first_runs
        self._students[check] = StudentProxy(
            self._forks, self._time_limits, own, alone=alone
        )
        return self._students[check]

    def again(self, check: str) -> bool:
        """Decide whether a failed check runs again, in a fork of its own."""
        student = self._students.get(check)
        if student is None or not student._in_used_fork or student._unwritten:
            return False  # unwritten here, unwritten in every fork
        if student._died:  # perhaps for want of memory, which the others have
            self._forks.end()
        elif not student._answers.complete:  # nobody could say whether they changed
            return False
        self._first_runs[check] = student._answers
        return True

    def settled(self, check: str, second: BaseException | None) -> BaseException | None:
        """The outcome of a check that ran again: that of its second run.

        A function can tell the two runs apart, so it gets no second guess: a value that
        differs from the first one is a failure, whichever of the two is right.
        """
        if self._students[check]._answers.contradicts(self._first_runs[check]):
            return WrongAnswer(_REMEMBERS, flag="memory")
        return second

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


@dataclass(frozen=True)
class OpenSession:
    """A finished notebook, ready for checks; whoever opened it closes the session."""

    session: GradingSession
    outputs: Sequence[CellResult | None]
    start: Callable[[], Kernel]


def open_session(
    arranged: Arranged, assignment: Assignment, secret: bytes, sandbox: Plan
) -> OpenSession:
    """Run the notebook in the sandbox and keep it open for checks.

    Raises:
        SandboxError: the student's code was not run.
    """
    start = partial(
        Kernel,
        sandbox,
        files=assignment.given_files,
        hidden=[assignment.course_root],
    )
    kernel, outputs = run_notebook(arranged.cells, start)
    code = StudentCode(
        (with_todays_names(cell.source), result is not None and result.status == "ok")
        for cell, result in zip(arranged.cells, outputs)
    )
    session = GradingSession(assignment, kernel, code, arranged.digest, secret)
    return OpenSession(session, outputs, start)
