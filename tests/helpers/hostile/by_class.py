"""Grades a share of the attacks with `autograder class`, and judges every report.

python -m hostile.by_class ARENA NAMES...     judges and prints one line of JSON each
python -m hostile.by_class --class ...        the command, with shorter time limits
"""

import html
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder import cli
from autograder.report import Report
from hostile import time_limits
from hostile.arena import HONEST, Arena
from hostile.attacks import ASSIGNMENT, Attack
from hostile.evidence import Watch, active, adopt_orphans, shows
from hostile.expected import judged, without_time
from hostile.share import handed_in, then

_REPORTS, _PASSED_OVER = "class", "Skipped (expected STUDENT/"


def _report(arena: Arena, student: str) -> Report:
    path = arena.course / _REPORTS / ASSIGNMENT / f"{student}.json"
    return Report.model_validate(json.loads(path.read_bytes())["report"])


def _judged(arena: Arena, attack: Attack, student: str, said: str) -> Iterator[str]:
    """What an attack achieved; `said` is what the command has printed."""
    if attack.passed_over:
        if _PASSED_OVER not in said:
            yield "nobody says that it was passed over"
    else:
        yield from _what_is_shown(arena, attack, student)
    usual = _report(arena, HONEST)
    if without_time(_report(arena, then(student))) != without_time(usual):
        yield "the next, honest one has another report"


def _what_is_shown(arena: Arena, attack: Attack, student: str) -> Iterator[str]:
    folder = arena.course / _REPORTS / ASSIGNMENT
    report = _report(arena, student)
    yield from judged(attack, report)
    page = (folder / f"{student}.feedback.html").read_text(encoding="utf-8")
    yield from shows([report.model_dump_json(), html.unescape(page)])
    yield from active(page)


def main(root: str, sandbox: str, *names: str) -> None:
    adopt_orphans()
    arena = Arena(Path(root))
    known = handed_in(arena)
    watch = Watch(arena)
    command = [sys.executable, "-m", "hostile.by_class", "--class"]
    course = ["--course", str(arena.course), "--reports", str(arena.course / _REPORTS)]
    options = [*course, "--sandbox", sandbox, "--jobs", "1"]
    folder = str(arena.course / "submitted")
    log = arena.root / "class.log"
    with log.open("wb") as file:
        subprocess.run([*command, "class", folder, *options], stdout=file, stderr=file)
    said = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    for name in names:
        try:
            found = list(_judged(arena, *known[name], said))
        except OSError as error:
            found = [f"there is no report: {error}"]
        print(json.dumps({"attack": name, "found": found}), flush=True)
    students = {student for _, student in known.values()}
    page = (arena.course / _REPORTS / ASSIGNMENT / "class.html").read_text()
    left = [*watch.changes({*students, *map(then, students)}), *active(page)]
    print(json.dumps({"left": left}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--class":
        time_limits.shorten()
        cli.main(sys.argv[2:])
    main(*sys.argv[1:])
