"""The text of a run of training: it makes the run again, bit for bit."""

import numpy as np
import pytest

from gradients_by_hand.live.boundary import replay
from gradients_by_hand.live.live_lookup import UserError
from training_runs import after, made_again, same, training


def a_long_story():
    run = training(batch=20, noise=0.3, seed=4)
    for _ in range(7):
        run.step()
    run.change(lr=0.05, held_out=0.2)
    run.step()
    run.change(own=(*run.points_of(run.settings)[:-1], (0.25, -0.5, 1)))
    run.step()
    run.change(own=(*run.points_of(run.settings), (0.1, 0.1, 0)))
    run.set_weights([1, 0, -1, 0.5, 0, 2], [0.1, 0, 0])
    run.change(bias=False)
    for _ in range(5):
        run.step()
    return run


STORIES = {
    "nothing": training,
    "steps": lambda: after(30),
    "random-start": lambda: after(5, start=3),
    "all-kinds": a_long_story,
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_the_text_of_a_run_makes_the_same_run_bit_for_bit(story):
    run = story()

    other = made_again(run)

    assert same(other, run)
    assert np.array_equal(other.history, run.history, equal_nan=True)
    assert other.settings == run.settings
    assert replay.written(other) == replay.written(run)


def test_the_text_is_short_although_a_point_was_dragged_for_long():
    run = after(1)
    for step in range(100):
        points = list(run.points_of(run.settings))
        points[7] = (round(0.01 * step, 4), 0.2, points[7][2])
        run.change(own=points)
        run.step()

    text = replay.written(run)

    assert len(text) < 2500
    assert same(made_again(run), run)


@pytest.mark.parametrize(
    "text", ["", "hello", "run1-", "run1-eNpjYGBgAAAABAAB"], ids=list("abcd")
)
def test_what_is_no_run_gets_a_sentence(text):
    with pytest.raises(UserError, match=r"not describe a run|damaged"):
        replay.read(text, training())


def test_a_part_of_a_text_is_not_taken_for_the_whole():
    text = replay.written(after(5))

    with pytest.raises(UserError, match="damaged"):
        replay.read(text[:-9], training())
