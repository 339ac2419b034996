"""The index lens: which numbers an entry depends on, and how it moves with one."""

import numpy as np
import traitlets as t

from gradients_by_hand.dependency_mask import dependency_mask, listed
from gradients_by_hand.gradients import numerical_gradient
from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.pictures.index_lens import lens

_SMALL = 1e-6  # a rise is a difference: its last digits are noise


class IndexLens(LiveWidget):
    """Tables, the answer of a function, and the numbers that an entry depends on.

    function: {name: f}, one function of all given arrays; its answer has one or two
    axes.  given: {name: array}.  along: the name of the given array whose chosen entry
    is nudged; then the widget measures the slope of the chosen entry of the answer and
    lights what *the slope* depends on.  Otherwise it lights what the entry depends on.
    """

    _esm, _css = page_of(__file__)

    entry = t.List(t.Int(), help="Indices of the answer.").tag(page=True)
    nudged = t.List(t.Int(), help="Indices of the array `along`.").tag(page=True)

    def __init__(self, function, given, entry, *, along=None, **traits):
        ((self._name, _),) = function.items()
        self._given = {name: np.array(v, dtype=float) for name, v in given.items()}
        self._along = along
        nudged = traits.pop("nudged", [0] * self._given[along].ndim if along else [])
        super().__init__(function, entry=list(entry), nudged=list(nudged), **traits)

    def view(self):
        answer = self._ask(*self._given.values())
        if answer.ndim not in (1, 2) or len(self.entry) != answer.ndim:
            raise ValueError(f"an answer of shape {answer.shape} cannot be drawn here")
        entry = tuple(min(i, n - 1) for i, n in zip(self.entry, answer.shape))
        name = f"{self._name}{list(entry)}"
        if self._along is None:
            lit = dependency_mask(self._ask, self._given, entry)
            says = f"{name} is {answer[entry]:.3g}; it depends on "
            slope = None
        else:
            slope = self._slope(entry)
            lit = dependency_mask(
                self._rise(entry), self._given, (0,), tolerance=_SMALL
            )
            says = (
                f"Raise {self._along}{self.nudged} by a little: {name} moves by "
                f"{slope:.3g} times as much. That slope depends on "
            )
        needed = [listed(each, on) for each, on in lit.items() if on.any()]
        return {
            "tables": [self._table(each, lit[each], answer) for each in self._given],
            "answer": self._column(answer),
            "name": self._name,
            "entry": list(entry),
            "along": self._along,
            "nudged": self.nudged,
            "slope": slope,
            "words": f"{says}{', '.join(needed) or 'none of these numbers'}.",
        }

    def still(self):
        def f(*given):
            return self.call(self._name, *given)

        return lens(f, self._given, tuple(self.entry), result_name=self._name)

    def _ask(self, *given):
        with np.errstate(all="ignore"):
            answer = self.call(self._name, *(each.copy() for each in given))
        return np.asarray(answer, dtype=float)

    def _slope(self, entry):
        """How the entry of the answer moves with the nudged number, measured."""

        def value(moved):
            return self._ask(*{**self._given, self._along: moved}.values())[entry]

        place, here = tuple(self.nudged), self._given[self._along]
        measured = numerical_gradient(value, here, entries=[place])[place]
        # What measuring leaves of a zero is no digit worth showing.
        return 0.0 if abs(measured) < 1e-9 else float(measured)

    def _rise(self, entry):
        """A function of the given arrays: by how much the entry rises, as [rise].

        It takes a whole step in place of a small one: it depends on the same numbers as
        the slope, and costs two calls.
        """

        def rise(*given):
            moved = dict(zip(self._given, given))
            moved[self._along] = moved[self._along].copy()
            moved[self._along][tuple(self.nudged)] += 1.0
            there = self._ask(*moved.values())[entry]
            return np.array([there - self._ask(*given)[entry]])

        return rise

    def _table(self, name, lit, answer):
        value = self._given[name]
        first = name == next(iter(self._given))
        row = value.ndim == 1 and not first and answer.shape[-1:] == value.shape
        return {
            "name": name,
            "axes": value.ndim,
            "row": row,
            "values": value[None, :] if row else self._column(value),
            "lit": lit[None, :] if row else self._column(lit),
        }

    def _column(self, array):
        return array[:, None] if array.ndim == 1 else array
