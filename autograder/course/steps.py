"""The derivation steps of an assignment, as the engine sees them.

What a step is and how an answer is judged knows the workbook, because students need it
as well; the engine takes the objects that an assignment's steps.py makes and asks them.

    Step              what the engine asks of a step
    FixedAnswer       a function that returns one answer, with its text for a notebook
    misconceptions    the known wrong answers of steps, as misconceptions
    variants          other right answers of steps, as variants
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from autograder.misconceptions import Misconception
from autograder.variants import Variant


class Verdict(Protocol):
    """What a step says of one part of an answer; status is "right" or another word."""

    status: str
    says: str
    known: object


class Mistake(Protocol):
    """A known wrong answer: its id, what it says and what it asks."""

    id: str
    says: str
    try_this: str


class Step(Protocol):
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

    def mistakes(self) -> list[tuple[Mistake, Any]]:
        """Each known mistake with the answer of a student who makes it."""
        ...

    def verdicts(self, answer: Any, rng: np.random.Generator) -> Sequence[Verdict]:
        """The verdict on each part of an answer."""
        ...

    def follows(self, answer: Any) -> str | None:
        """The id of the known mistake in an answer."""
        ...

    def shipped(self, section: str) -> dict[str, Any]:
        """What students receive of the step, as plain JSON types."""
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
        """Its text, as a function of another name."""
        return f"def {name}():\n    return {self.answer!r}\n"


def misconceptions(
    steps: Iterable[Step], section_of: Callable[[str], str]
) -> tuple[Misconception, ...]:
    """The known wrong answers of all steps."""
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
        for each, answer in step.mistakes()
    )


def _name(function: str, id: str) -> str:
    """A Python name for the answer of a misconception: step_1_04_st01."""
    return f"{function}_{id.lower().replace('-', '_')}"


def variants(steps: Iterable[Step]) -> tuple[Variant, ...]:
    """The other right answers of all steps."""
    return tuple(
        Variant(step.id, FixedAnswer(f"{step.function}_form_{number}", answer))
        for step in steps
        for number, answer in enumerate(step.variants(), 1)
    )
