"""Grades a share of the attacks with nbgrader, and looks around after every one.

    python -m hostile.by_nbgrader ARENA NAMES...

One process for all: it is the grader that an attack would have to harm.  For each
attack it prints a line of JSON; if it dies, the attack that was next has killed it.
"""

import gc
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat

from autograder.errors import SandboxError
from autograder.nbgrader.commands import Nbgrader
from autograder.report import Report
from hostile import time_limits
from hostile.arena import ALICE, HONEST, Arena
from hostile.attacks import ASSIGNMENT, Attack
from hostile.evidence import (
    MOST_MEMORY_MIB,
    MOST_MIB_OF_A_FILE,
    Watch,
    active,
    adopt_orphans,
    forget_peak,
    peak_memory_mib,
    shows,
)
from hostile.expected import compared, judged, without_time
from hostile.share import handed_in, then

# What changes a screen, turns text around or is half a character.
_HIDDEN = re.compile("[\x07\x1b\x9b\u200b\u202e\u2066\ud800-\udfff]")


class Grader:
    """nbgrader on the course of an arena, in this process."""

    def __init__(self, arena: Arena) -> None:
        self.arena = arena
        self.nbgrader = Nbgrader(arena.course)
        self.stock = "GradeInSandbox" not in (
            arena.course / "nbgrader_config.py"
        ).read_text(encoding="utf-8")

    def grade(self, student: str, *, feedback: bool = False) -> str:
        """Autograde one student; what nbgrader says if it fails."""
        done = self.nbgrader.api.autograde(ASSIGNMENT, student)
        if done["success"] and feedback:
            done = self.nbgrader.api.generate_feedback(ASSIGNMENT, student)
        return "" if done["success"] else str(done.get("log") or done.get("error"))

    def report(self, student: str) -> Report:
        path = self.arena.course / "reports" / ASSIGNMENT / f"{student}.json"
        return Report.model_validate(json.loads(path.read_bytes())["report"])

    def autograded(self, student: str) -> Path:
        folder = self.arena.course / "autograded" / student / ASSIGNMENT
        return folder / f"{ASSIGNMENT}.ipynb"

    def page(self, student: str) -> str:
        folder = self.arena.course / "feedback" / student / ASSIGNMENT
        return (folder / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")

    def scores(self, student: str) -> dict[str, float]:
        """What the gradebook says of each exercise."""
        with self.nbgrader.gradebook() as gradebook:
            submission = gradebook.find_submission(ASSIGNMENT, student)
            return {
                grade.name.removesuffix("-check"): float(grade.auto_score or 0)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }


def tried(grader: Grader, attack: Attack, student: str) -> Iterator[str]:
    """What an attack achieved: nothing, if it is contained."""
    watch = Watch(grader.arena)
    forget_peak()
    started = time.monotonic()
    skipped = attack.passed_over and not grader.stock
    failure = grader.grade(student, feedback=not skipped)
    seconds = time.monotonic() - started
    if skipped:
        if failure or grader.autograded(student).exists():
            yield "it was not skipped"
    elif failure:
        yield f"it was not graded: {failure.strip().splitlines()[-1][:200]}"
    else:
        yield from _what_is_shown(grader, attack, student)
    if seconds > attack.seconds:
        yield f"it took {seconds:.0f} s"
    if peak_memory_mib() > MOST_MEMORY_MIB:
        yield f"the grader took {peak_memory_mib()} MiB of memory"
    yield from watch.changes({student})
    yield from _the_next(grader, then(student))


def _what_is_shown(grader: Grader, attack: Attack, student: str) -> Iterator[str]:
    path = grader.autograded(student)
    if path.stat().st_size > MOST_MIB_OF_A_FILE << 20:
        yield f"its graded notebook has {path.stat().st_size >> 20} MiB"
    notebook = nbformat.read(path, as_version=4)
    cells = notebook.cells
    outputs = [json.dumps(cell.get("outputs", [])) for cell in cells]
    yield from shows([*outputs, *_copies(path.parent)])
    yield from active(grader.page(student))
    points = grader.report(HONEST) if not grader.stock else None
    if points:
        yield from judged(attack, grader.report(student))
    yield from compared(attack, grader.scores(student), grader.scores(HONEST))
    hidden = _HIDDEN.findall("".join(_texts([cell.get("outputs") for cell in cells])))
    if hidden and not grader.stock:
        yield f"characters that no screen should get: {hidden[0]!r}"


def _copies(folder: Path) -> Iterator[str]:
    """What nbgrader has copied beside the notebook: an instructor opens it."""
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".ipynb" and path.stat().st_size < 1 << 20:
            yield path.read_text(errors="replace")


def _texts(value: Any) -> Iterator[str]:
    """All texts within lists and dictionaries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _the_next(grader: Grader, student: str) -> Iterator[str]:
    """What an honest student notices who is graded after an attacker."""
    if failure := grader.grade(student):
        yield f"the next, honest one was not graded: {failure.strip()[-200:]}"
    elif grader.stock:
        if grader.scores(student) != grader.scores(HONEST):
            yield "the next, honest one has other scores"
    elif without_time(grader.report(student)) != without_time(grader.report(HONEST)):
        yield "the next, honest one has another report"


def main(root: str, *names: str) -> None:
    time_limits.shorten()
    adopt_orphans()
    grader = Grader(Arena(Path(root)))
    for student in (ALICE, HONEST):
        if failure := grader.grade(student):
            raise SandboxError(f"{student} cannot be graded: {failure}")
    gc.freeze()  # pages are large trees: what is imported need not be searched for them
    known = handed_in(grader.arena)
    for name in names:
        _say({"begins": name})
        found = list(tried(grader, *known[name]))
        _say({"attack": name, "found": found})


def _say(message: Mapping[str, Any]) -> None:
    print(json.dumps(message), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
