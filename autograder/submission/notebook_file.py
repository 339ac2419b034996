"""Reads a student's notebook file, which is untrusted input.

The reader takes only sources and ids and ignores outputs, tags, points and schema.
`repair.py` restores the cells that the student should have submitted.

    read       reads a file, with limits on its size and nesting
    parse      reads the bytes of a file
    cells_of   reads a parsed notebook
"""

import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import UnreadableSubmission
from autograder.report import Flag

MAX_FILE_MIB = 50
MAX_ITEMS = 8_000_000  # commas and brackets; this bounds the memory of the parser
MAX_CELLS = 2000
MAX_SOURCE_MIB = 1
_LARGE_MIB = 10


@dataclass(frozen=True)
class Cell:
    """The parts of a cell that the grader uses: its kind, its text and its ids.

    `id` is the grade_id or "".  Some tools drop metadata but keep the notebook's own
    `cell_id`, which in our notebooks is made from the grade_id.
    """

    kind: str
    source: str
    id: str = ""
    cell_id: str = ""


@dataclass(frozen=True)
class Submission:
    """The cells of a notebook, and flags on the file for a person."""

    cells: tuple[Cell, ...]
    flags: tuple[Flag, ...] = ()


def read(path: Path) -> Submission:
    """The submission in a file.

    Raises:
        UnreadableSubmission: the file is not a notebook, or it is too large.
    """
    return parse(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a submitted file, which is untrusted.

    Raises:
        UnreadableSubmission: this is not a plain file, or it cannot be opened.
    """
    try:
        # A symbolic link could point at any file that the grader can read.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(path, flags)
    except OSError as error:
        if path.is_symlink():
            raise UnreadableSubmission(
                f"{path.name} is a symbolic link: submit the notebook itself."
            ) from None
        why = (error.strerror or str(error)).lower()
        raise UnreadableSubmission(f"{path.name} cannot be opened: {why}.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnreadableSubmission(f"{path.name} is not a file.")
    with os.fdopen(descriptor, "rb") as file:
        return file.read((MAX_FILE_MIB << 20) + 1)


def parse(raw: bytes, name: str = "The notebook") -> Submission:
    """The submission in the bytes of a notebook file.

    Raises:
        UnreadableSubmission: it is not a notebook, or larger than a notebook may be.
    """
    _must_be_moderate(raw, name)
    try:
        notebook = json.loads(raw)
    except RecursionError:
        raise UnreadableSubmission(f"{name} is nested too deeply.") from None
    except ValueError:
        raise UnreadableSubmission(
            f"{name} is not a notebook: it is empty, cut off or damaged. "
            "Save it again in JupyterLab and submit it again."
            if raw.strip()
            else f"{name} is empty: save the notebook and submit it again."
        ) from None
    flags = []
    if len(raw) > _LARGE_MIB << 20:
        size = f"The file has {len(raw) >> 20} MiB; its outputs were left out."
        flags.append(Flag(kind="damaged", where="", says=size))
    return Submission(cells_of(notebook, name), tuple(flags))


def cells_of(notebook: Any, name: str = "The notebook") -> tuple[Cell, ...]:
    """The cells of a parsed notebook.

    Raises:
        UnreadableSubmission: `notebook` does not have the form of a notebook.
    """
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise UnreadableSubmission(f"{name} is not a Jupyter notebook of format 4.")
    raw_cells = notebook["cells"]
    if len(raw_cells) > MAX_CELLS:
        raise UnreadableSubmission(
            f"{name} has {len(raw_cells)} cells; at most {MAX_CELLS} are graded."
        )
    cells = tuple(_cell(each) for each in raw_cells if isinstance(each, dict))
    if sum(len(each.source) for each in cells) > MAX_SOURCE_MIB << 20:
        raise UnreadableSubmission(
            f"{name} has more than {MAX_SOURCE_MIB} MiB of text in its cells."
        )
    return cells


def _must_be_moderate(raw: bytes, name: str) -> None:
    if len(raw) > MAX_FILE_MIB << 20:
        raise UnreadableSubmission(
            f"{name} is larger than {MAX_FILE_MIB} MiB: clear its outputs "
            "(Edit, Clear Outputs of All Cells), save it and submit it again."
        )
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > MAX_ITEMS:
        raise UnreadableSubmission(
            f"{name} has too many parts to be a notebook: clear its outputs, "
            "save it and submit it again."
        )


def _cell(raw: dict[str, Any]) -> Cell:
    source = raw.get("source", "")
    if isinstance(source, list):
        source = "".join(each for each in source if isinstance(each, str))
    metadata = raw.get("metadata")
    given = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    id = given.get("grade_id") if isinstance(given, dict) else None
    kind = raw.get("cell_type")
    return Cell(
        kind=kind if kind in ("code", "markdown", "raw") else "unknown",
        source=_text(source),
        id=_text(id),
        cell_id=_text(raw.get("id")),
    )


def _text(value: object) -> str:
    """`value` as text without lone surrogates, which no file can hold."""
    text = value if isinstance(value, str) else ""
    return text.encode("utf-8", "replace").decode("utf-8")
