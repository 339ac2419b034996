"""What several tests need: a small course of its own, and notebooks of it."""

from pathlib import Path

import pytest

from autograder.course.course import Course
from notebooks import notebook_of, small_assignment

ROOT = Path(__file__).parent.parent
# Its checks are hidden checks of an assignment.
collect_ignore = ["helpers/small_assignment"]


@pytest.fixture(scope="session")
def course():
    """This repository as a course."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def small_course(tmp_path_factory):
    """A course with one small assignment, built; do not change it."""
    return _small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def own_course(tmp_path):
    """A small course that a test may change."""
    return _small_course(tmp_path / "course")


def _small_course(root):
    from autograder.authoring.build import build

    course = Course(root)
    course.assignments.mkdir(parents=True)
    small_assignment(course)
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    build(course)
    return course


@pytest.fixture
def solved(small_course):
    """The notebook of the small assignment with its solution, as parsed JSON."""
    return notebook_of(small_course.source)


@pytest.fixture
def released(small_course):
    """The notebook of the small assignment as students get it."""
    return notebook_of(small_course.release)
