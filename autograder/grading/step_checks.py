"""The hidden checks of derivation steps: one for each answer, made from steps.py.

pytest runs this file beside the checks of an assignment that has steps; its parameters
come from pytest_plugin.
"""

from typing import Any

from autograder.checks import WrongAnswer
from autograder.course.steps import GradedStep
from autograder.execution.student import StudentProxy


def test_step(
    student: StudentProxy, step_part: tuple[GradedStep, int], rng: Any
) -> None:
    """One answer of a step is right, in whatever form it is written."""
    step, part = step_part
    answer = getattr(student, step.function)()

    verdict = step.verdicts(answer, rng)[part]
    if verdict.status != "right":
        # The tutor tells what a misconception says, beside its question.
        says = "This answer is not right." if verdict.misconception else verdict.says
        raise WrongAnswer(says)
