"""A formula in index notation, compared as a table over its free indices."""

import itertools
from dataclasses import dataclass

import numpy as np

from gradients_by_hand.steps.answer_type import Reading, ValueAnswer
from gradients_by_hand.steps.comparison import close
from gradients_by_hand.steps.explanation import first_trial
from gradients_by_hand.steps.index import index_values
from gradients_by_hand.steps.part import Part, names_of, trials
from gradients_by_hand.steps.reading import read


@dataclass(frozen=True)
class IndexAnswer(ValueAnswer, kind="index"):
    """A formula in index notation; free_indices: letter -> the name of its size."""

    free_indices: dict
    numbers: tuple = ()
    forbidden_names: tuple = ()

    def reading(self, answer):
        """How the answer is understood."""
        return Reading.of(read(answer), self.numbers)

    def values(self, answer, sample):
        """The table over the free indices, in their order."""
        sizes = {
            letter: int(sample[name]) for letter, name in self.free_indices.items()
        }
        return index_values(read(answer), sample, sizes)

    def where(self, given, right, samples):
        """In which cases of the indices it fails, and at which place."""
        trial = first_trial(given, right, samples)
        if trial is None:
            return ""
        table, asked, sample = trial
        off = ~close(table, asked)
        place = tuple(int(i) for i in np.argwhere(off)[0])
        gives = f"your formula gives {table[place] + 0.0:.6g}, and that is not right"
        if not self.free_indices:
            return f"Here {gives}."
        at = ", ".join(f"{k} = {v}" for k, v in zip(self.free_indices, place))
        return f"{_cases(off, self.free_indices, sample)} At {at} {gives}."


def Index(
    right,
    *,
    given,
    free_indices,
    equivalents=(),
    misconceptions=(),
    forbidden_names=(),
):
    """A formula in index notation; free_indices: letter -> name of its size in given.

    given: rng -> {name: array or number}, drawn anew for each trial.
    """
    draw = trials(given)
    answer_type = IndexAnswer(
        dict(free_indices), names_of(draw, ndim=0), tuple(forbidden_names)
    )
    return Part(right, answer_type, draw, equivalents, misconceptions)


def _cases(off, free_indices, sample):
    """Whether it fails only where two indices coincide, or only where they differ."""
    for equal, differ, mask in _pairs(off, free_indices, sample):
        if mask.any() and not mask.all():
            if not off[~mask].any():
                return f"Right wherever {differ}, and wrong where {equal}."
            if not off[mask].any():
                return f"Right wherever {equal}, and wrong where {differ}."
    return "Wrong everywhere." if off.all() else "Wrong in some cases."


def _pairs(off, free_indices, sample):
    """(words for equal, words for different, where they are equal) of index pairs."""
    index = dict(zip(free_indices, np.indices(off.shape)))
    for a, b in itertools.combinations(free_indices, 2):
        if free_indices[a] == free_indices[b]:
            yield f"{a} equals {b}", f"{a} and {b} differ", index[a] == index[b]
    sizes = set(free_indices.values())
    for name, value in sample.items():
        is_place = isinstance(value, int | np.integer) and name.islower()
        if is_place and name not in sizes:
            for axis, a in enumerate(free_indices):
                if value < off.shape[axis]:
                    mask = index[a] == value
                    yield f"{a} equals {name}", f"{a} differs from {name}", mask
