"""The bug lab: a batch that the student designs, and the faults that it exposes."""

import numpy as np
import traitlets as t

from gradients_by_hand.gradients import gradient_check
from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.canvas import Sentence
from gradients_by_hand.pictures.verdicts import verdicts

VERDICTS = (
    "gives a loss and a dW",
    "the loss is yours",
    "dW is yours",
    "dW is the slope of its own loss",
)
LABELS = ("all classes in turn", "class 0 only")


class BugLab(LiveWidget):
    """Four verdicts on each faulty program, on a batch of chosen sizes.

    loss(W, X, y, reg) -> (number, dW) is the student's; faults: {name: the same with a
    fault}, as the notebook plants them.
    """

    _esm, _css = page_of(__file__)

    fault = t.Unicode(help="The fault that is explained.").tag(page=True)
    N = t.Int(4, min=1, max=8, help="Examples.").tag(page=True)
    D = t.Int(3, min=1, max=8, help="Features.").tag(page=True)
    C = t.Int(3, min=2, max=12, help="Classes.").tag(page=True)
    reg = t.Float(0.3, min=0.0).tag(page=True)
    scale = t.Float(1.0, help="The size of the weights.").tag(page=True)
    labels = t.Enum(LABELS, LABELS[0]).tag(page=True)
    seed = t.Int(0, min=0).tag(page=True)

    def __init__(self, loss, faults, **traits):
        first = next(iter(faults))
        super().__init__(
            {"your function": loss, **faults}, **{"fault": first, **traits}
        )
        self._faults = list(faults)

    @property
    def batch(self):
        """W (D, C), X (N, D), y (N,): the same for the same seed."""
        rng = np.random.default_rng(self.seed)
        W = self.scale * rng.normal(size=(self.D, self.C))
        X = rng.normal(size=(self.N, self.D))
        y = np.arange(self.N)[::-1] % self.C
        return W, X, (y if self.labels == LABELS[0] else 0 * y)

    def view(self):
        W, X, y = self.batch
        with np.errstate(all="ignore"):
            right = self._answer("your function", W, X, y)
            rows = {name: self._verdicts(name, right) for name in self._faults}
        exposed = [name for name, (verdicts, _) in rows.items() if False in verdicts]
        return {
            "W": W,
            "X": X,
            "y": y.tolist(),
            "numbers": W.size + X.size,
            "verdicts": list(VERDICTS),
            "rows": {name: verdicts for name, (verdicts, _) in rows.items()},
            "why": rows[self.fault][1],
            "story": (self._functions[self.fault].__doc__ or "").strip(),
            "words": self._words(exposed, rows[self.fault][1]),
        }

    def still(self):
        view = self.attempt(self.view)
        if view is None:
            return Sentence(self.problem)
        return verdicts(view["rows"], VERDICTS, view["words"])

    def _answer(self, name, W, X, y):
        loss, dW = self.call(name, W.copy(), X.copy(), y.copy(), self.reg)
        return float(loss), table(dW, W.shape, "dW")

    def _verdicts(self, name, right):
        """A fault's four verdicts, None for one that was not reached; and why."""
        W, X, y = self.batch
        try:
            loss, dW = self._answer(name, W, X, y)
        except Exception as error:  # a faulty program may fail in any way
            stopped = f"It stopped with {type(error).__name__}: {error}".rstrip(".")
            return [False, None, None, None], f"{stopped}."
        report = gradient_check(lambda V: self._answer(name, V, X, y), W)
        verdicts = [
            True,
            bool(np.isclose(loss, right[0])),
            bool(np.allclose(dW, right[1])),
            bool(report),
        ]
        far = np.abs(dW - right[1]).max()
        return verdicts, (
            f"Its loss is {loss:.4f} and yours {right[0]:.4f}; "
            f"its dW differs from yours by up to {far:.2g}."
        )

    def _words(self, exposed, why):
        count = f"{self.N} examples, {self.D} features, {self.C} classes"
        told = ", ".join(exposed) or "none"
        return (
            f"{count}, {self.N * self.D + self.D * self.C} numbers. Faults that show: "
            f"{told}. {self.fault}: {why}"
        )
