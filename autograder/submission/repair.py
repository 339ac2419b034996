"""Restores damaged cells; flags the damage, which costs no points.

Locked cells get our text, whatever the file says.  Deleted, duplicated or converted
cells are restored, so that honest answers in a damaged notebook count.

    arrange    repairs a submission, once
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from autograder.course.assignment import Assignment, grade_id, is_check, nbgrader
from autograder.errors import UnreadableSubmission
from autograder.report import Flag
from autograder.submission.first_edition import with_todays_names
from autograder.submission.notebook_file import Cell, Submission

# The cells of an assignment as nbgrader released them: id -> source, checksum.
Released = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Arranged:
    """A repaired notebook, and flags for the damage.

    `notebook` has all cells; `cells` has the code cells to run, in order, without the
    check cells.  `digest` depends only on `cells`: the same answers have the same
    digest, whatever outputs, tags or locked cells the file had.
    """

    notebook: tuple[Cell, ...]
    cells: tuple[Cell, ...]
    flags: tuple[Flag, ...]
    digest: str


def arrange(
    submission: Submission, assignment: Assignment, released: Released | None = None
) -> Arranged:
    """Repair a submission's cells.

    released: the cells that this class received, perhaps from an earlier edition of
    the course; a locked cell with that text is not edited.

    Raises:
        UnreadableSubmission: this is not a notebook of `assignment`.
    """
    ours = cells_by_id(assignment)
    given = _identified(submission.cells, ours)
    _must_be_ours(given, assignment)
    notebook = _repaired_cells(given, ours)
    checks = {id for id, known in ours.items() if is_check(known)}
    cells = [cell for cell in notebook if cell.kind == "code" and cell.id not in checks]
    flags = (*submission.flags, *_flags(given, ours, released or {}))
    once = tuple(dict.fromkeys(flags))
    return Arranged(tuple(notebook), tuple(cells), once, _digest(assignment, cells))


def _repaired_cells(given: list[Cell], ours: dict[str, Any]) -> list[Cell]:
    """All cells of the repaired notebook.

    If one of our cells occurs several times, the last one counts, and the others are
    the student's own cells.  Our cells get their kind back.  Locked cells get our text
    and keep their place.
    """
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


def _identified(cells: tuple[Cell, ...], ours: dict[str, Any]) -> list[Cell]:
    """The cells; each id is that of one of our cells, or ""."""
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
    """The cell with our kind, and with our text if it is locked."""
    text = source_of(known) if nbgrader(known).get("locked") else cell.source
    return Cell(known["cell_type"], text, cell.id)


def _with_missing(cells: list[Cell], ours: dict[str, Any]) -> list[Cell]:
    """The cells, with deleted locked cells restored in their places."""
    result = list(cells)
    after = 0  # the place of our next cell
    for id, known in ours.items():
        at = next((i for i, cell in enumerate(result) if cell.id == id), None)
        if at is not None:
            after = at + 1
        elif nbgrader(known).get("locked"):
            result.insert(after, Cell(known["cell_type"], source_of(known), id))
            after += 1
    return result


def _flags(
    cells: list[Cell], ours: dict[str, Any], released: Released
) -> Iterator[Flag]:
    count = Counter(cell.id for cell in cells)
    for id in ours:
        if count[id] == 0:
            yield _damaged(id, "is missing.")
        elif count[id] > 1:
            yield _damaged(id, f"is there {count[id]} times.")
    for cell in cells:
        if cell.id:
            handed_out = {source_of(ours[cell.id])}
            if cell.id in released:
                handed_out.add(released[cell.id]["source"])
            yield from _flags_of(cell, ours[cell.id], handed_out)


def _flags_of(
    cell: Cell, known: dict[str, Any], handed_out: set[str]
) -> Iterator[Flag]:
    if cell.kind != known["cell_type"]:
        yield _damaged(cell.id, f"was made a {cell.kind} cell.")
    elif nbgrader(known).get("locked") and handed_out.isdisjoint(
        {cell.source, with_todays_names(cell.source)}
    ):
        says = f"The locked cell {cell.id!r} was edited; ours was used."
        yield Flag(kind="edited", where=cell.id, says=says)


def _damaged(id: str, how: str) -> Flag:
    return Flag(kind="damaged", where=id, says=f"The cell {id!r} {how}")


def source_of(cell: dict[str, Any]) -> str:
    """The text of one of our cells."""
    return "".join(cell["source"])


def _digest(assignment: Assignment, cells: list[Cell]) -> str:
    content = [assignment.name, *([each.id, each.source] for each in cells)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
