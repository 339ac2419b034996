"""What the build refuses, in a sentence each: what would be lost or lie on the way.

jupytext and nbgrader drop some things silently: an empty Markdown cell with points
vanishes, and with it the points; a task cell that is not locked makes nbgrader fail
for every student; points without a check would be given to everybody.

    text     the MyST file as it is written
    cells    the notebook that jupytext reads from it
    folder   the built assignment with its checks, misconceptions and variants
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

import numpy as np

from autograder.course.assignment import CHECK_SUFFIX, Assignment
from autograder.course.steps import GradedStep
from autograder.errors import AssignmentError

_BREAK = re.compile(r"^\+\+\+(\s*\{.*\})?\s*$")
_FENCE = re.compile(r"^(`{3,}|~{3,})")
# jupytext filters these from the metadata of a cell.
_FILTERED = ("collapsed", "scrolled", "ExecuteTime", "execution")


def text(assignment: Assignment, written: str) -> None:
    """Raise AssignmentError for what jupytext would not keep of the text."""
    where = assignment.text
    if "\r" in written or "\f" in written:
        _refuse(
            where, "has carriage returns or form feeds: save it with plain newlines"
        )
    for number, line, in_fence in _lines(written):
        if line.startswith("+++") and (in_fence or not _BREAK.match(line)):
            _refuse(
                f"{where}, line {number}",
                "`+++` splits a Markdown cell: indent it or write it differently",
            )
        if in_fence and line.startswith(("```{code-cell}", "````{code-cell}")):
            _refuse(
                f"{where}, line {number}",
                "a code cell begins inside another fence: close the fence first",
            )
    for number in _empty_markdown_cells(written):
        _refuse(
            f"{where}, line {number}",
            "this Markdown cell has metadata but no text, and jupytext would drop "
            "both: write at least one word",
        )


def cells(assignment: Assignment, notebook: Any) -> None:
    """Raise AssignmentError for cells that nbgrader would lose or mistake."""
    where = assignment.text
    ids = Counter(_ours(cell).get("grade_id") for cell in notebook.cells)
    for cell in notebook.cells:
        ours = _ours(cell)
        if "attachments" in cell or "](attachment:" in cell.source:
            _refuse(where, "attachments do not survive the text format: use a file")
        for key in _FILTERED:
            if key in cell.metadata:
                _refuse(where, f"jupytext drops the cell metadata {key!r}: remove it")
        if ours:
            _one_cell(f"{where}, cell {ours.get('grade_id')!r}", cell, ids)


def folder(assignment: Assignment) -> None:
    """Raise AssignmentError unless points, checks, misconceptions and variants fit."""
    from autograder.grading.runner import collect  # pytest is only needed here

    where = assignment.folder
    exercises = {each.id for each in assignment.exercises}
    defined = {_ours(cell).get("grade_id") for cell in assignment.notebook["cells"]}
    checks = collect(assignment)
    checked = {each.exercise for each in checks}
    for id in sorted(exercises - defined):
        _refuse(where, f"the cell {id + CHECK_SUFFIX!r} has points, and no cell {id!r}")
    for each in checks:
        if each.exercise not in exercises:
            _refuse(
                where,
                f"the check {each.name} names the exercise {each.exercise!r}, "
                f"and there is no cell {each.exercise + CHECK_SUFFIX!r} with points",
            )
    for id in sorted(exercises - checked):
        _refuse(where, f"the points of {id!r} are covered by no check in checks/")
    for exercise in assignment.exercises:
        is_step = exercise.id in assignment.steps
        if not is_step and not hasattr(assignment.reference, exercise.function):
            _refuse(where, f"reference.py has no function {exercise.function}")
    _steps(assignment, defined)
    for what, id in _examples(assignment):
        if id not in exercises:
            _refuse(where, f"{what} names the exercise {id!r}, which does not exist")


def _steps(assignment: Assignment, defined: set[Any]) -> None:
    """Known wrong answers of steps must be wrong, and the right ones right."""
    for step in assignment.steps.values():
        where = f"{assignment.folder}/steps.py, {step.id}"
        if step.id not in defined:
            _refuse(where, "the notebook has no cell of this grade_id")
        for answer in [step.right, *step.variants()]:
            if not _is_right(step, answer):
                _refuse(where, f"{answer!r} should be right, and is judged otherwise")
        for known, answer in step.misconceptions():
            if _is_right(step, answer):
                _refuse(where, f"{known.id} is judged right: {answer!r}")
            if step.misconception_of(answer) != known.id:
                _refuse(where, f"{known.id} is not recognised: {answer!r}")


def _is_right(step: GradedStep, answer: Any) -> bool:
    verdicts = step.verdicts(answer, np.random.default_rng(1))
    return all(each.status == "right" for each in verdicts)


def _one_cell(where: str, cell: Any, ids: Counter[Any]) -> None:
    ours = _ours(cell)
    given = ours.get("grade_id")
    if not isinstance(given, str) or not given:
        _refuse(where, "an nbgrader cell needs a grade_id")
    if ids[given] > 1:
        _refuse(where, f"the grade_id {given!r} is used {ids[given]} times")
    if ours.get("task") and ours.get("locked") is False:
        _refuse(
            where, "a task cell must be locked, or nbgrader fails for every student"
        )
    is_code = cell.cell_type == "code"
    if is_code and ours.get("solution") and "points" not in ours:
        _solution(where, cell)
    if is_code and "points" in ours and not given.endswith(CHECK_SUFFIX):
        _refuse(where, f"a code cell with points is named <exercise>{CHECK_SUFFIX}")
    if (
        not is_code
        and "points" in ours
        and not (ours.get("solution") or ours.get("task"))
    ):
        _refuse(where, "a Markdown cell with points needs solution: true or task: true")
    points = ours.get("points", 0)
    if isinstance(points, bool) or not isinstance(points, int | float) or points < 0:
        _refuse(where, f"points must be a number from 0 on, not {points!r}")


def _solution(where: str, cell: Any) -> None:
    if "### BEGIN SOLUTION" not in cell.source or "### END SOLUTION" not in cell.source:
        _refuse(
            where,
            "a solution cell needs ### BEGIN SOLUTION and ### END SOLUTION, "
            "or students would receive all of it",
        )


def _examples(assignment: Assignment) -> Iterator[tuple[str, str]]:
    for each in assignment.misconceptions:
        for id in each.exercises:
            yield f"the misconception {each.name}", id
    for variant in assignment.variants:
        yield f"the variant {variant.name}", variant.exercise


def _lines(written: str) -> Iterator[tuple[int, str, bool]]:
    """(number, line, whether it lies inside a fence) of each line."""
    fence = ""
    for number, line in enumerate(written.splitlines(), 1):
        mark = _FENCE.match(line)
        if fence and mark and line.strip() == mark.group() and mark.group() >= fence:
            fence = ""
            yield number, line, False
        else:
            yield number, line, bool(fence)
            if mark and not fence:
                fence = mark.group()


def _empty_markdown_cells(written: str) -> Iterator[int]:
    """The lines of `+++ {...}` that no text follows before the next cell."""
    opened = None
    for number, line, in_fence in _lines(written):
        starts_cell = _BREAK.match(line) or line.startswith("```{code-cell}")
        if starts_cell and not in_fence:
            if opened is not None:
                yield opened
            opened = number if "{" in line and line.startswith("+++") else None
        elif line.strip():
            opened = None
    if opened is not None:
        yield opened


def _ours(cell: Any) -> Any:
    return cell["metadata"].get("nbgrader", {})


def _refuse(where: object, why: str) -> NoReturn:
    raise AssignmentError(f"{where}: {why}.")
