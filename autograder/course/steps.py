"""The grader's view of an assignment's derivation steps.

`gradients_by_hand.steps` judges answers, because notebooks judge them as well.  The
grader takes the objects of an assignment's steps.py and calls the methods below.

    GradedStep        the protocol of a step
    FixedAnswer       a function that returns one answer, and its source for a notebook
    misconceptions    the misconceptions of steps, in the form of those of functions
    variants          other right answers of steps, as variants
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from autograder.misconceptions import Misconception
from autograder.variants import Variant


class StepVerdict(Protocol):
    """The verdict on one part of an answer; only the status "right" earns points."""

    status: str
    says: str
    misconception: object


class NamedMisconception(Protocol):
    """A known wrong answer: its id, its explanation and the tutor's question."""

    id: str
    says: str
    try_this: str


class GradedStep(Protocol):
    """One question of a derivation; `parts` are its answers."""

    id: str
    asks: str
    parts: Sequence[object]

    @property
    def function(self) -> str:
        """The name of the function that returns the answer."""
        ...

    @property
    def right(self) -> Any:
        """The right answer."""
        ...

    def variants(self) -> list[Any]:
        """Right answers in other forms."""
        ...

    def misconceptions(self) -> list[tuple[NamedMisconception, Any]]:
        """Each misconception with the answer of a student who has it."""
        ...

    def verdicts(self, answer: Any, rng: np.random.Generator) -> Sequence[StepVerdict]:
        """The verdict on each part of an answer."""
        ...

    def misconception_of(self, answer: Any) -> str | None:
        """The id of the misconception in an answer."""
        ...

    def shipped(self, section: str) -> dict[str, Any]:
        """The part of the step that students receive, as plain JSON types."""
        ...


@dataclass(frozen=True)
class FixedAnswer:
    """A function without arguments that returns one answer."""

    name: str
    answer: Any

    def __call__(self) -> Any:
        return self.answer

    @property
    def __name__(self) -> str:
        return self.name

    def source(self, name: str) -> str:
        """Its source text, as a function of another name."""
        return f"def {name}():\n    return {self.answer!r}\n"


def misconceptions(
    steps: Iterable[GradedStep], section_of: Callable[[str], str]
) -> tuple[Misconception, ...]:
    """The misconceptions of all steps."""
    return tuple(
        Misconception(
            each.id,
            (step.id,),
            each.says,
            each.try_this,
            section_of(step.id),
            FixedAnswer(_name(step.function, each.id), answer),
        )
        for step in steps
        for each, answer in step.misconceptions()
    )


def _name(function: str, id: str) -> str:
    """A Python name for the answer of a misconception: step_1_04_st01."""
    return f"{function}_{id.lower().replace('-', '_')}"


def variants(steps: Iterable[GradedStep]) -> tuple[Variant, ...]:
    """The other right answers of all steps."""
    return tuple(
        Variant(step.id, FixedAnswer(f"{step.function}_form_{number}", answer))
        for step in steps
        for number, answer in enumerate(step.variants(), 1)
    )
