"""A class that is graded again, and what else may befall its gradebook."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.batch import nbgrader_records
from autograder.batch.run import run
from autograder.errors import AutograderError
from autograder.nbgrader.commands import CONFIG_FILE
from course_with_gradebook import (
    RIGHT,
    CourseWithGradebook,
    hand_in_a_class,
    notebook_with,
)
from notebooks import NAME

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


@pytest.fixture
def one_course(small_course, tmp_path):
    root = shutil.copytree(small_course.root, tmp_path / "course")
    return CourseWithGradebook(root, f"sqlite:///{root}/gradebook.db")


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
        CourseWithGradebook(one_course.root, one_course.url)

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
