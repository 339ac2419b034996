"""The gradebook after `autograder class` is the one after `nbgrader autograde`.

Both in SQLite and in PostgreSQL.
"""

import csv
import importlib.util
import re
import shutil

import pytest

from course_with_gradebook import (
    LATE,
    RIGHT,
    WRONG,
    CourseWithGradebook,
    hand_in_a_class,
    notebook_with,
)
from notebooks import NAME
from postgres_server import WANTED, postgres_server, programs


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


@pytest.fixture
def two_courses(small_course, new_url, tmp_path):
    """The same course twice, with the same secret and the same class."""
    small_course.secret()
    roots = [tmp_path / "ours", tmp_path / "theirs"]
    courses = [
        CourseWithGradebook(shutil.copytree(small_course.root, root), new_url(root))
        for root in roots
    ]
    for each in courses:
        hand_in_a_class(each)
    return courses


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
