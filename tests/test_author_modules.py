"""An author's file, or a folder of files, is loaded by path."""

import sys

import pytest

from autograder.course import digests
from autograder.course.author_modules import load
from autograder.course.standalone import standalone
from autograder.errors import AssignmentError
from autograder.misconceptions import misconceptions_of

COMMON = """
import numpy as np

FACTOR = 3


def scaled(x):
    return FACTOR * np.asarray(x)
"""
MARKED = """
from autograder.misconceptions import misconception

from .common import scaled


@misconception(id="{id}", exercise="double", says="", try_this="", section="")
def {function}(x):
    return scaled(x) + {plus}
"""


@pytest.fixture
def folder(tmp_path):
    """An assignment's folder with a package of misconceptions."""
    package = tmp_path / "12_doubling" / "misconceptions"
    package.mkdir(parents=True)
    files = {
        "__init__": '"""Misconceptions."""\n',
        "common": COMMON,
        "later": MARKED.format(id="12-DB02", function="two_more", plus=2),
        "first": MARKED.format(id="12-DB01", function="one_more", plus=1),
    }
    for name, text in files.items():
        (package / f"{name}.py").write_text(text)
    return package.parent


def test_the_files_of_a_folder_are_read_in_the_order_of_their_names(folder):
    found = misconceptions_of(load(folder, "misconceptions"))

    assert [each.id for each in found] == ["12-DB01", "12-DB02"]
    assert [each.function(1) for each in found] == [4, 5]


def test_one_that_another_file_borrows_is_counted_once(folder):
    with (folder / "misconceptions" / "later.py").open("a") as file:
        file.write("\nfrom .first import one_more\n")

    found = misconceptions_of(load(folder, "misconceptions"))

    assert [each.id for each in found] == ["12-DB01", "12-DB02"]


def test_a_file_that_changed_is_read_again(folder):
    before = load(folder, "misconceptions")
    text = MARKED.format(id="12-DB01", function="one_more", plus=1000)
    (folder / "misconceptions" / "first.py").write_text(text)

    after = load(folder, "misconceptions")

    assert before.first.one_more(1) == 4
    assert after.first.one_more(1) == 1003
    assert not [name for name in sys.modules if name.startswith("12_doubling")]


def test_a_function_stands_alone_with_helpers_of_other_files(folder):
    module = load(folder, "misconceptions")
    namespace = {}

    exec(standalone(module.first.one_more, "double"), namespace)

    assert namespace["double"](1) == 4


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        (
            "common",
            "\n1 / 0\n",
            r"common\.py cannot be run: ZeroDivisionError in line 2",
        ),
        ("first", "\n\nif\n", r"first\.py cannot be run: SyntaxError in line 3"),
        (
            "first",
            "from .other import x\n",
            r"first\.py .*ModuleNotFoundError in line 1",
        ),
    ],
)
def test_an_error_names_its_file_and_line(folder, file, text, says):
    (folder / "misconceptions" / f"{file}.py").write_text(text)

    with pytest.raises(AssignmentError, match=says):
        load(folder, "misconceptions")


def test_what_is_missing_is_named(folder):
    with pytest.raises(AssignmentError, match=r"has no variants\.py"):
        load(folder, "variants")


def test_a_grade_depends_on_each_file_of_the_folder(folder, tmp_path):
    built = tmp_path / "built"
    built.mkdir()
    before = digests.of_assignment(folder, built, ["double"])
    (folder / "misconceptions" / "common.py").write_text(COMMON.replace("3", "4"))

    assert digests.of_assignment(folder, built, ["double"]).shared != before.shared
