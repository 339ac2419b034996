"""Filters the untrusted files that nbgrader would copy from a submitted folder.

Only plain files of a moderate size are safe to copy.  A link may point at any file that
the instructor can read, and reading a pipe or a device may never end.

    UntrustedFileFilter   filters the files of one nbgrader run
    unsafe_names          the files that are unsafe to copy
    handed_in_at          the time of a submission
    doubts_about_time     a flag for a timestamp file without a valid time
    text_of_time          the content of the timestamp file
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


class _UnsafeName(str):
    """A pattern to ignore for one submission; the course's own patterns are plain."""


class UntrustedFileFilter:
    """Filters the untrusted files that one run of nbgrader would copy.

    converter: nbgrader's converter; the filter replaces its hook and its timestamps.
    """

    def __init__(self, converter: Any) -> None:
        self._coursedir = converter.coursedir
        self._hook = converter.pre_convert_hook
        _skip_unnamed(converter)
        self._coursedir.get_existing_timestamp = self.timestamp
        converter.pre_convert_hook = self.before

    def before(self, **names: Any) -> None:
        """Ignore a submission's unsafe files; nbgrader calls this before it copies."""
        limit = 1000 * self._coursedir.max_file_size
        folders = {Path(notebook).parent for notebook in names["notebooks"]}
        unsafe = {n for folder in folders for n in unsafe_names(folder, limit)}
        ignored = self._coursedir.ignore
        own = [each for each in ignored if type(each) is not _UnsafeName]
        self._coursedir.ignore = own + [_UnsafeName(glob.escape(n)) for n in unsafe]
        if self._hook:
            self._hook(**names)

    def timestamp(self, folder: str) -> datetime | None:
        """The time of a submission; nbgrader's own method fails on an invalid one."""
        return handed_in_at(Path(folder))


def _skip_unnamed(converter: Any) -> None:
    """Skip folders whose names nbgrader cannot parse: it would stop there."""
    anybody = converter._format_source(
        "(?P<assignment_id>.*)", "(?P<student_id>.*)", escape=True
    )
    for folder in list(converter.assignments):
        found = re.match(anybody, folder, re.DOTALL)
        if found is None or not is_name(found["student_id"]):
            converter.log.warning("Skipped (not a valid student name): %r", folder)
            del converter.assignments[folder]


def handed_in_at(folder: Path) -> datetime | None:
    """The time in the timestamp file; None if the file is missing or invalid."""
    try:
        text = (text_of_time(folder) or b"")[:_LONGEST].decode().strip()
        when: datetime | None = parse_utc(text) if text else None
    except Exception:  # the student may have written anything
        return None
    return when


def doubts_about_time(folder: Path) -> tuple[Flag, ...]:
    """A flag if the timestamp file is invalid: the submission counts as in time."""
    if not os.path.lexists(folder / TIMESTAMP) or handed_in_at(folder):
        return ()
    says = f"{TIMESTAMP} holds no valid time, so the submission counts as in time."
    return (Flag(kind="damaged", where="", says=says),)


def text_of_time(folder: Path) -> bytes | None:
    """The content of the timestamp file; None if it cannot be read."""
    try:
        return read_bytes(folder / TIMESTAMP)
    except UnreadableSubmission:
        return None


def unsafe_names(folder: Path, limit: int) -> Iterator[str]:
    """Yield the names of all but readable plain files of up to `limit` bytes.

    Opens no file and follows no link.  If the folder or its parent is a link, every
    name in it is unsafe.
    """
    linked = folder.is_symlink() or folder.parent.is_symlink()
    for above, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(above, name)
            status = os.lstat(path)
            plain = stat.S_ISREG(status.st_mode) and status.st_size <= limit
            if linked or not plain or not os.access(path, os.R_OK):
                yield name
