"""A class run that is killed again and again, beside one that is left alone.

    python benchmarks/kills.py [--submissions 50] [--kills 10] [--seed 1]

Each run is ended with SIGKILL, only the process that was started and without a warning,
at a random moment or just when it has written something; the next run goes on.  In the
end everything must be as if nothing had happened.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
import psutil
from rich.console import Console
from rich.table import Table

from gradebooks import rows_of

TOOLS = Path(sys.executable).parent
_ORPHANS_S = 15.0


@dataclass(frozen=True)
class Kill:
    """One run that was ended: when, what was kept by then, and who was left."""

    after_s: float
    when: str
    kept: int
    rewritten: int
    left: int


def killed_run(root, jobs, *, delay_s, writing, more=0):
    """Start a class run and kill it; None if it was through before that.

    It is killed `delay_s` after it has kept `more` reports, with `writing` then in the
    midst of leaving results.
    """
    before = kept_files(root)
    process = start(root, jobs)
    started, ready = time.monotonic(), None
    while process.poll() is None:
        if ready is None and len(kept_files(root)) >= len(before) + more:
            ready = time.monotonic()
        late = ready is not None and time.monotonic() - ready >= delay_s
        if late and (not writing or folders(root) != len(kept_files(root))):
            break
        time.sleep(0.001)
    if process.poll() is not None:
        return None
    family = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    after_s = time.monotonic() - started
    _, left = psutil.wait_procs(family, timeout=_ORPHANS_S)
    after = kept_files(root)
    rewritten = sum(after.get(path) != when for path, when in before.items())
    when = "while writing" if writing else "at random"
    return Kill(after_s, when, len(after), rewritten, len(left))


def start(root, jobs):
    """`autograder class submitted` in the course at `root`."""
    environment = {**os.environ, "PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.Popen(
        [TOOLS / "autograder", "class", "submitted", f"--jobs={jobs}"],
        cwd=root,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kept_files(root):
    """The kept reports, and when each was written."""
    found = (root / "reports").glob("*/*.json")
    return {path: path.stat().st_mtime_ns for path in found}


def folders(root):
    """How many notebooks there are in autograded/."""
    return sum(1 for _ in (root / "autograded").glob("*/*/*.ipynb"))


def state(root):
    """All that a class run leaves, without what differs from run to run."""
    reports = {}
    for path in (root / "reports").rglob("*.json"):
        report = json.loads(path.read_text())["report"]
        reports[path.name] = {**report, "seconds": 0.0}
    left = {
        str(path.relative_to(root)): content_of(path)
        for folder in ("reports", "autograded")
        for path in (root / folder).rglob("*")
        if path.is_file() and path.suffix in (".ipynb", ".csv", ".txt", ".part")
    }
    return {"gradebook": rows_of(f"sqlite:///{root}/gradebook.db")} | {
        "reports": reports,
        "files": left,
    }


def content_of(path):
    """What is in a file; of a notebook not what students print, such as times."""
    if path.suffix != ".ipynb":
        return path.read_bytes()
    cells = json.loads(path.read_bytes())["cells"]
    for cell in cells:
        if not cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["outputs"] = None
    return cells


@click.command()
@click.option("--assignment", default="07_softmax_loss", show_default=True)
@click.option("--submissions", default=50, show_default=True)
@click.option("--kills", default=10, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(assignment, submissions, kills, jobs, seed):
    """Kill a class run again and again, and compare with one that was left alone."""
    from autograder.course.course import Course
    from lecture_hall import course_with, lecture_hall

    course = Course.around(Path(__file__).parent)
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "alone"
        # No endless loops: how far one gets in its time is never the same.
        students = lecture_hall(course.assignment(assignment), submissions, loops=False)
        course_with(students, course, assignment, alone)
        killed = shutil.copytree(alone, Path(folder) / "killed")
        started = time.monotonic()
        start(alone, jobs).wait()
        undisturbed_s = time.monotonic() - started
        done, pace_s = [], undisturbed_s / submissions
        for number in range(kills):
            kill = killed_run(
                killed,
                jobs,
                delay_s=rng.uniform(0, pace_s),
                writing=number % 3 == 2,
                more=rng.choice([0, 1, 2, submissions // kills]),
            )
            if kill:
                done.append(kill)
        start(killed, jobs).wait()
        show(done, submissions, undisturbed_s)
        one, other = state(alone), state(killed)
        compare(one, other)
    lost = [kill for kill in done if kill.left or kill.rewritten]
    sys.exit(1 if lost or one != other or len(done) < kills // 2 else 0)


def compare(one, other):
    """Print for each part of two courses whether it is the same."""
    for part in one:
        same = "as if nothing had happened" if one[part] == other[part] else "OTHER"
        print(f"{part} ({len(one[part])}): {same}")
        if isinstance(one[part], dict):
            keys = one[part].keys() | other[part].keys()
            differ = [k for k in keys if one[part].get(k) != other[part].get(k)]
            print("".join(f"  differs: {name}\n" for name in sorted(differ)), end="")


def show(kills, submissions, undisturbed_s):
    """Print when each run was killed, and what it left."""
    title = f"{submissions} submissions, {undisturbed_s:.0f} s when left alone"
    table = Table(title=title, title_justify="left")
    for column in ("killed after s", "", "kept", "graded twice", "processes left"):
        table.add_column(column, justify="right")
    for each in kills:
        numbers = map(str, (each.kept, each.rewritten, each.left))
        table.add_row(f"{each.after_s:.1f}", each.when, *numbers)
    Console(width=90).print(table)


if __name__ == "__main__":
    main()
