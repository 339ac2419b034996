"""Builds a notebook from a submission that is safe for nbgrader and for a browser.

Sources come from the student; kinds, metadata, ids and locked cells come from us, as
nbgrader's gradebook has them.  Text runs no script when a browser shows it.
"""

import html
import re
from typing import Any

import nbformat

from autograder.course.assignment import Assignment, nbgrader
from autograder.course.notebook_format import KERNEL, NBFORMAT, NBFORMAT_MINOR
from autograder.submission.notebook_file import Cell
from autograder.submission.repair import Arranged, Released, cells_by_id

# The beginning of an HTML tag, except for three tags that are harmless even unclosed.
_TAG = re.compile(r"<(?=[a-z/!?])(?!/?(?:br|sub|sup)\s*/?>)", re.IGNORECASE)


def clean_notebook(
    arranged: Arranged, assignment: Assignment, released: Released
) -> nbformat.NotebookNode:
    """The notebook of a submission: the student's sources, everything else ours."""
    ours = cells_by_id(assignment)
    present = {cell.id for cell in arranged.notebook}
    # A deleted answer that a person marks comes back as released: empty.
    missing = {
        id: known
        for id, known in ours.items()
        if is_answer(known) and id not in present
    }
    cells = [*arranged.notebook, *_as_released(missing, released)]
    return _notebook(cells, ours, released)


def empty_notebook(
    assignment: Assignment, released: Released, problem: str
) -> nbformat.NotebookNode:
    """The notebook for an unreadable file: empty answers and the problem."""
    ours = cells_by_id(assignment)
    note = Cell("markdown", f"**Your file could not be graded.** {problem}")
    return _notebook([note, *_as_released(ours, released)], ours, released)


def _as_released(ours: dict[str, Any], released: Released) -> list[Cell]:
    return [
        Cell(known["cell_type"], released[id]["source"], id)
        for id, known in ours.items()
    ]


def is_answer(known: dict[str, Any]) -> bool:
    """Whether one of our cells is an answer that a person marks."""
    return bool(nbgrader(known).get("grade") and nbgrader(known).get("solution"))


def _notebook(
    cells: list[Cell], ours: dict[str, Any], released: Released
) -> nbformat.NotebookNode:
    """A notebook with the text of these cells; everything else is ours."""
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
        # nbgrader compares checksums to detect a cell that is still as released.
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
    """Markdown that runs no script when nbgrader shows it to the instructor as HTML.

    A space turns a tag into text: no Markdown parser takes `< script>` for a tag, a
    formula keeps its meaning, and code nearly does.  Links get the same space, because
    nbconvert's Markdown accepts `javascript:` in every disguise.

    An HTML sanitizer (nh3, bleach) cannot do this.  It would parse the Markdown as
    HTML, turn `$a<b>c$` into `$ac$` and cut a listing off at `x<y`.  Sanitizing after
    rendering is too late, because nbgrader also shows this notebook with its own
    templates.
    """
    return _TAG.sub("< ", text).replace("](", "] (").replace("]:", "] :")
