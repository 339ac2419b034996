"""What lies beside a submitted notebook: nbgrader copies it, and believes it.

Only plain files of a moderate size are to be copied.  A link may point at anything that
the instructor may read, or, as a pipe and a device do, never come to an end.
"""

import glob
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.utils import parse_utc

from autograder.errors import UnreadableSubmission
from autograder.submission import read_bytes

_TIMESTAMP, _LONGEST = "timestamp.txt", 100


class _Strange(str):
    """A name to be left out for one submission, unlike what a course leaves out."""


class Guard:
    """Keeps one run of nbgrader from what it should not touch.

    converter: nbgrader's, which asks its course's folders for everything.
    """

    def __init__(self, converter: Any) -> None:
        self._coursedir = converter.coursedir
        self._hook = converter.pre_convert_hook
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

    def timestamp(self, folder: str) -> Any:
        """The time of a submission as its file says it; None if that is no time."""
        try:
            text = read_bytes(Path(folder) / _TIMESTAMP)[:_LONGEST].decode().strip()
            return parse_utc(text) if text else None
        except (UnreadableSubmission, ValueError):  # nbgrader's own would stop
            return None


def not_to_be_copied(folder: Path, limit: int) -> Iterator[str]:
    """The names below a folder that are no readable plain files of up to `limit` bytes.

    Nothing is opened, and no link is followed.
    """
    for above, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(above, name)
            status = os.lstat(path)
            plain = stat.S_ISREG(status.st_mode) and status.st_size <= limit
            if not plain or not os.access(path, os.R_OK):
                yield name
