"""assignments/ -> source/ -> release/, byte for byte the same on every run.

    text      MyST Markdown, read by jupytext
    source    the notebook with solutions: metadata completed, ids made from content
    release   what nbgrader's own generate_assignment makes of source/

Everything is built in a scratch folder first, and `build` puts it in its place.  It
touches only what an earlier build made: it leaves the folders of somebody else, and it
keeps edited ones.  `check` compares, and finds a stale folder wherever it comes from.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.authoring import build_record, lint
from autograder.authoring.build_record import Record
from autograder.authoring.built_folders import State, advice, may_write, states
from autograder.authoring.hints import hints_of
from autograder.authoring.same_meaning import HINTS, STEPS, keep_meaning
from autograder.authoring.source_notebook import source_notebook
from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.errors import StaleBuild

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build did with each folder, and what to do about those that it kept."""

    changed: list[str]
    removed: list[str]
    kept: list[str]
    left: list[str]
    advice: list[str]


def build(
    course: Course,
    *,
    names: Sequence[str] = (),
    overwrite: bool = False,
    progress: Progress = lambda name: None,
) -> Built:
    """Make source/ and release/, of all assignments or of some.

    The build keeps an edited source and a released notebook in which somebody has
    worked, unless `overwrite`.  It never touches a folder that no build made, unless
    `overwrite` comes with the name of its assignment.

    Raises:
        AssignmentError: an assignment would lose something on the way.
    """
    with _built(course, progress, names) as scratch:
        record = build_record.read(course)
        found = states(scratch, course, record, names)
        replaced = {
            each
            for each, state in found.items()
            if may_write(state, overwrite=overwrite, named=bool(names))
        }
        for each in sorted(replaced):
            _replace(course.root / each, scratch.root / each)
        build_record.write(course, _recorded(record, scratch, found, replaced))
    return _summary(found, replaced)


def check(course: Course, progress: Progress = lambda name: None) -> None:
    """Raise StaleBuild unless source/ and release/ are what the build makes.

    Folders that no build made are not looked at.
    """
    with _built(course, progress) as scratch:
        record = build_record.read(course)
        found = states(scratch, course, record)
        is_recorded = record == _recorded(record, scratch, found, set())
    fine = State.CURRENT, State.FOREIGN
    stale = [each for each, state in found.items() if state not in fine]
    if not stale and not is_recorded:
        stale = [build_record.FILE]
    if stale:
        verb = "is" if len(stale) == 1 else "are"
        says = f"{', '.join(stale)} {verb} out of date. Run `make build`."
        raise StaleBuild(" ".join([says, *advice(found)]))


def _recorded(
    record: Record, scratch: Course, found: dict[str, State], replaced: set[str]
) -> Record:
    """The record after a build: what it made, and what it keeps an eye on."""
    record = dict(record)
    for folder, state in found.items():
        if state is State.CURRENT or folder in replaced:
            record[folder] = build_record.digest(scratch, folder)
        if state in (State.REMOVED, State.ORPHANED):
            del record[folder]
    return record


def _summary(found: dict[str, State], replaced: set[str]) -> Built:
    removed = [each for each, state in found.items() if state is State.REMOVED]
    left = [each for each, state in found.items() if state is State.FOREIGN]
    kept = [
        each
        for each, state in found.items()
        if each not in replaced and state not in (State.CURRENT, State.FOREIGN)
    ]
    changed = sorted(replaced.difference(removed))
    return Built(
        changed, removed, kept, left, advice({each: found[each] for each in kept})
    )


@contextmanager
def _built(
    course: Course, progress: Progress, names: Sequence[str] = ()
) -> Iterator[Course]:
    """A scratch course with freshly made source/ and release/."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Course(Path(folder))
        scratch.source.mkdir()
        scratch.release.mkdir()
        for name in names or course.names():
            progress(name)
            _build_source(
                course.assignment(name), scratch.source / name, course.source / name
            )
            _build_release(scratch, name)
        yield scratch


def _build_source(assignment: Assignment, into: Path, earlier: Path) -> None:
    """Make the folder `into`; `earlier` is the one that is in its place now."""
    into.mkdir()
    notebook = nbformat.writes(source_notebook(assignment))
    _write(into / f"{assignment.name}.ipynb", notebook + "\n")
    if assignment.data.is_dir():
        shutil.copytree(assignment.data, into, dirs_exist_ok=True)
    built = Assignment(assignment.folder, into)
    lint.folder(built)
    for name, text in json_files(built, earlier).items():
        _write(into / name, text)


def json_files(assignment: Assignment, earlier: Path) -> dict[str, str]:
    """hints.json and steps.json as text; `earlier` is where they may lie already."""
    made = {}
    for name, content, tolerance in (
        ("hints.json", hints_of(assignment), HINTS),
        ("steps.json", _steps_of(assignment), STEPS),
    ):
        if not content:
            continue
        # Nobody reads these numbers: no space for them.
        new = json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n"
        path = earlier / name
        old = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        made[name] = keep_meaning(old, new, tolerance)
    return made


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _steps_of(assignment: Assignment) -> dict[str, Any]:
    """The content of steps.json: what steps come to, and nothing of how."""
    return {
        step.id: step.shipped(assignment.section_of(step.id))
        for step in assignment.steps.values()
    }


def _build_release(scratch: Course, name: str) -> None:
    # nbgrader takes seconds to import, and only the build needs it here.
    from autograder.nbgrader.commands import generate_assignment

    generate_assignment(scratch.root, name)


def _replace(target: Path, made: Path) -> None:
    """Put `made` in the place of `target`; remove `target` if nothing was made."""
    shutil.rmtree(target, ignore_errors=True)
    if made.is_dir():
        shutil.copytree(made, target)
