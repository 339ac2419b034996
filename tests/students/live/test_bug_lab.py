"""The bug lab, with faults of a loss that is no loss of the course."""

import numpy as np
import pytest

from gradients_by_hand.live.bug_lab import BugLab


def loss(W, X, y, reg):
    return np.mean(X @ W) + reg * W.sum(), _slope(X, W) + reg


def _slope(X, W):
    return np.repeat(X.mean(axis=0)[:, None], W.shape[1], axis=1) / W.shape[1]


def no_return(W, X, y, reg):
    """The line with `return` is missing."""
    loss(W, X, y, reg)


def last_only(W, X, y, reg):
    return loss(W, X[-1:], y[-1:], reg)


def no_penalty_in_dW(W, X, y, reg):
    return loss(W, X, y, reg)[0], _slope(X, W)


@pytest.fixture
def lab():
    faults = {"no return": no_return, "last": last_only, "half": no_penalty_in_dW}
    return BugLab(loss, faults)


def test_four_verdicts_fall_on_every_fault(lab):
    rows = lab.view()["rows"]

    assert rows["no return"] == [False, None, None, None]
    assert rows["last"] == [True, False, False, True]
    assert rows["half"] == [True, True, False, False]


def test_a_small_batch_hides_what_a_larger_one_shows(lab):
    lab.N = 1

    assert lab.view()["rows"]["last"] == [True] * 4
    assert "Faults that show: no return, half." in lab.view()["words"]


def test_without_a_penalty_its_fault_stays_hidden(lab):
    lab.reg = 0.0

    assert lab.view()["rows"]["half"] == [True] * 4


def test_the_chosen_fault_is_explained(lab):
    assert lab.view()["story"] == "The line with `return` is missing."
    assert "TypeError" in lab.view()["why"]

    lab.fault = "last"

    assert "its dW differs from yours by up to" in lab.view()["why"]


def test_sizes_and_labels_are_those_that_were_chosen(lab):
    lab.N, lab.D, lab.C, lab.labels = 5, 2, 4, "class 0 only"

    W, X, y = lab.batch

    assert (W.shape, X.shape, y.tolist()) == ((2, 4), (5, 2), [0] * 5)
    assert lab.view()["numbers"] == 18


def test_other_numbers_come_with_another_seed_and_the_same_with_the_same(lab):
    first = lab.batch[0]
    lab.seed = 1
    second = lab.batch[0]
    lab.seed = 0

    assert not np.allclose(first, second)
    assert np.allclose(first, lab.batch[0])


def test_an_unfinished_function_is_no_fault_of_the_faults():
    def unfinished(W, X, y, reg):
        raise NotImplementedError

    lab = BugLab(unfinished, {"no return": no_return})
    lab.refresh()

    assert "not written yet" in lab.problem
    assert "not written yet" in repr(lab.still())


def test_the_still_form_says_which_faults_show(lab):
    assert "Faults that show: no return, last, half." in repr(lab.still())
