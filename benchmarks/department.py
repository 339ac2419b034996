"""A department's worth of submissions: what limits, and how fast one writer writes.

    python benchmarks/department.py [--submissions 10000] [--workers 128]

A few submissions are graded for real.  Then as many as wanted are "graded" by workers
that sleep for as long as that took and answer with one of those results; everything
around them is the real thing: reading, keys, the few under way at a time, notebooks,
pages, reports, and the gradebook in SQLite and in PostgreSQL.
"""

import itertools
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import click
import psutil
from rich.console import Console
from rich.table import Table

from autograder.batch.nbgrader_records import NbgraderRecords
from autograder.batch.results import Records
from autograder.batch.scheduler import grade_class
from autograder.batch.worker import work
from autograder.course.course import Course
from autograder.nbgrader.commands import CONFIG_FILE, Nbgrader
from autograder.submission.attribution import SubmissionRef
from lecture_hall import course_with, lecture_hall
from postgres_server import WANTED, postgres_server, programs

_REAL = 6
_BATCHES = 1, 8, 64


@dataclass
class SleepingWorkers:
    """Workers that take the time of grading and none of the work."""

    count: int
    cost_s: float
    answers: list

    def width(self):
        return 2 * self.count

    @contextmanager
    def start(self, *, alone=False):
        with ThreadPoolExecutor(self.count) as pool:
            yield _Sleeping(pool, self.cost_s, itertools.cycle(self.answers))


@dataclass
class _Sleeping:
    pool: ThreadPoolExecutor
    cost_s: float
    answers: itertools.cycle

    def submit(self, _grade, _task):
        return self.pool.submit(self._answer, dict(next(self.answers)))

    def _answer(self, answer):
        time.sleep(self.cost_s)
        return answer


