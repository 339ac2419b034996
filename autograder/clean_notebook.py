"""A submission as a notebook of ours, fit for nbgrader and for a browser.

Sources are the student's, everything else is ours: kinds, metadata, ids.  Text that a
browser will show runs nothing there.
"""

import html
from typing import Any

import nbformat
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbgrader.api import Gradebook, MissingEntry

from autograder.assignment import Assignment, nbgrader
from autograder.build import KERNEL
from autograder.repair import arrange, cells_by_id, repaired
from autograder.submission import Cell, Submission

PROBLEM = "autograder_problem"
FLAGS = "autograder_flags"
_SANITIZER = SanitizeHTML(enabled=True)


def clean_notebook(
    submission: Submission, assignment: Assignment, names: dict[str, str]
) -> nbformat.NotebookNode:
    """The submission as a notebook of ours: sources of theirs, everything else ours.

    Raises:
        UnreadableSubmission: this is not a notebook of `assignment`.
    """
    ours = cells_by_id(assignment)
    cells = repaired(submission, assignment)
    there = {cell.id for cell in cells}
    missing = [id for id, known in ours.items() if is_answer(known) and id not in there]
    if missing:
        # Deleted answers that a person marks, as they were released: empty ones.
        cells += released_cells({id: ours[id] for id in missing}, names)
    notebook = _notebook(cells, ours)
    # What the file was like is forgotten here, and an instructor wants to know it.
    flags = arrange(submission, assignment).flags
    notebook.metadata[FLAGS] = [each.model_dump() for each in flags]
    return notebook


def empty_notebook(
    assignment: Assignment, names: dict[str, str], problem: str
) -> nbformat.NotebookNode:
    """What stands for a file that cannot be read: no answers, and why."""
    ours = cells_by_id(assignment)
    note = Cell("markdown", f"**Your file could not be graded.** {problem}")
    cells = [note, *released_cells(ours, names)]
    notebook = _notebook(cells, ours)
    notebook.metadata[PROBLEM] = problem
    return notebook


def released_cells(ours: dict[str, Any], names: dict[str, str]) -> list[Cell]:
    """Our cells with the text that was released, as nbgrader's gradebook has it."""
    with Gradebook(names["db_url"]) as gradebook:
        return [
            Cell(known["cell_type"], _released_text(gradebook, id, names), id)
            for id, known in ours.items()
        ]


def _released_text(gradebook: Any, id: str, names: dict[str, str]) -> str:
    try:
        cell = gradebook.find_source_cell(id, names["notebook"], names["assignment"])
    except MissingEntry:
        return ""
    return str(cell.source)


def is_answer(known: dict[str, Any]) -> bool:
    """Whether a cell of ours is an answer that a person marks."""
    return bool(nbgrader(known).get("grade") and nbgrader(known).get("solution"))


def _notebook(cells: list[Cell], ours: dict[str, Any]) -> nbformat.NotebookNode:
    """A notebook with these cells, and of ours all that is not their text."""
    return nbformat.from_dict(
        {
            "cells": [_cell(cell, index, ours) for index, cell in enumerate(cells)],
            "metadata": {"kernelspec": KERNEL},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def _cell(cell: Cell, index: int, ours: dict[str, Any]) -> dict[str, Any]:
    metadata = {}
    if cell.id:
        metadata["nbgrader"] = {**nbgrader(ours[cell.id]), "cell_type": cell.kind}
    node = {"id": f"cell-{index}", "cell_type": cell.kind, "metadata": metadata}
    if cell.kind == "code":
        return {**node, "source": cell.source, "outputs": [], "execution_count": None}
    kind = cell.kind if cell.kind == "markdown" else "raw"
    return {**node, "cell_type": kind, "source": _harmless(cell)}


def _harmless(cell: Cell) -> str:
    """Text that runs nothing where nbgrader shows it to the instructor as HTML.

    Tags that could act are escaped.  Links are shown as text: nbconvert's Markdown
    follows `javascript:` in every disguise, so no link of a student's is made.
    """
    if cell.kind != "markdown":
        return html.escape(cell.source)  # nbconvert includes raw cells as they are
    text = _SANITIZER.sanitize_html_tags(cell.source)
    return str(text).replace("](", "] (").replace("]:", "] :")
