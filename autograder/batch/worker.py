"""What a worker does with one submission, and what it sends back.

Plain JSON types come out, so that a worker may be a process or another machine.

    Result   what grading a task came to
    work     grades a task, and makes its notebook if the gradebook wants one
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
    """What grading came to; `notebook` and `marks` are there for a gradebook."""

    task: GradingTask
    report: Report
    notebook: str | None = None
    marks: dict[str, Any] | None = None


def failed(task: GradingTask, assignment: Assignment, error: OSError) -> Result:
    """The result of a submission whose files cannot be written."""
    problem = f"What belongs to it cannot be written ({error}): grade it again."
    return Result(task, not_graded(assignment, problem))


def work(task: GradingTask) -> dict[str, Any]:
    """Grade one submission: {"report": ..., "notebook": text, "marks": ...}.

    The notebook and its marks are made where the task says what was released, and
    nothing of ours failed.
    """
    graded = grade_task(task)
    result = {"report": graded.report.model_dump(mode="json")}
    if task.released is None or graded.report.status == "not graded":
        return result
    from autograder.nbgrader import autograded_notebook  # it imports nbgrader: seconds

    assignment = Course(Path(task.course)).assignment(task.submitted.assignment)
    notebook = autograded_notebook.notebook_of(graded, assignment, task.released)
    return {
        **result,
        "notebook": autograded_notebook.text(notebook),
        "marks": autograded_notebook.marks(notebook),
    }