@dataclass
class Clock:
    """Wall and processor time of the blocks that it was in."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    blocks: int = 0

    def __enter__(self):
        self._started = time.monotonic(), time.process_time()

    def __exit__(self, *error):
        self.wall_s += time.monotonic() - self._started[0]
        self.cpu_s += time.process_time() - self._started[1]
        self.blocks += 1


@dataclass
class Class_:
    """A course with a gradebook at `url`, and a class of any size."""

    root: Path
    url: str
    course: Course = field(init=False)
    records: Records = field(init=False)

    def __post_init__(self):
        with open(self.root / CONFIG_FILE, "a") as config:
            config.write(f"c.CourseDirectory.db_url = {self.url!r}\n")
        nbgrader = Nbgrader(self.root)
        self.course = Course(self.root)
        (name,) = self.course.names()
        nbgrader.generate_assignment(name)
        self.nbgrader = NbgraderRecords(self.course, nbgrader)
        self.records = Records(
            self.course, self.root / "reports", "auto", self.nbgrader
        )

    def students(self, count, first=0):
        """Submissions whose files are all one file of the disk."""
        (name,) = self.course.names()
        one = self.root / "one.ipynb"
        if not one.exists():
            shutil.copy(self.root / "source" / name / f"{name}.ipynb", one)
        for number in range(first, first + count):
            folder = self.root / "submitted" / f"s{number:05}" / name
            folder.mkdir(parents=True)
            os.link(one, folder / f"{name}.ipynb")
            (folder / "timestamp.txt").write_text("2030-01-01 10:00:00 UTC")
            yield SubmissionRef(folder.parent.name, name, folder / f"{name}.ipynb")


def real_answers(a_class):
    """Some results, and the seconds that the one in the middle took."""
    found = sorted((a_class.root / "submitted").glob("*/*/*.ipynb"))
    submitted = [SubmissionRef(p.parts[-3], p.parts[-2], p) for p in found]
    tasks = list(a_class.records.tasks(submitted))
    answers, seconds = [], []
    for task in tasks:
        clock = Clock()
        with clock:
            answers.append(work(task))
        seconds.append(clock.wall_s)
    shutil.rmtree(a_class.root / "submitted")
    return answers, median(seconds)


def writer_alone(a_class, answers, table, database):
    """Seconds for each submission when results come in batches of several sizes."""
    rows = sum(len(part) for part in answers[0]["marks"].values()) + 3
    first = 0
    for size in _BATCHES:
        count = max(size, 64)
        students = list(a_class.students(count, first))
        first += count
        workers = SleepingWorkers(size, 0.0, answers)
        tasks = a_class.records.tasks(students)
        results = [r for each in grade_class(tasks, workers) for r in each]
        whole, database_only = Clock(), Clock()
        write = a_class.nbgrader._gradebook.write

        def timed(*arguments, write=write, clock=database_only):
            with clock:
                write(*arguments)

        a_class.nbgrader._gradebook.write = timed
        for begin in range(0, count, size):
            with whole:
                a_class.records.record(results[begin : begin + size])
        a_class.nbgrader._gradebook.write = write
        table.add_row(
            database,
            str(size),
            f"{1000 * database_only.wall_s / count:.1f}",
            f"{count * rows / database_only.wall_s:,.0f}",
            f"{1000 * whole.wall_s / count:.1f}",
            f"{1000 * whole.cpu_s / count:.1f}",
            f"{count / whole.wall_s:.0f}",
        )


def simulated(a_class, answers, cost_s, count, workers):
    """A whole run; what it took, and how large the process has become."""
    me = psutil.Process()
    students = list(a_class.students(count, 50_000))
    looking_up, writing, wall = Clock(), Clock(), Clock()
    with looking_up:
        waiting = [each for each in students if a_class.records.done(each) is None]
    before = me.memory_info().rss
    reports = []
    with wall:
        pool = SleepingWorkers(workers, cost_s, answers)
        for results in grade_class(a_class.records.tasks(waiting), pool):
            with writing:
                reports += a_class.records.record(results)
    again = Clock()
    with again:
        done = [a_class.records.done(each) for each in students]
    assert None not in done, "what was graded is not kept"
    assert len(reports) == count
    return {
        "submissions/s": f"{count / wall.wall_s:.1f}",
        "minutes": f"{wall.wall_s / 60:.1f}",
        "workers busy": f"{100 * count * cost_s / (workers * wall.wall_s):.0f} %",
        "writer busy": f"{100 * writing.wall_s / wall.wall_s:.0f} %",
        "in a batch": f"{count / writing.blocks:.1f}",
        "MiB more": f"{(me.memory_info().rss - before) >> 20}",
        "looked up again in s": f"{again.wall_s:.0f}",
    }


@click.command()
@click.option("--assignment", default="07_softmax_loss", show_default=True)
@click.option("--submissions", default=10_000, show_default=True)
@click.option("--workers", multiple=True, default=[8, 128], show_default=True)
@click.option("--most-s", default=3600.0, show_default=True, help="Of a simulated run.")
@click.option("--cost-s", type=float, help="Of one; measured here by default.")
def main(assignment, submissions, workers, most_s, cost_s):
    """Simulate a department on a gradebook in SQLite and in PostgreSQL."""
    course = Course.around(Path(__file__).parent)
    server = nullcontext()
    if programs() is None:
        print(f"SQLite only. {WANTED}", file=sys.stderr)
    else:
        server = postgres_server()
    writer = table_of(
        "One writer, results in batches",
        *("database", "batch", "gradebook ms", "rows/s", "all ms", "CPU ms", "per s"),
    )
    with server as new_database, tempfile.TemporaryDirectory() as folder:
        runs, answers = None, None
        for database, url in gradebooks_at(new_database).items():
            root = Path(folder) / database
            students = lecture_hall(course.assignment(assignment), _REAL, loops=False)
            course_with(students, course, assignment, root)
            a_class = Class_(root, url(root))
            if answers is None:
                answers, measured_s = real_answers(a_class)
                answers = [each for each in answers if each.get("notebook")]
                print(f"{measured_s:.3f} s to grade one submission here")
                cost_s = cost_s or measured_s
            else:
                shutil.rmtree(root / "submitted")
            writer_alone(a_class, answers, writer, database)
            for count in workers:
                enough = min(submissions, int(most_s * count / cost_s))
                took = simulated(a_class, answers, cost_s, enough, count)
                runs = runs or table_of(
                    f"Workers that sleep {cost_s:.3f} s",
                    *("database", "workers", "submissions", *took),
                )
                runs.add_row(database, str(count), str(enough), *took.values())
                empty(root)
            a_class.nbgrader.close()
    for table in (writer, runs):
        Console(width=130).print(table)


def empty(root):
    """Remove what a simulated run left in a course."""
    for folder in ("submitted", "autograded", "reports"):
        shutil.rmtree(root / folder)


def gradebooks_at(new_database):
    """database -> a function from the folder of a course to the gradebook's URL."""
    urls = {"SQLite": lambda root: f"sqlite:///{root}/gradebook.db"}
    if new_database:
        urls["PostgreSQL"] = lambda root: new_database(root.name.lower())
    return urls


def table_of(title, *columns):
    """An empty table."""
    table = Table(title=title, title_justify="left")
    for each in columns:
        table.add_column(each, justify="right")
    return table


if __name__ == "__main__":
    main()
