"""Grades a share of the attacks with `autograder class`, and judges every report.

python -m hostile.by_class ARENA NAMES...     judges and prints one line of JSON each
python -m hostile.by_class --class ...        the command itself, with less patience
"""

import html
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder import cli
from autograder.report import Report
from hostile import patience
from hostile.arena import HONEST, Arena
from hostile.attacks import ASSIGNMENT, Attack
from hostile.evidence import Watch, active, adopt_orphans, shows
from hostile.expected import judged, without_time
from hostile.share import handed_in, then

_REPORTS = "class"


def _report(arena: Arena, student: str) -> Report:
    path = arena.course / _REPORTS / ASSIGNMENT / f"{student}.json"
    return Report.model_validate(json.loads(path.read_bytes())["report"])


def _judged(arena: Arena, attack: Attack, student: str) -> Iterator[str]:
    folder = arena.course / _REPORTS / ASSIGNMENT
    report, usual = _report(arena, student), _report(arena, HONEST)
    yield from judged(attack, report)
    page = (folder / f"{student}.feedback.html").read_text(encoding="utf-8")
    yield from shows([report.model_dump_json(), html.unescape(page)])
    yield from active(page)
    if without_time(_report(arena, then(student))) != without_time(usual):
        yield "the next, honest one has another report"


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
    log.unlink()
    for name in names:
        try:
            found = list(_judged(arena, *known[name]))
        except OSError as error:
            found = [f"there is no report: {error}"]
        print(json.dumps({"attack": name, "found": found}), flush=True)
    students = {student for _, student in known.values()}
    page = (arena.course / _REPORTS / ASSIGNMENT / "class.html").read_text()
    left = [*watch.changes({*students, *map(then, students)}), *active(page)]
    print(json.dumps({"left": left}), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--class":
        patience.lose()
        cli.main(sys.argv[2:])
    main(*sys.argv[1:])
