"""What the documents name is there: files, make targets and commands."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
TOP = "assignments|autograder|benchmarks|docs|gradients_by_hand|tests|tools"
# Made by the reader of a document, or by a command in it.
MADE = re.compile(r"NAME|CATEGORY|test_mine|test_own|12_|12/|docs/jupyterhub/")
EVERY = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


@EVERY
def test_files_that_a_document_names_are_there(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(rf"[`(\s]((?:{TOP})/[\w./-]*\w)", text)

    missing = [
        name for name in named if not MADE.search(name) and not (ROOT / name).exists()
    ]

    assert missing == []


@EVERY
def test_links_of_a_document_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#:\s]+)[)#]", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


@EVERY
def test_make_targets_that_a_document_names_are_there(path):
    text = path.read_text(encoding="utf-8")
    lines = re.findall(
        r"^    make (.*?)(?:#.*)?$|`make ([a-z -]+)`", text, re.MULTILINE
    )
    named = {word for pair in lines for word in " ".join(pair).split()}
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)

    unknown = {word for word in named if re.fullmatch("[a-z-]+", word)} - {*targets}

    assert unknown == set()


@EVERY
def test_commands_and_options_that_a_document_names_are_there(path):
    text = path.read_text(encoding="utf-8")
    lines = re.findall(r"(?:^    |`)autograder ([a-z]+)([^`\n#]*)", text, re.MULTILINE)

    for command, rest in lines:
        assert command in main.commands, command
        said = CliRunner().invoke(main, [command, "--help"]).output
        for option in re.findall(r"(?<![\w-])--[a-z-]+", rest):
            assert option in said, f"autograder {command} {option}"
