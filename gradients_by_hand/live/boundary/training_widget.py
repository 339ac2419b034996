"""A widget with a run of training: the actions of a person, and how it plays.

The kernel takes steps with the student's function, a few frames ahead of the page.  The
page plays one step in each of its frames and reports how far it is (`do_shown`).  A
change takes effect from the step on the screen; later steps are dropped.
"""

import contextlib
import time

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.boundary import replay
from gradients_by_hand.live.boundary.inspection import Inspection
from gradients_by_hand.live.boundary.player import BUDGET_S, Player
from gradients_by_hand.live.boundary.settings import Settings, point
from gradients_by_hand.live.boundary.training import MOST_STEPS
from gradients_by_hand.live.live_lookup import UserError

_REST_S = 0.2
_SET = tuple(name for name in Settings.__dataclass_fields__ if name != "own")
_ENOUGH = f"A run keeps at most {MOST_STEPS} steps. Press Reset."
_NO_NUMBER = (
    "The loss or its gradient is no longer a finite number. "
    "Is the learning rate too large? Undo, or Reset."
)


class TrainingWidget(LiveWidget):
    """The settings of a training as traits, and the actions of its page.

    functions: {name: function} of the student's.  trouble: what to tell at first.
    """

    loss = t.Unicode().tag(page=True)
    data = t.Unicode().tag(page=True)
    lr = t.Float(help="The learning rate.").tag(page=True)
    reg = t.Float(help="The strength of the penalty.").tag(page=True)
    batch = t.Int(help="Examples in a step; 0: all.").tag(page=True)
    bias = t.Bool().tag(page=True)
    noise = t.Float(help="How far the points are shaken.").tag(page=True)
    seed = t.Int(help="Of the points.").tag(page=True)
    held_out = t.Float(help="The share of points for testing.").tag(page=True)
    start = t.Int(help="0: the given weights; else a random draw.").tag(page=True)
    speed = t.Float(1.0, help="Steps in each frame.").tag(page=True)
    plain = t.Bool(False, help="Hide what is not needed for looking.").tag(page=True)
    at = t.Int(-1, help="The step that the page shows; -1: the last.").tag(page=True)
    moving = t.List(help="[i, x, y]: a point under a finger.").tag(page=True)
    listed = t.Int(-1, help="First point of the list; -1: closed.").tag(page=True)

    def __init__(self, functions, training, trouble="", **look):
        self.training = training
        self._inspection = Inspection(training)
        self._trouble, self._later = trouble, None
        self._from_page = self._adopting = False
        super().__init__(functions, **look)
        self._player = Player(self._loop, self._advance, lambda: training.t)
        self._adopt()
        self.observe(self._follow, [*_SET, "moving", "listed"])

    def train(self, steps):
        """Take steps at once, from a cell of the notebook."""
        self._stand_at(-1, "train")
        self.attempt(lambda: self._steps(steps))
        self._trouble = self.problem
        self.refresh()

    @property
    def shown(self):
        """The row of the step that the page shows; the kernel may be ahead of it."""
        rows, player = self.training.rows, self._player
        return rows[min(player.shown, len(rows) - 1)] if player.playing else rows[-1]

    def refresh(self, reply=0, trouble=""):
        self.attempt(self.training.catch_up)
        trouble = trouble or self.problem or self._trouble
        if self.training.known and not self.training.finite:
            trouble = trouble or _NO_NUMBER
        self._trouble = ""
        if not self._player.playing:
            self._look_soon()
        super().refresh(reply, trouble)
        self.training.fresh = len(self.training.rows)

    def code_changed(self):
        """Go on from here with the new code: the curve shows where it took over.

        A replay from the start would hide that, and would cost as many calls again.
        Reset starts again.
        """
        if self._player.playing:
            self.training.rewind(self._player.shown)
        self._inspection.clear()
        self.attempt(self.training.turn)
        self._trouble = self.problem
        self.refresh()

    # --- what a person does ----------------------------------------------------------

    def do_play(self, at, speed):
        self._go_back(at)
        self.training.mark("play")
        self.speed = speed
        self._player.start(speed)

    def do_shown(self, at, speed):
        """The page reports the step that it shows, so that the kernel may go on."""
        self._player.heard(at, speed)

    def do_pause(self, at):
        self._player.stop()
        self.training.rewind(at)
        self._look_now()

    def do_step(self, at, count=1):
        self._stand_at(at, "step")
        self._steps(count)
        self._look_now()

    def do_reset(self, start=0):
        self._stand_at(-1, "reset")
        self._inspection.clear()
        self.training.change(start=start)
        self.training.restart()
        self._adopt()

    def do_undo(self):
        self._player.stop()
        self.training.undo()
        self._inspection.clear()
        self._adopt()

    def do_weights(self, at, values):
        self._stand_at(at, "weights")
        self.training.set_weights(values[:6], values[6:])

    def do_add(self, at, x, y, label):
        self._edit(at, f"add {x} {y}", lambda points: [*points, point(x, y, label)])

    def do_label(self, at, index, label):
        def changed(points):
            return _put(points, index, (*points[index][:2], int(label)))

        self._edit(at, f"label {index} {label}", changed)

    def do_remove(self, at, index):
        self._edit(at, f"remove {index}", lambda points: _put(points, index))

    def do_clear(self, at):
        self._edit(at, "clear", lambda points: [])

    def do_replay(self, text):
        """Replay the run of a text (`run`)."""
        self._player.stop()
        journal, steps, fingerprint = replay.read(text, self.training)
        self._inspection.clear()
        try:
            for _ in self.training.replaying(journal, min(steps, MOST_STEPS)):
                pass
        finally:
            self._adopt()
        if self.training.fingerprint() != fingerprint:
            raise UserError("This run was made with other points than yours.")

    # --- inside ----------------------------------------------------------------------

    def _receive(self, content):
        if content.get("kind") == "hello":
            self.training.fresh = 0  # a new page has no rows yet,
            if not self._player.playing:
                self.training.forget()  # and code may have changed meanwhile
        self._from_page = True
        try:
            super()._receive(content)
        finally:
            self._from_page = False

    def _follow(self, _change=None):
        """Bring the training to what the traits say."""
        if self._adopting:
            return
        training, at, self.at = self.training, self.at, -1
        if self._player.playing:
            training.rewind(at if at >= 0 else self._player.shown)
        else:
            self._go_back(at)
        changes = {
            name: getattr(self, name)
            for name in _SET
            if getattr(self, name) != getattr(training.settings, name)
        }
        if changes:
            training.mark(" ".join(changes), gesture=True)
            self.attempt(lambda: training.change(**changes))
            self._trouble = self.problem
        if self.moving:
            (index, x, y), self.moving = self.moving, []
            self._move(int(index), x, y)
        self._adopt()
        if not self._from_page:
            self.refresh()

    def _move(self, index, x, y):
        def moved(points):
            return _put(points, index, point(x, y, points[index][2]))

        self._edit(-1, f"move {index}", moved)

    def _edit(self, at, what, change):
        training = self.training
        if not self._player.playing:
            self._go_back(at)
        elif at >= 0:
            training.rewind(at)
        points = list(training.points_of(training.settings))
        training.mark(what, gesture=True)
        training.change(own=change(points))

    def _stand_at(self, at, what):
        self._player.stop()
        self._go_back(at)
        self.training.mark(what)

    def _go_back(self, at):
        if 0 <= at < self.training.t:
            self.training.mark("back")
            self.training.rewind(at)

    def _adopt(self):
        """Bring the traits to what the training says."""
        self._adopting = True
        for name in _SET:
            setattr(self, name, getattr(self.training.settings, name))
        self._adopting = False

    def _steps(self, count, seconds=np.inf):
        """Take up to `count` steps.

        Raises:
            UserError: the loss is not finite, or the run is full.
        """
        training, until = self.training, time.perf_counter() + seconds
        training.catch_up()
        for _ in range(count):
            if training.t >= MOST_STEPS:
                raise UserError(_ENOUGH)
            training.step()
            if not training.finite:
                raise UserError(_NO_NUMBER)
            if time.perf_counter() > until:
                break

    def _advance(self, count):
        """Steps for a page that plays; whether it may go on."""
        start, training = len(self.training.rows), self.training
        self.attempt(lambda: self._steps(count, BUDGET_S))
        going, trouble = not self.problem, self.problem
        details = {}
        if going and self._inspection.due:
            self.attempt(lambda: self._inspection.look(self.listed, briefly=True))
            details = self._inspection.told
        self.tell("frames", start=start, rows=training.table(start), **details)
        training.fresh = len(training.rows)
        if not going:
            self._player.stop()
            self.refresh(trouble=trouble)
        return going

    def _look_now(self):
        self._inspection.look(self.listed, briefly=False)

    def _look_soon(self):
        """Inspect completely when nothing has changed for a moment."""
        if self.comm is None or self._inspection.complete(self.listed):
            return
        if self._loop is None:
            with contextlib.suppress(Exception):  # catch_up has reported it
                self._look_now()
            return
        if self._later is not None:
            self._later.cancel()
        self._later = self._loop.call_later(_REST_S, self._look_and_tell)

    def _look_and_tell(self):
        if self._player.playing:
            return
        with contextlib.suppress(Exception):  # catch_up has reported it
            self._look_now()
            self.tell("details", **self._inspection.told)


def _put(points, index, *new):
    """The points with point `index` replaced, or without it."""
    if not 0 <= index < len(points):
        raise UserError(f"There is no point {index}.")
    return [*points[:index], *new, *points[index + 1 :]]
