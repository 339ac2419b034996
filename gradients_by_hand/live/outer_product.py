"""The outer-product builder: the gradient of a batch, built example by example."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.losses import build_up


class OuterProduct(LiveWidget):
    """Gradients of single examples that drop into a sum, beside that of the batch.

    The widget calls loss(W, X, y) -> (number, dW) for each example and for the batch.
    W (D, C), X (N, D), y (N,).
    """

    _esm, _css = page_of(__file__)

    turn = t.Int(0, min=0, help="How many examples are in the sum.").tag(page=True)
    labels = t.List(t.Int(min=0), help="The class of each example.").tag(page=True)
    scale = t.Float(1.0, help="Multiplies W.").tag(page=True)
    divisor = t.Float(1.0, min=1.0, help="Divides the sum.").tag(page=True)

    def __init__(self, loss, W, X, y, **traits):
        self._W, self._X = np.array(W, dtype=float), np.array(X, dtype=float)
        labels = [int(each) for each in y]
        super().__init__({"loss": loss}, labels=labels, **traits)

    def view(self):
        rows = range(len(self._X))
        alone = [self._gradient(slice(i, i + 1)) for i in rows]
        turn = min(self.turn, len(alone))
        total = np.sum(alone[:turn], axis=0) if turn else np.zeros(self._W.shape)
        shown = total / self.divisor
        batch = self._gradient(slice(None))
        same = bool(np.allclose(shown, batch, rtol=1e-6, atol=1e-12))
        return {
            "X": self._X,
            "alone": alone,
            "total": shown,
            "batch": batch,
            "same": same,
            "words": self._words(turn, same),
        }

    def still(self):
        W, y = self._W * self.scale, np.array(self.labels)
        return build_up(self._functions["loss"], W, self._X, y)

    def _gradient(self, rows):
        y = np.array(self.labels)
        W = self._W * self.scale
        _, dW = self.call("loss", W.copy(), self._X[rows].copy(), y[rows])
        return table(dW, W.shape, "dW")

    def _words(self, turn, same):
        count = len(self._X)
        divided = f" divided by {self.divisor:g}" if self.divisor != 1 else ""
        verdict = "is" if same else "is not"
        return (
            f"{turn} of {count} examples are in the sum. The sum{divided} {verdict} "
            "your dW of the batch."
        )
