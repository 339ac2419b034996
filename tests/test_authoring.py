"""docs/authoring.md as a reader follows it: every file written, every command run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.scaffold import create
from autograder.course.course import Course

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
NAME = "12_falling_stone"
FILE = (
    r"^`(?P<file>assignments/\S+)`:\n\n(?P<fence>`{3,})\w+\n(?P<text>.*?)^(?P=fence)$"
)
COMMAND = r"^    (?P<command>\S[^\n]*)$"
INSTRUCTION = re.compile(f"{FILE}|{COMMAND}", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The course of somebody who has followed the guide, and what each command said."""
    root = tmp_path_factory.mktemp("author")
    (root / "assignments").mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", root)
    said = {}
    for instruction in INSTRUCTION.finditer(GUIDE):
        if instruction["file"]:
            path = root / instruction["file"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(instruction["text"], encoding="utf-8")
        else:
            said[instruction["command"]] = run(instruction["command"], root)
    return Course(root), said


def run(command, root):
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        command,
        shell=True,
        cwd=root,
        env={**os.environ, "PATH": tools},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, f"{command}: {result.stdout}{result.stderr}"
    return result.stdout


def test_every_command_of_the_guide_works_and_says_so(followed):
    _, said = followed
    notebook = f"{NAME}/{NAME}.ipynb"

    assert f"made release/{NAME}" in said[f"autograder build {NAME}"]
    assert "up to date" in said["autograder check"]
    assert "5 of 5 points" in said[f"autograder grade source/{notebook}"]
    assert "0 of 5 points" in said[f"autograder grade release/{notebook}"]
    assert f"autograder quality {NAME}" in said


def test_the_guide_writes_every_file_that_the_assignments_have(followed):
    course, _ = followed

    written = {each.name for each in (course.assignments / NAME).iterdir()}

    assert kinds(NAME, written) >= {
        kind
        for folder in (ROOT / "assignments").iterdir()
        for kind in kinds(folder.name, (each.name for each in folder.iterdir()))
    }


def test_a_new_assignment_has_every_file_that_the_assignments_have(tmp_path):
    (tmp_path / "assignments").mkdir()

    folder = create(Course(tmp_path), NAME)

    assert kinds(NAME, (each.name for each in folder.iterdir())) >= {
        kind
        for other in (ROOT / "assignments").iterdir()
        for kind in kinds(other.name, (each.name for each in other.iterdir()))
    }


def kinds(name, files):
    """The files of a folder without its own name in theirs; a package is its module."""
    ignored = "__pycache__", "data"
    packages = {"misconceptions": "misconceptions.py"}
    return {
        packages.get(each, each.replace(name, "NAME"))
        for each in files
        if each not in ignored
    }


@pytest.mark.parametrize("assignment", [NAME, "13_my_topic"])
def test_the_assignment_meets_the_contract_of_all_assignments(followed, assignment):
    course, _ = followed
    if not (course.assignments / assignment).exists():
        run(f"autograder new {assignment}", course.root)
    tests = course.root / "tests" / "test_assignments.py"
    tests.parent.mkdir(exist_ok=True)
    shutil.copy(ROOT / "tests" / tests.name, tests)
    shutil.copytree(
        ROOT / "gradients_by_hand",
        course.root / "gradients_by_hand",
        dirs_exist_ok=True,
    )

    said = run(f"python -m pytest -q -p no:cacheprovider -k {assignment}", course.root)

    assert " passed" in said
