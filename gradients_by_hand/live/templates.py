"""Templates live: weights as images, while a training goes on step by step."""

import time

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import table
from gradients_by_hand.pictures.templates import templates

_TOGETHER_S = 0.04  # what one message may compute: a page waits for it
_POINTS = 400  # of a curve: more cannot be seen
_STILL_STEPS = 15


class Templates(LiveWidget):
    """The weights of each class as an image, drawn anew while they are learned.

    deal(n, batch, rng) gives index arrays, step(W, b, X, y, lr, reg, reduction) -> (W,
    b, loss), templates(W, shape) -> (C, h, w), accuracy(X, y, W, b) -> share.
    train, held_out: X (n, D), y (n,) as the step wants them.  The notebook can read
    `W`, `b` and `losses`.
    """

    _esm, _css = page_of(__file__)

    lr = t.Float(0.5).tag(page=True)
    reg = t.Float(0.0, min=0.0).tag(page=True)
    batch = t.Int(100, min=1).tag(page=True)
    reduction = t.Enum(["mean", "sum"], "mean").tag(page=True)
    limit = t.Float(1.8, help="The weight at which the colours end.").tag(page=True)

    def __init__(self, functions, train, held_out, shape, **traits):
        super().__init__(functions, **traits)
        self._train, self._held_out, self._shape = train, held_out, tuple(shape)
        self.do_reset()

    def do_reset(self):
        """Back to weights of zero, and to the first batch."""
        X, y = self._train
        classes = int(np.max(y)) + 1
        self.W, self.b = np.zeros((X.shape[1], classes)), np.zeros((1, classes))
        self.losses = []
        self._begin_to_deal()

    @t.observe("batch")
    def _begin_to_deal(self, _change=None):
        self._rng, self._dealt = np.random.default_rng(0), iter(())

    def code_changed(self):
        self._dealt = iter(())
        super().code_changed()

    def do_steps(self, count):
        """Some steps of training, fewer where they would take too long."""
        end = time.monotonic() + _TOGETHER_S
        with np.errstate(all="ignore"):
            for _ in range(int(count)):
                self._step()
                if time.monotonic() > end:
                    break

    def _step(self):
        X, y = self._train
        rows = next(self._dealt, None)
        if rows is None:  # an epoch is over
            self._dealt = iter(self.call("deal", len(X), self.batch, self._rng))
            rows = next(self._dealt, None)
        if rows is None:
            raise ValueError("there is no batch in an epoch")
        settings = self.lr, self.reg, self.reduction
        W, b, loss = self.call("step", self.W, self.b, X[rows], y[rows], *settings)
        self.W = table(W, self.W.shape, "W")
        self.b = table(b, self.b.shape, "b")
        self.losses.append(float(loss))

    def view(self):
        shape = (self.W.shape[1], *self._shape)
        images = table(self.call("templates", self.W, self._shape), shape, "templates")
        seen, unseen = (
            float(self.call("accuracy", *part, self.W, self.b))
            for part in (self._train, self._held_out)
        )
        every = -(-len(self.losses) // _POINTS) or 1
        return {
            "images": images,
            "largest": float(np.abs(images).max()),
            "step": len(self.losses),
            "losses": np.array(self.losses[::every]),
            "every": every,
            "seen": seen,
            "unseen": unseen,
            "words": self._words(images, unseen),
        }

    def still(self):
        self.attempt(self.do_reset)
        self.attempt(self.do_steps, _STILL_STEPS)
        picture = templates(
            self._functions["templates"], self.W, self._shape, limit=self.limit
        )
        self.do_reset()
        return picture

    def _words(self, images, unseen):
        return (
            f"Step {len(self.losses)}: weights from {images.min():.2g} to "
            f"{images.max():.2g}; {unseen:.1%} of the images held out are read rightly."
        )
