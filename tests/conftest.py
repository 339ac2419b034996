"""What several tests need, and the tier of each test file.

Fixtures: a small course of one's own, and notebooks of it.  Tiers: `pytest -m TIER`.
"""

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from autograder.course.course import Course
from autograder.execution.kernel import Kernel
from autograder.sandbox import plan
from notebooks import notebook_of, small_assignment
from tiers import ORDER, TIERS, tier_of

TESTS = Path(__file__).parent
ROOT = TESTS.parent
# Its checks are hidden checks of an assignment.
collect_ignore = ["helpers/small_assignment"]


def pytest_ignore_collect(collection_path, config):
    """Whether a file is of another tier than `-m` asks for: it is not even imported."""
    wanted, path = config.option.markexpr, collection_path
    if wanted in TIERS and path.match("test_*.py") and path.is_relative_to(TESTS):
        return tier_of(path.relative_to(TESTS).as_posix()) != wanted or None
    return None


def pytest_collection_modifyitems(items):
    """Mark each test with the tier of its file; the slow tiers come first.

    One process runs all tests of a file (`--dist loadfile`), so its fixtures are made
    once.
    """
    tiers = {}
    for item in items:
        if item.path.is_relative_to(TESTS):
            path = item.path.relative_to(TESTS).as_posix()
            tiers[item] = tier_of(path)
            item.add_marker(tiers[item])
    items.sort(key=lambda item: ORDER.index(tiers.get(item, ORDER[-1])))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Run a test; one of the tier `fast` may not start a sandbox."""
    with pytest.MonkeyPatch.context() as patch:
        if item.get_closest_marker("fast"):
            patch.setattr(Kernel, "__init__", _no_sandbox)
        return (yield)


def _no_sandbox(*_args, **_options):
    pytest.fail(
        "A test of the tier `fast` starts a sandbox: see tests/helpers/tiers.py"
    )


@pytest.fixture(scope="session")
def course():
    """This repository as a course."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def built_course(tmp_path_factory):
    """The folder of a course with one small assignment, built once for all processes.

    Only to be copied.
    """
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # what the processes of one run share
    root = folder / "built-course"
    with FileLock(folder / "built-course.lock"):
        if not root.exists():
            _build_small_course(root)
    return root


@pytest.fixture(scope="session")
def small_course(built_course, tmp_path_factory):
    """A course with one small assignment, built; do not change it."""
    root = tmp_path_factory.mktemp("course") / "course"
    return Course(shutil.copytree(built_course, root))


@pytest.fixture
def own_course(built_course, tmp_path):
    """A small course that a test may change."""
    return Course(shutil.copytree(built_course, tmp_path / "course"))


def _build_small_course(root):
    from autograder.authoring.build import build

    course = Course(root)
    course.assignments.mkdir(parents=True)
    small_assignment(course)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    build(course)


@pytest.fixture
def solved(small_course):
    """The notebook of the small assignment with its solution, as parsed JSON."""
    return notebook_of(small_course.source)


@pytest.fixture
def released(small_course):
    """The notebook of the small assignment as students get it."""
    return notebook_of(small_course.release)


@pytest.fixture(scope="session")
def sandbox():
    """The sandbox that this machine offers."""
    return plan()


@pytest.fixture
def kernel(sandbox):
    """A notebook kernel in the sandbox."""
    with Kernel(sandbox) as kernel:
        yield kernel
