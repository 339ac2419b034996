"""A run of training: steps, going back, undo, and sets of points."""

import numpy as np
import pytest

from gradients_by_hand.live.boundary.loss_forms import forms_of, trained_by
from gradients_by_hand.live.boundary.point_sets import BUILT_IN
from gradients_by_hand.live.boundary.settings import Settings
from gradients_by_hand.live.boundary.training import Training
from live_examples.boundary import squares
from training_runs import after, made_again, same, training

# -------------------------------------------------------------------------------- steps


def test_a_step_goes_down_the_slopes_that_the_function_tells():
    run = training(lr=0.5, reg=0.1)
    ones = np.ones((len(run.X), 1))
    rows = np.vstack([run.W, run.b])
    _, slopes = squares(rows, np.hstack([run.X, ones]), run.y, 0.1)

    run.step()

    assert np.allclose(np.vstack([run.W, run.b]), rows - 0.5 * slopes, atol=1e-15)


def test_the_loss_falls_under_a_right_gradient_and_rises_under_one_of_the_wrong_sign():
    def uphill(W, X, y, reg):
        loss, dW = squares(W, X, y, reg)
        return loss, -dW

    right, wrong = training(), training(uphill)
    for _ in range(20):
        right.step()
        wrong.step()

    assert np.all(np.diff(right.history) < 0)
    assert np.all(np.diff(wrong.history) > 0)


def test_without_a_bias_the_function_gets_the_points_as_they_are():
    shapes = []

    def watched(W, X, y, reg):
        shapes.append((W.shape, X.shape))
        return squares(W, X, y, reg)

    run = training(watched)
    run.step()
    run.change(bias=False)
    run.step()

    assert shapes[0] == ((3, 3), (180, 3))
    assert shapes[-1] == ((2, 3), (180, 2))
    assert not run.b.any()


def test_a_batch_is_another_one_in_each_step_and_the_same_after_going_back():
    run = training(batch=16)
    first = run.batch()[0]
    run.step()
    second = run.batch()[0]

    run.rewind(0)

    assert len(first) == 16
    assert not np.array_equal(first, second)
    assert np.array_equal(run.batch()[0], first)


def test_points_that_are_held_out_take_part_in_no_step_and_are_measured():
    seen = []

    def watched(W, X, y, reg):
        seen.append(len(X))
        return squares(W, X, y, reg)

    run = training(watched, held_out=0.3)
    run.step()

    assert 30 < run.held.sum() < 80
    assert set(seen) == {run.held.sum(), (~run.held).sum()}
    assert np.isfinite(run.moment[21:23]).all()


def test_a_step_that_raises_leaves_the_run_where_it_was():
    calls = []

    def third_time_unlucky(W, X, y, reg):
        calls.append(1)
        if len(calls) == 3:
            raise ZeroDivisionError
        return squares(W, X, y, reg)

    run = training(third_time_unlucky)
    run.step()
    W = run.W
    with pytest.raises(ZeroDivisionError):
        run.step()

    assert run.t == 1
    assert np.array_equal(run.W, W)
    run.step()
    assert run.t == 2


def test_the_form_of_a_training_loop_and_the_form_of_weights_take_the_same_steps():
    def train(X, y, loss, lr, reg, steps, W0, b0):
        assert (loss, lr, steps) == ("squares", 1.0, 1)
        rows, ones = np.vstack([W0, b0]), np.ones((len(X), 1))
        value, slopes = squares(rows, np.hstack([X, ones]), y, reg)
        rows = rows - slopes
        return {"W": rows[:2], "b": rows[2:], "history": [value], "accuracy": 0.0}

    one = training()
    other = Training(trained_by(train, "squares"), BUILT_IN, one.settings)
    for _ in range(10):
        one.step()
        other.step()

    assert np.allclose(one.W, other.W, atol=1e-13)
    assert np.allclose(one.history, other.history, atol=1e-13)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(1.0, "two things", id="no-pair"),
        pytest.param((1.0, np.zeros((2, 3))), "dW", id="shape-of-dW"),
        pytest.param((np.zeros(3), np.zeros((3, 3))), "loss", id="loss-of-each-point"),
    ],
)
def test_an_answer_of_another_form_gets_a_sentence(answer, said):
    run = training(lambda W, X, y, reg: answer)

    with pytest.raises(ValueError, match=said):
        run.step()


# ------------------------------------------------------------------ back, undo, changes


def test_going_back_and_on_again_leads_to_the_same_place():
    run = after(20)
    end = run.W

    run.rewind(5)
    for _ in range(15):
        run.step()

    assert np.array_equal(run.W, end)


def test_whoever_goes_back_takes_the_settings_of_now_along():
    run = after(10, lr=0.5)
    run.change(lr=0.1)
    run.rewind(4)
    run.step()

    assert run.settings.lr == 0.1
    assert same(made_again(run), run)


def test_undo_leads_back_through_all_kinds_of_changes():
    run = after(3)
    states = []
    changes = (
        ("rate", lambda: run.change(lr=0.1)),
        ("points", lambda: run.change(data="moons")),
        ("step", run.step),
        ("point", lambda: run.change(own=((0.1, 0.2, 1), (0.3, 0.1, 0)))),
        ("weights", lambda: run.set_weights(range(6), range(3))),
        ("restart", run.restart),
    )
    for what, change in changes:
        states.append((run.W, run.settings, run.t, run.X))
        run.mark(what)
        change()

    for W, settings, t, X in reversed(states):
        assert run.undo()
        assert np.array_equal(run.W, W)
        assert (run.settings, run.t) == (settings, t)
        assert np.array_equal(run.X, X)
    assert not run.undo()


def test_a_gesture_of_many_changes_is_undone_at_once():
    run = after(3)
    for lr in (0.4, 0.3, 0.2):
        run.mark("lr", gesture=True)
        run.change(lr=lr)
        run.step()

    run.undo()

    assert (run.t, run.settings.lr) == (3, 0.5)


def test_a_changed_penalty_is_asked_for_again_and_a_changed_rate_is_not():
    run = after(2)

    run.change(lr=0.1)
    known_after_rate = run.known
    run.change(reg=0.5)

    assert known_after_rate
    assert not run.known
    assert np.isnan(run.history[-1])


def test_points_that_cannot_be_made_leave_everything_as_it_was():
    def unfinished(noise, seed):
        raise NotImplementedError

    forms = forms_of({"squares": squares})
    data = BUILT_IN | {"mine": unfinished}
    run = Training(forms, data, Settings("squares", "blobs"))
    run.step()
    with pytest.raises(NotImplementedError):
        run.change(data="mine")

    assert (run.settings.data, run.t) == ("blobs", 1)


# --------------------------------------------------------------------------- point sets


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_set_of_points_is_the_same_for_the_same_seed_and_moves_with_noise(name):
    X, y = BUILT_IN[name](0.2, 1)
    again, _ = BUILT_IN[name](0.2, 1)
    other, _ = BUILT_IN[name](0.2, 2)
    quiet, _ = BUILT_IN[name](0.0, 1)

    assert X.shape == (len(y), 2)
    assert set(y) <= {0, 1, 2}
    assert np.array_equal(X, again)
    assert not np.array_equal(X, other)
    assert np.abs(quiet).max() < 1.2
