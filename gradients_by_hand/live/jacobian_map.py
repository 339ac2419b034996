"""The Jacobian as a map: one entry at a time, and a nudge beside its column."""

import numpy as np
import traitlets as t

from gradients_by_hand.gradients import numerical_gradient
from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.jacobian import heat_map


class JacobianMap(LiveWidget):
    """A table of slopes by the student, and how far the outputs truly move.

    jacobian(s) -> (C, C), row i is output i and column j is input j; outputs(s) ->
    (C,).  s (C,): where the sliders begin.
    """

    _esm, _css = page_of(__file__)

    s = t.List(t.Float(), help="The inputs.").tag(page=True)
    entry = t.List(t.Int(), [0, 0], help="Output i and input j.").tag(page=True)
    nudge = t.Float(1.0, help="Added to input j.").tag(page=True)

    def __init__(self, jacobian, outputs, s, **traits):
        functions = {"jacobian": jacobian, "outputs": outputs}
        super().__init__(functions, s=[float(each) for each in s], **traits)

    def view(self):
        s, (i, j) = np.array(self.s), self.entry
        J = self._numbers("jacobian", s, (s.size, s.size))
        before = self._numbers("outputs", s, s.shape)
        moved = s + self.nudge * (np.arange(s.size) == j)
        true = self._numbers("outputs", moved, s.shape) - before
        promised = self.nudge * J[:, j]
        measured = self._measured(s, i, j)
        right = abs(J[i, j] - measured) <= 1e-6 * max(1.0, abs(measured))
        case = f"i = j = {i}" if i == j else f"i = {i} and j = {j} differ"
        gap = float(np.abs(true - promised).max())
        return {
            "J": J,
            "rows": _sums(J, axis=1),
            "columns": _sums(J, axis=0),
            "outputs": before,
            "true": true,
            "promised": promised,
            "measured": measured,
            "right": bool(right),
            "case": case,
            "gap": gap,
            "words": f"The case {case}: your table says {J[i, j]:.4f}, measured is "
            f"{measured:.4f}{'' if right else ', which is something else'}. "
            f"Input {j} raised by {self.nudge:.2g}: what happens and what "
            f"column {j} promises are at most {gap:.2g} apart.",
        }

    def still(self):
        def jacobian(s):
            return self.call("jacobian", s)

        return heat_map(jacobian, np.array(self.s))

    def _numbers(self, name, s, shape):
        with np.errstate(all="ignore"):
            return table(self.call(name, s.copy()), shape, f"the answer of your {name}")

    def _measured(self, s, i, j):
        def output(moved):
            return self._numbers("outputs", moved, s.shape)[i]

        return float(numerical_gradient(output, s, entries=[(j,)])[j])


def _sums(J, axis):
    """Sums of a table; what rounding leaves of a zero is no digit worth showing."""
    sums = J.sum(axis=axis)
    size = np.abs(J[np.isfinite(J)]).max(initial=1e-12)
    return np.where(np.abs(sums) < 1e-9 * size, 0.0, sums)
