"""Feedback for a terminal, with what only the instructor sees: ids and flags."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from autograder.report import ERROR, Report, Verdict
from autograder.reporting.feedback_view import (
    CheckView,
    ExerciseView,
    TutorView,
    report_view,
)

_STYLES: dict[Verdict, str] = {
    "passed": "green",
    "wrong": "red",
    "crashed": "red",
    "skipped": "dim",
    ERROR: "bold yellow",
}
_WARNING = "bold yellow"


def report_table(report: Report) -> Group:
    """One submission, exercise by exercise, then the flags.

    Everything is Text: rich would read [brackets] in a string of a student as markup.
    """
    view = report_view(report, report.assignment)
    style = "" if report.status == "graded" else "red"
    parts: list[RenderableType] = [
        Text(f"{view.title}: {view.headline} {view.sentence}", style=style)
    ]
    for exercise in view.exercises:
        parts += _exercise(exercise)
    if view.notice:
        parts.append(Text(view.notice, style=_WARNING))
    parts += [Text(f"flag: {flag}", style="yellow") for flag in report.flags]
    return Group(*parts)


def _exercise(exercise: ExerciseView) -> list[RenderableType]:
    title = Text(f"\n{exercise.id}: {exercise.headline}", style="bold")
    parts: list[RenderableType] = [title]
    if exercise.sentence:
        parts.append(Text(exercise.sentence))
    if exercise.rows:
        parts.append(_table(exercise.rows))
    if exercise.tutor:
        parts.append(_tutor(exercise.tutor))
    return parts


def _table(rows: tuple[CheckView, ...]) -> Table:
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column()
    for each in rows:
        verdict = Text(f"{each.sign} {each.word}", style=_STYLES[each.verdict])
        what = Text(each.checks)
        if each.says:
            what.append(f"\n{each.says}", style="bold")
        table.add_row(verdict, what)
    return table


def _tutor(tutor: TutorView) -> Text:
    return Text.assemble(
        f"{tutor.misconception}: {tutor.says} ",
        (tutor.try_this, "italic"),
        f" {tutor.read_again} {tutor.section}",
    )
