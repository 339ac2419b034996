"""A course with a gradebook, and a class that hands in all kinds of notebooks."""

import json

from autograder.batch.run import run
from autograder.course.course import Course
from autograder.nbgrader.commands import CONFIG_FILE, Nbgrader
from autograder.report import Report
from gradebooks import rows_of
from notebooks import NAME, answer, cell_of, notebook_of

RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x * x"
IN_TIME, LATE = "2030-01-01 10:00:00 UTC", "2030-01-03 10:00:00 UTC"
DUE = "2030-01-02 10:00:00 UTC"


class CourseWithGradebook:
    """A course with a gradebook and what students handed in."""

    def __init__(self, root, url):
        self.root, self.url, self.course = root, url, Course(root)
        config = root / CONFIG_FILE
        config.write_text(
            config.read_text()
            + f"c.CourseDirectory.db_url = {url!r}\n"
            + "c.LateSubmissionPlugin.penalty_method = 'zero'\n"
        )
        self.nbgrader = Nbgrader(root)
        self.nbgrader.generate_assignment(NAME)
        with self.nbgrader.gradebook() as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate=DUE)

    def hand_in(self, student, content, when=IN_TIME):
        folder = self.root / "submitted" / student / NAME
        folder.mkdir(parents=True, exist_ok=True)
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        (folder / f"{NAME}.ipynb").write_bytes(content)
        (folder / "timestamp.txt").write_text(when)
        (folder / "notes.txt").write_text("mine")

    def autograde(self):
        self.nbgrader.autograde(NAME, *self.nbgrader.students(NAME))

    def class_(self, **options):
        given = {"only": None, "jobs": 2, "sandbox": "auto"} | options
        return run(self.root / "submitted", self.course, self.root / "reports", **given)

    def mark_by_hand(self, student, points):
        with self.nbgrader.gradebook() as gradebook:
            grade = gradebook.find_grade("explain", NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = points, False
            comment = gradebook.find_comment("explain", NAME, NAME, student)
            comment.manual_comment = "A good reason."
            gradebook.db.commit()

    def rows(self):
        return rows_of(self.url)

    def autograded(self):
        folder = self.root / "autograded"
        return {
            str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mode)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def reports(self):
        kept = {}
        for path in (self.root / "reports" / NAME).glob("*.json"):
            report = Report.model_validate(json.loads(path.read_text())["report"])
            kept[path.stem] = report.model_copy(update={"seconds": 0.0})
        return kept


def notebook_with(course, code, explanation=None):
    notebook = answer(notebook_of(course.course.release), "double", code)
    if explanation:
        cell_of(notebook, "explain")["source"] = explanation
    return notebook


def hand_in_a_class(course):
    written = notebook_with(course, RIGHT, "Because [four](javascript:x) is not nine.")
    deleted = notebook_with(course, RIGHT)
    deleted["cells"].remove(cell_of(deleted, "explain"))
    edited = notebook_with(course, WRONG)
    cell_of(edited, "setup")["source"] += "  # mine"
    course.hand_in("ada", written)
    course.hand_in("bob", edited)
    course.hand_in("cleo", deleted, LATE)
    course.hand_in("dan", notebook_of(course.course.release))
    course.hand_in("eve", b"{")
    course.hand_in("finn", notebook_with(course, "print('mine')\n" + RIGHT), LATE)
