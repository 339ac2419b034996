"""A class on a Dask cluster: the same reports, whatever happens to its workers."""

import json
import os
import shutil
import signal

import psutil
import pytest

from autograder.batch import scheduler, worker
from autograder.batch.dask_cluster import Cluster
from autograder.batch.local_workers import LocalWorkers
from autograder.batch.results import Records
from autograder.batch.run import run
from autograder.batch.scheduler import grade_class
from autograder.course.course import Course
from autograder.errors import AutograderError
from autograder.nbgrader.commands import Nbgrader
from autograder.submission.attribution import SubmissionRef
from gradebooks import rows_of
from notebooks import NAME, answer, notebook_of

pytest.importorskip(
    "distributed", reason="Dask is not installed: pip install 'distributed>=2024.5'"
)
import dask
from distributed import LocalCluster

ANSWERS = ["return 2 * x", "return x * x", "return x + x", "raise ValueError"]
# Dask's own: sockets of workers that were killed, and loops that it leaves to the end.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def local():
    """A cluster on this machine; Dask gives a task up at its second dead worker."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            dashboard_address=None,
            host="127.0.0.1",
            silence_logs="CRITICAL",
        ) as local,
    ):
        local.wait_for_workers(2)
        yield local


@pytest.fixture
def cluster(local):
    with Cluster(local.scheduler_address) as workers:
        yield workers


@pytest.fixture(scope="module")
def a_class(small_course, tmp_path_factory):
    folder, submitted = tmp_path_factory.mktemp("class"), []
    for number in range(8):
        code = f"def double(x):\n    {ANSWERS[number % 4]}"
        notebook = answer(notebook_of(small_course.release), "double", code)
        path = folder / f"student-{number}.ipynb"
        path.write_text(json.dumps(notebook))
        submitted.append(SubmissionRef(path.stem, NAME, path))
    return submitted


@pytest.fixture(scope="module")
def expected(a_class, small_course, tmp_path_factory):
    """The reports of the process pool."""
    reports = tmp_path_factory.mktemp("reports")
    return graded(a_class, small_course, LocalWorkers(2), reports)


def graded(a_class, course, workers, reports, after_first=lambda: None):
    """The reports by student; `after_first` is called when the first is there."""
    records, found = Records(course, reports, "auto"), {}
    for results in grade_class(records.tasks(a_class), workers):
        if not found:
            after_first()
        for submitted, report in records.record(results):
            found[submitted.student] = report.model_copy(update={"seconds": 0.0})
    return found


def worker_processes(cluster):
    return [psutil.Process(pid) for pid in cluster._client.run(os.getpid).values()]


def test_a_cluster_gives_the_reports_of_the_process_pool_and_leaves_no_process(
    local, cluster, a_class, small_course, expected, tmp_path
):
    reports = graded(a_class, small_course, cluster, tmp_path)
    workers = worker_processes(cluster)
    warm = [child for each in workers for child in each.children(recursive=True)]

    cluster._client.close()
    local.close()

    assert reports == expected
    assert len(warm) >= 2
    assert psutil.wait_procs(workers + warm, timeout=15)[1] == []


def test_the_command_fills_the_gradebook_from_a_cluster(
    local, a_class, small_course, tmp_path
):
    small_course.secret()
    root = shutil.copytree(small_course.root, tmp_path / "course")
    Nbgrader(root).generate_assignment(NAME)
    for each in a_class[:2]:
        folder = root / "submitted" / each.student / NAME
        folder.mkdir(parents=True)
        shutil.copy(each.path, folder / f"{NAME}.ipynb")

    ungraded = run(
        root / "submitted",
        Course(root),
        root / "reports",
        only=None,
        jobs=1,
        sandbox="auto",
        scheduler=local.scheduler_address,
    )

    grades = rows_of(f"sqlite:///{root}/gradebook.db")["grades"]
    scores = [each for each in grades if "double-check" in each]
    assert ungraded == 0
    assert [" 4.0," in each for each in scores] == [True, False]
    assert len(list((root / "autograded").glob(f"*/{NAME}/{NAME}.ipynb"))) == 2


def test_a_worker_that_is_killed_halfway_costs_nobody_a_point(
    cluster, a_class, small_course, expected, tmp_path
):
    victim = worker_processes(cluster)[0]
    family = [victim]

    def kill():
        family.extend(victim.children(recursive=True))
        victim.kill()

    reports = graded(a_class, small_course, cluster, tmp_path, after_first=kill)

    assert reports == expected
    assert psutil.wait_procs(family, timeout=15)[1] == []


def test_a_submission_that_kills_every_worker_is_the_only_one_not_graded(
    cluster, a_class, small_course, tmp_path, monkeypatch
):
    def deadly_job(task):
        if task.submitted.student == "student-0":
            os.kill(os.getpid(), signal.SIGKILL)
        return worker.work(task)

    monkeypatch.setattr(scheduler, "work", deadly_job)

    reports = graded(a_class[:4], small_course, cluster, tmp_path)

    assert {name: report.status for name, report in reports.items()} == {
        "student-0": "not graded",
        "student-1": "graded",
        "student-2": "graded",
        "student-3": "graded",
    }


def test_a_scheduler_that_goes_away_ends_the_run_and_what_is_graded_is_kept(
    local, cluster, a_class, small_course, tmp_path
):
    with pytest.raises(AutograderError, match=r"The scheduler at .* is gone"):
        graded(a_class, small_course, cluster, tmp_path, after_first=local.close)

    assert list(tmp_path.glob("*/*.json")) != []


def test_workers_that_would_grade_otherwise_are_refused(
    cluster, small_course, own_course
):
    small_course.secret()
    cluster.must_be_able(small_course, [NAME], "auto")

    with pytest.raises(AutograderError, match=r"The worker tcp://.* cannot grade: "):
        cluster.must_be_able(small_course, [NAME], "dungeon")
    with pytest.raises(AutograderError, match="does not see the folder"):
        cluster.must_be_able(own_course, [], "auto")  # it has no secret yet


def test_where_no_scheduler_is_one_is_told_so(a_class, small_course, tmp_path):
    given = {"only": NAME, "jobs": 1, "sandbox": "auto"}

    with pytest.raises(
        AutograderError, match="There is no Dask scheduler at tcp://127"
    ):
        run(
            a_class[0].path.parent,
            small_course,
            tmp_path / "reports",
            **given,
            scheduler="tcp://127.0.0.1:9",
        )
