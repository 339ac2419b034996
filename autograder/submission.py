"""A student's notebook: untrusted.

Only sources and ids are taken from the file.  Its outputs, tags, points, schema and
the text of locked cells are never believed; what is damaged is repaired where that is
possible and flagged, so that honest answers inside are still graded.

    read       a file, with caps on its size and nesting
    parse      the bytes of one
    repaired   its cells as they should have been handed in
    arrange    the cells to run: ours where they are locked, the student's elsewhere
"""

import hashlib
import json
import os
import stat
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.assignment import Assignment, grade_id, is_check, nbgrader
from autograder.errors import UnreadableSubmission

MAX_FILE_MIB = 50
MAX_ITEMS = 8_000_000  # commas and brackets: bounds the memory that parsing takes
MAX_CELLS = 2000
MAX_SOURCE_MIB = 2
_LARGE_MIB = 10


@dataclass(frozen=True)
class Cell:
    """What is taken from one cell: its kind, its text and its grade_id or "".

    Tools that drop metadata keep the notebook's own `cell_id`, and ours are made from
    the grade_ids.
    """

    kind: str
    source: str
    id: str = ""
    cell_id: str = ""


@dataclass(frozen=True)
class Submission:
    """The cells of a notebook, and remarks on the file for a person to look at."""

    cells: tuple[Cell, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arranged:
    """The code cells to run in order, and what had to be repaired.

    `digest` names what is graded: the same answers have the same digest, whatever
    outputs, tags or locked cells the file came with.
    """

    cells: tuple[Cell, ...]
    flags: tuple[str, ...]
    digest: str


def read(path: Path) -> Submission:
    """The submission in a file.

    Raises:
        UnreadableSubmission: it is not a notebook, or larger than a notebook may be.
    """
    return parse(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a submitted file, of which nothing is believed.

    Raises:
        UnreadableSubmission: it is no plain file, or larger than one may be.
    """
    try:
        # A symbolic link could point at anything that the grader may read.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(path, flags)
    except OSError as error:
        if path.is_symlink():
            raise UnreadableSubmission(
                f"{path.name} is a symbolic link: submit the notebook itself."
            ) from None
        why = (error.strerror or str(error)).lower()
        raise UnreadableSubmission(f"{path.name} cannot be opened: {why}.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableSubmission(f"{path.name} is not a file.")
    with os.fdopen(descriptor, "rb") as file:
        return file.read((MAX_FILE_MIB << 20) + 1)


def parse(raw: bytes, name: str = "The notebook") -> Submission:
    """The submission in the bytes of a notebook file.

    Raises:
        UnreadableSubmission: it is not a notebook, or larger than a notebook may be.
    """
    _must_be_moderate(raw, name)
    try:
        notebook = json.loads(raw)
    except RecursionError:
        raise UnreadableSubmission(f"{name} is nested too deeply.") from None
    except ValueError:
        raise UnreadableSubmission(
            f"{name} is not a notebook: it is empty, cut off or damaged. "
            "Save it again in JupyterLab and submit it again."
            if raw.strip()
            else f"{name} is empty: save the notebook and submit it again."
        ) from None
    flags = []
    if len(raw) > _LARGE_MIB << 20:
        flags.append(f"The file has {len(raw) >> 20} MiB; its outputs were left out.")
    return Submission(cells_of(notebook, name), tuple(flags))


def cells_of(notebook: Any, name: str = "The notebook") -> tuple[Cell, ...]:
    """The cells of a notebook that was parsed by somebody else.

    Raises:
        UnreadableSubmission: it has not the form of a notebook.
    """
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise UnreadableSubmission(f"{name} is not a Jupyter notebook of format 4.")
    raw_cells = notebook["cells"]
    if len(raw_cells) > MAX_CELLS:
        raise UnreadableSubmission(
            f"{name} has {len(raw_cells)} cells; at most {MAX_CELLS} are graded."
        )
    cells = tuple(_cell(each) for each in raw_cells if isinstance(each, dict))
    if sum(len(each.source) for each in cells) > MAX_SOURCE_MIB << 20:
        raise UnreadableSubmission(
            f"{name} has more than {MAX_SOURCE_MIB} MiB of text in its cells."
        )
    return cells


def arrange(submission: Submission, assignment: Assignment) -> Arranged:
    """The cells to run.

    Raises:
        UnreadableSubmission: this is not a notebook of `assignment`.
    """
    ours = cells_by_id(assignment)
    checks = {id for id, known in ours.items() if is_check(known)}
    cells = [
        cell
        for cell in repaired(submission, assignment)
        if cell.kind == "code" and cell.id not in checks
    ]
    flags = (*submission.flags, *_flags(_identified(submission.cells, ours), ours))
    once = tuple(dict.fromkeys(flags))
    return Arranged(tuple(cells), once, _digest(assignment, cells))


def repaired(submission: Submission, assignment: Assignment) -> list[Cell]:
    """All cells of the notebook as it should have been handed in.

    Of several copies of one of our cells the last counts, and the others are cells of
    the student's own.  Locked cells have our text and stand where they stood; cells
    that were made text or code have their kind back.

    Raises:
        UnreadableSubmission: this is not a notebook of `assignment`.
    """
    ours = cells_by_id(assignment)
    given = _identified(submission.cells, ours)
    _must_be_ours(given, assignment)
    last = {cell.id: index for index, cell in enumerate(given)}
    cells = [
        _repaired(cell, ours[cell.id])
        if cell.id and last[cell.id] == index
        else Cell(cell.kind, cell.source)
        for index, cell in enumerate(given)
    ]
    return _with_missing(cells, ours)


def cells_by_id(assignment: Assignment) -> dict[str, dict[str, Any]]:
    """Our cells that have a grade_id."""
    return {
        grade_id(each): each for each in assignment.notebook["cells"] if grade_id(each)
    }


def _must_be_moderate(raw: bytes, name: str) -> None:
    if len(raw) > MAX_FILE_MIB << 20:
        raise UnreadableSubmission(
            f"{name} is larger than {MAX_FILE_MIB} MiB: clear its outputs "
            "(Edit, Clear Outputs of All Cells), save it and submit it again."
        )
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > MAX_ITEMS:
        raise UnreadableSubmission(
            f"{name} has too many parts to be a notebook: clear its outputs, "
            "save it and submit it again."
        )


def _cell(raw: dict[str, Any]) -> Cell:
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(each for each in source if isinstance(each, str))
    metadata = raw.get("metadata")
    given = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    id = given.get("grade_id") if isinstance(given, dict) else None
    kind = raw.get("cell_type")
    return Cell(
        kind=kind if kind in ("code", "markdown", "raw") else "unknown",
        source=_text(source),
        id=_text(id),
        cell_id=_text(raw.get("id")),
    )


def _text(value: object) -> str:
    """`value` as text that can be written to any file: no lone surrogates."""
    text = value if isinstance(value, str) else ""
    return text.encode("utf-8", "replace").decode("utf-8")


def _identified(cells: tuple[Cell, ...], ours: dict[str, Any]) -> list[Cell]:
    """The cells with an id of ours or "" as their id."""
    claimed = {cell.id for cell in cells}
    return [
        replace(cell, id=_our_id(cell, ours, claimed), cell_id="") for cell in cells
    ]


def _our_id(cell: Cell, ours: dict[str, Any], claimed: set[str]) -> str:
    if cell.id in ours:
        return cell.id
    unclaimed = cell.cell_id in ours and cell.cell_id not in claimed
    return cell.cell_id if unclaimed else ""


def _must_be_ours(cells: list[Cell], assignment: Assignment) -> None:
    known = any(cell.id for cell in cells)
    defined = any(
        f"def {exercise.function}" in cell.source
        for exercise in assignment.exercises
        for cell in cells
    )
    if not known and not defined:
        raise UnreadableSubmission(
            f"This is not the notebook of {assignment.name}: "
            "none of its exercises is in it."
        )


def _repaired(cell: Cell, known: dict[str, Any]) -> Cell:
    """Our kind, and our text where the cell is locked."""
    text = source_of(known) if nbgrader(known).get("locked") else cell.source
    return Cell(known["cell_type"], text, cell.id)


def _with_missing(cells: list[Cell], ours: dict[str, Any]) -> list[Cell]:
    """The cells, with our locked ones put back where they were deleted."""
    result = list(cells)
    after = 0  # where the next cell of ours belongs
    for id, known in ours.items():
        at = next((i for i, cell in enumerate(result) if cell.id == id), None)
        if at is not None:
            after = at + 1
        elif nbgrader(known).get("locked"):
            result.insert(after, Cell(known["cell_type"], source_of(known), id))
            after += 1
    return result


def _flags(cells: list[Cell], ours: dict[str, Any]) -> list[str]:
    flags: list[str] = []
    count = Counter(cell.id for cell in cells)
    for id in ours:
        if count[id] == 0:
            flags.append(f"The cell {id!r} is missing.")
        elif count[id] > 1:
            flags.append(f"The cell {id!r} is there {count[id]} times.")
    for cell in cells:
        if cell.id:
            flags += _flags_of(cell, ours[cell.id])
    return flags


def _flags_of(cell: Cell, known: dict[str, Any]) -> list[str]:
    if cell.kind != known["cell_type"]:
        return [f"The cell {cell.id!r} was made a {cell.kind} cell."]
    if nbgrader(known).get("locked") and cell.source != source_of(known):
        return [f"The locked cell {cell.id!r} was edited; ours was used."]
    return []


def source_of(cell: dict[str, Any]) -> str:
    """The text of a cell of ours."""
    return "".join(cell["source"])


def _digest(assignment: Assignment, cells: list[Cell]) -> str:
    content = [assignment.name, *([each.id, each.source] for each in cells)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
