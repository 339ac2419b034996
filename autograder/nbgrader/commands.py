"""Runs nbgrader's own commands on a course, in this process.

It uses the classes and the configuration file of `nbgrader generate_assignment` and the
other commands, and saves the seconds that starting each command costs.
"""

import logging
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from nbgrader.plugins import CsvExportPlugin
from nbgrader.utils import temp_attrs
from traitlets.config import Config, PyFileConfigLoader

from autograder.errors import AutograderError

CONFIG_FILE = "nbgrader_config.py"


def generate_assignment(root: Path, name: str) -> None:
    """Generate release/NAME from source/NAME of the course at `root`.

    Raises:
        AutograderError: nbgrader refuses the assignment.
    """
    Nbgrader(root).generate_assignment(name)


def _create_once(gradebook: Path) -> None:
    if not gradebook.exists():
        gradebook.write_bytes(_empty_gradebook())


@cache
def _empty_gradebook() -> bytes:
    """The bytes of a new gradebook; nbgrader starts a command to make each one."""
    with tempfile.TemporaryDirectory() as folder:
        Nbgrader(Path(folder)).gradebook().close()
        return (Path(folder) / "gradebook.db").read_bytes()


class Nbgrader:
    """The commands of nbgrader on one course.

    `exchange` is the folder through which assignments and submissions travel.
    """

    def __init__(self, root: Path, exchange: Path | None = None) -> None:
        _find_our_tools()
        config = _configuration(root)
        config.CourseDirectory.root = str(root)
        if exchange:
            config.CourseDirectory.course_id = config.CourseDirectory.get(
                "course_id", "course"
            )
            config.Exchange.root = str(exchange)
            config.Exchange.cache = str(exchange / "cache")
        # nbgrader logs each file that it copies; `_must` raises its failures.
        config.NbGraderAPI.log_level = logging.ERROR
        self.config = config
        self.api = NbGraderAPI(config=config)
        # nbgrader has its own handler; the root logger would repeat each message.
        self.api.log.propagate = False

    def generate_assignment(self, name: str) -> None:
        """Generate release/NAME from source/NAME."""
        gradebook = Path(self.api.coursedir.root) / "gradebook.db"
        if self.api.coursedir.db_url == f"sqlite:///{gradebook}":
            _create_once(gradebook)
        self._must("generate_assignment", self.api.generate_assignment(name))

    def release_assignment(self, name: str) -> None:
        """Copy release/NAME to the exchange."""
        self._must("release_assignment", self.api.release_assignment(name))

    def submit(self, name: str, student: str, folder: Path) -> None:
        """Submit a student's folder `folder/NAME` to the exchange."""
        config = Config(self.config)
        config.Exchange.assignment_dir = str(folder)
        config.CourseDirectory.assignment_id = name
        config.CourseDirectory.student_id = student
        coursedir = CourseDirectory(config=config)
        submit = ExchangeFactory(config=config).Submit(
            coursedir=coursedir, authenticator=self.api.authenticator, config=config
        )
        with _quiet(submit.log):
            submit.start()

    def collect(self, name: str) -> None:
        """Collect submissions from the exchange into submitted/."""
        self._must("collect", self.api.collect(name))

    def autograde(self, name: str, *students: str) -> None:
        """Grade these students: submitted/ -> autograded/ and the gradebook."""
        with self._only(students, "submitted"):
            self._must("autograde", self.api.autograde(name, "*"))

    def generate_feedback(self, name: str, *students: str) -> None:
        """Write feedback/ from autograded/ for these students."""
        with self._only(students, "autograded"):
            self._must("generate_feedback", self.api.generate_feedback(name, "*"))

    def export(self, to: Path) -> None:
        """Export the gradebook to a CSV file."""
        plugin = CsvExportPlugin(config=self.config)
        plugin.to = str(to)
        with self.gradebook() as gradebook, _quiet(plugin.log):
            plugin.export(gradebook)

    def students(self, name: str) -> list[str]:
        """The students who have submitted."""
        return sorted(self.api.get_submitted_students(name))

    def gradebook(self) -> Any:
        """Open the gradebook."""
        return self.api.gradebook

    @contextmanager
    def _only(self, students: Sequence[str], folder: str) -> Iterator[None]:
        """Limit one run of nbgrader to these students: starting a run is expensive."""
        coursedir = self.api.coursedir
        there = {each.name for each in (Path(coursedir.root) / folder).iterdir()}
        with temp_attrs(
            coursedir, student_id_exclude=",".join(sorted(there - set(students)))
        ):
            yield

    def _must(self, command: str, result: dict[str, Any]) -> None:
        if not result["success"]:
            log = result.get("log") or result.get("error") or "it gives no reason"
            raise AutograderError(f"nbgrader {command} failed: {_reason(log)}")


def _configuration(root: Path) -> Config:
    path = root / CONFIG_FILE
    if not path.is_file():
        return Config()
    return PyFileConfigLoader(path.name, path=str(root)).load_config()


def _find_our_tools() -> None:
    """Put our Python's folder on PATH, because nbgrader starts `alembic` by name."""
    tools = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath)
    if tools not in path.split(os.pathsep):
        os.environ["PATH"] = tools + os.pathsep + path


@contextmanager
def _quiet(log: Any) -> Iterator[None]:
    """Silence the logger that all of nbgrader shares."""
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _reason(log: str) -> str:
    """The first exception in a log of nbgrader, or the log's last line."""
    lines = [each.strip() for each in log.strip().splitlines() if each.strip()]
    reasons = [each for each in lines if re.match(r"[\w.]*(Error|Exception): ", each)]
    return (reasons or lines)[0 if reasons else -1]
