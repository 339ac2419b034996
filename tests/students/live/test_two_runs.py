"""Two runs, with a run whose losses are its settings."""

import numpy as np
import pytest

from gradients_by_hand.live.two_runs import TwoRuns
from gradients_by_hand.pictures.canvas import Picture, Sentence


def run(reduction, lr, batch=100, steps=60):
    size = lr * (batch if reduction == "sum" else 1)
    return [1 / (1 + size * t) for t in range(steps)], size * np.array([[1.0, -2.0]])


@pytest.fixture
def widget():
    return TwoRuns(run, {"reduction": "mean", "lr": 0.5}, {"reduction": "sum", "lr": 1})


def test_first_steps_are_compared(widget):
    view = widget.view()

    assert view["ratio"] == pytest.approx(200)
    assert np.allclose(view["steps"][1], 200 * view["steps"][0])


def test_the_same_settings_give_the_same_run(widget):
    widget.second = widget.first

    view = widget.view()

    assert (view["ratio"], view["farthest"]) == (1, 0)


def test_a_batch_of_another_size_reaches_the_run(widget):
    widget.second = {"reduction": "sum", "lr": 1, "batch": 10}

    assert widget.view()["ratio"] == pytest.approx(20)


def test_there_are_as_many_losses_as_steps(widget):
    widget.steps = 7

    assert [len(each) for each in widget.view()["losses"]] == [7, 7]


def test_a_run_that_stops_early_is_told_in_words():
    widget = TwoRuns(lambda *args: ([1.0], 0.0), {}, {})
    widget.first = widget.second = {"reduction": "mean", "lr": 1, "batch": 1}

    widget.refresh()

    assert "60 steps gave losses of shape (1,)" in widget.problem


def test_unfinished_code_gives_a_sentence():
    def unfinished(reduction, lr, batch=100, steps=60):
        raise NotImplementedError

    settings = {"reduction": "mean", "lr": 1}
    widget = TwoRuns(unfinished, settings, settings)
    widget.refresh()

    assert "not written yet" in widget.problem
    assert isinstance(widget.still(), Sentence)


def test_the_still_picture_compares_the_same_runs(widget):
    still = widget.still()

    assert isinstance(still, Picture)
    assert "200 times as long" in still.alt
