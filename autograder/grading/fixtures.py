"""What makes ordinary pytest files hidden checks: the marker, `depends_on`, fixtures.

pytest loads this module as a plugin: the grader registers it for its own runs
(suite.py), and `pytest --submission` through pytest_plugin.py.  Whoever registers it
puts a session, or a function that opens one, into pytest's stash.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # the plugin is loaded with every pytest: imports wait for their use
    import numpy as np

    from autograder.course.assignment import Assignment
    from autograder.course.steps import GradedStep
    from autograder.execution.student import Student
    from autograder.grading.session import GradingSession
    from autograder.static_analysis.student_code import StudentCode

SESSION: pytest.StashKey["GradingSession"] = pytest.StashKey()
# Opens the session for the checks of one folder, when the first fixture needs it.
OPEN: pytest.StashKey[Callable[[Path], "GradingSession"]] = pytest.StashKey()
PASSED: pytest.StashKey[set[str]] = pytest.StashKey()
ASSIGNMENT: pytest.StashKey["Assignment"] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of hidden checks."""
    config.addinivalue_line(
        "markers",
        "check(exercise, weight, depends_on): a hidden check of one exercise",
    )
    config.stash[PASSED] = set()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One check for each answer of the steps of the assignment that is graded."""
    if "step_part" not in metafunc.fixturenames:
        return
    steps = metafunc.config.stash[ASSIGNMENT].steps.values()
    cases = [
        _step_case(step, part) for step in steps for part in range(len(step.parts))
    ]
    metafunc.parametrize("step_part", cases)


def _step_case(step: "GradedStep", part: int) -> Any:
    """One answer of a step as a parameter; where there are several, with its number."""
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
    """Skip a check unless the one that it depends on has passed."""
    marker = item.get_closest_marker("check")
    required = marker.kwargs.get("depends_on") if marker else None
    if required and _sibling(item, required) not in item.config.stash[PASSED]:
        pytest.skip(f"This has to hold first: {_description(item, required)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:
    """Remember the checks that passed, for those that depend on them."""
    report = yield
    if call.when == "call" and call.excinfo is None:
        item.config.stash[PASSED].add(item.nodeid)
    return report


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Iterator["Student"]:
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
    """What the student's code says: `code.loops("f")`, `code.uses("f")`."""
    return _session(request).code


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> "np.random.Generator":
    """Random numbers of this submission's own: the same ones at every grading."""
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
