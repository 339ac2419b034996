"""Samples of steps: few decimals, the same on every processor."""

import numpy as np
import pytest

from gradients_by_hand.steps.draws import DecimalDraws, rounded


@pytest.fixture
def draws():
    return DecimalDraws(np.random.default_rng(1))


def in_thousandths(values):
    return np.array_equal(np.round(np.asarray(values) * 1000) / 1000, values)


@pytest.mark.parametrize("size", [(), 5, (4, 3)], ids=str)
def test_draws_have_three_decimals_and_the_size_asked(draws, size):
    shape = (size,) if isinstance(size, int) else size

    for drawn in (draws.normal(size=size), draws.uniform(-1, 2, size)):
        assert np.shape(drawn) == shape
        assert in_thousandths(drawn)


def test_a_normal_draw_is_never_zero_and_has_mean_0_and_variance_1(draws):
    drawn = draws.normal(size=20_000)

    assert np.all(drawn != 0)
    assert abs(drawn.mean()) < 0.03
    assert abs(drawn.var() - 1) < 0.05


def test_a_uniform_draw_lies_between_its_ends(draws):
    drawn = draws.uniform(0.1, 0.105, 500)

    assert set(drawn) == {0.101, 0.102, 0.103, 0.104}


@pytest.mark.parametrize("size", [(), 4, (2, 3)], ids=str)
def test_probabilities_are_positive_and_add_up_to_one(draws, size):
    drawn = draws.probabilities(5, size)

    assert drawn.shape == (*np.atleast_1d(size).astype(int), 5)
    assert np.all(drawn > 0)
    assert in_thousandths(drawn)
    assert np.allclose(drawn.sum(axis=-1), 1, rtol=0, atol=1e-15)


def test_derived_numbers_are_rounded_and_whole_ones_are_kept():
    sample = rounded({"z": np.exp(np.array([1.0])), "y": 2, "s": np.arange(3)})

    assert sample["z"].tolist() == [2.718281828459]
    assert sample["y"] == 2
    assert sample["s"].dtype.kind == "i"
