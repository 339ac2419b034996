"""source/.built.json: what the build made last, so that it knows a change by others.

The file maps source/NAME and release/NAME to the digest of what the build put there.
It is committed together with these folders, and so it holds in a fresh clone.  Of a
folder without an entry the build knows nothing.
"""

import json
import re

from autograder.authoring.folder_digest import digest_of
from autograder.course.course import Course

FILE = "source/.built.json"
Record = dict[str, str]


def digest(course: Course, folder: str) -> str:
    """The digest of source/NAME or release/NAME in a course.

    Students work in release/, and a run there is work: its outputs count.  In source/
    they do not, because an instructor who runs a notebook has not edited it.
    """
    return digest_of(course.root / folder, with_runs=folder.startswith("release/"))


def read(course: Course) -> Record:
    """What is recorded of each folder, also from a file with the marks of a merge."""
    path = course.root / FILE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return dict(re.findall(r'^ "((?:source|release)/[^"]+)": "(\w+)"', text, re.M))


def write(course: Course, record: Record) -> None:
    """Save the record: one folder a line, so that merges stay readable."""
    path = course.root / FILE
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(record, indent=1, sort_keys=True) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
