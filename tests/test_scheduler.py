"""A class over any executor: a few at a time, and no worker that dies costs a point."""

import json
import os
import signal
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from autograder.batch import scheduler
from autograder.batch.local_workers import LocalWorkers
from autograder.batch.results import Records
from autograder.batch.scheduler import grade_class
from autograder.batch.worker import work
from autograder.grading.grade import not_graded
from autograder.grading.report_cache import CacheKey
from autograder.grading.task import GradingTask
from autograder.submission.attribution import (
    SubmissionRef,
    find_submissions,
    report_path,
    skipped,
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
        submitted.append(SubmissionRef(student, NAME, path))
    return submitted


class Counting(Executor):
    """Runs at once and counts; the job of `fails` dies with its worker.

    It is its own workers, of which there are two.
    """

    def __init__(self, fails=""):
        self.ran, self.fails = [], fails

    def width(self):
        return 2

    @contextmanager
    def start(self, *, alone=False):
        yield self

    def submit(self, fn, /, *args, **kwargs):
        (task,) = args
        self.ran.append(task.submitted.student)
        future = Future()
        if task.submitted.student == self.fails:
            future.set_exception(RuntimeError("the worker was killed"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


class OneThread:
    """A thread in place of processes."""

    def width(self):
        return 1

    @contextmanager
    def start(self, *, alone=False):
        with ThreadPoolExecutor(1) as executor:
            yield executor


def deadly_job(task):
    if task.submitted.student == "bob":
        os.kill(os.getpid(), signal.SIGKILL)
    return work(task)


def dies_once(task):
    """The first time that Bob's submission is graded, its worker is killed."""
    mark = task.submitted.path.with_suffix(".tried")
    if task.submitted.student == "bob" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return work(task)


def graded(a_class, course, reports, workers, sandbox="auto"):
    """Grade what is not done, as `autograder class` does."""
    records = Records(course, reports, sandbox)
    done = {each: records.done(each) for each in a_class}
    waiting = [each for each in a_class if done[each] is None]
    for results in grade_class(records.tasks(waiting), workers):
        done |= dict(records.record(results))
    return {submitted.student: report for submitted, report in done.items()}


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

    assert executor.ran == ["bob"]
    assert reports["bob"].status == "unreadable"


def test_what_all_exercises_share_grades_everybody_again(a_class, own_course, tmp_path):
    graded(a_class, own_course, tmp_path / "reports", Counting())
    reference = own_course.assignments / NAME / "reference.py"
    reference.write_text(reference.read_text() + "\n# a remark\n")

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
    assert executor.ran == ["bob"]
    assert second["bob"].score == 4.0


@pytest.mark.parametrize(
    ("job", "of_bob"), [(deadly_job, "not graded"), (dies_once, "graded")]
)
def test_a_worker_that_is_killed_costs_only_its_own_submission(
    job, of_bob, a_class, own_course, tmp_path, monkeypatch
):
    monkeypatch.setattr(scheduler, "work", job)

    reports = graded(a_class, own_course, tmp_path / "reports", LocalWorkers(2))

    statuses = {student: report.status for student, report in reports.items()}
    assert statuses == {"ada": "graded", "bob": of_bob, "cleo": "graded"}


def test_a_few_are_under_way_at_a_time_however_large_the_class(own_course, tmp_path):
    read, graded = [], []

    def submit(_fn, task):
        # What is read and not graded yet is all that is held in memory.
        assert len(read) - len(graded) <= 3
        future = Future()
        graded.append(task)
        report = not_graded(assignment, "").model_dump(mode="json")
        future.set_result({"report": report})
        return future

    def sent():
        for number in range(50):
            read.append(number)
            yield GradingTask(
                SubmissionRef(str(number), NAME, tmp_path),
                str(own_course.root),
                "auto",
                CacheKey("", ""),
            )

    assignment = own_course.assignment(NAME)
    workers = Counting()
    workers.submit = submit

    results = [each for each in grade_class(sent(), workers) if each]

    assert sum(map(len, results)) == 50


def test_names_that_no_gradebook_can_hold_are_skipped(a_class, own_course):
    folder = a_class[0].path.parent
    strange = [os.fsdecode(b"\xff.ipynb"), "x" * 200 + ".ipynb", "a\nb.ipynb"]
    for name in strange:
        (folder / name).write_bytes(a_class[0].path.read_bytes())

    found = find_submissions(folder, own_course, NAME)

    assert [each.student for each in found] == ["ada", "bob", "cleo"]
    assert {path.name for path in skipped(folder, found)} == set(strange)


def test_another_sandbox_or_secret_grades_again(a_class, own_course, tmp_path):
    graded(a_class, own_course, tmp_path / "reports", Counting())

    def kept(sandbox="auto"):
        return Records(own_course, tmp_path / "reports", sandbox).done(a_class[0])

    assert kept() is not None
    assert kept("namespaces") is None
    (own_course.root / ".autograder" / "secret").unlink()
    assert kept() is None


def test_what_is_kept_is_of_the_file_that_was_graded(a_class, own_course, tmp_path):
    reports = tmp_path / "reports"
    records = Records(own_course, reports, "auto")
    (task,) = records.tasks(a_class[:1])
    a_class[0].path.write_text("{")  # handed in again, while it is graded

    ((result,),) = grade_class([task], Counting())
    records.record([result])

    assert result.report.score == 4.0
    assert records.done(a_class[0]) is None


def test_checks_that_change_while_a_class_is_graded_cost_nobody_a_point(
    a_class, own_course, tmp_path
):
    records = Records(own_course, tmp_path / "reports", "auto")
    (task,) = records.tasks(a_class[:1])
    reference = own_course.assignments / NAME / "reference.py"
    reference.write_text(reference.read_text() + "\n# a remark\n")

    ((result,),) = grade_class([task], Counting())

    assert result.report.status == "not graded"
    assert "changed during grading" in result.report.problem


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

    assert executor.ran == ["ada"]


def test_a_thread_of_its_own_does_as_well(a_class, own_course, tmp_path):
    threads = threading.active_count()

    reports = graded(a_class, own_course, tmp_path / "reports", OneThread())

    assert {report.score for report in reports.values()} == {4.0}
    assert threading.active_count() == threads
