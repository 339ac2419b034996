"""A course with secrets to steal, and the attackers' submissions in it.

The course is prepared once (released in a gradebook, one honest student graded) and
copied for each share of the attacks: no share waits for the gradebook of another one.
"""

import copy
import json
import os
import secrets
import shutil
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.course.assignment import grade_id, is_check
from autograder.course.course import Course
from autograder.nbgrader.commands import CONFIG_FILE, Nbgrader
from hostile.attacks import ASSIGNMENT, Attack

REPOSITORY = Path(__file__).parents[3]
HONEST, ALICE = "honest", "alice"
# Whoever shows it has read a secret.  The processes of one run have the same one, in
# their environment, where an attack may find it.
CANARY = os.environ.get("COURSE_TOKEN") or "canary-" + secrets.token_hex(8)
# A part of every name that an attack leaves anywhere.
LEFT_BEHIND = CANARY.replace("canary", "trace")


@dataclass(frozen=True)
class Arena:
    """Its folder: course/, home/ of the instructor, tmp/."""

    root: Path

    @property
    def course(self) -> Path:
        return self.root / "course"

    @property
    def environment(self) -> dict[str, str]:
        """What the grader runs with: an instructor's, with a secret in it."""
        kept = {
            name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ
        }
        return kept | {
            "HOME": str(self.root / "home"),
            "TMPDIR": str(self.root / "tmp"),
            "USER": "instructor",
            "LOGNAME": "instructor",
            "COURSE_TOKEN": CANARY,
            "PYTHONPATH": str(Path(__file__).parents[1]),
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def submitted(self, student: str) -> Path:
        """The folder of one student's submission."""
        return self.course / "submitted" / student / ASSIGNMENT

    @cached_property
    def honest(self) -> dict[str, Any]:
        """The notebook with right answers."""
        path = self.course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        notebook: dict[str, Any] = json.loads(path.read_bytes())
        return notebook

    def hand_in_honestly(self, student: str) -> None:
        folder = self.submitted(student)
        folder.mkdir(parents=True)
        content = json.dumps(self.honest).encode()
        (folder / f"{ASSIGNMENT}.ipynb").write_bytes(content)

    def hand_in(self, attack: Attack, student: str, words: Mapping[str, str]) -> None:
        """Hand in what an attack makes of the honest notebook."""
        folder = self.submitted(student)
        folder.mkdir(parents=True)
        content = _content(attack, copy.deepcopy(self.honest), words)
        (folder / f"{ASSIGNMENT}.ipynb").write_bytes(content)
        names = {"folder": folder, "notebook": folder / f"{ASSIGNMENT}.ipynb"}
        _run(attack.beside, words, **names, course=self.course, root=self.root)


def _content(attack: Attack, notebook: Any, words: Mapping[str, str]) -> bytes:
    """The bytes of an attacker's file."""
    cells = notebook["cells"]

    def cell(id: str) -> dict[str, Any]:
        return next(each for each in cells if grade_id(each) == id)

    if attack.answer == "wrong":
        cell("row-shift")["source"] = attack.cell
    code = _replaced(attack.code, words)
    if attack.place == "row-shift":
        right = "" if attack.answer == "wrong" else "".join(cell("row-shift")["source"])
        own = attack.cell if attack.answer == "wrong" else f"{right}\n\n{attack.code}"
        cell("row-shift")["source"] = _replaced(own, words)
    else:
        new = {"cell_type": "code", "source": code, "metadata": {}, "outputs": []}
        new |= {"execution_count": None, "id": "added"}
        cells.insert(0 if attack.place == "first" else len(cells), new)
    names = {"cells": cells, "cell": cell, "is_check": is_check, "copy": copy}
    made = _run(attack.edit, words, notebook=notebook, json=json, **names)
    notebook = made["notebook"]
    made = _run(
        attack.content, words, notebook=notebook, json=json, content=None, **names
    )
    return made["content"] or json.dumps(notebook).encode()


def _run(source: str, words: Mapping[str, str], **names: Any) -> dict[str, Any]:
    """Run a piece of Python of ours; the names that it leaves."""
    exec(_replaced(source, words), names)
    return names


def _replaced(text: str, words: Mapping[str, str]) -> str:
    for word, meaning in words.items():
        text = text.replace(f"@{word}@", meaning)
    return text


def words(arena: Arena, attack: Attack, listeners: Mapping[str, str]) -> dict[str, str]:
    """What the words of an attack mean in an arena."""
    return {
        "NAME": attack.name,
        "COURSE": str(arena.course),
        "HOME": str(arena.root / "home"),
        "TMP": str(arena.root / "tmp"),
        "LEFT": LEFT_BEHIND,
        "CANARY": CANARY,
        "FREE_PORT": str(free_port()),
        "GRADER": str(os.getpid()),
        **listeners,
    }


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def prepare(root: Path) -> Arena:
    """The course that the shares copy."""
    arena = Arena(root)
    for folder in ("home", "tmp", "course"):
        (root / folder).mkdir(parents=True)
    for name in (CONFIG_FILE, f"assignments/{ASSIGNMENT}", f"source/{ASSIGNMENT}"):
        source, target = REPOSITORY / name, arena.course / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source, target, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(source, target)
    nbgrader = Nbgrader(arena.course)
    nbgrader.generate_assignment(ASSIGNMENT)
    with nbgrader.gradebook() as gradebook:
        gradebook.add_student(ALICE, last_name=CANARY)
        gradebook.add_student(HONEST)
    _plant_secrets(arena)
    Course(arena.course).secret()
    return arena


def _plant_secrets(arena: Arena) -> None:
    """After the release: what is released is public."""
    home, course = arena.root / "home", arena.course
    (home / "secret.txt").write_text(CANARY)
    for path in (course / "assignments").rglob("*.py"):
        path.write_text(f"{path.read_text()}\n# {CANARY}\n")
    notebook = copy.deepcopy(arena.honest)
    notebook["metadata"]["canary"] = CANARY
    path = course / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.write_text(json.dumps(notebook))
    notebook["cells"].append({"cell_type": "raw", "source": CANARY, "metadata": {}})
    alice = arena.submitted(ALICE)
    alice.mkdir(parents=True)
    (alice / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(notebook))
    vars(arena).pop("honest", None)


def copy_of(arena: Arena, root: Path) -> Arena:
    """Another arena like this one."""
    shutil.copytree(arena.root, root, symlinks=True)
    return Arena(root)


def let_everybody_read(root: Path) -> None:
    """The arena's walls are the sandbox's, not the permissions of its folders."""
    for folder in (root, *root.rglob("*")):
        if not folder.is_symlink():
            folder.chmod(folder.stat().st_mode | (0o555 if folder.is_dir() else 0o444))
