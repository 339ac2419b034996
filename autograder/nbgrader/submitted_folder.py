"""What lies beside a submitted notebook: nbgrader copies it, and believes it.

Only plain files of a moderate size are to be copied.  A link may point at anything that
the instructor may read, or, as a pipe and a device do, never come to an end.

    Guard              keeps one run of nbgrader from what it should not touch
    handed_in_at       the time of a submission
    doubts_about_time  a flag where a file is there that says no time
    text_of_time       what that file says
"""

import glob
import os
import re
import stat
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.errors import UnreadableSubmission
from autograder.report import Flag
from autograder.submission.attribution import is_name
from autograder.submission.notebook_file import read_bytes

TIMESTAMP, _LONGEST = "timestamp.txt", 100


class _Strange(str):
    """A name to be left out for one submission, unlike what a course leaves out."""


class Guard:
    """Keeps one run of nbgrader from what it should not touch.

    converter: nbgrader's, which asks its course's folders for everything.
    """

    def __init__(self, converter: Any) -> None:
        self._coursedir = converter.coursedir
        self._hook = converter.pre_convert_hook
        _skip_unnamed(converter)
        self._coursedir.get_existing_timestamp = self.timestamp
        converter.pre_convert_hook = self.before

    def before(self, **names: Any) -> None:
        """Called before the files of each submission are copied."""
        limit = 1000 * self._coursedir.max_file_size
        folders = {Path(notebook).parent for notebook in names["notebooks"]}
        strange = {n for folder in folders for n in not_to_be_copied(folder, limit)}
        usual = [each for each in self._coursedir.ignore if type(each) is not _Strange]
        self._coursedir.ignore = usual + [_Strange(glob.escape(n)) for n in strange]
        if self._hook:
            self._hook(**names)

    def timestamp(self, folder: str) -> datetime | None:
        """The time of a submission; nbgrader's own stops where it is none."""
        return handed_in_at(Path(folder))


def _skip_unnamed(converter: Any) -> None:
    """Leave out folders whose names nbgrader cannot read: it would stop there."""
    anybody = converter._format_source(
        "(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True
    )
    for folder in list(converter.assignments):
        found = re.match(anybody, folder, re.DOTALL)
        if found is None or not is_name(found["student_id"]):
            converter.log.warning("Skipped (this is no student's name): %r", folder)
            del converter.assignments[folder]


def handed_in_at(folder: Path) -> datetime | None:
    """The time of a submission as its file says it; None if that is no time."""
    try:
        text = (text_of_time(folder) or b"")[:_LONGEST].decode().strip()
        when: datetime | None = parse_utc(text) if text else None
    except Exception:  # it may say anything
        return None
    return when


def doubts_about_time(folder: Path) -> tuple[Flag, ...]:
    """A flag where a file is there and says no time: nobody is late then."""
    if not os.path.lexists(folder / TIMESTAMP) or handed_in_at(folder):
        return ()
    says = f"{TIMESTAMP} holds no time: it is marked as if it were not late."
    return (Flag(kind="damaged", where="", says=says),)


def text_of_time(folder: Path) -> bytes | None:
    """What the file with the time says; None where there is no file to read."""
    try:
        return read_bytes(folder / TIMESTAMP)
    except UnreadableSubmission:
        return None


def not_to_be_copied(folder: Path, limit: int) -> Iterator[str]:
    """The names below a folder that are no readable plain files of up to `limit` bytes.

    Nothing is opened, and no link is followed: of a folder that is a link, or lies in
    one, nothing is copied.
    """
    linked = folder.is_symlink() or folder.parent.is_symlink()
    for above, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(above, name)
            status = os.lstat(path)
            plain = stat.S_ISREG(status.st_mode) and status.st_size <= limit
            if linked or not plain or not os.access(path, os.R_OK):
                yield name
