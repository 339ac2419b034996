"""The build touches only what it made: everything else is kept, left and named."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from autograder.authoring.build import build, check
from autograder.authoring.build_record import FILE
from autograder.authoring.scaffold import create
from autograder.cli import main
from autograder.course.course import Course
from autograder.errors import AssignmentError, StaleBuild
from notebooks import NAME, answer, cell_of, notebook_of, small_assignment

SOURCE, RELEASE = f"source/{NAME}", f"release/{NAME}"


@pytest.fixture
def copy(small_course, tmp_path):
    """A copy of the small course, as a fresh clone is one."""
    return Course(shutil.copytree(small_course.root, tmp_path / "course"))


@pytest.fixture(scope="module")
def quickstart(tmp_path_factory):
    """A course that nbgrader's own quickstart has made."""
    folder = tmp_path_factory.mktemp("quickstart")
    nbgrader = Path(sys.executable).with_name("nbgrader")
    subprocess.run([nbgrader, "quickstart", "own"], cwd=folder, check=True)
    return folder / "own"


def say_it_differently(course, old="Say what", new="Tell what"):
    text = course.assignments / NAME / f"{NAME}.md"
    written = text.read_text(encoding="utf-8")
    assert old in written
    text.write_text(written.replace(old, new), encoding="utf-8")


def work_in(folder):
    path = folder / NAME / f"{NAME}.ipynb"
    notebook = answer(notebook_of(folder), "double", "def double(x):\n    return x + x")
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path.read_bytes()


def bytes_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def save_as_jupyterlab_does(folder, *, run):
    """Open a notebook in JupyterLab and save it, perhaps after all cells have run."""
    path = folder / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["kernelspec"]["display_name"] = "Python 3"
    notebook.metadata["language_info"] = {"name": "python", "version": "3.13.1"}
    notebook.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {}}
    for number, cell in enumerate(notebook.cells):
        cell.metadata.setdefault("editable", True)
        cell.metadata.update(slideshow={"slide_type": ""}, tags=[])
        cell.metadata.update(trusted=True, collapsed=False, jupyter={})
        cell.metadata = nbformat.from_dict(dict(reversed(cell.metadata.items())))
        if cell.cell_type == "code" and run:
            cell.execution_count = number
            cell.metadata["execution"] = {"iopub.status.idle": "2026-01-01T00:00:00Z"}
            cell.outputs = [nbformat.v4.new_output("stream", text="it ran")]
    before = path.read_bytes()
    path.write_text(nbformat.writes(notebook, indent=4) + "\n\n", encoding="utf-8")
    assert path.read_bytes() != before


def test_a_course_of_nbgrader_keeps_its_assignment_byte_for_byte(quickstart):
    theirs = quickstart / "source"
    before = bytes_in(theirs)
    create_beside(quickstart)

    outputs = [
        invoke(quickstart, *command)
        for command in (["build"], ["build", "--overwrite"], ["new", "13_another"])
    ]

    assert {path: path.read_bytes() for path in before} == before
    left = "left source/ps1: it was not built from assignments/\n"
    assert [left in output for output in outputs] == [True, True, False]
    assert "up to date" in invoke(quickstart, "check")
    assert (theirs / "13_another").is_dir()


def create_beside(root):
    course = Course(root)
    course.assignments.mkdir()
    small_assignment(course)


def invoke(root, command, *arguments):
    result = CliRunner().invoke(main, [command, *arguments, "--course", str(root)])
    assert result.exit_code == 0, result.output
    return result.output


def test_make_lab_builds_with_the_command_that_is_tested_here():
    recipes = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")

    assert "\nlab: build " in recipes
    assert "\nbuild: $(READY)" in recipes
    assert "\n\t$(BIN)/python -m autograder build\n" in recipes


def test_an_edited_source_is_kept_and_named(copy):
    edited = work_in(copy.source)
    say_it_differently(copy)

    built = build(copy)

    assert (built.kept, built.changed) == ([SOURCE], [RELEASE])
    assert (copy.source / NAME / f"{NAME}.ipynb").read_bytes() == edited
    assert f"edited {SOURCE}, and the build keeps that" in built.advice[0]
    with pytest.raises(StaleBuild, match=f"edited {SOURCE}"):
        check(copy)


def test_overwrite_replaces_an_edited_source(copy):
    work_in(copy.source)

    assert build(copy, overwrite=True).changed == [SOURCE]

    check(copy)


def check_metadata(notebook):
    return cell_of(notebook, "double-check")["metadata"]


