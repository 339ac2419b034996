"""Writes the rows of many submissions to nbgrader's gradebook at once."""

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
class GradebookEntry:
    """The scores and comments of one submission of an assignment."""

    student: str
    timestamp: datetime | None
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]


@dataclass(frozen=True)
class Cells:
    """The ids of an assignment's rows; `scored` and `answers` map cell names to ids.

    Each submission has a row of `grade` for a scored cell and a row of `comment` for
    an answer.
    """

    assignment: str
    notebook: str
    due: bool
    scored: dict[str, str]
    answers: dict[str, str]


def write_rows(db: Any, cells: Cells, entries: Sequence[GradebookEntry]) -> None:
    """Insert new rows and update existing ones, without a commit."""
    _Batch(db, cells, {each.student: each for each in entries}).write()


@dataclass(frozen=True)
class _Batch:
    """Submissions to write together, by student."""

    db: Any
    cells: Cells
    entries: Mapping[str, GradebookEntry]

    def write(self) -> None:
        """Insert new submissions and update existing ones."""
        new = self.entries.keys() - self._existing.keys()
        self._add(sorted(new))
        if self._existing:
            self._update_timestamps()
            self._update(Grade, self.cells.scored, _score)
            self._update(Comment, self.cells.answers, _comment)

    @cached_property
    def _existing(self) -> dict[str, list[str]]:
        """Students with an existing submission -> ids of it and of its notebook."""
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
                SubmittedAssignment.student_id.in_(self.entries),
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
                "timestamp": self.entries[student].timestamp,
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
                **values(self.entries[student], name, None),
            }
            for student, notebook in notebooks.items()
            for name, id in cells.items()
        ]

    def _insert(self, kind: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.db.execute(insert(kind), rows)

    def _update_timestamps(self) -> None:
        rows = [
            {"id": submission, "timestamp": self.entries[student].timestamp}
            for student, (submission, _) in self._existing.items()
            if self.entries[student].timestamp is not None
        ]
        if rows:
            self.db.execute(update(SubmittedAssignment), rows)

    def _update(self, kind: Any, cells: Mapping[str, str], values: Any) -> None:
        entries = {ids[1]: self.entries[each] for each, ids in self._existing.items()}
        name_of = {id: name for name, id in cells.items()}
        by_hand = kind.manual_score if kind is Grade else kind.manual_comment
        there = self.db.execute(
            select(kind.id, kind.notebook_id, kind.cell_id, by_hand).where(
                kind.notebook_id.in_(entries)
            )
        )
        rows = [
            {"id": id, **values(entries[notebook], name_of[cell], manual)}
            for id, notebook, cell, manual in there
        ]
        if rows:
            self.db.execute(update(kind), rows)


def _score(entry: GradebookEntry, cell: str, by_hand: float | None) -> dict[str, Any]:
    score = entry.scores.get(cell)
    needs_review = by_hand is not None or score is None
    return {"auto_score": score, "needs_manual_grade": needs_review}


def _comment(entry: GradebookEntry, cell: str, _by_hand: str | None) -> dict[str, Any]:
    return {"auto_comment": entry.comments.get(cell)}
