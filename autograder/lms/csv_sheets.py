"""Writes marks into a CSV sheet that the instructor exported from a learning platform.

Only the platform knows its own ids of people and assignments, so we fill its sheet
instead of making one.  Cells without a mark stay as they are.  platforms.py describes
the sheets of each platform.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from autograder.errors import AutograderError
from autograder.lms.marks import GradebookStudent, Marks, number
from autograder.reporting.spreadsheet import harmless

Row = list[str]
_BOM = "\ufeff"


@dataclass(frozen=True)
class SheetFormat:
    """The columns of the sheets of one platform.

    people   pairs a column with the student's datum that it may hold
    names    the columns with names that people chose themselves
    marks    finds the columns for the marks of an assignment; "" finds all of them
    keep     the columns to write, given the column of the marks
    out_of   the points that the platform counts, as text
    """

    platform: str
    people: Sequence[tuple[str, Callable[[GradebookStudent], str]]]
    names: frozenset[str]
    marks: Callable[[Row, str], list[int]]
    keep: Callable[[Row, int], Iterable[int]]
    out_of: Callable[[list[Row], int], str]


@dataclass(frozen=True)
class Filled:
    """A sheet with marks, and notes for the instructor."""

    text: str
    notes: list[str]


def fill(sheet: str, marks: Marks, kind: SheetFormat, column: str = "") -> Filled:
    """The sheet with these marks; `column` names their column if it cannot be guessed.

    Raises:
        AutograderError: the sheet is of another kind, or its column or its students
            are ambiguous.
    """
    separator = ";" if sheet.partition("\n")[0].count(";") > 2 else ","
    rows = _rows(sheet, separator)
    place = _place(rows[0], column or marks.assignment, kind)
    found, by = _people(rows, marks, kind)
    for index, student in found.items():
        points = marks.points[student]
        if points is not None:
            rows[index][place] = number(points)
    notes = [*_notes(rows, marks, found, by), *_scale(rows, place, marks, kind)]
    text = written(_returned(rows, place, kind), separator)
    return Filled(_BOM + text if sheet.startswith(_BOM) else text, notes)


def written(rows: Iterable[Row], separator: str = ",") -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def _rows(sheet: str, separator: str) -> list[Row]:
    """The rows with content, padded to the length of the first; or [[]]."""
    lines = io.StringIO(sheet.removeprefix(_BOM), newline="")
    rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)]
    width = len(rows[0]) if rows else 0
    return [[*row, *[""] * (width - len(row))] for row in rows] or [[]]


def _place(header: Row, name: str, kind: SheetFormat) -> int:
    """The column of the marks."""
    if not any(column in header for column, _ in kind.people):
        raise AutograderError(
            f"This is not a sheet of {kind.platform}: its first line has none of the "
            f"columns {', '.join(dict(kind.people))}."
        )
    places = kind.marks(header, name)
    if len(places) != 1:
        there = ", ".join(repr(header[place]) for place in kind.marks(header, ""))
        raise AutograderError(
            f"{'No' if not places else 'More than one'} column of this sheet is called "
            f"{name!r}. Choose one with --column: {there or 'it has none for marks'}."
        )
    return places[0]


def _people(
    rows: list[Row], marks: Marks, kind: SheetFormat
) -> tuple[dict[int, GradebookStudent], str]:
    """The student of each row, and the column that identifies most of them."""
    tried = [
        (_matches(rows, marks.points, rows[0].index(column), of), column)
        for column, of in kind.people
        if column in rows[0]
    ]
    found, by = max(tried, key=lambda each: len(each[0]))
    if not found:
        raise AutograderError(
            "No student of the gradebook is in this sheet. It identifies people by "
            f"{' or '.join(each for each in dict(kind.people) if each in rows[0])}: "
            "enter these for your students with `nbgrader db student`."
        )
    twice = [each.id for each, times in Counter(found.values()).items() if times > 1]
    if twice:
        raise AutograderError(
            f"Several lines of this sheet belong to {', '.join(twice)}, by {by!r}. "
            "Delete all but one, and try again."
        )
    return found, by


def _matches(
    rows: list[Row],
    students: Iterable[GradebookStudent],
    place: int,
    of: Callable[[GradebookStudent], str],
) -> dict[int, GradebookStudent]:
    known: dict[str, list[GradebookStudent]] = {}
    for each in students:
        known.setdefault(of(each).casefold(), []).append(each)
    found = {}
    for index, row in enumerate(rows[1:], start=1):
        same = known.get(row[place].strip().casefold(), []) if row[place] else []
        if len(same) == 1:  # two students with one address cannot be told apart
            found[index] = same[0]
    return found


def _notes(
    rows: list[Row], marks: Marks, found: dict[int, GradebookStudent], by: str
) -> Iterable[str]:
    given = [each for each in found.values() if marks.points[each] is not None]
    yield f"{len(given)} mark{'s' * (len(given) != 1)}; students found by {by!r}."
    without = [each.id for each in found.values() if marks.points[each] is None]
    if without:
        yield (
            "No mark yet (nothing submitted, or grading not finished): "
            f"{', '.join(without)}."
        )
    lost = [each.id for each in marks.points if each not in found.values()]
    if lost:
        yield f"In the gradebook but not in this sheet: {', '.join(lost)}."
    place = rows[0].index(by)
    strangers = [
        f"{row[0]} ({row[place]})"
        for index, row in enumerate(rows[1:], start=1)
        if index not in found and row[place]
    ]
    if strangers:
        yield f"In this sheet but not in the gradebook: {', '.join(strangers)}."


def _scale(
    rows: list[Row], place: int, marks: Marks, kind: SheetFormat
) -> Iterable[str]:
    """A warning if the platform counts a different number of points."""
    theirs, ours = kind.out_of(rows, place).replace(",", "."), number(marks.out_of)
    if not re.fullmatch(r"\d+(\.\d+)?", theirs):
        return  # a scale of words, or no scale
    if number(float(theirs)) != ours:
        yield (
            f"{kind.platform} counts {theirs} points for this assignment and the "
            f"gradebook {ours}. The marks are not rescaled."
        )


def _returned(rows: list[Row], place: int, kind: SheetFormat) -> Iterable[Row]:
    """The columns to write, with names that cannot act as formulas."""
    header = rows[0]
    kept = list(kind.keep(header, place))
    names = {at for at in kept if header[at] in kind.names}
    yield [header[at] for at in kept]
    for row in rows[1:]:
        yield [harmless(row[at]) if at in names else row[at] for at in kept]
