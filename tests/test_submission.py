"""What is taken from a submitted file, and what is said of a damaged one."""

import json
import os
from pathlib import Path

import pytest

from autograder.batch.run import in_one_line
from autograder.errors import UnreadableSubmission
from autograder.submission import notebook_file as submission
from autograder.submission.notebook_file import parse, read
from autograder.submission.repair import arrange
from notebooks import NAME, answer, cell_of


def as_bytes(notebook):
    return json.dumps(notebook).encode()


@pytest.fixture
def assignment(small_course):
    return small_course.assignment(NAME)


def arranged(notebook, assignment):
    return arrange(parse(as_bytes(notebook)), assignment)


def says(result):
    return [flag.says for flag in result.flags]


DAMAGED = {
    "empty": (b"", "is empty"),
    "blank": (b" \n", "is empty"),
    "cut off": (b'{"cells": [', "cut off or damaged"),
    "not text": (b"\x89PNG\r\n\x1a\n\xff\xfe", "cut off or damaged"),
    "nested": (b"[" * 200_000 + b"]" * 200_000, "nested too deeply"),
    "a list": (b"[]", "not a Jupyter notebook"),
    "no cells": (b'{"cells": {"a": 1}, "nbformat": "four"}', "not a Jupyter notebook"),
    "many cells": (as_bytes({"cells": [{}] * 3000}), "3000 cells"),
    "much text": (
        as_bytes({"cells": [{"source": "x" * (3 << 20)}]}),
        "MiB of text",
    ),
    "many parts": (b"[" + b"0," * 9_000_000 + b"0]", "too many parts"),
    "a large file": (b" " * (51 << 20), "larger than 50 MiB"),
}


@pytest.mark.parametrize(("content", "says"), DAMAGED.values(), ids=DAMAGED)
def test_a_file_that_is_no_notebook_gets_one_sentence(content, says):
    with pytest.raises(UnreadableSubmission, match=says) as refusal:
        parse(content, "mine.ipynb")

    assert "\n" not in str(refusal.value)
    assert str(refusal.value).startswith("mine.ipynb")


