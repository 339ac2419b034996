"""A class over any executor: kept as it goes, resumed where it was."""

import json
import os
import signal
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial

import pytest

from autograder import classroom
from autograder.class_run import workers
from autograder.classroom import (
    Submitted,
    grade_class,
    job,
    kept_report,
    report_path,
)
from notebooks import NAME, answer, notebook_of

RIGHT = "def double(x):\n    return 2 * x"


@pytest.fixture
def a_class(own_course, tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    notebook = answer(notebook_of(own_course.release), "double", RIGHT)
    submitted = []
    for student in ("ada", "bob", "cleo"):
        path = folder / f"{student}.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        submitted.append(Submitted(student, NAME, path))
    return submitted


class Counting(Executor):
    """Runs at once and counts; the job of `fails` dies with its worker."""

    def __init__(self, fails=""):
        self.ran, self.fails = [], fails

    def submit(self, fn, /, *args, **kwargs):
        self.ran.append(args[2])
        future = Future()
        if self.fails and self.fails in args[2]:
            future.set_exception(RuntimeError("the worker was killed"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def deadly_job(course, assignment, path, sandbox):
    if path.endswith("bob.ipynb"):
        os.kill(os.getpid(), signal.SIGKILL)
    return job(course, assignment, path, sandbox)


def graded(a_class, course, reports, executor):
    found = grade_class(a_class, course, reports, executor)
    return {submitted.student: report for submitted, report in found}


def test_what_is_graded_is_not_graded_again(a_class, own_course, tmp_path):
    executor = Counting()
    first = graded(a_class, own_course, tmp_path / "reports", executor)

    again = Counting()
    second = graded(a_class, own_course, tmp_path / "reports", again)

    assert (len(executor.ran), again.ran) == (3, [])
    assert first == second
    assert {report.score for report in first.values()} == {4.0}


def test_a_new_file_is_graded_and_the_others_are_kept(a_class, own_course, tmp_path):
    graded(a_class, own_course, tmp_path / "reports", Counting())
    a_class[1].path.write_text("{")

    executor = Counting()
    reports = graded(a_class, own_course, tmp_path / "reports", executor)

    assert executor.ran == [str(a_class[1].path)]
    assert reports["bob"].status == "unreadable"


def test_changed_checks_grade_everybody_again(a_class, own_course, tmp_path):
    graded(a_class, own_course, tmp_path / "reports", Counting())
    checks = own_course.assignments / NAME / "checks" / "test_double.py"
    checks.write_text(checks.read_text() + "\n# a remark\n")

    executor = Counting()
    graded(a_class, own_course, tmp_path / "reports", executor)

    assert len(executor.ran) == 3


def test_a_dead_worker_costs_nobody_a_point_and_is_tried_again(
    a_class, own_course, tmp_path
):
    first = graded(a_class, own_course, tmp_path / "reports", Counting(fails="bob"))
    executor = Counting()
    second = graded(a_class, own_course, tmp_path / "reports", executor)

    assert (first["bob"].status, first["bob"].score) == ("not graded", None)
    assert first["ada"].score == 4.0
    assert executor.ran == [str(a_class[1].path)]
    assert second["bob"].score == 4.0


def test_a_worker_that_is_killed_costs_only_its_own_submission(
    a_class, own_course, tmp_path, monkeypatch
):
    monkeypatch.setattr(classroom, "job", deadly_job)
    with workers(2) as executor:
        found = grade_class(
            a_class, own_course, tmp_path, executor, alone=partial(workers, 1)
        )
        statuses = {each.student: report.status for each, report in found}

    assert statuses == {"ada": "graded", "bob": "not graded", "cleo": "graded"}


def test_another_sandbox_or_secret_grades_again(a_class, own_course, tmp_path):
    graded(a_class, own_course, tmp_path / "reports", Counting())
    kept = partial(kept_report, a_class[0], own_course, tmp_path / "reports")

    assert kept() is not None
    assert kept(sandbox="namespaces") is None
    (own_course.root / ".autograder" / "secret").unlink()
    assert kept() is None


def test_pipes_and_devices_stop_nobody(a_class, own_course, tmp_path):
    a_class[0].path.unlink()
    os.mkfifo(a_class[0].path)
    a_class[1].path.unlink()
    a_class[1].path.symlink_to("/dev/zero")

    reports = graded(a_class, own_course, tmp_path / "reports", Counting())

    assert [reports[name].status for name in ("ada", "bob", "cleo")] == [
        *("unreadable", "unreadable", "graded")
    ]


def test_a_report_that_was_cut_off_is_made_anew(a_class, own_course, tmp_path):
    graded(a_class, own_course, tmp_path / "reports", Counting())
    report_path(tmp_path / "reports", a_class[0]).write_text('{"key": ')

    executor = Counting()
    graded(a_class, own_course, tmp_path / "reports", executor)

    assert executor.ran == [str(a_class[0].path)]


def test_a_thread_of_its_own_does_as_well(a_class, own_course, tmp_path):
    with ThreadPoolExecutor(1) as executor:
        reports = graded(a_class, own_course, tmp_path / "reports", executor)

    assert {report.score for report in reports.values()} == {4.0}
