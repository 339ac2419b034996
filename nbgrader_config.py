"""Names the folders of this course and the parts of the grader, nothing else."""

from pathlib import Path

from autograder.nbgrader.pages import TEMPLATES

c = get_config()  # noqa: F821 - nbgrader defines it for this file

c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.CourseDirectory.course_id = "gradients-by-hand"

# The exporter hands on our own notebooks, so nbgrader has nothing to sanitize.
# GradeInSandbox replaces Execute; the other two preprocessors write to the gradebook.
c.Autograde.exporter_class = "autograder.nbgrader.plugin.SubmissionExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.plugin.GradeInSandbox",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# Formulas in formgrader and feedback need no network; every page takes bounded time.
c.HTMLExporter.extra_template_basedirs = TEMPLATES
c.HTMLExporter.filters = {
    "markdown2html": "autograder.nbgrader.pages.markdown2html",
    "highlight_code": "autograder.nbgrader.pages.highlight_code",
}
