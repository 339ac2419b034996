"""The axis explorer: the numbers of a table on which an entry of the result depends."""

import numpy as np
import traitlets as t

from gradients_by_hand.dependency_mask import dependency_mask, listed
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.chosen import ChosenFunction
from gradients_by_hand.pictures.arrays import depends


class AxisExplorer(ChosenFunction):
    """A table, the result of a function, and what one entry of the result depends on.

    functions: {name: f}, f(A) -> an array of at most two axes.  table (rows, columns).
    The widget nudges each number of the table and lights those that move the entry.
    """

    _esm, _css = page_of(__file__)

    entry = t.List(t.Int(), [0, 0], help="Row and column of the result.").tag(page=True)
    square = t.Bool(False, help="Use the square corner of the table.").tag(page=True)

    def __init__(self, functions, table, **traits):
        super().__init__(functions, **traits)
        self._table = np.array(table, dtype=float)

    @property
    def table(self):
        """The table that the function gets."""
        side = min(self._table.shape)
        return self._table[:side, :side] if self.square else self._table

    def view(self):
        A = self.table.copy()
        result = np.asarray(self.ask(A.copy()), dtype=float)
        if result.ndim > 2 or result.size == 0:
            raise ValueError(f"a result of shape {result.shape} cannot be drawn here")
        seen = np.atleast_2d(result)
        at = [min(max(i, 0), n - 1) for i, n in zip(self.entry, seen.shape)]
        lit = dependency_mask(lambda A: np.atleast_2d(self.ask(A)), {"A": A}, at)["A"]
        place = at[2 - result.ndim :]  # a result of one axis stands as a row
        return {
            "table": A,
            "result": seen,
            "shapes": [str(A.shape), str(result.shape)],
            "entry": at,
            "place": place,
            "lit": lit,
            "words": f"{self.which}: shape {A.shape} becomes {result.shape}. "
            f"Entry {place} depends on {int(lit.sum())} of {lit.size} numbers: "
            f"{listed('A', lit) or 'none'}.",
        }

    def still(self):
        view = self.attempt(self.view)
        return depends(self.chosen, self.table, view["place"] if view else (0, 0))
