"""What puts the grader inside `nbgrader autograde`.

nbgrader stays the instructor's tool; two things take the place of its own:

    SubmissionExporter   reads the submitted file.  What it hands on is a clean
                         notebook with our metadata, so that no damaged or hostile
                         file stops a batch or reaches a browser.
    GradeInSandbox       takes the place of `Execute`: the student's cells run in the
                         sandbox, the hidden checks outside, and each `<exercise>-check`
                         cell gets a table and the trusted score.

`autograder class` makes the same notebooks and marks, without nbgrader's converters.
"""

import warnings
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.batch.scheduler import report_path
from autograder.course.assignment import Assignment
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading import report_cache
from autograder.grading.task import SubmissionRef, content_of
from autograder.nbgrader.autograded_notebook import (
    grade_notebook,
    notebook_of,
    write_results,
)
from autograder.nbgrader.gradebook import Gradebook
from autograder.nbgrader.submitted_folder import Guard, doubts_about_time
from autograder.report import Report
from autograder.sandbox import plan
from autograder.sandbox.tiers import tiers
from autograder.submission.notebook_file import read

# nbgrader adds the rows of a new submission in an order that SQLAlchemy remarks on.
warnings.filterwarnings("ignore", message=r"Object of type <.*> not in session")


class SubmissionExporter(NotebookExporter):
    """Reads a submission as `submission.py` does, and hands on a notebook of ours."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        Guard(self.parent)

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
        notebook = self._notebook(path, resources["nbgrader"])
        clean: tuple[Any, Any] = self.from_notebook_node(
            notebook, resources=resources, **kwargs
        )
        return clean

    def _notebook(self, path: Path, names: dict[str, str]) -> nbformat.NotebookNode:
        coursedir = self.parent.coursedir
        assignment = _assignment(coursedir.root, names["assignment"])
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            released = gradebook.released(assignment)
        return notebook_of(lambda: read(path), assignment, released)


class GradeInSandbox(NbGraderPreprocessor):
    """Grades the notebook and writes tables and trusted scores into its check cells."""

    sandbox = Unicode("auto", help=f"auto, or one of {tiers()}").tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Grade `nb`.

        Raises:
            AutograderError: it could not be graded by our fault; nbgrader then keeps
                no score for it and goes on with the next one.
        """
        names = resources["nbgrader"]
        root = self.parent.parent.coursedir.root
        assignment = _assignment(root, names["assignment"])
        course = Course(Path(root))
        graded = grade_notebook(
            nb, assignment, secret=course.secret(), sandbox=plan(self.sandbox)
        )
        if graded.report.status == "not graded":
            raise AutograderError(
                f"{names['student']} was not graded: {graded.report.problem}"
            )
        self._keep_report(course, names, graded.report)
        write_results(nb, assignment, graded)
        return nb, resources

    def _keep_report(self, course: Course, names: Any, report: Report) -> None:
        """Where `autograder class` looks, so that it can sum up without grading."""
        coursedir = self.parent.parent.coursedir
        folder = coursedir.format_path(
            coursedir.submitted_directory, names["student"], names["assignment"]
        )
        path = Path(folder) / f"{names['notebook']}.ipynb"
        submitted = SubmissionRef(names["student"], names["assignment"], path)
        key = report_cache.cache_key(course, submitted.assignment, self.sandbox)
        path = report_path(course.root / "reports", submitted)
        report = report.with_findings(*doubts_about_time(Path(folder)))
        report_cache.store(path, key.of_file(**content_of(submitted)), report)


def _assignment(root: str, name: str) -> Assignment:
    return Course(Path(root)).assignment(name)
