"""The boundary: a linear classifier in the plane that moves by a student's gradient.

The widget shows a run of training (`training_widget`); docs/live.md describes all that
a person can change and see.
"""

import numpy as np

from gradients_by_hand.live.boundary import replay
from gradients_by_hand.live.boundary.loss_forms import forms_of
from gradients_by_hand.live.boundary.point_sets import BUILT_IN
from gradients_by_hand.live.boundary.settings import Settings
from gradients_by_hand.live.boundary.training import Training
from gradients_by_hand.live.boundary.training_widget import TrainingWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.live.live_lookup import message
from gradients_by_hand.pictures.boundary import landscape
from gradients_by_hand.pictures.plane import scores_on

_LOOK = {"speed", "plain"}
_STEPS_OF_THE_STILL = 100


class Boundary(TrainingWidget):
    """Regions, points, loss curve and numbers of a run, which a person can change.

    losses: {name: f}, f(W, X, y, reg) -> (loss, dW), or `trained_by(train, ...)`.
    X (N, 2), y (N,): points of the notebook, named "yours".
    points: {name: f}, f(noise, seed) -> X, y: more sets of points, first in the list.
    start: (W (2, 3), b (1, 3)) where a run begins.
    still: a function that returns a still picture, to replace the default one.
    settings: those of `settings.Settings`; `speed`, steps in each frame; `plain`.

    The notebook can read what the page shows at any time: W, b, X, y, history,
    accuracy, gradient, and run, the text that replays this run.
    """

    _esm, _css = page_of(__file__)

    def __init__(
        self, losses, X=None, y=None, *, points=None, start=None, still=None, **settings
    ):
        forms, points = forms_of(losses), dict(points or {})
        data = points | ({} if X is None else {"yours": lambda noise, seed: (X, y)})
        data |= {name: each for name, each in BUILT_IN.items() if name not in data}
        look = {name: settings.pop(name) for name in _LOOK & settings.keys()}
        chosen = {"loss": next(iter(forms)), "data": next(iter(data))} | settings
        trouble = ""
        try:
            training = Training(forms, data, Settings(**chosen), start)
        except Exception as error:  # the student's function of points is unfinished
            trouble = message(error)
            chosen["data"] = "blobs" if X is None else "yours"
            training = Training(forms, data, Settings(**chosen), start)
        self._still = still
        functions = {name: form.function for name, form in forms.items()} | points
        super().__init__(functions, training, trouble, **look)

    # --- what the notebook can read --------------------------------------------------

    W = property(lambda self: _part(self.shown, 0, 2), doc="The weights, (2, 3).")
    b = property(lambda self: _part(self.shown, 6, 1), doc="The bias, (1, 3).")
    X = property(lambda self: self.training.X.copy(), doc="The points, (N, 2).")
    y = property(lambda self: self.training.y.copy(), doc="Their classes, (N,).")
    history = property(lambda self: self.training.history, doc="The loss of each step.")
    accuracy = property(lambda self: float(self.shown[19]))
    run = property(lambda self: replay.written(self.training), doc="See do_replay.")

    @property
    def gradient(self):
        """dW (2, 3) and db (1, 3) of this moment, as the student's function says."""
        return _part(self.shown, 9, 2), _part(self.shown, 15, 1)

    # --- what the page sees ----------------------------------------------------------

    def view(self):
        training = self.training
        return {
            "start": training.fresh,
            "rows": training.table(training.fresh),
            "points": np.column_stack([training.X, training.y, training.held]),
            "given": list(training.forms), "sets": list(training.data),
            "turns": training.turns, "playing": self._player.playing,
            "own": training.settings.own is not None,
            "run": "" if self._player.playing else self.run,
            **self._inspection.told, "words": self._words(),
        }  # fmt: skip

    def still(self):
        if self._still is not None:
            return self._still()
        made = Training(self.training.forms, self.training.data, self.training.settings)
        made.W, made.b = self.W, self.b
        made.forget()

        def train():
            for _ in range(0 if self.training.t else _STEPS_OF_THE_STILL):
                made.step()
            made.catch_up()
            history = np.concatenate([self.history[:-1], made.history])
            return {"W": made.W, "b": made.b, "history": history}

        def grid(W, b, xlim, _ylim, n):
            return scores_on(xlim, n, W, b).argmax(axis=2)

        def labels(X, W, b):
            return (X @ W + b).argmax(axis=1)

        return landscape(train, labels, grid, self.X, self.y)

    def _words(self):
        training, row = self.training, self.training.moment
        if not training.known:
            return f"{len(training.y)} points; the loss is not known yet."
        return (
            f"Step {training.t}, {training.settings.loss} loss {row[18]:.3f}, "
            f"{100 * row[19]:.0f} percent of {len(training.y)} points right."
        )


def _part(row, start, rows):
    """Some numbers of a row of a run as a matrix with three columns."""
    return row[start : start + 3 * rows].reshape(rows, 3).copy()
