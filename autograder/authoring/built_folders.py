"""In which state the build finds source/NAME and release/NAME, and what it may do.

states     the state of each folder
may_write  whether the build may replace or remove a folder in a state
advice     what to do about the folders that it keeps
"""

import filecmp
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from autograder.authoring import build_record
from autograder.authoring.build_record import Record, digest
from autograder.authoring.folder_digest import files_of
from autograder.course.course import Course


class State(Enum):
    """How a folder compares with what the build makes and with what it made last."""

    CURRENT = "is what the build makes"
    STALE = "is missing, or is what an earlier build made"
    EDITED = "was changed by somebody after it was built"
    UNRECORDED = "differs, and no build is recorded"
    REMOVED = "was built, and its assignment is gone"
    ORPHANED = "was built and then edited, and its assignment is gone"
    FOREIGN = "was not built from assignments/"


_WORKED_IN = (
    "Somebody has worked in {folders}, and the build keeps that. "
    "Move the work away, or give it up with `autograder build --overwrite`."
)
_EDITED = (
    "Somebody has edited {folders}, and the build keeps that. Write the change into "
    "assignments/, or give it up with `autograder build --overwrite`."
)
_UNRECORDED = (
    f"{build_record.FILE} does not say that a build made {{folders}}, and so the build "
    "keeps what is there. Move it away, or give it up with "
    "`autograder build --overwrite NAME`."
)
_ORPHANED = (
    "Somebody has edited {folders}, and the assignment is gone. The build keeps that, "
    "and will not touch it again."
)


def states(
    made: Course, course: Course, record: Record, names: Sequence[str] = ()
) -> dict[str, State]:
    """The state of each folder, of some assignments or of all folders that exist."""
    recorded = {each.partition("/")[2] for each in record}
    parents = made.source, course.source, course.release
    known = set(names) or recorded.union(*map(_folders, parents))
    folders = [f"{kind}/{name}" for kind in ("release", "source") for name in known]
    return {
        each: _state(made, course, each, record.get(each))
        for each in sorted(folders)
        if each in record
        or (made.root / each).exists()
        or (course.root / each).exists()
    }


def _state(made: Course, course: Course, folder: str, recorded: str | None) -> State:
    ours, present = made.root / folder, course.root / folder
    if not ours.is_dir():
        if recorded is None:
            return State.FOREIGN
        is_as_built = digest(course, folder) == recorded
        is_edited = files_of(present) and not is_as_built
        return State.ORPHANED if is_edited else State.REMOVED
    if _same_bytes(ours, present):
        return State.CURRENT
    # What says the same as the new one loses nothing when it is replaced.
    harmless = recorded, digest(made, folder)
    if not files_of(present) or digest(course, folder) in harmless:
        return State.STALE
    return State.UNRECORDED if recorded is None else State.EDITED


def may_write(state: State, *, overwrite: bool, named: bool) -> bool:
    """Whether the build may replace or remove a folder that it found in this state."""
    if state is State.UNRECORDED:
        return overwrite and named
    if state is State.EDITED:
        return overwrite
    return state in (State.STALE, State.REMOVED)


def advice(found: dict[str, State]) -> list[str]:
    """What to do about the folders that the build keeps: one text for each reason."""
    groups: dict[str, list[str]] = {}
    for folder, state in found.items():
        edited = _WORKED_IN if folder.startswith("release/") else _EDITED
        text = {
            State.EDITED: edited,
            State.UNRECORDED: _UNRECORDED,
            State.ORPHANED: _ORPHANED,
        }.get(state)
        if text:
            groups.setdefault(text, []).append(folder)
    return [text.format(folders=", ".join(each)) for text, each in groups.items()]


def _folders(parent: Path) -> set[str]:
    if not parent.is_dir():
        return set()
    folders = (each for each in parent.iterdir() if each.is_dir())
    return {each.name for each in folders if not each.name.startswith(".")}


def _same_bytes(one: Path, other: Path) -> bool:
    files = files_of(one)
    if files != files_of(other):
        return False
    _, different, unreadable = filecmp.cmpfiles(one, other, files, shallow=False)
    return not different and not unreadable
