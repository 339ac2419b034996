"""The gradebook after `autograder class` is the one after `nbgrader autograde`.

Both in SQLite and in PostgreSQL.
"""

import csv
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.batch import nbgrader_records
from autograder.batch.run import run
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.nbgrader.commands import CONFIG_FILE, Nbgrader
from autograder.report import Report
from gradebooks import rows_of
from notebooks import NAME, answer, cell_of, notebook_of
from postgres_server import WANTED, postgres_server, programs

RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x * x"
IN_TIME, LATE = "2030-01-01 10:00:00 UTC", "2030-01-03 10:00:00 UTC"
DUE = "2030-01-02 10:00:00 UTC"
# A run that holds the gradebook until somebody ends it.
WRITES = """
import sys, time
from pathlib import Path
from autograder.course.course import Course
from autograder.batch.nbgrader_records import nbgrader_records

root = Path(sys.argv[1])
with nbgrader_records(Course(root), root / "submitted", True):
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="session")
def postgres():
    if programs() is None or importlib.util.find_spec("psycopg") is None:
        pytest.skip(WANTED)
    with postgres_server("fsync=off") as new_database:
        yield new_database


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request):
    """A function that gives the address of a new gradebook in a course."""
    if request.param == "sqlite":
        return lambda root: f"sqlite:///{root}/gradebook.db"
    database = request.getfixturevalue("postgres")
    return lambda root: database(re.sub(r"\W", "_", f"{root.parent.name}_{root.name}"))


class Graded:
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


@pytest.fixture
def two_courses(small_course, new_url, tmp_path):
    """The same course twice, with the same secret and the same class."""
    small_course.secret()
    roots = [tmp_path / "ours", tmp_path / "theirs"]
    courses = [
        Graded(shutil.copytree(small_course.root, root), new_url(root))
        for root in roots
    ]
    for each in courses:
        hand_in_a_class(each)
    return courses


@pytest.fixture
def one_course(small_course, tmp_path):
    root = shutil.copytree(small_course.root, tmp_path / "course")
    return Graded(root, f"sqlite:///{root}/gradebook.db")


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


def test_a_class_run_leaves_what_nbgrader_leaves(two_courses):
    ours, theirs = two_courses

    theirs.autograde()
    ours.class_()

    assert ours.rows() == theirs.rows()
    assert ours.autograded() == theirs.autograded()
    assert ours.reports() == theirs.reports()


def test_marks_by_hand_are_kept_when_a_class_is_graded_again(two_courses):
    ours, theirs = two_courses
    for each, grade in ((theirs, theirs.autograde), (ours, ours.class_)):
        grade()
        each.mark_by_hand("ada", 2.0)
        later = notebook_with(each, WRONG, "I think that it is not.")
        each.hand_in("ada", later, "2030-01-02 09:00:00 UTC")
        each.hand_in("bob", notebook_with(each, RIGHT), LATE)

        grade()

    assert ours.rows() == theirs.rows()
    assert ours.autograded() == theirs.autograded()
    assert any("'A good reason.'" in each for each in ours.rows()["comments"])


def test_formgrader_feedback_and_export_go_on_from_there(two_courses, tmp_path):
    tables, pages = [], []
    for each, grade in zip(two_courses, ("class_", "autograde")):
        getattr(each, grade)()
        each.mark_by_hand("ada", 2.0)
        api = each.nbgrader.api
        tables.append(
            [
                [
                    {k: v for k, v in row.items() if k not in ("id", "submission_id")}
                    for row in rows
                ]
                for rows in (
                    api.get_assignments(),
                    api.get_submissions(NAME),
                    api.get_notebooks(NAME),
                    api.get_students(),
                )
            ]
        )
        each.nbgrader.generate_feedback(NAME, "ada", "bob", "eve")
        each.nbgrader.export(tmp_path / "grades.csv")
        with open(tmp_path / "grades.csv", newline="") as file:
            rows = csv.DictReader(file)
            tables[-1].append(sorted(rows, key=lambda row: row["student_id"]))
        pages.append(each.root / "feedback" / "ada" / NAME / f"{NAME}.html")

    assert tables[0] == tables[1]
    assert tables[0][1][0]["autograded"] is True
    assert "A good reason." in pages[0].read_text()


def test_what_is_recorded_is_not_written_again(one_course):
    hand_in_a_class(one_course)
    one_course.class_()
    one_course.mark_by_hand("ada", 2.0)
    before = one_course.rows(), one_course.autograded()

    one_course.class_()

    assert (one_course.rows(), one_course.autograded()) == before


@pytest.mark.parametrize("lost", ["gradebook.db", "autograded", "reports"])
def test_what_was_lost_is_made_again(one_course, lost):
    hand_in_a_class(one_course)
    one_course.class_()
    before = one_course.rows(), one_course.autograded(), one_course.reports()
    path = one_course.root / lost
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
        Graded(one_course.root, one_course.url)

    one_course.class_()

    after = one_course.rows(), one_course.autograded(), one_course.reports()
    assert after == before


def test_files_of_an_lms_leave_reports_only_unless_a_gradebook_is_asked_for(
    one_course, tmp_path
):
    files = tmp_path / "files"
    files.mkdir()
    notebook = json.dumps(notebook_with(one_course, RIGHT))
    (files / "ada.ipynb").write_text(notebook)
    given = {"only": NAME, "jobs": 1, "sandbox": "auto"}
    reports = one_course.root / "reports"

    run(files, one_course.course, reports, **given)
    without = one_course.rows()["students"]
    run(files, one_course.course, reports, **given, gradebook=True)

    assert without == []
    assert one_course.rows()["students"] == ["('ada',)"]
    assert f"ada/{NAME}/{NAME}.ipynb" in one_course.autograded()


def test_links_and_pipes_beside_a_notebook_are_not_copied(one_course, tmp_path):
    (tmp_path / "secret.txt").write_text("SECRET")
    one_course.hand_in("ada", notebook_with(one_course, RIGHT))
    folder = one_course.root / "submitted" / "ada" / NAME
    (folder / "data.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "timestamp.txt").unlink()
    (folder / "timestamp.txt").symlink_to(tmp_path / "secret.txt")

    ungraded = one_course.class_()

    copied = [Path(name).name for name in one_course.autograded()]
    assert ungraded == 0
    assert "data.txt" not in copied
    assert "timestamp.txt" not in copied


def test_what_lies_beside_a_notebook_stops_nobody(one_course):
    for student in ("ada", "bob", "cleo"):
        one_course.hand_in(student, notebook_with(one_course, RIGHT))
    folder = one_course.root / "submitted" / "ada" / NAME
    (folder / "hints.json").mkdir()
    (folder / "hints.json" / "mine.txt").write_text("in the way")
    os.mkfifo(folder / "pipe")
    late = one_course.root / "submitted" / "bob" / NAME / "timestamp.txt"
    late.write_text("the 45th of Nonember +99999999999999999999")

    ungraded = one_course.class_()

    assert ungraded == 0
    assert one_course.rows()["students"] == ["('ada',)", "('bob',)", "('cleo',)"]
    assert (one_course.root / "autograded" / "ada" / NAME / "hints.json").is_file()
    flags = {name: each.flags for name, each in one_course.reports().items()}
    (of_bob,) = flags.pop("bob")
    assert "timestamp.txt holds no valid time" in of_bob
    assert flags == {"ada": (), "cleo": ()}


def test_nbgrader_and_the_class_run_both_flag_an_invalid_time(one_course):
    one_course.hand_in("ada", notebook_with(one_course, RIGHT), when="soon")

    one_course.autograde()
    by_nbgrader = one_course.reports()
    kept = (one_course.root / "reports" / NAME / "ada.json").read_bytes()
    one_course.class_()

    assert "no valid time" in by_nbgrader["ada"].flags[0]
    assert (one_course.root / "reports" / NAME / "ada.json").read_bytes() == kept


def test_a_gradebook_of_another_version_is_refused(one_course):
    one_course.hand_in("ada", notebook_with(one_course, RIGHT))
    with Gradebook(one_course.url) as gradebook:
        gradebook.remove_notebook(NAME, NAME)

    with pytest.raises(AutograderError, match="run `nbgrader generate_assignment"):
        one_course.class_()


def test_a_failure_of_ours_leaves_no_score(one_course):
    one_course.hand_in("ada", notebook_with(one_course, RIGHT))
    checks = one_course.course.assignments / NAME / "checks" / "test_double.py"
    working = checks.read_text()
    checks.write_text(working.replace("rng.normal", "rng.abnormal"))

    ungraded = one_course.class_()
    rows = one_course.rows()
    checks.write_text(working)
    one_course.class_()

    assert (ungraded, rows["grades"]) == (1, [])
    assert any("4.0" in each for each in one_course.rows()["grades"])


def test_one_run_writes_at_a_time_and_a_killed_one_holds_nobody_up(
    one_course, monkeypatch
):
    monkeypatch.setattr(nbgrader_records, "_LOCK_S", 0.5)
    one_course.hand_in("ada", notebook_with(one_course, RIGHT))
    command = [sys.executable, "-c", WRITES, str(one_course.root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "writing\n"

        with pytest.raises(AutograderError, match="Another `autograder class` is"):
            one_course.class_()
        writer.kill()

    assert one_course.class_() == 0


def test_a_server_that_is_not_there_is_said_in_a_sentence(one_course):
    with open(one_course.root / CONFIG_FILE, "a") as config:
        config.write(
            "c.CourseDirectory.db_url = 'postgresql+psycopg://me:hush@/none?host=/no'\n"
        )
    one_course.hand_in("ada", notebook_with(one_course, RIGHT))

    with pytest.raises(AutograderError, match="cannot be used") as error:
        one_course.class_()

    assert "hush" not in str(error.value)
    assert Path(one_course.root / "gradebook.db").exists()
