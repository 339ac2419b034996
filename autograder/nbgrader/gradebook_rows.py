"""Rows of nbgrader's gradebook: those of many submissions are written at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import insert, select, update


@dataclass(frozen=True)
class Marked:
    """What the gradebook is told of one submission of an assignment."""

    student: str
    timestamp: datetime | None
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]


@dataclass(frozen=True)
class Cells:
    """The ids of an assignment's rows; those of its cells by name.

    Cells that are scored have a row of `grade` for each submission, cells that are
    answers one of `comment`.
    """

    assignment: str
    notebook: str
    due: bool
    scored: dict[str, str]
    answers: dict[str, str]


def write_rows(db: Any, cells: Cells, marked: Sequence[Marked]) -> None:
    """Add the rows that are new, and update those that are there; no commit."""
    _Batch(db, cells, {each.student: each for each in marked}).write()


@dataclass(frozen=True)
class _Batch:
    """Submissions that are written together, by student."""

    db: Any
    cells: Cells
    marked: Mapping[str, Marked]

    def write(self) -> None:
        """Add what is new, and update what is there."""
        new = self.marked.keys() - self._there.keys()
        self._add(sorted(new))
        if self._there:
            self._update_timestamps()
            self._update(Grade, self.cells.scored, _score)
            self._update(Comment, self.cells.answers, _comment)

    @cached_property
    def _there(self) -> dict[str, list[str]]:
        """The ids of a student's submission and of its notebook, where it is there."""
        rows = self.db.execute(
            select(
                SubmittedAssignment.student_id,
                SubmittedAssignment.id,
                SubmittedNotebook.id,
            )
            .join(
                SubmittedNotebook,
                SubmittedNotebook.assignment_id == SubmittedAssignment.id,
            )
            .where(
                SubmittedAssignment.assignment_id == self.cells.assignment,
                SubmittedAssignment.student_id.in_(self.marked),
            )
        )
        return {student: ids for student, *ids in rows}

    def _add(self, students: list[str]) -> None:
        known = set(self.db.scalars(select(Student.id).where(Student.id.in_(students))))
        self._insert(Student, [{"id": id} for id in students if id not in known])
        submissions = [
            {
                "id": new_uuid(),
                "assignment_id": self.cells.assignment,
                "student_id": student,
                "timestamp": self.marked[student].timestamp,
            }
            for student in students
        ]
        notebooks = [
            {
                "id": new_uuid(),
                "assignment_id": each["id"],
                "notebook_id": self.cells.notebook,
            }
            for each in submissions
        ]
        self._insert(SubmittedAssignment, submissions)
        self._insert(SubmittedNotebook, notebooks)
        ids = {student: each["id"] for student, each in zip(students, notebooks)}
        self._insert(Grade, self._new_rows(ids, self.cells.scored, _score))
        self._insert(Comment, self._new_rows(ids, self.cells.answers, _comment))

    def _new_rows(
        self, notebooks: Mapping[str, str], cells: Mapping[str, str], values: Any
    ) -> list[dict[str, Any]]:
        return [
            {
                "notebook_id": notebook,
                "cell_id": id,
                **values(self.marked[student], name, None),
            }
            for student, notebook in notebooks.items()
            for name, id in cells.items()
        ]

    def _insert(self, kind: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.db.execute(insert(kind), rows)

    def _update_timestamps(self) -> None:
        rows = [
            {"id": submission, "timestamp": self.marked[student].timestamp}
            for student, (submission, _) in self._there.items()
            if self.marked[student].timestamp is not None
        ]
        if rows:
            self.db.execute(update(SubmittedAssignment), rows)

    def _update(self, kind: Any, cells: Mapping[str, str], values: Any) -> None:
        marked = {ids[1]: self.marked[each] for each, ids in self._there.items()}
        name_of = {id: name for name, id in cells.items()}
        by_hand = kind.manual_score if kind is Grade else kind.manual_comment
        there = self.db.execute(
            select(kind.id, kind.notebook_id, kind.cell_id, by_hand).where(
                kind.notebook_id.in_(marked)
            )
        )
        rows = [
            {"id": id, **values(marked[notebook], name_of[cell], manual)}
            for id, notebook, cell, manual in there
        ]
        if rows:
            self.db.execute(update(kind), rows)


def _score(marked: Marked, cell: str, by_hand: float | None) -> dict[str, Any]:
    score = marked.scores.get(cell)
    look = by_hand is not None or score is None
    return {"auto_score": score, "needs_manual_grade": look}


def _comment(marked: Marked, cell: str, _by_hand: str | None) -> dict[str, Any]:
    return {"auto_comment": marked.comments.get(cell)}
