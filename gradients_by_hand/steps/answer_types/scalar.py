"""A formula of numbers, compared at many points at once."""

from dataclasses import dataclass

import numpy as np

from gradients_by_hand.steps.answer_type import Reading, ValueAnswer
from gradients_by_hand.steps.comparison import close
from gradients_by_hand.steps.index import index_values
from gradients_by_hand.steps.part import Part, names_of, points
from gradients_by_hand.steps.reading import read


@dataclass(frozen=True)
class ScalarAnswer(ValueAnswer, kind="scalar"):
    """A formula of numbers; a sample holds an array of points for every name."""

    names: tuple
    forbidden_names: tuple = ()

    def reading(self, answer):
        """How the answer is understood."""
        return Reading.of(read(answer), self.names)

    def values(self, answer, sample):
        """The formula at all points at once."""
        return at_points(read(answer), sample)

    def where(self, given, right, samples):
        """The first point at which the formula fails."""
        off = ~close(given[0], right[0])
        if not off.any():
            return ""
        first = int(np.argmax(off))
        at = ", ".join(
            f"{name} = {each[first]:.6g}" for name, each in samples[0].items()
        )
        shown = f"{given[0][first] + 0.0:.6g}"
        return f"At {at} your formula gives {shown}, and that is not right."


def Scalar(right, *, given, equivalents=(), misconceptions=(), forbidden_names=()):
    """A formula of numbers: given is name -> (from, to), or rng -> {name: number}."""
    draw = points(given)
    answer_type = ScalarAnswer(names_of(draw), tuple(forbidden_names))
    return Part(right, answer_type, draw, equivalents, misconceptions)


def at_points(tree, sample):
    """The values of a formula without indices at each of the points of a sample."""
    rows = zip(*sample.values())
    return np.array(
        [float(index_values(tree, dict(zip(sample, each)), {})) for each in rows]
    )
