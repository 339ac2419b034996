"""One answer of a step as its author writes it, and how its samples are drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from gradients_by_hand.steps.answer_type import AnswerType
from gradients_by_hand.steps.draws import DecimalDraws, rounded
from gradients_by_hand.steps.judge import AnswerKey, ShippedMisconception

_POINTS, _TRIALS = 16, 3


@dataclass(frozen=True)
class StepMisconception:
    """A wrong answer that is known, what it says and the question that it asks."""

    id: str
    answer: Any
    says: str
    try_this: str


@dataclass(frozen=True)
class Part:
    """One answer of a step.

    equivalents: right answers in other forms.  start: what a chain starts from, which
    is then what its answer is compared with.
    """

    right: Any
    answer_type: AnswerType
    draw: Callable[[np.random.Generator], list[dict]]
    equivalents: tuple = ()
    misconceptions: tuple = ()
    start: str = ""

    def answer_key(self, salt, rng, section=""):
        """What this part is judged by, on samples that `rng` draws."""
        samples = self.draw(rng)
        evaluation = partial(self.answer_type.evaluation, samples=samples, salt=salt)
        return AnswerKey(
            self.answer_type,
            salt,
            samples,
            evaluation(self.start or self.right),
            lambda: tuple(
                ShippedMisconception(
                    each.says, each.try_this, section, evaluation(each.answer)
                )
                for each in self.misconceptions
            ),
        )


def no_samples(rng):
    """No samples: the answer is a word."""
    return []


def trials(given):
    """A few samples, each drawn anew by `given` from DecimalDraws."""

    def draw(rng):
        draws = DecimalDraws(rng)
        return [rounded(given(draws)) for _ in range(_TRIALS)]

    return draw


def points(given):
    """One sample: an array of points for every name.

    given: name -> (from, to), or DecimalDraws -> {name: number}.
    """

    def draw(rng):
        draws = DecimalDraws(rng)
        if not callable(given):
            return [{key: draws.uniform(*ends, _POINTS) for key, ends in given.items()}]
        drawn = [given(draws) for _ in range(_POINTS)]
        return [rounded({key: np.array([p[key] for p in drawn]) for key in drawn[0]})]

    return draw


def names_of(draw, ndim=None):
    """The names in a sample: all, or those of arrays with so many axes."""
    sample = draw(np.random.default_rng(0))[0]
    return tuple(
        name for name, value in sample.items() if ndim in (None, np.ndim(value))
    )
