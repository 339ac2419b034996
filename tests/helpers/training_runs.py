"""Runs of training on built-in points, and whether two of them agree."""

import numpy as np

from gradients_by_hand.live.boundary import replay
from gradients_by_hand.live.boundary.loss_forms import forms_of
from gradients_by_hand.live.boundary.point_sets import BUILT_IN
from gradients_by_hand.live.boundary.settings import Settings
from gradients_by_hand.live.boundary.training import Training
from live_examples.boundary import squares


def training(loss=squares, **settings):
    forms = forms_of({"squares": loss})
    return Training(forms, BUILT_IN, Settings("squares", "blobs", **settings))


def after(steps, **settings):
    run = training(**settings)
    for _ in range(steps):
        run.step()
    return run


def made_again(run):
    """The same run from its text alone."""
    other = training()
    journal, steps, _ = replay.read(replay.written(run), other)
    for _ in other.replaying(journal, steps):
        pass
    return other


def same(one, other):
    return np.array_equal(one.W, other.W) and np.array_equal(one.b, other.b)
