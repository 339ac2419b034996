"""A step as its author writes it: what is asked, what is right, and what is not.

    STEPS = (
        Step(
            "step-1",
            "The slope of the sum of squares along x[k].",
            Index(
                "2*x[k]",
                given=a_vector,
                free_indices={"k": "D"},
                equivalents=("x[k]+x[k]",),
                misconceptions=(
                    StepMisconception("SQ01", "x[k]", "It says ...", "It asks ...?"),
                ),
            ),
        ),
    )

A step has one part or several; the student's function returns one answer or a tuple.
Students receive what a part *comes to* on samples (`shipped`), never an expression.
"""

from dataclasses import dataclass, field

import numpy as np

from gradients_by_hand.steps.judge import judged
from gradients_by_hand.steps.part import Part
from gradients_by_hand.steps.shipping import answer_key_to_json

_SHIPPED_SEED = 20_240


@dataclass(frozen=True, init=False)
class Step:
    """A question with one answer or several; its id is a grade_id of the notebook."""

    id: str
    asks: str
    parts: tuple[Part, ...] = field(default_factory=tuple)

    def __init__(self, id, asks, *parts):
        object.__setattr__(self, "id", id)
        object.__setattr__(self, "asks", asks)
        object.__setattr__(self, "parts", parts)

    @property
    def function(self):
        """The name of the function that returns the answer."""
        return self.id.replace("-", "_")

    @property
    def right(self):
        """The right answer as the student's function returns it."""
        return self.answer({})

    def answer(self, instead):
        """The answer with other texts in some parts: part number -> text."""
        texts = [
            instead.get(number, part.right) for number, part in enumerate(self.parts)
        ]
        return texts[0] if len(texts) == 1 else tuple(texts)

    def variants(self):
        """Right answers in other forms, each for the whole step."""
        return [
            self.answer({number: text})
            for number, part in enumerate(self.parts)
            for text in part.equivalents
        ]

    def misconceptions(self):
        """(StepMisconception, the answer of the whole step) of each that is known."""
        return [
            (each, self.answer({number: each.answer}))
            for number, part in enumerate(self.parts)
            for each in part.misconceptions
        ]

    def verdicts(self, answer, rng):
        """The verdict on each part of an answer, on samples that `rng` draws."""
        return judged(self.answer_keys(rng), answer)

    def misconception_of(self, answer):
        """The id of the misconception in an answer, or None."""
        keys = self.answer_keys(np.random.default_rng(_SHIPPED_SEED))
        for part, key, verdict in zip(self.parts, keys, judged(keys, answer)):
            for written, shipped in zip(part.misconceptions, key.misconceptions):
                if shipped is verdict.misconception:
                    return written.id
        return None

    def answer_keys(self, rng, section=""):
        """The answer key of each part, on samples that `rng` draws."""
        return [
            part.answer_key(f"{self.id}/{number}", rng, section)
            for number, part in enumerate(self.parts)
        ]

    def shipped(self, section):
        """What students receive of this step, as plain JSON types."""
        keys = self.answer_keys(np.random.default_rng(_SHIPPED_SEED), section)
        return {
            "function": self.function,
            "asks": self.asks,
            "parts": [answer_key_to_json(each) for each in keys],
        }
