"""A run of training in the plane: step, go back, change, undo, and write down how.

It takes steps down the slopes of any loss (`loss_forms`).  Each moment of the run is
one row of numbers, kept in float64 and sent to the page in float32:

    W 0:6   b 6:9   dW 9:15   db 15:18   loss   accuracy   norm of the gradient
    loss and accuracy of the points that are held out

A journal records what a person does, so that a short text can replay the run bit for
bit (`replay`).
"""

import time
import zlib
from dataclasses import asdict, fields, replace

import numpy as np

from gradients_by_hand.live.boundary.settings import (
    Settings,
    not_default,
    point,
    settings_after,
)
from gradients_by_hand.live.live_lookup import UserError

CLASSES, WIDTH, MOST_STEPS = 3, 23, 20_000
_KEPT_UNDOS, _GESTURE_S = 60, 1.0


class Training:
    """One classifier with three classes, and the history of its run.

    forms: {name: form} (`loss_forms`).  data: {name: f(noise, seed) -> X, y}.
    start: (W (2, 3), b (1, 3)) where a run begins; without it almost at zero.
    """

    def __init__(self, forms, data, settings, start=None):
        self.forms, self.data, self._start = forms, data, start
        self._undos = []
        self.fresh = 0  # the first row that has not been sent to the page
        self._begin(settings)

    # --- the present state -----------------------------------------------------------

    @property
    def t(self):
        """The number of steps taken."""
        return len(self.rows) - 1

    @property
    def moment(self):
        """The row of this moment; nan where it is not known."""
        return self.rows[-1]

    @property
    def history(self):
        """The loss before each step, and now."""
        return np.array([row[18] for row in self.rows])

    @property
    def finite(self):
        return bool(np.isfinite(self.moment[:19]).all())

    def table(self, start):
        """The rows from number `start` on: (n, WIDTH)."""
        return np.array(self.rows[start:]).reshape(-1, WIDTH)

    def batch(self):
        """The examples that take part in the next step."""
        X, y = self.X[~self.held], self.y[~self.held]
        size = self.settings.batch
        if not 0 < size < len(y):
            return X, y
        # Drawn for each step by its number: the same after going back and forth.
        rng = np.random.default_rng([self.settings.seed, self.t])
        chosen = rng.choice(len(y), size, replace=False)
        return X[chosen], y[chosen]

    def ask(self, W, b, X, y, reg):
        """The loss, dW and db of the current settings."""
        with np.errstate(all="ignore"):  # infinities are shown, not printed
            bias = b if self.settings.bias else None
            loss, dW, db = self.forms[self.settings.loss](W, bias, X, y, reg)
        return loss, dW, np.zeros((1, CLASSES)) if db is None else db

    # --- what a person does ----------------------------------------------------------

    def catch_up(self):
        """Compute the loss and gradient of this moment if they are not known yet."""
        if self.known:
            return
        self.rows[-1] = self._row(self.W, self.b)
        self.known = True

    def step(self):
        """One step down the slopes of this moment."""
        self.catch_up()
        before = self.W, self.b
        lr, row = self.settings.lr, self.moment
        self.W = self.W - lr * row[9:15].reshape(2, CLASSES)
        self.b = self.b - lr * row[15:18].reshape(1, CLASSES)
        self.rows.append(row)  # so that `batch` is the batch of the next step
        try:
            self.rows[-1] = self._row(self.W, self.b)
        except Exception:
            self.W, self.b = before
            self.rows.pop()
            raise

    def change(self, **changes):
        """Change settings; the run goes on from here where that makes sense."""
        old, changed = self.settings, set(changes)
        if changed & {"data", "noise", "seed"}:
            changes = {"own": None} | changes
        if changes.get("own") is not None:
            changes["own"] = tuple(map(tuple, changes["own"]))
        new = replace(old, **changes)
        if new == old:
            return
        if (new.data, new.start) != (old.data, old.start):
            self._begin(new)
            return
        self._place(self._points(new))
        self.settings = new
        self._write_down(changes)
        self._follow(changed)

    def set_weights(self, W, b):
        """Set the weights to the numbers that a person typed."""
        self.W = np.array(W, dtype=float).reshape(2, CLASSES)
        self.b = np.array(b, dtype=float).reshape(1, CLASSES) * self.settings.bias
        self._write_down({"weights": [*self.W.ravel(), *self.b.ravel()]})
        self.forget()

    def restart(self):
        self._begin(self.settings)

    def rewind(self, t):
        """Go back to step t, with the current settings."""
        if not 0 <= t < self.t:
            return
        del self.rows[t + 1 :]
        self.fresh = min(self.fresh, t)
        self.journal = [entry for entry in self.journal if entry[0] <= t]
        then = settings_after(self.journal)
        now = asdict(self.settings)
        changes = {name: now[name] for name in now if now[name] != getattr(then, name)}
        self.turns = [turn for turn in self.turns if turn <= t]
        self.known = True
        self.W = self.moment[:6].reshape(2, CLASSES)
        self.b = self.moment[6:9].reshape(1, CLASSES)
        if changes:
            self._write_down(changes)
            self._follow(set(changes))

    def forget(self):
        """Mark the numbers of this moment as unknown, after something has changed."""
        self.known = False
        self.fresh = min(self.fresh, self.t)
        unknown = np.full(WIDTH, np.nan)
        unknown[:9] = np.concatenate([self.W.ravel(), self.b.ravel()])
        self.rows[-1] = unknown

    def turn(self):
        """Go on from here with the changed code of the loss."""
        if self.t and not np.isfinite(self.moment[:9]).all():
            self.restart()
        elif self.t:
            self.turns.append(self.t)
        self._place(self._points(self.settings))
        self.forget()

    def mark(self, what, *, gesture=False):
        """Make the next change undoable; a gesture is undone as one."""
        now = time.monotonic()
        if self._undos:
            last, _ = self._undos[-1]
            if last[:2] == (what, self.t) or (
                gesture and last[0] == what and now - last[2] < _GESTURE_S
            ):
                self._undos[-1] = (what, self.t, now), self._undos[-1][1]
                return
        kept = {name: getattr(self, name) for name in _STATE}
        kept |= {name: list(kept[name]) for name in ("rows", "turns")}
        kept["journal"] = [(at, dict(changes)) for at, changes in self.journal]
        self._undos = [*self._undos[1 - _KEPT_UNDOS :], ((what, self.t, now), kept)]

    def undo(self):
        """Go back to the last `mark`; return whether there was one."""
        if not self._undos:
            return False
        _, kept = self._undos.pop()
        for name, value in kept.items():
            setattr(self, name, value)
        self.fresh = 0
        self._place(self._points(self.settings))
        return True

    def replaying(self, journal, steps):
        """Replay the run of a journal: a generator, one step at a time."""
        self.mark("replay")
        names = {field.name for field in fields(Settings)}
        first = settings_after(journal[:1])
        if first.data not in self.data or first.loss not in self.forms:
            raise UserError(f"The run needs {first.data} and {first.loss}.")
        self._begin(first)
        for at, changes in journal:
            while self.t < at:
                yield self.step()
            self.change(**{name: changes[name] for name in changes if name in names})
            if "weights" in changes:
                self.set_weights(changes["weights"][:6], changes["weights"][6:])
        while self.t < steps:
            yield self.step()

    def fingerprint(self):
        """A checksum of the points."""
        return zlib.crc32(self.X.tobytes() + self.y.astype("<i8").tobytes())

    def points_of(self, settings):
        """The points of these settings as ((x, y, class), ...), as if set by hand."""
        if settings.own is not None:
            return settings.own
        X, y = self.data[settings.data](settings.noise, settings.seed)
        return tuple(point(*x, label) for x, label in zip(X, y))

    # --- inside ----------------------------------------------------------------------

    def _begin(self, settings):
        self._place(self._points(settings))  # may raise: then all stays as it was
        self.settings, self.turns = settings, []
        self.journal = [(0, not_default(settings))]
        if settings.start == 0 and self._start is not None:
            W, b = (np.array(each, dtype=float) for each in self._start)
        else:
            rng = np.random.default_rng([settings.seed, settings.start])
            size = 1.0 if settings.start else 0.01
            W, b = size * rng.normal(size=(2, CLASSES)), np.zeros((1, CLASSES))
        self.W, self.b = W.reshape(2, CLASSES), b.reshape(1, CLASSES) * settings.bias
        self.rows = [None]
        self.forget()

    def _points(self, settings):
        """X, y and which points are held out."""
        if settings.own is not None:
            table = np.array(settings.own, dtype=float).reshape(-1, 3)
            X, y = table[:, :2], table[:, 2].astype(np.int64)
        else:
            X, y = self.data[settings.data](settings.noise, settings.seed)
        X, y = np.asarray(X, dtype=float), np.asarray(y)
        if X.shape != (len(y), 2) or not np.isin(y, range(CLASSES)).all():
            raise ValueError(f"{settings.data}: X (N, 2) and y from 0 to 2 are needed")
        lot = np.random.default_rng([settings.seed, 2]).random(len(y))
        return X, y, lot < settings.held_out

    def _place(self, points):
        self.X, self.y, self.held = points

    def _follow(self, changed):
        """Invalidate what the changed settings affect."""
        if not self.settings.bias:
            self.b = np.zeros((1, CLASSES))
        if changed != {"lr"}:
            self.forget()

    def _write_down(self, changes):
        at, entry = self.journal[-1]
        if at != self.t:
            entry = {}
            self.journal.append((self.t, entry))
        entry |= changes
        if "weights" in entry:
            bias = self.b.ravel() * self.settings.bias
            entry["weights"] = [*map(float, self.W.ravel()), *map(float, bias)]

    def _row(self, W, b):
        X, y = self.batch()
        if not len(y):
            raise UserError(
                "There are no points to learn from: put some into the plane."
            )
        loss, dW, db = self.ask(W, b, X, y, self.settings.reg)
        held = self.held
        test = np.nan
        if held.any():
            test, _, _ = self.ask(W, b, self.X[held], self.y[held], self.settings.reg)
        with np.errstate(all="ignore"):
            right = (self.X @ W + b).argmax(axis=1) == self.y
            norm = np.sqrt(np.sum(dW * dW) + np.sum(db * db))
        shares = [
            right[each].mean() if each.any() else np.nan for each in (~held, held)
        ]
        told = [loss, shares[0], norm, test, shares[1]]
        return np.concatenate([W.ravel(), b.ravel(), dW.ravel(), db.ravel(), told])


_STATE = ("settings", "rows", "turns", "journal", "W", "b", "known")
