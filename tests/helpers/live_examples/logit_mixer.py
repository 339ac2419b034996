"""An example of the logit mixer."""

import numpy as np

from gradients_by_hand.live.logit_mixer import LogitMixer


def ranks(s):
    """Numbers that add up to 1 and do not feel a common shift."""
    places = s.argsort().argsort() + 1.0
    return places / places.sum()


def make(student):
    naive = student(lambda s: np.exp(s) / 100)
    return LogitMixer({"ranks": student(ranks), "powers": naive}, [1.0, -0.5, 2.0])
