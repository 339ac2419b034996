"""One student's folder is one student's problem, on both routes."""

import json

import pytest

from autograder.batch.run import run
from autograder.nbgrader.commands import Nbgrader
from autograder.submission.attribution import is_name
from notebooks import NAME, answer, notebook_of

RIGHT = "def double(x):\n    return 2 * x"


@pytest.fixture
def a_class(own_course):
    """A course whose folder submitted/ has one honest student, ada."""
    Nbgrader(own_course.root).generate_assignment(NAME)
    hand_in(own_course, "ada")
    return own_course


def hand_in(course, student):
    folder = course.root / "submitted" / student / NAME
    folder.mkdir(parents=True)
    notebook = answer(notebook_of(course.release), "double", RIGHT)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def by_class(course):
    run(
        course.root / "submitted",
        course,
        course.root / "reports",
        only=NAME,
        jobs=1,
        sandbox="auto",
    )


def by_nbgrader(course):
    Nbgrader(course.root).api.autograde(NAME, "*")


def reports(course):
    """student -> (status, score, problem) of each report that was stored."""
    stored = {}
    for path in (course.root / "reports" / NAME).glob("*.json"):
        report = json.loads(path.read_bytes())["report"]
        stored[path.stem] = report["status"], report["score"], report["problem"]
    return stored


ROUTES = pytest.mark.parametrize("grade", [by_class, by_nbgrader])


@ROUTES
def test_a_linked_folder_is_nobodys_work(grade, a_class):
    """Behind the link could lie the solution, or the work of somebody else."""
    submitted = a_class.root / "submitted"
    (submitted / "mallory").symlink_to(submitted / "ada")
    (submitted / "mike").mkdir()
    (submitted / "mike" / NAME).symlink_to(a_class.source / NAME)

    grade(a_class)

    found = reports(a_class)
    assert found.pop("ada") == ("graded", 4.0, None)
    assert found.keys() == {"mallory", "mike"}
    for student, (status, score, problem) in found.items():
        assert (status, score) == ("unreadable", 0.0)
        assert "symbolic link" in problem
        page = a_class.root / "autograded" / student / NAME / f"{NAME}.ipynb"
        assert "2 * x" not in page.read_text(encoding="utf-8")


@ROUTES
def test_names_that_are_none_cost_nobody_else(grade, a_class):
    for name in ("two\nlines", "..evil", "x" * 200, "🦊" * 62):
        hand_in(a_class, name)

    grade(a_class)

    assert reports(a_class) == {"ada": ("graded", 4.0, None)}


@ROUTES
def test_files_that_cannot_be_read_and_folders_for_files_cost_nobody(grade, a_class):
    folder = hand_in(a_class, "bob")
    (folder / "secret.txt").write_text("mine")
    (folder / "secret.txt").chmod(0)
    (folder / "timestamp.txt").mkdir()
    (folder / "data.csv").mkdir()
    (folder / "closed").mkdir(mode=0)

    grade(a_class)

    assert {name: found[0] for name, found in reports(a_class).items()} == {
        "ada": "graded",
        "bob": "graded",
    }


@ROUTES
def test_a_report_that_cannot_be_written_is_one_students(grade, a_class):
    hand_in(a_class, "bob")
    in_the_way = a_class.root / "reports" / NAME / "bob.json"
    (in_the_way / "folder").mkdir(parents=True)

    grade(a_class)

    assert json.loads((in_the_way.parent / "ada.json").read_bytes())


def test_a_name_fits_into_a_gradebook_and_into_the_name_of_a_file():
    names = ["Ada Lovelace", "李雷", "o'neil@x.org", "🦊" * 50]
    others = ["a\nb", ".x", "x" * 129, "🦊" * 51]

    assert [name for name in [*names, *others] if is_name(name)] == names
