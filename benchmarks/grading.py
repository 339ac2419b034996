"""What grading a lecture hall costs: stock nbgrader, nbgrader with our grader, ours.

    python benchmarks/grading.py [--submissions 300] [--sample 30] [--jobs 2]

All grade notebooks of the same class (lecture_hall.py) in one run, each as a whole
command with everything that it starts, so that the ratios hold on a busy machine too.
Endless loops are timed apart: stock nbgrader waits 30 s for each and gives up on the
submission.  A quick wrong grade is no result: scores are compared as well.
"""

import json
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.course.course import Course
from autograder.nbgrader.commands import CONFIG_FILE
from autograder.report import Report
from autograder.simulation.simulated_class import SimulatedStudent, as_expected
from lecture_hall import SHARES, course_with, lecture_hall, looping_students
from measuring import Cost, measure

TOOLS = Path(sys.executable).parent
STOCK_CONFIG = """
c = get_config()
c.CourseDirectory.root = {root!r}
"""
OUT = Console(width=100)
_LOOPS = 2  # 30 s and more each


class Bench:
    """The courses and commands of one run, below one folder."""

    def __init__(self, course: Course, name: str, folder: Path, jobs: int) -> None:
        self.course, self.name, self.folder, self.jobs = course, name, folder, jobs

    def nbgrader(
        self, title: str, students: list[SimulatedStudent], *, stock: bool
    ) -> Cost:
        """`nbgrader autograde` on these students."""
        root = self.prepare(title, students)
        if stock:
            config = STOCK_CONFIG.format(root=str(root))
            (root / CONFIG_FILE).write_text(config)
        command = [str(TOOLS / "nbgrader"), "autograde", self.name]
        return measure(title, command, root, len(students), may_fail=stock)

    def ours(self, title: str, students: list[SimulatedStudent]) -> Cost:
        """`autograder class` on these students."""
        root = self.prepare(title, students)
        reports = root / "reports" / self.name
        command = [str(TOOLS / "autograder"), "class", "submitted"]
        return measure(
            title,
            [*command, f"--jobs={self.jobs}"],
            root,
            len(students),
            done=lambda: len(list(reports.glob("*.json"))),
        )

    def prepare(self, title: str, students: list[SimulatedStudent]) -> Path:
        """A course of its own with these submissions."""
        return course_with(students, self.course, self.name, self.root(title))

    def root(self, title: str) -> Path:
        return self.folder / title.replace(" ", "-").replace(",", "")

    def reports(self, title: str) -> dict[str, Report]:
        """What a command of ours left, by student."""
        kept = (self.root(title) / "reports" / self.name).glob("*.json")
        return {
            path.stem: Report.model_validate(json.loads(path.read_bytes())["report"])
            for path in kept
        }


@click.command()
@click.option("--assignment", default="07_softmax_loss", show_default=True)
@click.option("--submissions", default=300, show_default=True)
@click.option("--sample", default=30, show_default=True)
@click.option("--jobs", default=2, show_default=True)
def main(assignment: str, submissions: int, sample: int, jobs: int) -> None:
    """Compare three ways to grade the same class."""
    course = Course.around(Path(__file__).parent)
    ours = course.assignment(assignment)
    calm = lecture_hall(ours, submissions, loops=False)
    whole = lecture_hall(ours, submissions)
    loops = list(looping_students(ours))[:_LOOPS]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(course, assignment, Path(folder), jobs)
        start = bench.ours("class of one", calm[:1])
        stock = bench.nbgrader("stock nbgrader", calm[:sample], stock=True)
        stock_loops = bench.nbgrader("stock nbgrader, loops", loops, stock=True)
        bridge = bench.nbgrader("nbgrader with ours", calm[:sample], stock=False)
        sizes = [
            bench.ours(f"autograder class of {size}", calm[:size])
            for size in sorted({sample, submissions // 3, submissions})
        ]
        full = bench.ours("the same with loops", whole)
        show_costs([stock, stock_loops, bridge, start, *sizes, full], jobs)
        show_ratios(stock, stock_loops, sizes[-1], full)
        show_sizes(start, sizes)
        show_memory(full)
        show_scores(bench, bridge, sizes[0], whole)


def show_costs(costs: Sequence[Cost], jobs: int) -> None:
    """Seconds for each submission, everything that a command starts included."""
    table = Table(title=f"Seconds for each submission, --jobs {jobs}")
    for column in ("command", "submissions", "wall s", "CPU s"):
        table.add_column(column, justify="left" if column == "command" else "right")
    for cost in costs:
        each = (f"{seconds / cost.count:.3f}" for seconds in (cost.wall_s, cost.cpu_s))
        table.add_row(cost.command, str(cost.count), *each)
    OUT.print(table)


def show_ratios(stock: Cost, stock_loops: Cost, calm: Cost, whole: Cost) -> None:
    """How many times less wall time; with loops, stock's are added by their share."""
    plain, ours = stock.wall_s / stock.count, calm.wall_s / calm.count
    share = SHARES["loops"]
    mixed = (1 - share) * plain + share * stock_loops.wall_s / stock_loops.count
    OUT.print(f"Wall time, times less than stock, without loops: {plain / ours:.1f}")
    OUT.print(
        f"Wall time, times less than stock, {share:.0%} endless loops in both: "
        f"{mixed * whole.count / whole.wall_s:.1f}"
    )


def show_sizes(start: Cost, sizes: Sequence[Cost]) -> None:
    """What one more submission costs, whatever the size: the start is taken off."""
    for cost in sizes:
        more = cost.count - 1
        OUT.print(
            f"Each submission after the start, in a class of {cost.count}: "
            f"{(cost.wall_s - start.wall_s) / more:.3f} s wall, "
            f"{(cost.cpu_s - start.cpu_s) / more:.3f} s CPU"
        )


def show_memory(cost: Cost) -> None:
    """MiB as the class goes on, and how much it grew."""
    marks = list(range(50, cost.count + 1, 50))
    near = {mark: _near(cost, mark) for mark in marks}
    for mark, (graders, everybody) in near.items():
        OUT.print(
            f"Memory at submission {mark}: grader {graders:.0f} MiB, "
            f"with students' processes {everybody:.0f} MiB"
        )
    if len(marks) > 1:
        growth = near[marks[-1]][0] / near[marks[0]][0] - 1
        OUT.print(
            f"Memory of the grader, from {marks[0]} to {marks[-1]}: {growth:+.1%}"
        )


def _near(cost: Cost, mark: int) -> tuple[float, float]:
    """The median of what was seen around a submission."""
    around = [(a, b) for done, a, b in cost.memory if abs(done - mark) <= 15]
    first, second = zip(*around or [(float("nan"),) * 2])
    return statistics.median(first), statistics.median(second)


def show_scores(
    bench: Bench, bridge: Cost, sample: Cost, whole: list[SimulatedStudent]
) -> None:
    """That both our ways give the same grades, and those that are known."""
    one, other = bench.reports(bridge.command), bench.reports(sample.command)
    same = sum(one[name].score == other[name].score for name in one)
    OUT.print(
        f"Scores of nbgrader with ours and of our class: {same} of {len(one)} same"
    )
    known = [each for each in whole if each.kind != "hostile"]
    graded = bench.reports("the same with loops")
    good = sum(as_expected(each, graded[each.name]) for each in known)
    OUT.print(f"Grades as they must be: {good} of {len(known)}")
    if same < len(one) or good < len(known):
        sys.exit("A quick wrong grade is no result.")


if __name__ == "__main__":
    main()
