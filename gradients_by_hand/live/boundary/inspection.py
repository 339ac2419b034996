"""Inspects a run now and then: the gradient light, and the losses of single points.

Both call the student's function.  While the classifier trains they get a few
milliseconds a few times a second; at rest both are complete.
"""

import time

import numpy as np

from gradients_by_hand.live.boundary.gradient_light import GradientLight

LISTED = 8
_EVERY_S, _FEW_S, _MANY_S = 0.5, 0.003, 0.08


class Inspection:
    """The gradient light of a training, and the loss of each listed point alone."""

    def __init__(self, training):
        self._training = training
        self._light, self._listing = GradientLight(), None
        self._last, self._seen = -np.inf, None

    @property
    def due(self):
        return time.monotonic() - self._last > _EVERY_S

    @property
    def told(self):
        return {"light": self._light.said, "listing": self._listing}

    def complete(self, listed):
        """Whether the present moment has been inspected completely."""
        return self._seen == (id(self._training.moment), listed)

    def clear(self):
        self._light.clear()
        self._seen = None

    def look(self, listed, *, briefly):
        """Inspect now.  listed: the first point of the open list; -1: it is closed."""
        training = self._training
        self._last = time.monotonic()
        X, y = training.batch()

        def ask(W, b):
            return training.ask(W, b, X, y, training.settings.reg)

        if np.isfinite(training.moment[:9]).all():
            seconds = _FEW_S if briefly else _MANY_S
            if not briefly:
                self._light.clear()
            self._light.look(
                ask,
                training.W,
                training.b,
                seconds=seconds,
                bias=training.settings.bias,
            )
        self._listing = None if listed < 0 else self._single_losses(listed)
        self._seen = None if briefly else (id(training.moment), listed)

    def _single_losses(self, first):
        """The loss of each point alone, without penalty; nan if time ran out."""
        training = self._training
        points = range(first, min(first + LISTED, len(training.y)))
        losses = np.full(len(points), np.nan)
        until = time.monotonic() + 4 * _FEW_S
        for place, i in enumerate(points):
            one = training.X[i : i + 1], training.y[i : i + 1]
            losses[place] = training.ask(training.W, training.b, *one, 0.0)[0]
            if time.monotonic() > until:
                break
        return {"first": first, "losses": losses}
