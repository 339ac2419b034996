"""What puts the grader inside `nbgrader autograde`.

nbgrader stays the instructor's tool; two things take the place of its own:

    SubmissionExporter   reads the submitted file.  What it hands on is a clean
                         notebook with our metadata, so that no damaged or hostile
                         file stops a batch or reaches a browser.
    GradeInSandbox       takes the place of `Execute`: the student's cells run in the
                         sandbox, the hidden checks outside, and each `<exercise>-check`
                         cell gets a table and the trusted score.

nbgrader reads the first execute_result of a grade cell as its score; it must be
`repr(float)` within [0, points], because anything else counts as full marks.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Unicode

from autograder import render
from autograder.assignment import Assignment, grade_id, is_check
from autograder.classroom import Submitted, keep
from autograder.clean_notebook import FLAGS, PROBLEM, clean_notebook, empty_notebook
from autograder.course import Course
from autograder.errors import AutograderError, UnreadableSubmission
from autograder.grade import Graded, grade, unreadable
from autograder.repair import cells_by_id
from autograder.report import Flag, Report
from autograder.sandbox import plan
from autograder.submission import Submission, cells_of, read

# nbgrader adds the rows of a new submission in an order that SQLAlchemy remarks on.
warnings.filterwarnings("ignore", message=r"Object of type <.*> not in session")


class SubmissionExporter(NotebookExporter):
    """Reads a submission as `submission.py` does, and hands on a notebook of ours."""

    def from_filename(
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[Any, Any]:
        """Convert the notebook in a file."""
        if not self.parent._sanitizing:  # the second pass reads what the first wrote
            written: tuple[Any, Any] = super().from_filename(
                filename, resources=resources, **kwargs
            )
            return written
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        self._remove_copies_of_links(path.parent, resources["nbgrader"])
        notebook = self._notebook(path, resources["nbgrader"])
        clean: tuple[Any, Any] = self.from_notebook_node(
            notebook, resources=resources, **kwargs
        )
        return clean

    def _notebook(self, path: Path, names: dict[str, str]) -> nbformat.NotebookNode:
        assignment = _assignment(self.parent.coursedir.root, names["assignment"])
        try:
            return clean_notebook(read(path), assignment, names)
        except UnreadableSubmission as error:
            self.log.warning("%s: %s", names["student"], error)
            return empty_notebook(assignment, names, str(error))

    def _remove_copies_of_links(self, folder: Path, names: dict[str, str]) -> None:
        """nbgrader has copied the files beside the notebook: links with their targets.

        A link can point at anything that the instructor may read.
        """
        coursedir = self.parent.coursedir
        copies = Path(
            coursedir.format_path(
                coursedir.autograded_directory, names["student"], names["assignment"]
            )
        )
        for each in _links(folder):
            (copies / each.relative_to(folder)).unlink(missing_ok=True)


class GradeInSandbox(NbGraderPreprocessor):
    """Grades the notebook and writes tables and trusted scores into its check cells."""

    sandbox = Unicode("auto", help="auto, namespaces, landlock or unconfined").tag(
        config=True
    )

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Grade `nb`.

        Raises:
            AutograderError: it could not be graded by our fault; nbgrader then keeps
                no score for it and goes on with the next one.
        """
        names = resources["nbgrader"]
        root = self.parent.parent.coursedir.root
        assignment = _assignment(root, names["assignment"])
        problem = nb.metadata.pop(PROBLEM, None)
        if problem:
            graded = Graded(unreadable(assignment, problem))
        else:
            graded = self._grade(nb, assignment, Course(Path(root)))
        if graded.report.status == "not graded":
            raise AutograderError(
                f"{names['student']} was not graded: {graded.report.problem}"
            )
        self._keep_report(Course(Path(root)), names, graded.report)
        _write_outputs(nb, assignment, graded)
        _write_scores(nb, graded.report)
        return nb, resources

    def _keep_report(self, course: Course, names: Any, report: Report) -> None:
        """Where `autograder class` looks, so that it can sum up without grading."""
        coursedir = self.parent.parent.coursedir
        folder = coursedir.format_path(
            coursedir.submitted_directory, names["student"], names["assignment"]
        )
        path = Path(folder) / f"{names['notebook']}.ipynb"
        submitted = Submitted(names["student"], names["assignment"], path)
        reports = course.root / "reports"
        keep(submitted, course, reports, report, sandbox=self.sandbox)

    def _grade(self, nb: Any, assignment: Assignment, course: Course) -> Graded:
        flags = tuple(Flag(**each) for each in nb.metadata.pop(FLAGS, ()))
        return grade(
            Submission(cells_of(nb), flags),
            assignment,
            secret=course.secret(),
            sandbox=plan(self.sandbox),
        )


def _assignment(root: str, name: str) -> Assignment:
    return Course(Path(root)).assignment(name)


def _links(folder: Path) -> Iterator[Path]:
    """The symbolic links below a folder, and what lies in linked folders."""
    return (
        each
        for each in folder.rglob("*")
        if each.is_symlink() or any(parent.is_symlink() for parent in each.parents)
    )


def _write_outputs(nb: Any, assignment: Assignment, graded: Graded) -> None:
    """Give each cell that ran what it showed; the two lists have the same order."""
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


def _write_scores(nb: Any, report: Report) -> None:
    for cell in nb.cells:
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            cell.outputs = _verdict(grade_id(cell).removesuffix("-check"), report)
            cell.execution_count = None


def _verdict(exercise: str, report: Report) -> list[Any]:
    """The table of one exercise, then its score: the order in which nbgrader looks."""
    given = report.exercises.get(exercise)
    score = float(given.score or 0.0) if given else 0.0
    tier = report.sandbox.tier
    table = {
        "text/html": render.exercise_html(given, report.problem, tier),
        "text/plain": render.exercise_text(given, report.problem, tier),
    }
    return [
        new_output("display_data", data=table),
        new_output(
            "execute_result", data={"text/plain": repr(score)}, execution_count=1
        ),
    ]
