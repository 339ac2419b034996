"""Runs the hidden checks of an assignment with pytest, in the trusted process.

collect   the checks of an assignment, without running them
run       the checks on one submission: a verdict each, and the calls they made
"""

import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest

from autograder import pytest_plugin
from autograder.assignment import Assignment
from autograder.checks import WrongAnswer
from autograder.errors import AssignmentError
from autograder.misconceptions import Call
from autograder.report import FlagKind, Verdict
from autograder.session import GradingSession
from autograder.student import StudentCrashed

# Everything of pytest that a check does not need costs time at each submission.
_QUIET = [
    "--disable-plugin-autoload",
    "--import-mode=importlib",
    "--assert=plain",
    "--capture=no",
    f"--config-file={os.devnull}",
    # Names of modules are made from paths below this: no two checks share one.
    f"--rootdir={os.sep}",
    *(
        f"-pno:{plugin}"
        for plugin in (
            "terminal cacheprovider logging faulthandler unraisableexception "
            "threadexception warnings doctest junitxml pastebin debugging"
        ).split()
    ),
]


@dataclass(frozen=True)
class HiddenCheck:
    """What a check file says of one check."""

    name: str
    exercise: str
    weight: float
    describes: str


@dataclass(frozen=True)
class CheckResult:
    """The verdict of one check.

    `fault` is for the operator, where it is broken; `flag` for who looks at integrity.
    """

    check: HiddenCheck
    verdict: Verdict
    says: str
    calls: Sequence[tuple[str, Call]] = ()
    fault: str = ""
    flag: FlagKind | Literal[""] = ""


def collect(assignment: Assignment) -> list[HiddenCheck]:
    """The hidden checks of an assignment.

    Raises:
        AssignmentError: a check file cannot be imported, or a test is not marked.
    """
    collected = _Collected(assignment)
    code = _pytest(assignment, collected, "--collect-only")
    if collected.problem or code not in (pytest.ExitCode.OK, _NO_CHECKS):
        why = collected.problem or f"pytest ended with {code}"
        raise AssignmentError(f"{assignment.checks}: {why}.")
    return collected.checks


def run(
    assignment: Assignment,
    session: GradingSession,
    only: Collection[str] | None = None,
) -> list[CheckResult]:
    """Run the hidden checks, of all exercises or of some, on a submission.

    Raises:
        AssignmentError: the check files cannot be collected.
    """
    verdicts = _Verdicts(assignment, session, only)
    code = _pytest(assignment, verdicts)
    if verdicts.problem or code not in (
        pytest.ExitCode.OK,
        pytest.ExitCode.TESTS_FAILED,
    ):
        why = verdicts.problem or f"pytest ended with {code}"
        raise AssignmentError(f"{assignment.checks}: {why}.")
    return verdicts.results


_PYTEST_VARIABLES = "PYTEST_ADDOPTS", "PYTEST_PLUGINS"
_NO_CHECKS = pytest.ExitCode.NO_TESTS_COLLECTED
_STEP_CHECKS = str(Path(__file__).with_name("step_checks.py"))


def _pytest(assignment: Assignment, plugin: object, *options: str) -> int:
    if not assignment.checks.is_dir():
        raise AssignmentError(f"{assignment.folder} has no folder checks/.")
    folder = str(assignment.checks)
    files = [folder, *([_STEP_CHECKS] if assignment.steps else [])]
    arguments = [*_QUIET, f"--confcutdir={folder}", *options, *files]
    # What somebody asks of their own tests is not asked of the checks.
    set_aside = {name: os.environ.pop(name, None) for name in _PYTEST_VARIABLES}
    try:
        return int(pytest.main(arguments, plugins=[pytest_plugin, plugin]))
    finally:
        os.environ.update({k: v for k, v in set_aside.items() if v is not None})
        # A server lives for weeks: it must see the checks as they are now.
        _forget_modules(folder)


def _forget_modules(folder: str) -> None:
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(folder):
            del sys.modules[name]


@dataclass(eq=False)
class _Collected:
    """A pytest plugin that keeps what was collected."""

    assignment: Assignment
    checks: list[HiddenCheck] = field(default_factory=list)
    problem: str = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[pytest_plugin.ASSIGNMENT] = self.assignment

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problem = f"{report.nodeid} cannot be collected: {report.longrepr}"

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        if item.get_closest_marker("check") is None:
            self.problem = f"{item.name} is not marked with @check"
        else:
            self.checks.append(_hidden_check(item))


@dataclass(eq=False)
class _Verdicts(_Collected):
    """A pytest plugin that gives the session to the fixtures and keeps verdicts."""

    session: Any = None
    only: Collection[str] | None = None
    results: list[CheckResult] = field(default_factory=list)

    def __init__(
        self,
        assignment: Assignment,
        session: GradingSession,
        only: Collection[str] | None,
    ) -> None:
        super().__init__(assignment)
        self.session = session
        self.only = only
        self.results = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.only is not None:
            items[:] = [
                each for each in items if _hidden_check(each).exercise in self.only
            ]

    def pytest_configure(self, config: pytest.Config) -> None:
        super().pytest_configure(config)
        config.stash[pytest_plugin.SESSION] = self.session

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        # In place of pytest's own, which would render a traceback for each failure.
        failed = call.excinfo is not None
        if call.when == "call" or (call.when == "setup" and failed):
            error = call.excinfo.value if call.excinfo else None
            self.results.append(self._result(_hidden_check(item), error))
        outcome: Any = "failed" if failed else "passed"
        when: Any = call.when
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when)

    def _result(self, check: HiddenCheck, error: BaseException | None) -> CheckResult:
        verdict, says = _verdict_of(check, error)
        fault = f"{type(error).__name__}: {error}" if verdict == "broken" else ""
        flag = error.flag if isinstance(error, WrongAnswer) else ""
        return CheckResult(
            check, verdict, says, self.session.calls_of(check.name), fault, flag
        )


def _hidden_check(item: pytest.Item) -> HiddenCheck:
    marker = item.get_closest_marker("check")
    assert marker is not None
    function: Any = getattr(item, "function", None)
    says = marker.kwargs.get("describes") or function.__doc__ or item.name
    describes = " ".join(says.split())
    return HiddenCheck(
        item.name, marker.kwargs["exercise"], marker.kwargs["weight"], describes
    )


def _verdict_of(check: HiddenCheck, error: BaseException | None) -> tuple[Verdict, str]:
    if error is None:
        return "passed", check.describes
    if isinstance(error, StudentCrashed):
        return "crashed", str(error)
    if isinstance(error, WrongAnswer):
        return "wrong", str(error)
    if isinstance(error, AssertionError):
        return "wrong", f"This does not hold yet: {check.describes}"
    if isinstance(error, pytest.skip.Exception):
        return "skipped", str(error.msg)
    return "broken", "This check could not be run. That is our fault, not yours."
