"""Writes to nbgrader's gradebook: one process, many submissions in a transaction.

It writes the rows of `nbgrader autograde`: the student, the submission with its
timestamp, a score for each graded cell, a comment for each answer, the late penalty.
Marks given by hand stay; if the submission was graded again, nbgrader asks a person to
review them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.api import Gradebook as NbgraderGradebook
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config

from autograder.course import assignment as ours
from autograder.errors import AutograderError
from autograder.nbgrader.gradebook_rows import Cells, GradebookEntry, write_rows
from autograder.submission.repair import Released, cells_by_id

_WAIT_S = 60  # another writer is, for example, a person who marks by hand


class Gradebook:
    """A gradebook open for writing; close it, or use it in `with`."""

    def __init__(self, url: str, course_id: str, config: Config | None = None) -> None:
        self._url, self._config = url, config
        with _database_errors(url):
            self._gradebook = NbgraderGradebook(url, course_id)
        event.listen(self._gradebook.engine, "connect", _wait_for_other_writers)
        self._gradebook.db.remove()
        self._gradebook.engine.dispose()  # closes the connections without the timeout
        self._known: dict[str, Cells] = {}

    @property
    def address(self) -> str:
        """The URL of the database, without the password."""
        return make_url(self._url).render_as_string(hide_password=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._gradebook.close()

    def released(self, assignment: ours.Assignment) -> Released:
        """The cells of an assignment as nbgrader released them.

        Raises:
            AutograderError: the gradebook does not have this version of the assignment.
        """
        name = assignment.name
        notebook = self._cells(name).notebook
        rows = self._rows(
            select(SourceCell.name, SourceCell.source, SourceCell.checksum).where(
                SourceCell.notebook_id == notebook
            )
        )
        there = {id: {"source": text, "checksum": sum_} for id, text, sum_ in rows}
        unknown = sorted(cells_by_id(assignment).keys() - there.keys())
        if unknown or self._points(notebook) != _points(assignment):
            which = f" (it does not know {', '.join(unknown[:3])})" if unknown else ""
            raise AutograderError(
                f"The gradebook has another version of {name}{which}: run "
                f"`nbgrader generate_assignment {name} --force`, then grade again."
            )
        return there

    def scores(self, name: str) -> dict[str, dict[str, float | None]]:
        """The automatic scores of an assignment: student -> cell -> score."""
        rows = self._rows(
            select(SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score)
            .join(
                SubmittedNotebook,
                SubmittedNotebook.assignment_id == SubmittedAssignment.id,
            )
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .join(BaseCell, BaseCell.id == Grade.cell_id)
            .where(SubmittedAssignment.assignment_id == self._cells(name).assignment)
        )
        given: dict[str, dict[str, float | None]] = defaultdict(dict)
        for student, cell, score in rows:
            given[student][cell] = score
        return given

    def write(self, name: str, entries: Sequence[GradebookEntry]) -> None:
        """Write submissions of one assignment in one transaction."""
        db, cells = self._gradebook.db, self._cells(name)
        with _database_errors(self._url):
            try:
                write_rows(db, cells, entries)
                if cells.due:
                    self._assign_penalties([each.student for each in entries], cells)
                db.commit()
            finally:
                db.remove()  # rolls back an uncommitted transaction

    def _assign_penalties(self, students: Sequence[str], cells: Cells) -> None:
        """Do what nbgrader's AssignLatePenalties does, with the course's plugin."""
        late = AssignLatePenalties(config=self._config)
        late.init_plugin()
        submissions = self._gradebook.db.scalars(
            select(SubmittedAssignment).where(
                SubmittedAssignment.assignment_id == cells.assignment,
                SubmittedAssignment.student_id.in_(students),
            )
        )
        for submission in submissions:
            (notebook,) = submission.notebooks
            notebook.late_submission_penalty = None
            if (seconds := submission.total_seconds_late) > 0:
                penalty = late.plugin_inst.late_submission_penalty(
                    submission.student_id, notebook.score, seconds
                )
                if penalty is not None:
                    penalty = late._check_late_penalty(notebook, penalty)
                notebook.late_submission_penalty = penalty

    def _cells(self, name: str) -> Cells:
        if name not in self._known:
            self._known[name] = self._read_cells(name)
        return self._known[name]

    def _read_cells(self, name: str) -> Cells:
        rows = self._rows(
            select(Assignment.id, Assignment.duedate, Notebook.id, Notebook.name)
            .join(Notebook, Notebook.assignment_id == Assignment.id)
            .where(Assignment.name == name)
        )
        if [each[3] for each in rows] != [name]:
            raise AutograderError(
                f"The gradebook does not know {name}: run `nbgrader generate_assignment"
                f" {name} --force`, or grade with --no-gradebook."
            )
        assignment, due, notebook, _ = rows[0]
        kinds = GradeCell, SolutionCell, TaskCell
        graded, answers, tasks = (self._ids(kind, notebook) for kind in kinds)
        return Cells(
            assignment, notebook, due is not None, graded | tasks, answers | tasks
        )

    def _ids(self, kind: Any, notebook: str) -> dict[str, str]:
        query = select(kind.name, kind.id).where(kind.notebook_id == notebook)
        return dict(map(tuple, self._rows(query)))

    def _points(self, notebook: str) -> dict[str, float]:
        query = select(GradeCell.name, GradeCell.max_score).where(
            GradeCell.notebook_id == notebook
        )
        return dict(map(tuple, self._rows(query)))

    def _rows(self, query: Any) -> list[Any]:
        with _database_errors(self._url):
            try:
                return list(self._gradebook.db.execute(query).all())
            finally:
                self._gradebook.db.remove()


def _points(assignment: ours.Assignment) -> dict[str, float]:
    cells = cells_by_id(assignment)
    own = {id: ours.nbgrader(known) for id, known in cells.items()}
    return {id: float(each["points"]) for id, each in own.items() if each.get("grade")}


def _wait_for_other_writers(connection: Any, _record: object) -> None:
    """Let SQLite wait for other writers: it has one at a time and gives up early."""
    if hasattr(connection, "execute") and type(connection).__module__ == "sqlite3":
        connection.execute(f"PRAGMA busy_timeout={_WAIT_S * 1000}")


@contextmanager
def _database_errors(url: str) -> Iterator[None]:
    """Turn database errors into an AutograderError without the database password."""
    try:
        yield
    except (SQLAlchemyError, ImportError) as error:
        where = make_url(url).render_as_string(hide_password=True)
        why = str(error).strip().splitlines()[0].rstrip(".")
        raise AutograderError(
            f"The gradebook {where} cannot be used: {why}. Finished reports are "
            "stored: fix the gradebook, then run the same command again."
        ) from error


def exists(url: str) -> bool:
    """Whether there is a gradebook: an SQLite file, or the URL of a server."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return True
    return Path(address.database or "").is_file()
