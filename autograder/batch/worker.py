"""Grades one submission in a worker.

Results are plain JSON types, so a worker may be a process or another machine.

    Result   the result of a grading task
    work     grades a task and makes the notebook that the gradebook needs
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.grading.grade import not_graded
from autograder.grading.task import GradingTask, grade_task
from autograder.report import Report


@dataclass(frozen=True)
class Result:
    """The result of a grading task; a gradebook also needs `notebook` and `marks`."""

    task: GradingTask
    report: Report
    notebook: str | None = None
    marks: dict[str, Any] | None = None


def failed(task: GradingTask, assignment: Assignment, error: OSError) -> Result:
    """The result of a submission whose files the grader cannot write."""
    problem = f"The grader cannot write its files ({error}): grade it again."
    return Result(task, not_graded(assignment, problem))


def work(task: GradingTask) -> dict[str, Any]:
    """Grade one submission: {"report": ..., "notebook": text, "marks": ...}.

    Makes the notebook and the marks only if the task holds the released cells and the
    grader did not fail.
    """
    graded = grade_task(task)
    result = {"report": graded.report.model_dump(mode="json")}
    if task.released is None or graded.report.status == "not graded":
        return result
    # This import takes seconds, because it imports nbgrader.
    from autograder.nbgrader import autograded_notebook

    assignment = Course(Path(task.course)).assignment(task.submitted.assignment)
    notebook = autograded_notebook.notebook_of(graded, assignment, task.released)
    return {
        **result,
        "notebook": autograded_notebook.text(notebook),
        "marks": autograded_notebook.marks(notebook),
    }
