"""Writes marks into a CSV sheet that was downloaded from a learning platform.

A sheet is filled rather than made because only the platform knows its own numbers of
people and assignments.  What we have no mark for stays as it is there.  Which sheets
there are says lms.py.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from autograder.errors import AutograderError
from autograder.lms.marks import GradebookStudent, Marks, number

Row = list[str]
_BOM = "\ufeff"
# What a spreadsheet takes for a formula, if it begins a cell.
_FORMULA = re.compile(r"\s*[=+@-]|[\t\r]")


@dataclass(frozen=True)
class SheetFormat:
    """What the sheets of one platform look like, by the names of their columns.

    `people` pairs a column with what the gradebook may have of a student; `names` are
    what people call themselves; `marks` finds the column of an assignment, by a name
    that may be left out where there is one such column only; `keep` says which columns
    go back, given that of the marks.
    """

    platform: str
    people: Sequence[tuple[str, Callable[[GradebookStudent], str]]]
    names: frozenset[str]
    marks: Callable[[Row, str], list[int]]
    keep: Callable[[Row, int], Iterable[int]]
    out_of: Callable[[list[Row], int], str]


@dataclass(frozen=True)
class Filled:
    """A sheet with marks, and in sentences what a person should know of it."""

    text: str
    notes: list[str]


def fill(sheet: str, marks: Marks, kind: SheetFormat, column: str = "") -> Filled:
    """The sheet with these marks; `column` names theirs if it has another name there.

    Raises:
        AutograderError: it is no such sheet, or it is unclear what or who is meant.
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


def harmless(cell: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def written(rows: Iterable[Row], separator: str = ",") -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def _rows(sheet: str, separator: str) -> list[Row]:
    """The lines that are not empty, all as long as the first, which may be []."""
    lines = io.StringIO(sheet.removeprefix(_BOM), newline="")
    rows = [row for row in csv.reader(lines, delimiter=separator) if any(row)]
    width = len(rows[0]) if rows else 0
    return [[*row, *[""] * (width - len(row))] for row in rows] or [[]]


def _place(header: Row, name: str, kind: SheetFormat) -> int:
    """The column of the marks."""
    if not any(column in header for column, _ in kind.people):
        raise AutograderError(
            f"This is no sheet of {kind.platform}: its first line has none of the "
            f"columns {', '.join(dict(kind.people))}."
        )
    places = kind.marks(header, name)
    if len(places) != 1:
        there = ", ".join(repr(header[place]) for place in kind.marks(header, ""))
        raise AutograderError(
            f"{'No' if not places else 'More than one'} column of this sheet is called "
            f"{name!r}. Name one with --column: {there or 'it has none for marks'}."
        )
    return places[0]


def _people(
    rows: list[Row], marks: Marks, kind: SheetFormat
) -> tuple[dict[int, GradebookStudent], str]:
    """Who each row is, and the column that says so: the one that most are found by."""
    tried = [
        (_matches(rows, marks.points, rows[0].index(column), of), column)
        for column, of in kind.people
        if column in rows[0]
    ]
    found, by = max(tried, key=lambda each: len(each[0]))
    if not found:
        raise AutograderError(
            "Nobody of the gradebook is in this sheet. It tells people by "
            f"{' or '.join(each for each in dict(kind.people) if each in rows[0])}: "
            "give the students of the gradebook theirs with `nbgrader db student`."
        )
    twice = [each.id for each, times in Counter(found.values()).items() if times > 1]
    if twice:
        raise AutograderError(
            f"More than one line of this sheet is {', '.join(twice)}, by {by!r}: "
            "leave one of them, and try again."
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
        if len(same) == 1:  # of two with one address, neither is known by it
            found[index] = same[0]
    return found


def _notes(
    rows: list[Row], marks: Marks, found: dict[int, GradebookStudent], by: str
) -> Iterable[str]:
    given = [each for each in found.values() if marks.points[each] is not None]
    yield f"{len(given)} mark{'s' * (len(given) != 1)}, by {by!r}."
    without = [each.id for each in found.values() if marks.points[each] is None]
    if without:
        yield (
            "No mark yet (nothing handed in, or not graded to the end): "
            f"{', '.join(without)}."
        )
    lost = [each.id for each in marks.points if each not in found.values()]
    if lost:
        yield f"In the gradebook, and not in this sheet: {', '.join(lost)}."
    place = rows[0].index(by)
    strangers = [
        f"{row[0]} ({row[place]})"
        for index, row in enumerate(rows[1:], start=1)
        if index not in found and row[place]
    ]
    if strangers:
        yield f"In this sheet, and not in the gradebook: {', '.join(strangers)}."


def _scale(
    rows: list[Row], place: int, marks: Marks, kind: SheetFormat
) -> Iterable[str]:
    """A warning if the platform counts another number of points."""
    theirs, ours = kind.out_of(rows, place).replace(",", "."), number(marks.out_of)
    if not re.fullmatch(r"\d+(\.\d+)?", theirs):
        return  # a scale of words, or nothing
    if number(float(theirs)) != ours:
        yield (
            f"{kind.platform} counts {theirs} points for this and the gradebook "
            f"{ours}: the marks are those of the gradebook."
        )


def _returned(rows: list[Row], place: int, kind: SheetFormat) -> Iterable[Row]:
    """The columns that go back, with names that are no formulas."""
    header = rows[0]
    kept = list(kind.keep(header, place))
    names = {at for at in kept if header[at] in kind.names}
    yield [header[at] for at in kept]
    for row in rows[1:]:
        yield [harmless(row[at]) if at in names else row[at] for at in kept]
