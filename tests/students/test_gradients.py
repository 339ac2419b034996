"""Measured slopes, and gradients beside them."""

import numpy as np
import pytest

from gradients_by_hand.gradients import gradient_check, numerical_gradient

X = np.array([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]])


def cubes(x):
    return np.sum(x**3)


def with_gradient(x):
    return np.sum(x**3), 3 * x**2


def test_measured_slopes_are_those_of_the_derivative():
    measured = numerical_gradient(cubes, X)

    assert np.allclose(measured, 3 * X**2, rtol=1e-8)


def test_measuring_leaves_x_as_it_is():
    before = X.copy()

    numerical_gradient(cubes, X)

    assert np.array_equal(X, before)


def test_integers_are_nudged_as_floats():
    measured = numerical_gradient(cubes, np.array([1, 2]))

    assert np.allclose(measured, [3, 12])


def test_entries_that_are_not_asked_for_are_nan():
    measured = numerical_gradient(cubes, X, entries=[(0, 1)])

    assert np.isfinite(measured).sum() == 1
    assert measured[0, 1] == pytest.approx(12)


def test_a_right_gradient_agrees_with_its_loss():
    report = gradient_check(with_gradient, X)

    assert report
    assert report.worst < 1e-8
    assert str(report) == "Your gradient is the slope of your own loss."


def test_a_wrong_entry_is_counted_and_the_first_is_named():
    def wrong(x):
        loss, gradient = with_gradient(x)
        gradient[1, 2] *= 2
        return loss, gradient

    report = gradient_check(wrong, X)

    assert not report
    assert np.array_equal(np.argwhere(report.off), [[1, 2]])
    assert "in 1 of 6 entries; the first is [1, 2]" in str(report)


def test_a_report_calls_gradient_and_loss_by_their_names():
    names = "db", "sum(G * S)"

    right = gradient_check(with_gradient, X, names=names)
    wrong = gradient_check(lambda x: (cubes(x), x), X, names=names)
    other = gradient_check(lambda x: (cubes(x), x[0]), X, names=names)

    assert str(right) == "db is the slope of sum(G * S)."
    assert str(wrong).startswith("db is not the slope of sum(G * S) in 6 of 6")
    assert str(other).startswith("db has the shape (3,)")


def test_only_the_entries_that_were_asked_for_are_judged():
    def wrong(x):
        return np.sum(x**3), 6 * x**2

    report = gradient_check(wrong, X, entries=[(0, 0)])

    assert report.off.sum() == 1


@pytest.mark.parametrize("claimed", [-1.0, 0.3, 1.0], ids=["left", "between", "right"])
def test_an_entry_on_a_kink_is_reported_and_not_judged(claimed):
    def hinge(x):
        return np.sum(np.abs(x)), np.where(x == 0, claimed, np.sign(x))

    report = gradient_check(hinge, np.array([[0.0, 2.0], [-1.0, 3.0]]))

    assert report
    assert not report.off.any()
    assert report.kink[0, 0] == (claimed != 0)
    assert "1 entries lie on a kink" in str(report)


def test_a_kink_near_by_is_no_excuse_for_other_entries():
    def hinge(x):
        return np.sum(np.abs(x)), np.ones(x.shape)

    report = gradient_check(hinge, np.array([[1e-4, 2.0], [-1.0, 3.0]]))

    assert np.array_equal(np.argwhere(report.off), [[1, 0]])


def test_a_gradient_of_another_shape_disagrees():
    report = gradient_check(lambda x: (cubes(x), np.zeros((3, 2))), X)

    assert not report
    assert "(3, 2)" in str(report)
    assert np.isnan(report.worst)


def test_nan_agrees_with_nothing():
    report = gradient_check(lambda x: (cubes(x), np.full(x.shape, np.nan)), X)

    assert report.off.all()


def test_a_loss_that_is_nan_agrees_with_nothing():
    report = gradient_check(lambda x: (np.nan, 3 * x**2), X)

    assert report.off.all()
