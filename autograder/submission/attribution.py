"""Whose submission a file is, for which assignment, and where its report lies.

SubmissionRef      one file of a class
find_submissions   the files of a class
skipped            the notebooks beside them that nobody can be given credit for
content_of         the bytes of one file
report_path        where its report is stored
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.submission.notebook_file import read_bytes

_LONGEST_NAME = 128  # of a student, in nbgrader's gradebook


@dataclass(frozen=True)
class SubmissionRef:
    """One file of a class: whose it is and for which assignment."""

    student: str
    assignment: str
    path: Path


def find_submissions(
    folder: Path, course: Course, only: str | None
) -> list[SubmissionRef]:
    """The notebooks of a class: STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, or one file each.

    Raises:
        AutograderError: there are none, or it is not clear of which assignment.
    """
    names = [only] if only else course.names()
    found = [
        SubmissionRef(path.parent.parent.name, name, path)
        for name in names
        for path in sorted(folder.glob(f"*/{name}/{name}.ipynb"))
    ]
    flat = sorted(folder.glob("*.ipynb"))
    if flat and only is None:
        raise AutograderError(
            f"{folder} holds notebooks without folders ({flat[0].name} ...): name "
            "their assignment with --assignment."
        )
    found += [SubmissionRef(path.stem, only or "", path) for path in flat]
    found = [each for each in found if _is_name(each.student)]
    if not found:
        raise AutograderError(
            f"There are no submissions in {folder}: expected "
            "STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb as nbgrader collects them, "
            "or one .ipynb file for each student."
        )
    return found


def skipped(folder: Path, found: Sequence[SubmissionRef]) -> list[Path]:
    """The notebooks below a class folder that are not among its submissions."""
    known = {each.path for each in found}
    return sorted(set(folder.rglob("*.ipynb")) - known)


def content_of(submitted: SubmissionRef) -> dict[str, Any]:
    """The `content` of a submitted file, or the `problem` with it."""
    try:
        return {"content": read_bytes(submitted.path)}
    except UnreadableSubmission as error:
        return {"problem": str(error)}


def report_path(reports: Path, submitted: SubmissionRef) -> Path:
    """Where the report of a submission is stored."""
    return reports / submitted.assignment / f"{submitted.student}.json"


def _is_name(student: str) -> bool:
    """Whether a gradebook and a page can hold a name: text, and not too long."""
    return student.isprintable() and len(student) <= _LONGEST_NAME
