"""The marks of an assignment, from nbgrader's gradebook.

A mark is the sum of the points from checks and from a person and of extra credit, less
the penalty for late submission.  A student without a submission, or with one that waits
for a person, has no mark: None, never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nbgrader.api import MissingEntry

from autograder.errors import AutograderError


@dataclass(frozen=True)
class GradebookStudent:
    """A student of the gradebook; fields that nobody entered are empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    lms_user_id: str = ""


@dataclass(frozen=True)
class Marks:
    """The mark of each student for one assignment; None means no mark yet."""

    assignment: str
    out_of: float
    points: dict[GradebookStudent, float | None]


def marks_of(gradebook: Any, assignment: str) -> Marks:
    """The marks of one assignment.

    Raises:
        AutograderError: the gradebook has no such assignment.
    """
    try:
        out_of = float(gradebook.find_assignment(assignment).max_score)
    except MissingEntry:
        there = ", ".join(sorted(each.name for each in gradebook.assignments))
        raise AutograderError(
            f"The gradebook has no assignment {assignment!r}. It has: "
            f"{there or 'none'}."
        ) from None
    given = {
        each.student_id: _points(each)
        for each in gradebook.assignment_submissions(assignment)
    }
    points = {each: given.get(each.id) for each in _students(gradebook)}
    return Marks(assignment, out_of, points)


def number(points: float) -> str:
    """Points as learning platforms write them: 54.3, at most two decimals."""
    text = f"{points:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _points(submission: Any) -> float | None:
    if submission.needs_manual_grade:
        return None
    return max(0.0, float(submission.score - submission.late_submission_penalty))


def _students(gradebook: Any) -> Iterable[GradebookStudent]:
    for each in gradebook.students:
        yield GradebookStudent(
            each.id,
            each.first_name or "",
            each.last_name or "",
            each.email or "",
            each.lms_user_id or "",
        )
