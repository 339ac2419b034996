"""Finds the submissions of a class: the student, the assignment, the report's path.

SubmissionRef      one file of a class
find_submissions   the files of a class
skipped            the other notebooks, which belong to no known student or assignment
content_of         the bytes of one file
report_path        the path of its report
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.course import Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.submission.notebook_file import read_bytes

_LONGEST_NAME = 128  # characters of a student's name in nbgrader's gradebook
_LONGEST_FILE_NAME = 200  # bytes: NAME.feedback.html has to fit into 255


@dataclass(frozen=True)
class SubmissionRef:
    """One file of a class, with its student and its assignment."""

    student: str
    assignment: str
    path: Path

    @property
    def folder(self) -> Path | None:
        """The submitted folder; None if the student submitted a single file."""
        folder = self.path.parent
        return folder if folder.name == self.assignment else None

    def link(self) -> Path | None:
        """The first symbolic link on the path to the file, or None.

        A link could point at any file that the grader can read: the solution, or
        another student's work.
        """
        way = [self.folder.parent, self.folder] if self.folder else []
        return next((each for each in [*way, self.path] if each.is_symlink()), None)


def is_name(student: str) -> bool:
    """Whether a student's name fits into a gradebook, a page and a file name."""
    return (
        student.isprintable()
        and not student.startswith(".")
        and len(student) <= _LONGEST_NAME
        and len(os.fsencode(student)) <= _LONGEST_FILE_NAME
    )


def find_submissions(
    folder: Path, course: Course, only: str | None
) -> list[SubmissionRef]:
    """The notebooks of a class: STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb, or one file each.

    Raises:
        AutograderError: there are none, or their assignment is unclear.
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
            "the assignment with --assignment."
        )
    found += [SubmissionRef(path.stem, only or "", path) for path in flat]
    found = [each for each in found if is_name(each.student)]
    if not found:
        raise AutograderError(
            f"There are no submissions in {folder}: expected "
            "STUDENT/ASSIGNMENT/ASSIGNMENT.ipynb as nbgrader collects them, "
            "or one .ipynb file for each student."
        )
    return found


def skipped(folder: Path, found: Sequence[SubmissionRef]) -> list[Path]:
    """The notebooks below a class folder that are no submissions."""
    known = {each.path for each in found}
    return sorted(set(folder.rglob("*.ipynb")) - known)


def content_of(submitted: SubmissionRef) -> dict[str, Any]:
    """The `content` of a submitted file, or the `problem` with it."""
    if link := submitted.link():
        what = "the notebook" if link == submitted.path else "the folder"
        problem = f"{link.name} is a symbolic link: submit {what} itself."
        return {"problem": problem}
    try:
        return {"content": read_bytes(submitted.path)}
    except UnreadableSubmission as error:
        return {"problem": str(error)}


def report_path(reports: Path, submitted: SubmissionRef) -> Path:
    """The path of a submission's report."""
    return reports / submitted.assignment / f"{submitted.student}.json"
