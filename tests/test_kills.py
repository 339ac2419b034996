"""A class run that is killed at any moment goes on as if nothing had happened."""

import json
import random
import shutil

import pytest

from autograder.nbgrader.commands import Nbgrader
from kills import killed_run, start, state
from notebooks import NAME, answer, notebook_of

SLOW = "import time\ntime.sleep(0.3)\n"
ANSWERS = ["return 2 * x", "return x * x", "return x + x", "raise ValueError"]


@pytest.fixture
def twins(small_course, tmp_path):
    """Two courses that are the same, with the same class."""
    small_course.secret()
    root = shutil.copytree(small_course.root, tmp_path / "alone")
    Nbgrader(root).generate_assignment(NAME)
    for number in range(12):
        code = f"{SLOW}def double(x):\n    {ANSWERS[number % 4]}"
        notebook = answer(notebook_of(small_course.release), "double", code)
        folder = root / "submitted" / f"student-{number}" / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook))
        (folder / "timestamp.txt").write_text("2030-01-01 10:00:00 UTC")
    return root, shutil.copytree(root, tmp_path / "killed")


def test_a_run_that_is_killed_three_times_ends_as_one_that_is_not(twins):
    alone, killed = twins
    rng = random.Random()
    start(alone, 2).wait()

    kills = [
        killed_run(killed, 2, delay_s=delay, writing=writing)
        for delay, writing in ((0, True), (rng.uniform(2, 4), False), (0, True))
    ]
    start(killed, 2).wait()

    kills = [kill for kill in kills if kill]
    assert len(kills) >= 2
    assert [(kill.left, kill.rewritten) for kill in kills] == [(0, 0)] * len(kills)
    assert state(killed) == state(alone)
    assert len(state(alone)["reports"]) == 12
