"""A course: the folder that holds assignments/, source/ and release/."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from autograder.course.assignment import Assignment
from autograder.errors import AssignmentError, AutograderError
from autograder.files import create_once

_SECRET_BYTES = 32


@dataclass(frozen=True)
class Course:
    """The folders of a course; finds assignments by their folders."""

    root: Path

    @classmethod
    def around(cls, start: Path) -> "Course":
        """The course that `start` lies in: the nearest folder with assignments/."""
        for folder in [start.resolve(), *start.resolve().parents]:
            if (folder / "assignments").is_dir():
                return cls(folder)
        raise AssignmentError(
            f"There is no folder assignments/ in {start} or above it: "
            "run this inside a course, or name a course with --course."
        )

    @property
    def assignments(self) -> Path:
        return self.root / "assignments"

    @property
    def source(self) -> Path:
        return self.root / "source"

    @property
    def release(self) -> Path:
        return self.root / "release"

    def names(self) -> list[str]:
        """The assignments, in the order of their names."""
        return sorted(
            each.name for each in self.assignments.iterdir() if _is_assignment(each)
        )

    def assignment(self, name: str) -> Assignment:
        """One assignment by name.

        Raises:
            AssignmentError: the course has no assignment of this name.
        """
        if not _is_assignment(self.assignments / name):
            raise AssignmentError(
                f"There is no assignment {name!r} in {self.assignments}; "
                f"there are: {', '.join(self.names()) or 'none'}."
            )
        folder, built = self.assignments / name, self.source / name
        return _assignment(folder, built, _stamp(folder, built))

    def __iter__(self) -> Iterator[Assignment]:
        return (self.assignment(name) for name in self.names())

    def secret(self) -> bytes:
        """The seed of hidden inputs; created once, readable by its owner only.

        Keep the file with the gradebook: another secret draws other inputs for the
        same submission.
        """
        path = self.root / ".autograder" / "secret"
        if not path.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            create_once(path, secrets.token_hex(_SECRET_BYTES))
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
        if len(secret) < _SECRET_BYTES:
            raise AutograderError(
                f"{path} is empty or cut off: restore it from a backup, or delete it "
                "to get a new one (hidden inputs then differ from earlier gradings)."
            )
        return secret


@lru_cache(maxsize=32)
def _assignment(folder: Path, built: Path, stamp: object) -> Assignment:
    """The assignment, cached until a file changes: a class asks for it often."""
    return Assignment(folder, built)


def _stamp(*folders: Path) -> tuple[tuple[str, int, int], ...]:
    """The times and sizes of all files below the folders."""
    return tuple(
        (str(path), status.st_mtime_ns, status.st_size)
        for folder in folders
        for path in sorted(folder.rglob("*"))
        for status in [path.stat()]
    )


def _is_assignment(folder: Path) -> bool:
    return (folder / f"{folder.name}.md").is_file()
