"""Runs hidden checks by hand, on one notebook::

    pytest assignments/07_softmax_loss/checks --submission some.ipynb

The grader runs the same files with the same fixtures (grading/fixtures.py).
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from autograder.grading import fixtures
from autograder.grading.fixtures import OPEN, SESSION

if TYPE_CHECKING:
    from autograder.grading.session import GradingSession


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --submission."""
    parser.addoption(
        "--submission",
        metavar="NOTEBOOK",
        help="the notebook that the hidden checks of an assignment look at",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Offer the fixtures; have the notebook opened when a check asks for it."""
    config.pluginmanager.register(fixtures, "autograder-fixtures")
    if notebook := config.getoption("--submission"):
        path = Path(notebook)
        config.stash[OPEN] = lambda folder: _open(path, folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close the notebook if --submission opened it."""
    session = config.stash.get(SESSION, None)
    if session is not None and OPEN in config.stash:
        session.close()


def _open(notebook: Path, folder: Path) -> "GradingSession":
    """The session of one notebook under the checks of the assignment in `folder`."""
    # Imported here: the plugin is loaded with every pytest of the environment.
    from autograder.course.course import Course
    from autograder.grading.session import open_session
    from autograder.sandbox import plan
    from autograder.submission.notebook_file import read
    from autograder.submission.repair import arrange

    course = Course.around(folder)
    assignment = course.assignment(folder.name)
    arranged = arrange(read(notebook), assignment)
    return open_session(arranged, assignment, course.secret(), plan()).session
