"""The hidden checks of an assignment: found by pytest once, run for every submission.

Finding them takes pytest longer than some submissions take to be checked.  An
`Assignment` is read anew when a file of it changes, and so is its suite; fixtures are
made anew at every run.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from autograder.course.assignment import Assignment
from autograder.errors import AssignmentError
from autograder.execution.check_result import HiddenCheck
from autograder.grading import fixtures
from autograder.grading.session import GradingSession

# Everything of pytest that a check does not need costs time at each check.
_QUIET = [
    "--collect-only",
    "--disable-plugin-autoload",
    "--import-mode=importlib",
    "--assert=plain",
    f"--config-file={os.devnull}",
    # Names of modules are made from paths below this: no two checks share one.
    f"--rootdir={os.sep}",
    *(
        f"-pno:{plugin}"
        for plugin in (
            "capture terminal cacheprovider logging faulthandler unraisableexception "
            "threadexception warnings doctest junitxml pastebin debugging"
        ).split()
    ),
]
_PYTEST_VARIABLES = "PYTEST_ADDOPTS", "PYTEST_PLUGINS"
_STEP_CHECKS = str(Path(__file__).with_name("step_checks.py"))
_MOST_SUITES = 16


@dataclass(eq=False)
class Suite:
    """The checks of one assignment, and the pytest plugin that collects them.

    One thread at a time may run it.
    """

    assignment: Assignment
    items: list[pytest.Item] = field(default_factory=list)
    checks: list[HiddenCheck] = field(default_factory=list)
    _problem: str = ""
    _error: BaseException | None = None

    def __post_init__(self) -> None:
        """Collect the checks.

        Raises:
            AssignmentError: a check file cannot be imported, or a test is not marked.
        """
        code = self._collect()
        good = pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED
        if self._problem or code not in good:
            why = self._problem or f"pytest ended with {code}"
            raise AssignmentError(f"{self.assignment.checks}: {why}.")
        self.checks = [_hidden_check(item) for item in self.items]

    def run(
        self, session: GradingSession, chosen: Callable[[HiddenCheck], bool]
    ) -> Iterator[tuple[HiddenCheck, BaseException | None]]:
        """Run the chosen checks on a submission; each with what it raised."""
        self._config.stash[fixtures.SESSION] = session
        self._config.stash[fixtures.PASSED] = set()
        pairs = [pair for pair in zip(self.checks, self.items) if chosen(pair[0])]
        following = [*(item for _, item in pairs[1:]), None]
        try:
            for (check, item), after in zip(pairs, following):
                error = self._outcome(item, after)
                if error is not None and session.again(check.name):
                    error = session.settled(check.name, self._outcome(item, after))
                if error is not None:
                    self._config.stash[fixtures.PASSED].discard(item.nodeid)
                yield check, error
        finally:
            del self._config.stash[fixtures.SESSION]

    def _outcome(
        self, item: pytest.Item, after: pytest.Item | None
    ) -> BaseException | None:
        """Run one check, and say what it raised.  pytest prepares itself for the next.

        Hooks and items are pytest's public ones: this is what its own loop does.
        """
        self._error = None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
        return self._error

    def _collect(self) -> int:
        if not self.assignment.checks.is_dir():
            raise AssignmentError(f"{self.assignment.folder} has no folder checks/.")
        folder = str(self.assignment.checks)
        files = [folder, *([_STEP_CHECKS] if self.assignment.steps else [])]
        arguments = [*_QUIET, f"--confcutdir={folder}", *files]
        # What somebody asks of their own tests is not asked of the checks.
        set_aside = {name: os.environ.pop(name, None) for name in _PYTEST_VARIABLES}
        try:
            return int(pytest.main(arguments, plugins=[fixtures, self]))
        finally:
            os.environ.update({k: v for k, v in set_aside.items() if v is not None})
            # A server lives for weeks: the next suite must see the checks as they are.
            _forget_modules(folder)

    def pytest_configure(self, config: pytest.Config) -> None:
        self._config = config
        config.stash[fixtures.ASSIGNMENT] = self.assignment

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._problem = f"{report.nodeid} cannot be collected: {report.longrepr}"

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        if item.get_closest_marker("check") is None:
            self._problem = f"{item.name} is not marked with @check"

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = session.items

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        # In place of pytest's own, which would render a traceback for each failure.
        failed = call.excinfo is not None
        if call.excinfo is not None and call.when != "teardown":
            self._error = _own_fault(call.excinfo.value, call.when)
        outcome: Any = "failed" if failed else "passed"
        when: Any = call.when
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when)


class _Suites(threading.local):
    """The suites of one thread."""

    def __init__(self) -> None:
        self.of = lru_cache(_MOST_SUITES)(Suite)


_suites = _Suites()


def suite_of(assignment: Assignment) -> Suite:
    """The suite of an assignment, collected if this is the first time.

    Raises:
        AssignmentError: a check file cannot be imported, or a test is not marked.
    """
    return _suites.of(assignment)


def forget() -> None:
    """Drop all suites: an interrupted run may have left one half finished."""
    _suites.of.cache_clear()


def _own_fault(error: BaseException, when: str) -> BaseException:
    """What a check raised.  An assertion before it began says nothing of an answer."""
    if when == "setup" and isinstance(error, AssertionError):
        return RuntimeError(f"pytest could not prepare it: {error!r}")
    return error


def _forget_modules(folder: str) -> None:
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(folder):
            del sys.modules[name]


def _hidden_check(item: pytest.Item) -> HiddenCheck:
    marker = item.get_closest_marker("check")
    assert marker is not None
    function: Any = getattr(item, "function", None)
    says = marker.kwargs.get("describes") or function.__doc__ or item.name
    describes = " ".join(says.split())
    return HiddenCheck(
        item.name, marker.kwargs["exercise"], marker.kwargs["weight"], describes
    )
