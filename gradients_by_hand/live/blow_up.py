"""The blow-up: a Jacobian as a pattern, and what it costs to store it."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.chosen import ChosenFunction
from gradients_by_hand.pictures.blow_up import pattern

_MOST = {"N": 24, "D": 24, "C": 8}
# Numbers of both signs, none of them near zero: a zero in the pattern is a real one.
_SIZES = np.random.default_rng(0).uniform(0.5, 2.0, size=(_MOST["N"], _MOST["D"]))
_ENTRIES = _SIZES * np.where(np.indices(_SIZES.shape).sum(axis=0) % 3 == 1, -1.0, 1.0)
_WRITTEN = 36  # numbers of a block that are written out
MIDDLE, NO_NUMBER = 127, 255  # of the levels of a pattern


class BlowUp(ChosenFunction):
    """All slopes of a table along another one, made by the student's function.

    functions: {name: f}, f(X (N, D), C) -> a table.  N, D and C are moved by hand.
    """

    _esm, _css = page_of(__file__)

    N = t.Int(4, help="Examples.").tag(page=True)
    D = t.Int(3, help="Features.").tag(page=True)
    C = t.Int(2, help="Classes.").tag(page=True)
    lit = t.List(t.Int(), [1, 2], help="Row and column of the block.").tag(page=True)
    blocks = t.Unicode("C x C", help="The shape of a block.").tag(page=True)

    @t.validate("N", "D", "C")
    def _in_range(self, proposal):
        return min(max(proposal["value"], 1), _MOST[proposal["trait"].name])

    @property
    def X(self):
        """The examples: the same numbers, however many of them are shown."""
        return _ENTRIES[: self.N, : self.D].copy()

    def view(self):
        J = np.asarray(self.ask(self.X, self.C), dtype=float)
        if J.ndim != 2 or not J.size:
            raise ValueError(f"a Jacobian of shape {J.shape} cannot be drawn")
        shape = (self.C, self.C) if self.blocks == "C x C" else (self.N, self.D)
        lit = [
            min(max(i, 0), max(n // b - 1, 0))
            for i, n, b in zip(self.lit, J.shape, shape)
        ]
        rows, columns = (slice(i * b, (i + 1) * b) for i, b in zip(lit, shape))
        zeros, weights = int(np.sum(J == 0)), self.D * self.C
        return {
            "X": self.X,
            "shape": list(J.shape),
            "pattern": _levels(J),
            "block": list(shape),
            "lit": lit,
            "part": J[rows, columns] if np.prod(shape) <= _WRITTEN else None,
            "stored": J.size,
            "zeros": zeros,
            "megabytes": J.nbytes / 1e6,
            "weights": weights,
            "words": f"N={self.N}, D={self.D}, C={self.C}: {J.shape[0]} x {J.shape[1]} "
            f"= {J.size} numbers are stored, {zeros} of them zeros "
            f"({zeros / J.size:.0%}), {J.nbytes / 1e6:.3g} megabytes. "
            f"A gradient has {weights} numbers. Lit is block {lit}.",
        }

    def still(self):
        return pattern(self.chosen, self.X, self.C, tuple(self.lit))


def _levels(J):
    """Sign and size as bytes: 127 is zero, 255 is no number."""
    size = max(np.abs(J[np.isfinite(J)]).max(initial=0.0), 1e-12)
    with np.errstate(invalid="ignore"):
        levels = np.clip(np.round(J / size * MIDDLE), -MIDDLE, MIDDLE) + MIDDLE
    # What is small is no zero: it must not look like one.
    levels = np.where((J != 0) & (levels == MIDDLE), MIDDLE + np.sign(J), levels)
    return np.where(np.isfinite(J), levels, NO_NUMBER).astype(np.uint8)
