"""The hidden checks of derivation steps: one for each answer, made from steps.py.

pytest runs this file beside the checks of an assignment that has steps; its parameters
come from pytest_plugin.
"""

from typing import Any

from autograder.checks import WrongAnswer
from autograder.course.steps import Step
from autograder.execution.student import StudentProxy


def test_step(student: StudentProxy, step_part: tuple[Step, int], rng: Any) -> None:
    """One answer of a step is right, in whatever form it is written."""
    step, part = step_part
    answer = getattr(student, step.function)()

    verdict = step.verdicts(answer, rng)[part]
    if verdict.status != "right":
        # What a known mistake says comes from the tutor, beside its question.
        raise WrongAnswer("This is not it." if verdict.known else verdict.says)
