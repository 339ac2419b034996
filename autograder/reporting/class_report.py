"""The class report: what an instructor needs to know in a minute.

It shows three charts (scores, points lost, misconceptions), the flags, and a table of
all students.  Charts are drawn without pyplot and embedded in the page, with
alternative text that says what they show.
"""

import base64
import io
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from textwrap import shorten
from typing import TYPE_CHECKING

from autograder.integrity.alike import Alike, alike, most_that_is_rare
from autograder.report import FlagKind, Report
from autograder.reporting.feedback_view import sandbox_notice
from autograder.reporting.render import render_page
from autograder.reporting.spreadsheet import harmless

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BLUE = "#648FFF"
_MAGENTA = "#DC267F"
_MOST_BARS = 15
_KINDS: dict[FlagKind, str] = {
    "damaged": "damaged file",
    "edited": "edited locked cell",
    "patch": "patches a library or tool",
    "reach": "reaches out of the notebook",
    "unreadable": "unreadable code",
    "loop": "loop",
    "memory": "answers that change",
    "library": "library",
    "constant": "hard-coded answer",
}
Class = Mapping[str, Report]


@dataclass(frozen=True)
class Chart:
    """A PNG with its title and alternative text."""

    title: str
    alt: str
    png: str


def html(assignment: str, reports: Class, known: Collection[str] = ()) -> str:
    """The class report of one assignment as a self-contained page.

    known: fingerprints of the author's own answers; two students may share those.
    """
    groups = alike(reports, known)
    return render_page(
        "class.html.j2",
        title=f"{assignment}: the class",
        charts=[_scores(reports), _points_lost(reports), _misconceptions(reports)],
        misconceptions=_statements(reports),
        reports=reports,
        unconfined=any(map(sandbox_notice, reports.values())),
        exercises=_exercises(reports),
        kinds=_KINDS,
        alike=groups,
        rare=most_that_is_rare(len(reports)),
        look_at=_look_at(reports, groups),
    )


def rows(reports: Class, known: Collection[str] = ()) -> Iterator[Sequence[object]]:
    """The rows of scores.csv, the header first."""
    exercises = _exercises(reports)
    look_at = _look_at(reports, alike(reports, known))
    head = ["student", "status", "score", "max", *exercises]
    yield [*head, "misconceptions", "problem", "to look at"]
    for student, report in sorted(reports.items()):
        given = report.exercises
        scores = [given[id].score if id in given else None for id in exercises]
        held = " ".join(sorted(set(report.misconceptions().values())))
        row = [student, report.status, report.score, report.max, *scores, held]
        row += [report.problem, "; ".join(look_at[student])]
        yield [harmless(each) if isinstance(each, str) else each for each in row]


def _look_at(reports: Class, groups: Sequence[Alike]) -> dict[str, list[str]]:
    """By student, what the instructor should look at, in a few words."""
    words = {
        student: list(dict.fromkeys(_KINDS[each.kind] for each in report.to_look_at()))
        for student, report in reports.items()
    }
    for group in groups:
        for student in group.students:
            others = [each for each in group.students if each != student]
            words[student].append(f"same code as {', '.join(others)}")
    return words


def _exercises(reports: Class) -> list[str]:
    return list(dict.fromkeys(id for each in reports.values() for id in each.exercises))


def _scores(reports: Class) -> Chart:
    graded = [each for each in reports.values() if each.score is not None]
    scores = [each.score or 0.0 for each in graded]
    top = max((each.max for each in graded), default=1.0)
    figure = _figure(2.6)
    axes = figure.add_subplot()
    axes.hist(scores, bins=20, range=(0, top), color=_BLUE, edgecolor="black")
    axes.set(xlabel=f"points of {top:g}", ylabel="students", xlim=(0, top))
    axes.locator_params(axis="y", integer=True)
    middle = f"{median(scores):g}" if scores else "unknown"
    return _chart(
        figure,
        "Distribution of scores",
        f"Histogram of {len(scores)} scores; the median is {middle} of {top:g} points.",
    )


def _points_lost(reports: Class) -> Chart:
    lost: dict[str, float] = defaultdict(float)
    for report in reports.values():
        for id, exercise in report.exercises.items():
            lost[id] += exercise.max - (exercise.score or 0.0)
    mean = {id: points / max(len(reports), 1) for id, points in lost.items()}
    return _bars(mean, "Points lost by exercise", "points lost per student")


def _misconceptions(reports: Class) -> Chart:
    held = Counter(
        id
        for report in reports.values()
        for id in sorted(set(report.misconceptions().values()))
    )
    says = _statements(reports)
    values = {
        f"{shorten(says[id], 60, placeholder=' …')}  {id}": count
        for id, count in held.most_common(_MOST_BARS)
    }
    return _bars(values, "Misconceptions", "students")


def _statements(reports: Class) -> dict[str, str]:
    """What each recognised misconception says, by id, the most frequent first."""
    says = [
        (exercise.misconception, exercise.tutor.says)
        for report in reports.values()
        for exercise in report.exercises.values()
        if exercise.misconception and exercise.tutor
    ]
    texts = dict(says)
    return {id: texts[id] for id, _ in Counter(id for id, _ in says).most_common()}


def _bars(values: Mapping[str, float], title: str, unit: str) -> Chart:
    figure = _figure(0.8 + 0.3 * max(len(values), 1))
    axes = figure.add_subplot()
    names = list(values)
    axes.barh(names, [values[name] for name in names], color=_MAGENTA)
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.locator_params(axis="x", integer=True)
    axes.set(xlabel=unit)
    said = ", ".join(f"{name} {value:.3g}" for name, value in values.items())
    return _chart(figure, title, f"Bar chart of {unit}: {said or 'none'}.")


def _figure(height: float) -> "Figure":
    # Imported only here: otherwise every worker would hold its 23 MiB.
    from matplotlib.figure import Figure

    return Figure(figsize=(9, height), layout="constrained")


def _chart(figure: "Figure", title: str, alt: str) -> Chart:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=120)
    return Chart(title, alt, base64.b64encode(buffer.getvalue()).decode("ascii"))