def test_a_symbolic_link_is_not_followed(tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_text('{"cells": []}')
    link = tmp_path / "mine.ipynb"
    link.symlink_to(secret)

    with pytest.raises(UnreadableSubmission, match="symbolic link"):
        read(link)


def test_a_pipe_does_not_make_the_grader_wait(tmp_path):
    os.mkfifo(tmp_path / "mine.ipynb")

    with pytest.raises(UnreadableSubmission, match="not a file"):
        read(tmp_path / "mine.ipynb")


def test_a_folder_and_a_missing_file_are_said(tmp_path):
    (tmp_path / "folder.ipynb").mkdir()

    with pytest.raises(UnreadableSubmission, match="not a file"):
        read(tmp_path / "folder.ipynb")
    with pytest.raises(UnreadableSubmission, match="cannot be opened"):
        read(tmp_path / "none.ipynb")


def test_large_outputs_are_left_out_and_flagged(solved):
    line = {"output_type": "stream", "name": "stdout", "text": "x" * 1000}
    solved["cells"][1]["outputs"] = [line] * 40_000

    given = parse(as_bytes(solved))

    assert "its outputs were left out" in given.flags[0].says
    assert len(given.cells) == len(solved["cells"])


def test_an_honest_submission_has_no_flags(solved, released, assignment):
    assert arranged(solved, assignment).flags == ()
    assert arranged(released, assignment).flags == ()


def test_check_cells_are_never_run(solved, assignment):
    ids = [cell.id for cell in arranged(solved, assignment).cells]

    assert "double" in ids
    assert "double-check" not in ids


def test_a_locked_cell_has_our_text(solved, assignment):
    cell_of(solved, "setup")["source"] = "import antigravity"

    result = arranged(solved, assignment)

    assert [cell.source for cell in result.cells if cell.id == "setup"] == [
        "import numpy as np"
    ]
    (flag,) = result.flags
    assert (flag.kind, flag.where) == ("edited", "setup")
    assert flag.says == "The locked cell 'setup' was edited; ours was used."


def test_a_locked_cell_as_it_was_handed_out_before_is_not_edited(assignment, solved):
    earlier = "import an_earlier_edition"
    cell_of(solved, "setup")["source"] = earlier
    released = {"setup": {"source": earlier, "checksum": ""}}

    arranged = arrange(parse(as_bytes(solved)), assignment, released)

    assert arranged.flags == ()
    assert earlier not in [cell.source for cell in arranged.cells]


def test_a_deleted_locked_cell_is_put_back_in_its_place(solved, assignment):
    solved["cells"].remove(cell_of(solved, "setup"))

    result = arranged(solved, assignment)

    assert [cell.id for cell in result.cells] == ["setup", "double"]
    assert "The cell 'setup' is missing." in says(result)


def test_of_two_copies_the_last_is_ours_and_the_first_still_runs(solved, assignment):
    cells = solved["cells"]
    first = dict(cell_of(solved, "double"), source="helper = 1")
    cells.insert(0, first)

    result = arranged(solved, assignment)

    assert [(cell.id, cell.source[:6]) for cell in result.cells] == [
        ("", "helper"),
        ("setup", "import"),
        ("double", "def do"),
    ]
    assert "The cell 'double' is there 2 times." in says(result)


def test_an_answer_that_became_text_is_code_again(solved, assignment):
    cell_of(solved, "double")["cell_type"] = "raw"

    result = arranged(solved, assignment)

    assert "double" in [cell.id for cell in result.cells]
    assert "The cell 'double' was made a raw cell." in says(result)


def test_cells_without_metadata_are_known_by_their_own_ids(solved, assignment):
    digest = arranged(solved, assignment).digest
    for cell in solved["cells"]:
        cell["metadata"] = {}

    assert arranged(solved, assignment).digest == digest


@pytest.mark.parametrize(
    "damage",
    [
        lambda cell: cell.update(metadata=[], id=7, source=["x = 1", None]),
        lambda cell: cell.update(source=None),
        lambda cell: cell["metadata"].update(nbgrader="yes"),
        lambda cell: cell["metadata"].update(nbgrader={"grade_id": ["double"]}),
        lambda cell: cell["metadata"].update(tags=["skip-execution"]),
        lambda cell: cell.clear(),
        lambda cell: cell.update(cell_type="\ud800x", source="\ud800", id="\ud800"),
    ],
    ids=["types", "no source", "metadata", "id", "tags", "nothing", "surrogates"],
)
def test_an_odd_cell_costs_no_other(solved, assignment, damage):
    damage(solved["cells"][0])

    result = arranged(solved, assignment)

    assert "double" in [cell.id for cell in result.cells]
    "".join([*says(result), *(cell.source for cell in result.cells)]).encode()


def test_the_notebook_of_another_assignment_is_refused(assignment):
    other = {"cells": [{"cell_type": "code", "source": "x = 1", "metadata": {}}]}

    with pytest.raises(UnreadableSubmission, match="none of its exercises"):
        arranged(other, assignment)


def test_the_digest_depends_on_answers_only(solved, assignment):
    digest = arranged(solved, assignment).digest
    cell_of(solved, "double")["outputs"] = [{"output_type": "error"}]
    cell_of(solved, "double-check")["source"] = "tampered"

    assert arranged(solved, assignment).digest == digest
    assert arranged(answer(solved, "double", "x"), assignment).digest != digest


def test_the_caps_are_what_the_sentences_say():
    assert submission.MAX_FILE_MIB == 50


def test_a_folder_with_commands_for_the_terminal_is_named_without_them():
    path = Path("ada\x1b]0;title\x07\n\u202ebob")

    assert in_one_line(path) == "ada\ufffd]0;title\ufffd \ufffdbob"
