"""All attacks through both graders, in shares that are graded side by side."""

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile.arena import Arena, copy_of, let_everybody_read, prepare
from hostile.attacks import Attack
from hostile.listeners import Listeners, listeners
from hostile.share import hand_in

ROUTES = "nbgrader autograde", "autograder class"
_START_S = 120.0


@dataclass(frozen=True)
class AttackOutcome:
    """One attack through one grader; nothing found means that it is contained."""

    attack: Attack
    route: str
    found: tuple[str, ...]


def run(
    chosen: Sequence[Attack],
    *,
    sandbox: str,
    jobs: int = 2,
    routes: Sequence[str] = ROUTES,
    progress: Callable[[AttackOutcome], None] = lambda outcome: None,
) -> list[AttackOutcome]:
    """Every attack through every grader.

    sandbox: a tier, "auto", or "stock" for nbgrader as it comes (only its route).
    """
    with _folder() as root:
        template = _template(root / "template", sandbox)
        count = min(len(chosen), max(jobs * 2, len(chosen) // 30))
        shares = [chosen[first::count] for first in range(count)]
        tasks = [
            Share(template, root / f"{index}-{number}", share, sandbox, route)
            for index, route in enumerate(routes)
            for number, share in enumerate(shares)
        ]
        with ThreadPoolExecutor(jobs) as pool:
            done = pool.map(lambda task: list(map(_noted(progress), task.run())), tasks)
            return [outcome for outcomes in done for outcome in outcomes]


def _noted(
    progress: Callable[[AttackOutcome], None],
) -> Callable[[AttackOutcome], AttackOutcome]:
    def noted(outcome: AttackOutcome) -> AttackOutcome:
        progress(outcome)
        return outcome

    return noted


@contextmanager
def _folder() -> Iterator[Path]:
    root = Path(tempfile.mkdtemp(prefix="hostile-"))
    root.chmod(0o755)
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _template(root: Path, sandbox: str) -> Arena:
    """A course in which the honest have been graded, so that shares start warm."""
    template = prepare(root)
    config = template.course / "nbgrader_config.py"
    if sandbox == "stock":
        config.write_text(
            "from pathlib import Path\n"
            "c = get_config()\n"
            "c.CourseDirectory.root = str(Path(__file__).resolve().parent)\n"
        )
    else:
        with config.open("a", encoding="utf-8") as file:
            file.write(f'\nc.GradeInSandbox.sandbox = "{sandbox}"\n')
    hand_in(template, [], {})
    template.hand_in_honestly("honest")
    tier = "auto" if sandbox == "stock" else sandbox
    for grader in (["by_nbgrader"], ["by_class", tier]):  # caches are filled now
        module, *arguments = grader
        list(_lines(_command(module, template, *arguments), template, _START_S))
    return template


@dataclass(frozen=True)
class Share:
    """Some attacks, one after the other, in a course of their own."""

    template: Arena
    root: Path
    attacks: Sequence[Attack]
    sandbox: str
    route: str

    def run(self) -> Iterator[AttackOutcome]:
        arena = copy_of(self.template, self.root)
        with listeners(_sockets(self.root)) as heard:
            hand_in(arena, self.attacks, heard.words)
            let_everybody_read(self.root)
            graded = self._nbgrader if self.route == ROUTES[0] else self._class
            for attack, found in graded(arena):
                found = [*found, *_heard(heard, attack)]
                yield AttackOutcome(attack, self.route, tuple(dict.fromkeys(found)))
        shutil.rmtree(self.root, ignore_errors=True)

    def _nbgrader(self, arena: Arena) -> Iterator[tuple[Attack, list[str]]]:
        """One process for all; a new one for the rest if an attack ends it."""
        left = {attack.name: attack for attack in self.attacks}
        while left:
            silence_s = 3 * max(each.seconds for each in left.values()) + 60
            command = _command("by_nbgrader", arena, *left)
            current = ""
            for line in _lines(command, arena, silence_s):
                current = line.get("begins", current)
                if "attack" in line:
                    yield left.pop(line["attack"]), line["found"]
                    current = ""
            if left:
                name = current or next(iter(left))
                yield left.pop(name), ["the grader died, or hung"]

    def _class(self, arena: Arena) -> Iterator[tuple[Attack, list[str]]]:
        names = [attack.name for attack in self.attacks]
        sandbox = "auto" if self.sandbox == "stock" else self.sandbox
        command = _command("by_class", arena, sandbox, *names)
        lines = list(_lines(command, arena, 240.0 + 60.0 * len(names)))
        left = [each for line in lines for each in line.get("left", [])]
        if (left or "left" not in str(lines[-1:])) and len(self.attacks) > 1:
            yield from self._one_by_one()
            return
        found = {line["attack"]: line["found"] for line in lines if "attack" in line}
        for attack in self.attacks:
            yield attack, [*found.get(attack.name, ["the grader died, or hung"]), *left]

    def _one_by_one(self) -> Iterator[tuple[Attack, list[str]]]:
        """Something is left, and must be somebody's."""
        for number, attack in enumerate(self.attacks):
            root = self.root.with_name(f"{self.root.name}-{number}")
            alone = Share(self.template, root, [attack], self.sandbox, self.route)
            for outcome in alone.run():
                yield attack, list(outcome.found)


def _sockets(root: Path) -> Path:
    """Beside the arena, which nothing but the grader may change; paths are short."""
    folder = root.with_name(f"{root.name}s")
    folder.mkdir()
    return folder


def _heard(heard: Listeners, attack: Attack) -> Iterator[str]:
    if heard.heard_of(attack.name):
        yield "it reached a listener of the grader's machine"


def _command(module: str, arena: Arena, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"hostile.{module}", str(arena.root), *arguments]


def _lines(command: list[str], arena: Arena, silence_s: float) -> Iterator[Any]:
    """What a process says, line by line, until it ends or is silent for too long."""
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command,
            env=arena.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            start_new_session=True,
        )
        try:
            yield from _received(process, silence_s)
        finally:
            _end(process)
        if process.returncode not in (0, -9) and os.environ.get("HOSTILE_DEBUG"):
            complaints.seek(0)
            sys.stderr.buffer.write(complaints.read()[-4000:])


def _received(process: "subprocess.Popen[bytes]", silence_s: float) -> Iterator[Any]:
    assert process.stdout is not None
    deadline, data = time.monotonic() + silence_s, b""
    while select.select([process.stdout], [], [], deadline - time.monotonic())[0]:
        chunk = os.read(process.stdout.fileno(), 1 << 16)
        if not chunk:
            process.wait(30)
            return
        data += chunk
        *lines, data = data.split(b"\n")
        for line in lines:
            deadline = time.monotonic() + silence_s
            yield json.loads(line)
        if time.monotonic() > deadline:
            return


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()
