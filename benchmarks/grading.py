"""Seconds per submission: stock nbgrader, nbgrader with our grader, our class command.

    python benchmarks/grading.py [--submissions 40] [--jobs 2]

All three grade the same notebooks in one run, each as a whole command with everything
that it starts, so that the ratios hold on a busy machine too.  The notebooks are those
of a simulated class: right answers in several styles, misconceptions, unfinished work.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.course import Course
from autograder.nbgrader_commands import CONFIG_FILE, Nbgrader
from autograder.simulated_class import (
    misled_students,
    right_students,
    unfinished_students,
)

TOOLS = Path(sys.executable).parent
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.root = {root!r}
"""


@dataclass(frozen=True)
class Cost:
    """What grading a class by one command took, in seconds."""

    command: str
    wall_s: float
    cpu_s: float


@click.command()
@click.option("--assignment", default="07_softmax_loss", show_default=True)
@click.option("--submissions", default=40, show_default=True)
@click.option("--jobs", default=2, show_default=True)
def main(assignment: str, submissions: int, jobs: int) -> None:
    """Compare three ways to grade the same class."""
    course = Course.around(Path(__file__).parent)
    with tempfile.TemporaryDirectory() as folder:
        roots = {
            name: prepare(course, assignment, Path(folder) / name, submissions)
            for name in ("stock", "ours")
        }
        (roots["stock"] / CONFIG_FILE).write_text(
            STOCK_CONFIG.format(root=str(roots["stock"]))
        )
        nbgrader = [str(TOOLS / "nbgrader"), "autograde", assignment]
        parallel = [str(TOOLS / "autograder"), "class", "submitted", f"--jobs={jobs}"]
        costs = [
            measure("stock nbgrader autograde", nbgrader, roots["stock"]),
            measure("nbgrader autograde with our grader", nbgrader, roots["ours"]),
            # Reports that nbgrader's run left would be taken over: a fresh folder.
            measure(
                f"autograder class --jobs {jobs}",
                [*parallel, "--reports=fresh"],
                roots["ours"],
            ),
        ]
    show(costs, submissions)


def prepare(course: Course, name: str, root: Path, count: int) -> Path:
    """A course of its own with `count` submissions."""
    assignment = course.assignment(name)
    root.mkdir()
    shutil.copy(course.root / CONFIG_FILE, root)
    for folder in (assignment.folder, assignment.built):
        shutil.copytree(folder, root / folder.relative_to(course.root))
    Nbgrader(root).generate_assignment(name)
    kinds = (
        right_students(assignment),
        misled_students(assignment),
        unfinished_students(assignment),
    )
    mixed = (each for each in chain(*zip_longest(*kinds)) if each is not None)
    for student in islice(mixed, count):
        folder = root / "submitted" / student.name / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_bytes(student.content)
    return root


def measure(title: str, command: list[str], root: Path) -> Cost:
    """Run a command to its end; its own time and that of all it started."""
    environment = {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    with open(root / "log.txt", "ab") as log:
        done = subprocess.run(
            command, cwd=root, env=environment, stdout=log, stderr=log
        )
    wall = time.monotonic() - started
    if done.returncode:  # a command that refuses is quick, and no result
        sys.exit((root / "log.txt").read_text(errors="replace")[-3000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(title, wall, cpu)


def show(costs: list[Cost], count: int) -> None:
    """Print the costs, and how many times less they are than the first."""
    table = Table(title=f"{count} submissions, seconds for each", title_justify="left")
    for column in ("command", "wall s", "CPU s", "wall: times less", "CPU: times less"):
        table.add_column(column, justify="left" if column == "command" else "right")
    first = costs[0]
    for cost in costs:
        table.add_row(
            cost.command,
            f"{cost.wall_s / count:.2f}",
            f"{cost.cpu_s / count:.2f}",
            f"{first.wall_s / cost.wall_s:.1f}",
            f"{first.cpu_s / cost.cpu_s:.1f}",
        )
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
