"""The notebook that nbgrader shows after grading, and the marks that it reads from it.

`nbgrader autograde` and `autograder class` both make it here:

    notebook_of   a graded submission -> its notebook: outputs, tables and scores
    marks         the scores and comments of its cells for nbgrader's gradebook
    text          the text of the notebook file

nbgrader reads the first execute_result of a grade cell as its score; it must be
`repr(float)` within [0, points], because anything else counts as full marks.
"""

from typing import Any

import nbformat
from nbformat.v4 import new_output
from nbgrader.utils import (
    compute_checksum,
    determine_grade,
    is_grade,
    is_solution,
    is_task,
)

from autograder.course.assignment import Assignment, grade_id, is_check
from autograder.grading.grade import Graded
from autograder.nbgrader.clean_notebook import clean_notebook, empty_notebook
from autograder.report import Report
from autograder.reporting import render
from autograder.submission.repair import Released, cells_by_id

Marks = dict[str, dict[str, Any]]


def notebook_of(graded: Graded, assignment: Assignment, released: Released) -> Any:
    """The notebook of a graded submission, with outputs, tables and scores."""
    if graded.arranged is None:
        notebook = empty_notebook(assignment, released, graded.report.problem or "")
    else:
        notebook = clean_notebook(graded.arranged, assignment, released)
    _write_outputs(notebook, assignment, graded)
    for cell in notebook.cells:
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            exercise = grade_id(cell).removesuffix("-check")
            cell.outputs = _verdict(exercise, graded.report)
            cell.execution_count = None
    return notebook


def marks(nb: Any) -> Marks:
    """The scores and comments of a graded notebook, as in nbgrader's SaveAutoGrades.

    The score of a cell that a person has to mark is None, and so is an empty comment.
    """
    return {
        "scores": {
            grade_id(cell): determine_grade(cell)[0]
            for cell in nb.cells
            if is_grade(cell)
        },
        "comments": {
            grade_id(cell): "No response." if _as_released(cell) else None
            for cell in nb.cells
            if is_solution(cell) or is_task(cell)
        },
    }


def text(nb: Any) -> str:
    """The text of a notebook, as nbgrader writes it."""
    return str(nbformat.writes(nb, version=4)).rstrip("\n") + "\n"


def _as_released(cell: Any) -> bool:
    released = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    return released and not is_task(cell)


def _write_outputs(nb: Any, assignment: Assignment, graded: Graded) -> None:
    """Give each cell that ran its outputs; the two lists have the same order."""
    checks = {id for id, each in cells_by_id(assignment).items() if is_check(each)}
    ran = [
        cell
        for cell in nb.cells
        if cell.cell_type == "code" and grade_id(cell) not in checks
    ]
    for cell, result in zip(ran, graded.outputs):
        if result is not None:
            cell.outputs = [nbformat.from_dict(each) for each in result.outputs]
            cell.execution_count = result.execution_count


def _verdict(exercise: str, report: Report) -> list[Any]:
    """The outputs of a check cell: the table of its exercise, then its score."""
    given = report.exercises.get(exercise)
    score = float(given.score or 0.0) if given else 0.0
    table = {
        "text/html": render.exercise_html(report, exercise),
        "text/plain": render.exercise_text(report, exercise),
    }
    return [
        new_output("display_data", data=table),
        new_output(
            "execute_result", data={"text/plain": repr(score)}, execution_count=1
        ),
    ]
