"""The same build on every processor: last digits that differ change no byte."""

import json
import math
import os
import random
import subprocess
import sys

import pytest

from autograder.authoring import hints
from autograder.authoring.build import json_files
from autograder.authoring.same_meaning import HINTS, STEPS, keep_meaning
from gradients_by_hand.steps import shipping

# Names that numpy does not have are ignored with a warning.
PROCESSORS = {
    "no AVX-512": {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512F AVX512_SKX"},
    "no AVX": {
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512F AVX2 FMA3",
        "OPENBLAS_CORETYPE": "Prescott",
    },
    "Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "Nehalem": {"OPENBLAS_CORETYPE": "Nehalem"},
}
# Prints the files whose bytes would change.
COMPARE = """
import sys
from pathlib import Path
from autograder.authoring.build import json_files
from autograder.course.course import Course
course = Course(Path(sys.argv[1]))
for name in sys.argv[2:]:
    source = course.source / name
    for file, text in json_files(course.assignment(name), source).items():
        if text.encode() != (source / file).read_bytes():
            print(name, file)
"""
NAMES = (
    "01_numerical_gradient",
    "04_softmax",
    "06_cross_entropy",
    "07_softmax_loss",
    "11_tinyflow",
)


@pytest.mark.parametrize("processor", PROCESSORS)
def test_another_processor_changes_no_byte(course, processor):
    done = subprocess.run(
        [sys.executable, "-c", COMPARE, str(course.root), *NAMES],
        env=os.environ | PROCESSORS[processor],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == ""


def numbers_in(content):
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from numbers_in(each)
    elif isinstance(content, float):
        yield content


@pytest.mark.parametrize("name", NAMES)
def test_no_number_of_a_step_is_written_with_all_its_digits(course, name, tmp_path):
    fresh = json_files(course.assignment(name), tmp_path)["steps.json"]
    numbers = list(numbers_in(json.loads(fresh)))

    assert len(numbers) > 100
    assert [each for each in numbers if float(f"{each:.12g}") != each] == []


def nudged(write, chance):
    """`write`, which rounds a number, for numbers that are a few ulps off."""

    def written(value, *args, **kwargs):
        if isinstance(value, float) and math.isfinite(value):
            for _ in range(chance.randrange(5)):
                value = math.nextafter(value, chance.choice([-math.inf, math.inf]))
        return write(value, *args, **kwargs)

    return written


@pytest.mark.parametrize("name", NAMES)
def test_a_few_ulps_in_every_number_change_no_byte(course, name, monkeypatch):
    chance = random.Random(name)
    monkeypatch.setattr(shipping, "_plain", nudged(shipping._plain, chance))
    monkeypatch.setattr(hints, "_number", nudged(hints._number, chance))
    source = course.source / name
    fresh = json_files(course.assignment(name), source / "nowhere")

    kept = json_files(course.assignment(name), source)

    for file, text in kept.items():
        before = (source / file).read_bytes().decode()
        assert text == before
        assert fresh[file] != before or file == "hints.json"  # the nudges do something


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([1.0, 2.0], [1.0, 2.0 + 1e-8]),
        ([1e-3, 1.0], [1.001e-3, 1.0]),
        ([1.0], [1.0, 1.0]),
        ([1], [1.0]),
        ([True], [1]),
        ({"says": "One."}, {"says": "Two."}),
        ({"a": 1.0, "b": 2.0}, {"b": 2.0, "a": 1.0}),
        ({"returned": 1.0}, {"raised": "ValueError"}),
        (["nan", 1.0], ["inf", 1.0]),
        ([[1000.0, 1e-3]], [[1000.0, 2e-3]]),
        ([1000.0, [1e-3, 0.0]], [1000.0, [2e-3, 0.0]]),
    ],
    ids=str,
)
def test_what_a_reader_would_notice_is_written(old, new):
    new = json.dumps(new)

    assert keep_meaning(json.dumps(old), new, STEPS) == new


@pytest.mark.parametrize(
    ("old", "new", "tolerance"),
    [
        ([3.3186646618972286], [3.318664661897229], STEPS),
        ([1.0, 0.0], [1.0, -2.7e-14], STEPS),
        ([0.07238577, 1.0], [0.07238575, 1.0], HINTS),
        ([{"returned": [0.0, -0.0]}], [{"returned": [-1.1e-13, 0.0]}], HINTS),
    ],
    ids=str,
)
def test_last_digits_keep_the_bytes_that_are_there(old, new, tolerance):
    old = json.dumps(old, indent=1)

    assert keep_meaning(old, json.dumps(new), tolerance) == old


@pytest.mark.parametrize("old", ["", "{", "\ufffd", "[1.0"])
def test_a_damaged_file_is_replaced(old):
    assert keep_meaning(old, "[1.0]", STEPS) == "[1.0]"
