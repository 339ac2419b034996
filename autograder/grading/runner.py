"""Runs the hidden checks of an assignment in the trusted process.

collect   lists the checks of an assignment, without running them
run       runs the checks on one submission; returns verdicts and recorded calls
"""

from collections.abc import Collection

import pytest

from autograder.checks import WrongAnswer
from autograder.course.assignment import Assignment
from autograder.errors import AssignmentError
from autograder.execution.check_result import CheckResult, HiddenCheck
from autograder.execution.student import StudentCrashed
from autograder.grading import suite
from autograder.grading.session import GradingSession
from autograder.report import ERROR, Verdict
from autograder.wire import clean


def collect(assignment: Assignment) -> list[HiddenCheck]:
    """The hidden checks of an assignment.

    Raises:
        AssignmentError: a check file raises an error, or a test has no marker.
    """
    return suite.suite_of(assignment).checks


def run(
    assignment: Assignment,
    session: GradingSession,
    only: Collection[str] | None = None,
) -> list[CheckResult]:
    """Run the hidden checks of all exercises, or of those in `only`, on a submission.

    Raises:
        AssignmentError: pytest cannot collect the check files, or a check stops pytest.
    """

    def chosen(check: HiddenCheck) -> bool:
        return only is None or check.exercise in only

    checks = suite.suite_of(assignment)
    try:
        return [_result(*each, session) for each in checks.run(session, chosen)]
    except BaseException as error:
        suite.forget()
        if isinstance(error, pytest.exit.Exception):
            raise AssignmentError(f"{assignment.checks}: {error.msg}.") from None
        raise


def _result(
    check: HiddenCheck, error: BaseException | None, session: GradingSession
) -> CheckResult:
    verdict, says = _verdict_of(check, error)
    # An answer or an exception may be quoted in it, at any length.
    says = clean(says)
    fault = f"{type(error).__name__}: {error}" if verdict == ERROR else ""
    flag = error.flag if isinstance(error, WrongAnswer) else ""
    calls = session.calls_of(check.name)
    return CheckResult(check, verdict, says, calls, fault, flag)


def _verdict_of(check: HiddenCheck, error: BaseException | None) -> tuple[Verdict, str]:
    if error is None:
        return "passed", check.describes
    if isinstance(error, StudentCrashed):
        return "crashed", str(error)
    if isinstance(error, WrongAnswer):
        return "wrong", str(error)
    if isinstance(error, AssertionError):
        return "wrong", "This does not hold yet."
    if isinstance(error, pytest.skip.Exception):
        return "skipped", str(error.msg)
    return ERROR, "This check could not be run. That is our fault, not yours."
