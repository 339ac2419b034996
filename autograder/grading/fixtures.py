"""The pytest plugin that turns pytest files into hidden checks.

It defines the marker `check`, with `depends_on`, and the fixtures.  The grader
(suite.py) and `pytest --submission` (pytest_plugin.py) register it, and put a session,
or a function that opens one, into pytest's stash.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # every pytest loads this plugin, so it imports no more than it needs
    import numpy as np

    from autograder.course.assignment import Assignment
    from autograder.course.steps import GradedStep
    from autograder.execution.student import StudentProxy
    from autograder.grading.session import GradingSession
    from autograder.static_analysis.student_code import StudentCode

SESSION: pytest.StashKey["GradingSession"] = pytest.StashKey()
# Opens the session for the checks of one folder, when the first fixture needs it.
OPEN: pytest.StashKey[Callable[[Path], "GradingSession"]] = pytest.StashKey()
PASSED: pytest.StashKey[set[str]] = pytest.StashKey()
ASSIGNMENT: pytest.StashKey["Assignment"] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker `check`."""
    config.addinivalue_line(
        "markers",
        "check(exercise, weight, depends_on): a hidden check of one exercise",
    )
    config.stash[PASSED] = set()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one check for each answer of the assignment's steps."""
    if "step_part" not in metafunc.fixturenames:
        return
    steps = metafunc.config.stash[ASSIGNMENT].steps.values()
    cases = [
        _step_case(step, part) for step in steps for part in range(len(step.parts))
    ]
    metafunc.parametrize("step_part", cases)


def _step_case(step: "GradedStep", part: int) -> Any:
    """The pytest parameter of one answer of a step, numbered if there are several."""
    several = len(step.parts) > 1
    describes = f"{step.asks} Answer {part + 1}." if several else step.asks
    return pytest.param(
        (step, part),
        id=f"{step.id}.{part + 1}" if several else step.id,
        marks=pytest.mark.check(
            exercise=step.id, weight=1.0, depends_on=None, describes=describes
        ),
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a check if the check that it depends on has not passed."""
    marker = item.get_closest_marker("check")
    required = marker.kwargs.get("depends_on") if marker else None
    if required and _sibling(item, required) not in item.config.stash[PASSED]:
        pytest.skip(f"This has to hold first: {_description(item, required)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:
    """Remember the checks that passed, for checks that depend on them."""
    report = yield
    if call.when == "call" and call.excinfo is None:
        item.config.stash[PASSED].add(item.nodeid)
    return report


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Iterator["StudentProxy"]:
    """The student's functions, in a fork of the finished notebook (forks.py)."""
    marker = request.node.get_closest_marker("check")
    own = marker.kwargs["exercise"].replace("-", "_") if marker else ""
    opened = _session(request).student(request.node.name, own)
    yield opened
    opened._close()


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> ModuleType:
    """The assignment's reference.py."""
    return _session(request).assignment.reference


@pytest.fixture
def code(request: pytest.FixtureRequest) -> "StudentCode":
    """The student's source code: `without_loops(code, "f")`, `code.uses("f")`."""
    return _session(request).code


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> "np.random.Generator":
    """This submission's own random numbers, the same at every grading."""
    marker = request.node.get_closest_marker("check")
    exercise = marker.kwargs["exercise"] if marker else ""
    return _session(request).rng(exercise, request.node.name)


def _session(request: pytest.FixtureRequest) -> "GradingSession":
    stash = request.config.stash
    if SESSION not in stash:
        if OPEN not in stash:
            pytest.skip("a hidden check needs --submission NOTEBOOK")
        stash[SESSION] = stash[OPEN](request.path.parent.parent)
    return stash[SESSION]


def _description(item: pytest.Item, required: str) -> str:
    module = getattr(item, "module", None)
    docstring = getattr(module, required).__doc__ or required
    return " ".join(docstring.split())


def _sibling(item: pytest.Item, name: str) -> str:
    return item.nodeid.rpartition("::")[0] + "::" + name
