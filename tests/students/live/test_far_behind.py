"""Far behind: a loss that is fine everywhere beside one that breaks."""

import numpy as np
import pytest

from gradients_by_hand.live.far_behind import FarBehind
from gradients_by_hand.pictures.canvas import Picture


def fine(S, y):
    return float(abs(S[0, 1] - S[0, 0]))


def breaks(S, y):
    return np.exp(S[0, 1])


@pytest.fixture
def widget():
    return FarBehind({"your loss": fine, "another": breaks}, gap=800.0)


def test_every_loss_is_told_at_the_gap(widget):
    view = widget.view()

    assert view["now"] == {"your loss": 800, "another": np.inf}
    assert view["slopes"]["your loss"] == pytest.approx(1)
    assert view["words"] == "The truth is 800 behind: your loss 800; another inf."


def test_below_zero_the_truth_is_ahead(widget):
    widget.gap = -300.0

    assert widget.view()["words"].startswith("The truth is 300 ahead: your loss 300")


def test_curves_have_gaps_where_there_is_no_number(widget):
    curves = widget.view()["curves"]

    assert np.isfinite(curves["your loss"]).all()
    assert 0 < np.isfinite(curves["another"]).sum() < len(curves["another"])


def test_the_still_picture_compares_the_same_losses(widget):
    still = widget.still()

    assert isinstance(still, Picture)
    assert "another" in still.alt


def test_the_still_picture_of_one_loss():
    assert "another" not in FarBehind({"your loss": fine}).still().alt
