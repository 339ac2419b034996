"""Names the folders of this course and the grader's two parts, nothing else."""

from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader gives it to this file

c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "gradients-by-hand"

# nbgrader's own list, with GradeInSandbox in the place of Execute.
c.Autograde.exporter_class = "autograder.nbgrader_bridge.SubmissionExporter"
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_bridge.GradeInSandbox",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
