"""A formula of matrices, vectors and numbers, compared as an array."""

from dataclasses import dataclass

import numpy as np

from gradients_by_hand.steps.answer_type import Reading, ValueAnswer
from gradients_by_hand.steps.comparison import close
from gradients_by_hand.steps.explanation import first_trial
from gradients_by_hand.steps.matrix import matrix_values
from gradients_by_hand.steps.part import Part, names_of, trials
from gradients_by_hand.steps.reading import read


@dataclass(frozen=True)
class MatrixAnswer(ValueAnswer, kind="matrix"):
    """A formula of matrices, vectors and numbers."""

    numbers: tuple = ()
    forbidden_names: tuple = ()
    vectors: tuple = ()

    def reading(self, answer):
        """How the answer is understood."""
        return Reading.of(read(answer), self.numbers, self.vectors)

    def values(self, answer, sample):
        """The array that the formula gives."""
        return matrix_values(read(answer), sample)

    def where(self, given, right, samples):
        """How many entries are wrong, and the first of them."""
        trial = first_trial(given, right, samples)
        if trial is None or not np.ndim(trial[0]):
            return ""
        off = ~close(trial[0], trial[1])
        place = tuple(int(i) for i in np.argwhere(off)[0])
        entry = f"row {place[0]}" if len(place) == 1 else f"entry {list(place)}"
        return (
            f"{int(off.sum())} of {off.size} entries are wrong: in {entry} your "
            f"formula gives {trial[0][place] + 0.0:.6g}, and that is not right."
        )


def Matrix(right, *, given, equivalents=(), misconceptions=(), forbidden_names=()):
    """A formula of matrices; given: rng -> {name: array or number}."""
    draw = trials(given)
    answer_type = MatrixAnswer(
        names_of(draw, ndim=0), tuple(forbidden_names), names_of(draw, ndim=1)
    )
    return Part(right, answer_type, draw, equivalents, misconceptions)
