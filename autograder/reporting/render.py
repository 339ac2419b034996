"""A Report in words: for the student's feedback, a terminal, a page of its own.

Templates escape everything they are given.  Tables in notebooks use only the tags that
survive sanitizing, and say in words what they say with a sign.

    exercise_html, exercise_text   one exercise, for the feedback of nbgrader
    report_html                    one submission, as a page
    report_table                   one submission, for a terminal
"""

from functools import cache
from typing import Any

import jinja2
from rich.console import Group
from rich.table import Table
from rich.text import Text

from autograder.report import ExerciseReport, Report, Verdict
from autograder.sandbox.backends import isolates

SIGNS: dict[Verdict, str] = {
    "passed": "✔ passed",
    "wrong": "✘ not yet",
    "crashed": "✘ stopped",
    "skipped": "– not tried",
    "broken": "! our fault",
}
_STYLES: dict[Verdict, str] = {
    "passed": "green",
    "wrong": "red",
    "crashed": "red",
    "skipped": "dim",
    "broken": "bold yellow",
}


def exercise_html(
    exercise: ExerciseReport | None, problem: str | None = None, tier: str = ""
) -> str:
    """The verdicts of one exercise as a table and the tutor's question."""
    values = {"exercise": exercise, "problem": problem, "tier": tier}
    return render_page("exercise.html.j2", **values)


def exercise_text(
    exercise: ExerciseReport | None, problem: str | None = None, tier: str = ""
) -> str:
    """The same in plain text."""
    values = {"exercise": exercise, "problem": problem, "tier": tier}
    return render_page("exercise.txt.j2", **values)


def report_html(report: Report, title: str) -> str:
    """One submission as a page that needs nothing else."""
    return render_page("report.html.j2", report=report, title=title)


def report_table(report: Report) -> Group:
    """One submission for a terminal."""
    parts: list[Any] = [_headline(report)]
    for id, exercise in report.exercises.items():
        if exercise.unfinished:
            score = points(exercise.score, exercise.max)
            parts.append(Text(f"{id}: {score}. {exercise.checks[0].says}"))
            continue
        parts += [_exercise_table(id, exercise), *_tutor_lines(exercise)]
    parts += [Text(f"flag: {flag}", style="yellow") for flag in report.flags]
    return Group(*parts)


def points(score: float | None, out_of: float) -> str:
    """A score as a person writes it: 4.5 of 18."""
    return f"{'–' if score is None else f'{score:g}'} of {out_of:g}"


def _headline(report: Report) -> Text:
    if report.status == "graded":
        return Text(f"{report.assignment}: {points(report.score, report.max)} points")
    return Text(f"{report.assignment}: {report.status}. {report.problem}", style="red")


def _exercise_table(id: str, exercise: ExerciseReport) -> Table:
    table = Table(
        title=f"{id}: {points(exercise.score, exercise.max)}",
        title_justify="left",
        expand=True,
    )
    table.add_column("verdict", no_wrap=True)
    table.add_column("what it says", ratio=1)
    for each in exercise.checks:
        # Text, not str: rich would read [brackets] of a student as markup.
        table.add_row(
            Text(SIGNS[each.verdict], style=_STYLES[each.verdict]), Text(each.says)
        )
    return table


def _tutor_lines(exercise: ExerciseReport) -> list[Text]:
    tutor = exercise.tutor
    if tutor is None:
        return []
    return [
        Text(f"{exercise.misconception}: {tutor.says}"),
        Text(tutor.try_this, style="italic"),
    ]


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder.reporting"),
        autoescape=lambda name: "html" in (name or ""),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals.update(points=points, signs=SIGNS)
    environment.tests["isolating"] = isolates
    return environment


def render_page(template: str, **values: Any) -> str:
    """A template of this package with values; everything in HTML is escaped."""
    return _templates().get_template(template).render(**values)
