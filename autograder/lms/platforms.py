"""Marks as CSV for the imports of Canvas and Moodle.

    CANVAS        the gradebook that Canvas exports
    MOODLE        the grading worksheet of a Moodle assignment
    moodle_table  a table for the import of Moodle's gradebook
    marks_csv     the file that `autograder export` writes
    CanvasExporter, MoodleExporter    the same for `nbgrader export --exporter=…`

csv_sheets.py fills the sheets.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from autograder.errors import AutograderError
from autograder.lms.csv_sheets import Filled, Row, SheetFormat, fill, written
from autograder.lms.marks import GradebookStudent, Marks, marks_of, number
from autograder.reporting.spreadsheet import harmless


def moodle_table(every: Sequence[Marks]) -> str:
    """One row for each student, one column for each assignment."""
    students = sorted({each for marks in every for each in marks.points}, key=_name)
    header = ["Username", "ID number", "Email address", "First name", "Last name"]
    rows = [[*header, *(marks.assignment for marks in every)]]
    for each in students:
        own = [each.id, each.lms_user_id, each.email, each.first_name, each.last_name]
        points = [marks.points.get(each) for marks in every]
        given = ["" if each is None else number(each) for each in points]
        rows.append([*map(harmless, own), *given])
    return written(rows)


def _name(student: GradebookStudent) -> tuple[str, str, str]:
    return student.last_name, student.first_name, student.id


def _canvas_marks(header: Row, name: str) -> list[int]:
    """Canvas calls a column "Softmax loss (1234)"."""
    called = {
        place: each.group(1)
        for place, title in enumerate(header)
        if (each := re.fullmatch(r"(.*\S)\s*\(\d+\)", title))
    }
    wanted = name.casefold()
    return [
        place
        for place, title in called.items()
        if not name or wanted in (title.casefold(), header[place].casefold())
    ]


def _canvas_keep(header: Row, place: int) -> Iterable[int]:
    """The student and this mark only: Canvas may hold newer marks in other columns."""
    last = header.index("Section") if "Section" in header else 3
    return [*range(last + 1), place]


def _canvas_out_of(rows: list[Row], place: int) -> str:
    row = next((each for each in rows if "Points Possible" in each[0]), None)
    return row[place] if row else ""


def _moodle_marks(header: Row, _name: str) -> list[int]:
    """A worksheet belongs to one assignment, and its columns have fixed names."""
    return [place for place, title in enumerate(header) if title == "Grade"]


def _moodle_out_of(rows: list[Row], _place: int) -> str:
    there = "Maximum grade" in rows[0] and len(rows) > 1
    return rows[1][rows[0].index("Maximum grade")] if there else ""


def _id(student: GradebookStudent) -> str:
    return student.id


def _number(student: GradebookStudent) -> str:
    return student.lms_user_id


def _email(student: GradebookStudent) -> str:
    return student.email


CANVAS = SheetFormat(
    platform="Canvas",
    people=[
        ("SIS Login ID", _id),
        ("SIS Login ID", _email),
        ("SIS User ID", _id),
        ("SIS User ID", _number),
        ("ID", _number),
    ],
    names=frozenset({"Student", "LastName", "FirstName"}),
    marks=_canvas_marks,
    keep=_canvas_keep,
    out_of=_canvas_out_of,
)
MOODLE = SheetFormat(
    platform="Moodle",
    people=[
        ("Email address", _email),
        ("Username", _id),
        ("ID number", _id),
        ("ID number", _number),
        ("Email address", _id),
    ],
    names=frozenset({"Full name", "First name", "Last name"}),
    marks=_moodle_marks,
    keep=lambda header, _place: range(len(header)),
    out_of=_moodle_out_of,
)
SHEETS = {"canvas": CANVAS, "moodle": MOODLE}


def marks_csv(
    gradebook: Any,
    names: Sequence[str],
    to: str,
    *,
    sheet: Path | None = None,
    column: str = "",
) -> Filled:
    """The marks of the named assignments, or of all, as CSV for a platform.

    Raises:
        AutograderError: the platform needs a sheet, several assignments were named for
            one sheet, or `fill` refuses it.
    """
    names = names or sorted(each.name for each in gradebook.assignments)
    every = [marks_of(gradebook, name) for name in names]
    if sheet is None and to == "canvas":
        raise AutograderError(
            "Canvas imports only its own sheet. Export the gradebook there and pass "
            "that file with --sheet."
        )
    if sheet is None:
        return Filled(moodle_table(every), [*_without(every)])
    if len(every) != 1:
        there = ", ".join(names) or "none is in the gradebook yet"
        raise AutograderError(
            f"A sheet takes exactly one assignment. Choose one of: {there}."
        )
    return fill(_text(sheet), every[0], SHEETS[to], column)


def _without(every: Sequence[Marks]) -> Iterable[str]:
    for marks in every:
        students = [each.id for each, points in marks.points.items() if points is None]
        if students:
            yield f"{marks.assignment}: no mark yet for {', '.join(students)}."


def _text(sheet: Path) -> str:
    try:
        return sheet.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise AutograderError(
            f"{sheet} is not a CSV file in UTF-8. Download it as CSV, not for Excel."
        ) from None


class _Exporter(ExportPlugin):
    """`nbgrader export`, for one platform."""

    platform = ""
    sheet = Unicode("", help="the sheet of the platform").tag(config=True)
    column = Unicode("", help="the column for the marks in the sheet").tag(config=True)

    def export(self, gradebook: Any) -> None:
        """Write the CSV of `marks_csv`, and log its notes."""
        sheet = Path(self.sheet) if self.sheet else None
        names = [str(each) for each in self.assignment]
        filled = marks_csv(
            gradebook, names, self.platform, sheet=sheet, column=self.column
        )
        to = Path(self.to or f"{self.platform}.csv")
        to.write_bytes(filled.text.encode("utf-8"))
        for note in filled.notes:
            self.log.info(note)


class CanvasExporter(_Exporter):
    """nbgrader export --exporter=autograder.lms.platforms.CanvasExporter."""

    platform = "canvas"


class MoodleExporter(_Exporter):
    """nbgrader export --exporter=autograder.lms.platforms.MoodleExporter."""

    platform = "moodle"
