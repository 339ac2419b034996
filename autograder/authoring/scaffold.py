"""Starts an assignment: the smallest one that is complete, to be written over."""

import re
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from autograder.course.course import Course
from autograder.errors import AssignmentError

# Upper case, so that they cannot be mistaken for words of the text.
_NAME, _NUMBER = "ASSIGNMENT_NAME", "ASSIGNMENT_NUMBER"


def create(course: Course, name: str) -> Path:
    """Make assignments/NAME and return it.

    Raises:
        AssignmentError: the name does not fit, or is taken.
    """
    folder = course.assignments / name
    if not re.fullmatch(r"[0-9]{2}_[a-z][a-z0-9_]*", name):
        raise AssignmentError(
            f"{name!r} does not fit: two digits, an underscore and small letters, "
            "as in 12_my_topic."
        )
    if folder.exists():
        raise AssignmentError(f"{folder} exists already: choose another name.")
    _copy(resources.files("autograder.authoring") / "template", folder, name)
    return folder


def _copy(template: Traversable, target: Path, name: str) -> None:
    target.mkdir()
    for each in template.iterdir():
        if each.is_dir():
            if each.name != "__pycache__":
                _copy(each, target / each.name, name)
        else:
            text = _filled_in(each.read_text(encoding="utf-8"), name)
            filename = _filled_in(each.name.removesuffix(".txt"), name)
            (target / filename).write_text(text, encoding="utf-8")


def _filled_in(text: str, name: str) -> str:
    """The template's text for the assignment `name`; its number begins the name."""
    return text.replace(_NAME, name).replace(_NUMBER, name[:2])