EDITS = {
    "an added cell": lambda nb: nb["cells"].append(
        {"cell_type": "markdown", "source": "more", "metadata": {}, "id": "more"}
    ),
    "a removed cell": lambda nb: nb["cells"].pop(0),
    "more points": lambda nb: cell_of(nb, "double-check")["metadata"][
        "nbgrader"
    ].update(points=7),
    "a tag": lambda nb: nb["cells"][0]["metadata"].update(tags=["hide-input"]),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_a_person_changes_in_a_source_is_an_edit(copy, edit):
    path = copy.source / NAME / f"{NAME}.ipynb"
    notebook = notebook_of(copy.source)
    edit(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")

    assert build(copy).kept == [SOURCE]


def test_opening_running_and_saving_a_source_is_no_edit(copy):
    save_as_jupyterlab_does(copy.source, run=True)
    say_it_differently(copy)

    assert build(copy).changed == [RELEASE, SOURCE]


def test_opening_and_saving_a_release_is_no_work(copy):
    save_as_jupyterlab_does(copy.release, run=False)
    say_it_differently(copy)

    assert build(copy).changed == [RELEASE, SOURCE]


def test_a_build_undoes_what_saving_has_written(copy):
    before = bytes_in(copy.source)
    save_as_jupyterlab_does(copy.source, run=True)

    assert build(copy).kept == []

    assert bytes_in(copy.source) == before


def test_what_an_editor_leaves_beside_a_notebook_is_no_edit(copy):
    for leftover in (".ipynb_checkpoints/a.ipynb", "__pycache__/a.pyc", ".DS_Store"):
        path = copy.source / NAME / leftover
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"left by an editor")

    check(copy)


def test_a_word_that_was_replaced_everywhere_is_nobody_s_work(copy):
    """As when a package is renamed: nbgrader's checksums no longer hold."""
    old, new = "not twice the array", "not the double of the array"
    say_it_differently(copy, old, new)
    for folder in (copy.source, copy.release):
        path = folder / NAME / f"{NAME}.ipynb"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")

    assert build(copy).kept == []

    check(copy)


def test_a_checkout_without_a_record_is_adopted_where_nothing_differs(copy):
    (copy.root / FILE).unlink()
    with pytest.raises(StaleBuild, match=f"{FILE} is out of date"):
        check(copy)

    assert build(copy).changed == []

    say_it_differently(copy)
    assert build(copy).changed == [RELEASE, SOURCE]


def test_without_a_record_what_differs_is_kept_until_it_is_named(copy):
    (copy.root / FILE).unlink()
    say_it_differently(copy)
    before = bytes_in(copy.source) | bytes_in(copy.release)

    for overwrite in (False, True):
        built = build(copy, overwrite=overwrite)
        assert built.kept == [RELEASE, SOURCE]
        assert f"{FILE} does not say that a build made {RELEASE}" in built.advice[0]
    assert {path: path.read_bytes() for path in before} == before
    assert build(copy, names=[NAME], overwrite=True).changed == [RELEASE, SOURCE]


def test_a_record_with_the_marks_of_a_merge_is_read(copy):
    record = copy.root / FILE
    lines = record.read_text(encoding="utf-8").splitlines()
    other = f' "{SOURCE}": "0123abc"'
    conflict = ["<<<<<<< HEAD", other, "=======", *lines[1:3], ">>>>>>> branch"]
    record.write_text("\n".join(["{", *conflict, "}"]), encoding="utf-8")
    say_it_differently(copy)

    assert build(copy).changed == [RELEASE, SOURCE]


def test_a_renamed_assignment_takes_its_folders_with_it(copy):
    renamed = copy.assignments / "13_renamed"
    (copy.assignments / NAME).rename(renamed)
    (renamed / f"{NAME}.md").rename(renamed / "13_renamed.md")

    built = build(copy)

    assert built.removed == [RELEASE, SOURCE]
    assert built.changed == ["release/13_renamed", "source/13_renamed"]


def test_work_survives_the_removal_of_its_assignment(copy):
    work = work_in(copy.release)
    shutil.rmtree(copy.assignments / NAME)

    for overwrite in (False, True):
        built = build(copy, overwrite=overwrite)
        assert built.removed == ([] if overwrite else [SOURCE])
        assert built.left == ([RELEASE] if overwrite else [])
        assert (copy.release / NAME / f"{NAME}.ipynb").read_bytes() == work
    check(copy)


def test_new_builds_its_own_folders_only(copy):
    say_it_differently(copy)
    before = bytes_in(copy.source / NAME) | bytes_in(copy.release / NAME)

    invoke(copy.root, "new", "13_another")

    assert bytes_in(copy.source / NAME) | bytes_in(copy.release / NAME) == before


def test_new_takes_no_name_that_a_folder_of_source_has(copy):
    (copy.source / "13_mine").mkdir()

    with pytest.raises(AssignmentError, match="13_mine exists already"):
        create(copy, "13_mine")
