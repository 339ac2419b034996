"""A submission as a notebook of ours, fit for nbgrader and for a browser.

Sources are the student's, everything else is ours: kinds, metadata, ids, and locked
cells as nbgrader's gradebook has them.  Text that a browser shows runs nothing there.
"""

import html
import re
from typing import Any

import nbformat

from autograder.course.assignment import Assignment, nbgrader
from autograder.course.notebook_format import KERNEL, NBFORMAT, NBFORMAT_MINOR
from autograder.submission.notebook_file import Cell
from autograder.submission.repair import Arranged, Released, cells_by_id

# What begins a tag in HTML, but for three that do nothing, even when left open.
_TAG = re.compile(r"<(?=[a-z/!?])(?!/?(?:br|sub|sup)\s*/?>)", re.IGNORECASE)


def clean_notebook(
    arranged: Arranged, assignment: Assignment, released: Released
) -> nbformat.NotebookNode:
    """A submission as a notebook of ours: sources of theirs, everything else ours."""
    ours = cells_by_id(assignment)
    there = {cell.id for cell in arranged.notebook}
    # Deleted answers that a person marks are put back as they were released: empty.
    missing = {
        id: known for id, known in ours.items() if is_answer(known) and id not in there
    }
    cells = [*arranged.notebook, *_as_released(missing, released)]
    return _notebook(cells, ours, released)


def empty_notebook(
    assignment: Assignment, released: Released, problem: str
) -> nbformat.NotebookNode:
    """What stands for a file that cannot be read: no answers, and why."""
    ours = cells_by_id(assignment)
    note = Cell("markdown", f"**Your file could not be graded.** {problem}")
    return _notebook([note, *_as_released(ours, released)], ours, released)


def _as_released(ours: dict[str, Any], released: Released) -> list[Cell]:
    return [
        Cell(known["cell_type"], released[id]["source"], id)
        for id, known in ours.items()
    ]


def is_answer(known: dict[str, Any]) -> bool:
    """Whether a cell of ours is an answer that a person marks."""
    return bool(nbgrader(known).get("grade") and nbgrader(known).get("solution"))


def _notebook(
    cells: list[Cell], ours: dict[str, Any], released: Released
) -> nbformat.NotebookNode:
    """A notebook with these cells, and of ours all that is not their text."""
    nodes = [_cell(cell, index, ours, released) for index, cell in enumerate(cells)]
    return nbformat.from_dict(
        {
            "cells": nodes,
            "metadata": {"kernelspec": KERNEL},
            "nbformat": NBFORMAT,
            "nbformat_minor": NBFORMAT_MINOR,
        }
    )


def _cell(
    cell: Cell, index: int, ours: dict[str, Any], released: Released
) -> dict[str, Any]:
    node = {"id": f"cell-{index}", "cell_type": cell.kind, "metadata": {}}
    locked = False
    if cell.id:
        known = nbgrader(ours[cell.id])
        # nbgrader knows by its checksum whether a cell is as it was released.
        checksum = released[cell.id]["checksum"]
        own = {**known, "cell_type": cell.kind, "checksum": checksum}
        node["metadata"] = {"nbgrader": own}
        locked = bool(known.get("locked"))
    source = released[cell.id]["source"] if locked else cell.source
    if cell.kind == "code":
        return {**node, "source": source, "outputs": [], "execution_count": None}
    kind = cell.kind if cell.kind == "markdown" else "raw"
    return {**node, "cell_type": kind, "source": source if locked else _harmless(cell)}


def _harmless(cell: Cell) -> str:
    if cell.kind == "markdown":
        return harmless_markdown(cell.source)
    return html.escape(cell.source)  # nbconvert includes raw cells as they are


def harmless_markdown(text: str) -> str:
    """Text that runs nothing where nbgrader shows it to the instructor as HTML.

    A space turns a tag into text: no reading of Markdown takes `< script>` for a tag,
    a formula means the same with it, and code nearly so.  Links get the same space,
    because nbconvert's Markdown follows `javascript:` in every disguise.

    A sanitizer of HTML (nh3, bleach) cannot do this.  It would have to read the
    Markdown as HTML, and then makes `$ac$` of `$a<b>c$` and cuts a listing off at
    `x<y`.  After rendering is too late: nbgrader shows this notebook with templates
    that are not ours, too.
    """
    return _TAG.sub("< ", text).replace("](", "] (").replace("]:", "] :")
