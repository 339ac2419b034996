"""The view model of feedback: what it says, and nothing about how it looks.

HTML, plain text and terminal render these views, so all three say the same words.
To change what feedback says, change this module and the templates.

    report_view     one submission
    exercise_view   one exercise, for its cell in the graded notebook
"""

from dataclasses import dataclass
from urllib.parse import quote

from autograder.report import (
    ERROR,
    CheckReport,
    ExerciseReport,
    Report,
    TutorReport,
    Verdict,
)
from autograder.sandbox.backends import isolates

_WORDS: dict[Verdict, tuple[str, str]] = {
    "passed": ("✔", "passed"),
    "wrong": ("✘", "not yet"),
    "crashed": ("✘", "stopped"),
    "skipped": ("–", "not tried"),
    ERROR: ("!", "our fault"),
}
_UNCONFINED = "Graded without a sandbox."
_CHECKS_ONLY = "These points come from the checks. A person marks the written answers."


@dataclass(frozen=True)
class CheckView:
    """One check: its verdict as a sign and a word, what it checks, what went wrong."""

    verdict: Verdict
    sign: str
    word: str
    checks: str
    says: str


@dataclass(frozen=True)
class TutorView:
    """The tutor's remark; `link` leads to the section in the same page, or is ""."""

    misconception: str
    says: str
    try_this: str
    read_again: str
    section: str
    link: str


@dataclass(frozen=True)
class ExerciseView:
    """One exercise; `sentence` takes the place of the rows, `notice` warns."""

    id: str
    headline: str = ""
    sentence: str = ""
    rows: tuple[CheckView, ...] = ()
    tutor: TutorView | None = None
    notice: str = ""


@dataclass(frozen=True)
class ReportView:
    """One submission."""

    title: str
    headline: str
    sentence: str
    exercises: tuple[ExerciseView, ...]
    notice: str


def points(score: float | None, out_of: float) -> str:
    """A score as a person writes it: 4.5 of 18."""
    return f"{'–' if score is None else f'{score:g}'} of {out_of:g}"


def report_view(report: Report, title: str) -> ReportView:
    """The feedback on one submission, as a document of its own."""
    if report.status == "graded":
        headline = f"{_points(report.score, report.max)}."
        sentence = _CHECKS_ONLY
    else:
        headline = f"{report.status.capitalize()}."
        sentence = report.problem or ""
    exercises = [
        _exercise(id, each, linked=False) for id, each in report.exercises.items()
    ]
    return ReportView(
        title, headline, sentence, tuple(exercises), sandbox_notice(report)
    )


def exercise_view(report: Report, id: str) -> ExerciseView:
    """The feedback on one exercise, for its cell in the graded notebook."""
    exercise, notice = report.exercises.get(id), sandbox_notice(report)
    if exercise is not None:
        return _exercise(id, exercise, linked=True, notice=notice)
    if report.problem:
        return ExerciseView(id, "Not graded.", report.problem, notice=notice)
    return ExerciseView(id, notice=notice)


def sandbox_notice(report: Report) -> str:
    """A warning if student code ran without a sandbox, else ""."""
    return "" if isolates(report.sandbox.tier) else _UNCONFINED


def _exercise(
    id: str, exercise: ExerciseReport, *, linked: bool, notice: str = ""
) -> ExerciseView:
    headline = _points(exercise.score, exercise.max)
    if exercise.unfinished:
        return ExerciseView(id, headline, exercise.checks[0].says, notice=notice)
    return ExerciseView(
        id,
        headline,
        rows=tuple(map(_row, exercise.checks)),
        tutor=_tutor(exercise.misconception or "", exercise.tutor, linked),
        notice=notice,
    )


def _row(check: CheckReport) -> CheckView:
    sign, word = _WORDS[check.verdict]
    says = "" if check.verdict == "passed" else check.says
    return CheckView(check.verdict, sign, word, check.checks, says)


def _tutor(
    misconception: str, tutor: TutorReport | None, linked: bool
) -> TutorView | None:
    if tutor is None:
        return None
    ends = "" if tutor.section.endswith("?") else "."
    return TutorView(
        misconception=misconception,
        says=tutor.says,
        try_this=tutor.try_this,
        read_again="Read again:",
        section=f"{tutor.section}{ends}",
        link=f"#{_anchor(tutor.section)}" if linked else "",
    )


def _anchor(heading: str) -> str:
    """The id that nbconvert gives a heading."""
    return quote(heading.replace(" ", "-"), safe="?/:@!$&'()*+,;=")


def _points(score: float | None, out_of: float) -> str:
    return f"{points(score, out_of)} point{'' if out_of == 1 else 's'}"
