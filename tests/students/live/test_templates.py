"""Templates live, with a training that only counts."""

import numpy as np
import pytest

from gradients_by_hand.live.templates import Templates
from gradients_by_hand.pictures.canvas import Picture, Sentence

TRAIN = np.arange(24.0).reshape(6, 4) / 24, np.array([0, 1, 2, 0, 1, 2])
HELD_OUT = TRAIN[0][:2], TRAIN[1][:2]


def in_turns(n, batch, rng):
    yield from np.arange(n).reshape(-1, batch)


def count(W, b, X, y, lr, reg, reduction):
    return W + lr, b + 1, float(y[0])


def as_images(W, shape):
    return W.T.reshape(-1, *shape)


def nothing(X, y, W, b):
    return 0.25


FUNCTIONS = {
    "deal": in_turns,
    "step": count,
    "templates": as_images,
    "accuracy": nothing,
}


def made(**others):
    return Templates({**FUNCTIONS, **others}, TRAIN, HELD_OUT, (2, 2), batch=2)


def test_each_step_is_one_of_the_students():
    widget = made()

    widget.do_steps(3)

    assert np.allclose(widget.W, 1.5)
    assert widget.losses == [0, 2, 1]
    assert widget.view()["step"] == 3


def test_after_an_epoch_the_batches_are_dealt_again():
    widget = made()

    widget.do_steps(4)

    assert widget.losses == [0, 2, 1, 0]


def test_the_images_and_both_accuracies_are_shown():
    widget = made()
    widget.do_steps(1)

    view = widget.view()

    assert view["images"].shape == (3, 2, 2)
    assert (view["seen"], view["unseen"]) == (0.25, 0.25)
    assert view["words"].startswith("Step 1: weights from 0.5 to 0.5; 25.0%")


def test_settings_count_from_the_next_step_on():
    widget = made()
    widget.do_steps(1)
    widget.lr = 10.0
    widget.do_steps(1)

    assert np.allclose(widget.W, 10.5)


def test_reset_begins_from_zero_and_with_the_first_batch():
    widget = made()
    widget.do_steps(2)

    widget.do_reset()
    widget.do_steps(1)

    assert np.allclose(widget.W, 0.5)
    assert widget.losses == [0]


def test_a_slow_step_does_not_hold_the_page_up():
    def slow(*args):
        for _ in range(200_000):
            pass
        return count(*args)

    widget = made(step=slow)
    widget.do_steps(1000)

    assert 1 <= len(widget.losses) < 1000


@pytest.mark.parametrize("part", ["deal", "step"])
def test_what_is_unfinished_stops_a_step_with_a_sentence(part):
    def unfinished(*args):
        raise NotImplementedError

    widget = made(**{part: unfinished})
    widget.attempt(widget.do_steps, 1)

    assert "not written yet" in widget.problem


def test_weights_of_another_shape_are_told_in_words():
    widget = made(step=lambda W, b, *rest: (W.T, b, 0.0))

    widget.attempt(widget.do_steps, 1)

    assert widget.problem.endswith("W has the shape (3, 4), and not (4, 3).")


def test_an_epoch_without_batches_is_told_in_words():
    widget = made(deal=lambda n, batch, rng: iter(()))

    widget.attempt(widget.do_steps, 1)

    assert "no batch" in widget.problem


def test_the_still_picture_shows_the_first_steps_and_changes_nothing():
    widget = made()

    assert isinstance(widget.still(), Picture)
    assert not widget.W.any()


def test_the_still_form_of_unfinished_code_is_a_sentence():
    def unfinished(W, shape):
        raise NotImplementedError

    assert isinstance(made(templates=unfinished).still(), Sentence)
