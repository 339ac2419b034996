"""The notebook with solutions, made from the text of an assignment.

Metadata that follows from what the author decided is added, and cell ids are made from
content: two builds give the same bytes.
"""

import hashlib
import re
from collections import Counter
from typing import Any

import jupytext
import nbformat

from autograder.authoring import lint
from autograder.course.assignment import Assignment
from autograder.course.notebook_format import KERNEL, NBFORMAT, NBFORMAT_MINOR
from autograder.errors import AssignmentError


def source_notebook(assignment: Assignment) -> nbformat.NotebookNode:
    """The notebook with solutions, from the text alone.

    Raises:
        AssignmentError: the text cannot be read, or would lose something on the way.
    """
    text = assignment.text.read_bytes().decode("utf-8")
    lint.text(assignment, text)
    try:
        notebook = jupytext.reads(text, fmt="md:myst")
    except Exception as error:  # jupytext has no error class of its own
        why = " ".join(str(error).split())
        raise AssignmentError(f"{assignment.text} cannot be read: {why}.") from error
    lint.cells(assignment, notebook)
    for cell in notebook.cells:
        _complete_metadata(cell)
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL})
    notebook.nbformat, notebook.nbformat_minor = NBFORMAT, NBFORMAT_MINOR
    _give_ids(notebook.cells)
    return notebook


def _complete_metadata(cell: Any) -> None:
    """Add to a cell's nbgrader metadata what follows from the author's decisions."""
    ours = cell.metadata.get("nbgrader")
    if ours is None:
        return
    solution, task = bool(ours.get("solution")), bool(ours.get("task"))
    graded = "points" in ours and not task
    ours.update(
        grade=graded,
        solution=solution,
        task=task,
        locked=not solution,
        schema_version=3,
    )


def _give_ids(cells: list[Any]) -> None:
    """Make ids from grade_id or content: random ones would differ on every build."""
    seen: Counter[tuple[str, str]] = Counter()
    for cell in cells:
        given = cell.metadata.get("nbgrader", {}).get("grade_id")
        key = (cell.cell_type, cell.source)
        content = f"{key}{seen[key]}".encode()
        seen[key] += 1
        cell["id"] = (
            re.sub(r"[^A-Za-z0-9_-]", "-", given)[:64]
            if given
            else hashlib.sha256(content).hexdigest()[:8]
        )
