"""The guide docs/live_widget.md: whoever copies its three files has a live picture."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "live_widget.md").read_text(encoding="utf-8")
NAME = re.search(r"NAME is `(\w+)`", GUIDE)[1]
CONTRACT = "tests/students/live/test_every_widget.py"
FIXTURES = "tests/students/live/conftest.py"
COMMON = ROOT / "gradients_by_hand" / "live" / "common"


def files_of_the_guide():
    """Path -> text: the first block of code under each heading that names a file."""
    found = re.findall(
        r"^## \d\. `([\w./]+)`.*?^```\w+\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL
    )
    return {path.replace("NAME", NAME): text for path, text in found}


@pytest.fixture
def copy(tmp_path):
    """A copy of the students' package and of the contract, with the guide's files."""
    junk = shutil.ignore_patterns("__pycache__")
    for folder in ("gradients_by_hand", "tests/helpers/live_examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=junk)
    (tmp_path / CONTRACT).parent.mkdir(parents=True)
    for path in (CONTRACT, FIXTURES):
        shutil.copy(ROOT / path, tmp_path / path)
    for path, text in files_of_the_guide().items():
        assert not (tmp_path / path).exists()
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_guide_writes_a_widget_a_page_and_an_example():
    assert list(files_of_the_guide()) == [
        f"gradients_by_hand/live/{NAME}.py",
        f"gradients_by_hand/live/{NAME}.js",
        f"tests/helpers/live_examples/{NAME}.py",
    ]


def test_the_files_of_the_guide_pass_the_contract_of_every_widget(copy):
    paths = os.pathsep.join(map(str, (copy, copy / "tests" / "helpers")))
    command = [sys.executable, "-m", "pytest", CONTRACT, "-v", "-k", NAME]
    options = ["--rootdir", copy, "-p", "no:cacheprovider", "-p", "no:xdist"]

    done = subprocess.run(
        [*command, *options],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": paths, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    for held in (
        f"test_a_view_is_words_and_what_can_travel[{NAME}] PASSED",
        f"test_a_widget_recovers_when_the_function_works[{NAME}] PASSED",
        f"that_they_export[{NAME}.js] PASSED",
    ):
        assert held in done.stdout


def test_what_the_guide_says_the_page_offers_is_there():
    offers = GUIDE.split("## What the page offers")[1]
    rows = re.findall(r"^\| (`.*) \| `(\w+\.js)` \|", offers, re.MULTILINE)

    assert len(rows) > 15
    for names, module in rows:
        text = (COMMON / module).read_text(encoding="utf-8")
        for name in re.findall(r"`(\w+)[`({]", names):
            assert re.search(rf"export (const|function) {name}\b", text), name
