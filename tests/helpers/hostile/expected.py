"""What the report of an attack must say, and whether it does."""

from collections.abc import Iterator, Mapping

from autograder.report import Report
from hostile.attacks import EXERCISES, Attack


def judged(attack: Attack, report: Report) -> Iterator[str]:
    """How a report differs from what must come of an attack."""
    status = "unreadable" if attack.unreadable else "graded"
    if report.status != status:
        yield f"it is {report.status!r}: {report.problem}"
    if not attack.unreadable and report.status == "graded":
        scores = {id: each.score for id, each in report.exercises.items()}
        yield from compared(attack, scores, points_of(report))
    if attack.says and attack.says not in report.model_dump_json():
        yield f"the report does not say {attack.says!r}"


def compared(
    attack: Attack, scores: Mapping[str, float | None], points: Mapping[str, float]
) -> Iterator[str]:
    """Who got more than earned, and who paid for somebody else."""
    for exercise in EXERCISES:
        given = scores.get(exercise) or 0.0
        costs = attack.unreadable or exercise in attack.costs
        earned = 0.0 if costs else points[exercise]
        earned = attack.scores.get(exercise, earned)
        if given > earned:
            yield f"it got {given:g} points for {exercise}, and earned {earned:g}"
        if given < earned:
            yield f"{exercise} got {given:g} of {earned:g} points"


def points_of(report: Report) -> dict[str, float]:
    return {id: each.max for id, each in report.exercises.items()}


def without_time(report: Report) -> Report:
    """A report but for the seconds that it took."""
    return report.model_copy(update={"seconds": None})
