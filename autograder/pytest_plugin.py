"""What makes ordinary pytest files hidden checks: the marker, `needs` and the fixtures.

Installed as a pytest plugin, so that an instructor can run the checks directly::

    pytest assignments/07_softmax_loss/checks --submission some.ipynb

The grader runs the same files with the same fixtures (see runner.py).
"""

from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # the plugin is loaded with every pytest: imports wait for their use
    import numpy as np

    from autograder.course.assignment import Assignment
    from autograder.course.steps import Step
    from autograder.execution.student import StudentProxy
    from autograder.grading.session import GradingSession
    from autograder.static_analysis.student_code import StudentCode

SESSION: pytest.StashKey["GradingSession"] = pytest.StashKey()
PASSED: pytest.StashKey[set[str]] = pytest.StashKey()
ASSIGNMENT: pytest.StashKey["Assignment"] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --submission."""
    parser.addoption(
        "--submission",
        metavar="NOTEBOOK",
        help="the notebook that the hidden checks of an assignment look at",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker of hidden checks."""
    config.addinivalue_line(
        "markers",
        "check(exercise, weight, needs): a hidden check of one exercise of a notebook",
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


def _step_case(step: "Step", part: int) -> Any:
    """One answer of a step as a parameter; where there are several, with its number."""
    several = len(step.parts) > 1
    describes = f"{step.asks} Answer {part + 1}." if several else step.asks
    return pytest.param(
        (step, part),
        id=f"{step.id}.{part + 1}" if several else step.id,
        marks=pytest.mark.check(
            exercise=step.id, weight=1.0, needs=None, describes=describes
        ),
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a check while the one that it needs has not passed."""
    marker = item.get_closest_marker("check")
    needed = marker.kwargs.get("needs") if marker else None
    if needed and _sibling(item, needed) not in item.config.stash[PASSED]:
        pytest.skip(f"This has to hold first: {_description(item, needed)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:
    """Remember the checks that passed, for those that need them."""
    report = yield
    if call.when == "call" and call.excinfo is None:
        item.config.stash[PASSED].add(item.nodeid)
    return report


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close the student's notebook if --submission opened it."""
    session = config.stash.get(SESSION, None)
    if session is not None and config.getoption("--submission"):
        session.close()


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Iterator["StudentProxy"]:
    """The student's functions, in a copy of the finished notebook (copies.py)."""
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
        path = request.config.getoption("--submission")
        if not path:
            pytest.skip("a hidden check needs --submission NOTEBOOK")
        from autograder.grading.session import open_directly

        stash[SESSION] = open_directly(path, request.path.parent.parent)
    return stash[SESSION]


def _description(item: pytest.Item, needed: str) -> str:
    module = getattr(item, "module", None)
    docstring = getattr(module, needed).__doc__ or needed
    return " ".join(docstring.split())


def _sibling(item: pytest.Item, name: str) -> str:
    return item.nodeid.rpartition("::")[0] + "::" + name
