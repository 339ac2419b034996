"""Puts the grader inside `nbgrader autograde`.

Instructors keep using nbgrader; two classes replace its own:

    SubmissionExporter   hands nbgrader an empty notebook, so that only our own reader
                         opens damaged or hostile files
    GradeInSandbox       replaces `Execute`: grades the submitted file by the function
                         that `autograder class` uses, and returns a notebook with
                         tables and trusted scores
"""

import warnings
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.grading import report_cache
from autograder.grading.grade import Graded
from autograder.grading.task import GradingTask, grade_task
from autograder.nbgrader.autograded_notebook import notebook_of
from autograder.nbgrader.gradebook import Gradebook
from autograder.nbgrader.submitted_folder import (
    UntrustedFileFilter,
    doubts_about_time,
)
from autograder.sandbox.tiers import tiers
from autograder.submission.attribution import (
    SubmissionRef,
    content_of,
    report_path,
)
from autograder.submission.repair import Released

# SQLAlchemy warns of the order in which nbgrader adds the rows of a new submission.
warnings.filterwarnings("ignore", message=r"Object of type <.*> not in session")


class SubmissionExporter(NotebookExporter):
    """Opens no submitted file; GradeInSandbox makes the notebook."""

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        UntrustedFileFilter(self.parent)

    def from_filename(
        self, filename: str, resources: Any = None, **kwargs: Any
    ) -> tuple[Any, Any]:
        """Run nbgrader's preprocessors on an empty notebook."""
        path = Path(filename)
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        page: tuple[Any, Any] = self.from_notebook_node(
            nbformat.v4.new_notebook(), resources=resources, **kwargs
        )
        return page


class GradeInSandbox(NbGraderPreprocessor):
    """Grades a submission and puts tables and scores into its check cells."""

    sandbox = Unicode("auto", help=f"auto, or one of {tiers()}").tag(config=True)

    def preprocess(self, _page: Any, resources: Any) -> tuple[Any, Any]:
        """The graded notebook of a submission, in place of the empty one.

        Raises:
            AutograderError: the grader failed; nbgrader then stores no score for this
                submission and goes on with the next one.
        """
        coursedir = self.parent.parent.coursedir
        names = resources["nbgrader"]
        course = Course(Path(coursedir.root))
        assignment = course.assignment(names["assignment"])
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            released = gradebook.released(assignment)
        folder = coursedir.format_path(
            coursedir.submitted_directory, names["student"], names["assignment"]
        )
        path = Path(folder) / f"{names['notebook']}.ipynb"
        submitted = SubmissionRef(names["student"], names["assignment"], path)
        graded = self._graded(course, submitted, released)
        return notebook_of(graded, assignment, released), resources

    def _graded(
        self, course: Course, submitted: SubmissionRef, released: Released
    ) -> Graded:
        """Grade a submission, and store its report for `autograder class`."""
        content = content_of(submitted)
        key = report_cache.cache_key(course, submitted.assignment, self.sandbox)
        task = GradingTask(
            submitted,
            str(course.root),
            self.sandbox,
            key.of_file(**content),
            **content,
            released=released,
        )
        graded = grade_task(task)
        report = graded.report
        if report.status == "not graded":
            raise AutograderError(
                f"{submitted.student} was not graded: {report.problem}"
            )
        doubts = doubts_about_time(submitted.path.parent)
        path = report_path(course.root / "reports", submitted)
        report_cache.store(path, task.key, report.with_findings(*doubts))
        return graded
