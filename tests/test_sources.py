"""The five documents that the course grew from: all that they describe works in it.

The functions are those of the notebooks' solutions, run cell by cell.
"""

import io
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.special import logsumexp, softmax

from autograder.course.assignment import grade_id, is_check
from autograder.course.course import Course
from gradients_by_hand.gradients import numerical_gradient

COURSE = Course(Path(__file__).parent.parent)
# A listing with a fault that students read uses numpy.matrix.
pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass")


@pytest.fixture
def solved(monkeypatch):
    """The names that a notebook defines when its solutions are run."""

    def run(name):
        monkeypatch.chdir(COURSE.source / name)
        return names_of(name)

    return run


@cache
def names_of(name):
    cells = COURSE.assignment(name).notebook["cells"]
    names = {"__name__": "solution"}
    for cell in cells:
        if grade_id(cell) and not is_check(cell) and cell["cell_type"] == "code":
            source = "".join(cell["source"])
            with redirect_stdout(io.StringIO()):
                exec(compile(source, name, "exec"), names)
    return names


def batch(seed, N, D, C):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, C, size=N)
    return rng.normal(size=(D, C)), rng.normal(size=(N, D)), y


# --- 000: the softmax loss with respect to W ---------------------------------------


@pytest.mark.parametrize("C", [2, 3, 10, 17])
@pytest.mark.parametrize("form", ["softmax_loss_naive", "softmax_loss_vectorized"])
def test_000_the_softmax_loss_for_any_number_of_classes(solved, form, C):
    loss_of = solved("07_softmax_loss")[form]
    W, X, y = batch(0, 8, 5, C)

    loss, dW = loss_of(W, X, y, 0.3)

    S = X @ W
    each = logsumexp(S, axis=1) - S[np.arange(8), y]
    assert loss == pytest.approx(each.mean() + 0.3 * np.sum(W**2), rel=1e-12)
    slopes = numerical_gradient(lambda V: loss_of(V, X, y, 0.3)[0], W)
    assert np.allclose(dW, slopes, rtol=0, atol=1e-7)
    assert np.isfinite(loss_of(1000 * W, X, y, 0.3)[0])


def test_000_scalar_by_vector_and_scalar_by_matrix(solved):
    rules = solved("02_matrix_rules")
    rng = np.random.default_rng(1)
    A, x, a, b = (rng.normal(size=each) for each in ((4, 4), 4, 4, 3))
    W = rng.normal(size=(4, 3))

    quadratic = numerical_gradient(lambda v: v @ A @ v, x)
    assert np.allclose(rules["grad_quadratic"](A, x), quadratic)
    bilinear = numerical_gradient(lambda V: a @ V @ b, W)
    assert np.allclose(rules["grad_bilinear"](a, b), bilinear)
    log_sum = numerical_gradient(lambda V: logsumexp(x @ V), W)
    assert np.allclose(rules["grad_logsumexp_linear"](x, W), log_sum)


def test_000_matrix_by_matrix_grows_to_a_product_of_sizes(solved):
    rules = solved("03_kronecker")
    N, D, C = 4, 3, 2
    X, G = np.random.default_rng(2).normal(size=(2, N, D))[0], np.ones((N, C))

    J = rules["jacobian_scores"](X, C)

    assert J.shape == (N * C, D * C)
    assert np.allclose(J, rules["jacobian_scores_loops"](X, C))
    assert np.allclose(rules["contract"](J, G, D, C), X.T @ G)


# --- 001: softmax and gradient descent ---------------------------------------------


def test_001_a_thousand_steps_with_numpy(solved):
    digits = solved("10_digits")

    by_sum, _ = digits["small_program"](0.5 / 100, "sum")
    by_mean, _ = digits["small_program"](0.5, "mean")

    assert np.abs(by_sum - by_mean).max() < 1e-12
    X, y = digits["held_out"]
    right = digits["accuracy"](X / 16, y, by_sum, np.zeros((1, 10)))
    assert right >= 0.94


def test_001_sum_and_mean_differ_where_the_last_batch_is_smaller(solved):
    program = solved("10_digits")["small_program"]

    by_sum, _ = program(0.5 / 128, "sum", batch=128, steps=200)
    by_mean, _ = program(0.5, "mean", batch=128, steps=200)

    assert np.abs(by_sum - by_mean).max() > 1e-3


def test_001_the_penalty_of_a_sum_is_multiplied_as_well(solved):
    step = solved("10_digits")["sgd_step"]
    W, X, y = batch(3, 20, 6, 4)
    b = np.zeros((1, 4))

    by_sum, _, _ = step(W, b, X, y, 0.1 / 20, 0.3, "sum")
    by_mean, _, _ = step(W, b, X, y, 0.1, 0.3, "mean")

    assert np.allclose(by_sum, by_mean, rtol=0, atol=1e-13)


# --- 002: a linear classifier on the spiral ----------------------------------------


def test_002_the_published_run_on_the_spiral(solved):
    spiral = solved("09_spiral")
    rng = np.random.RandomState(0)
    X, y = spiral["make_spiral"](100, 3, 0.2, rng)
    W0, b0 = 0.01 * rng.normal(size=(2, 3)), np.zeros((1, 3))

    run = spiral["train_linear"](X, y, "softmax", 1.0, 1e-3, 200, W0, b0)

    assert X.shape == (300, 2)
    assert f"{run['history'][190]:.6f}" == "0.786302"
    assert round(run["accuracy"], 3) == 0.493


def test_002_each_of_the_three_gradients(solved):
    train = solved("09_spiral")["train_linear"]
    W, X, y = batch(4, 9, 2, 3)
    b, reg = np.random.default_rng(5).normal(size=(1, 3)), 0.3

    def loss(V, v, strength):
        return train(X, y, "softmax", 0.0, strength, 1, V, v)["history"][0]

    def moved(strength):
        run = train(X, y, "softmax", 1.0, strength, 1, W, b)
        return W - run["W"], b - run["b"]

    dW, db = moved(0.0)
    assert np.allclose(dW, numerical_gradient(lambda V: loss(V, b, 0.0), W))
    assert np.allclose(db, numerical_gradient(lambda v: loss(W, v, 0.0), b))
    assert np.allclose(moved(reg)[0] - dW, reg * W)


# --- 003: the vectorised SVM gradient ----------------------------------------------


def test_003_the_mask_the_row_sum_and_the_margin(solved):
    svm = solved("08_svm_loss")
    W, X, y = batch(6, 9, 5, 4)
    S, rows = X @ W, np.arange(9)

    M = svm["svm_margins"](S, y)
    B = svm["svm_coefficients"](M, y)

    active = S[rows, y][:, None] < S + 1
    active[rows, y] = False
    assert np.array_equal(M > 0, active)
    assert np.array_equal(B[rows, y], -active.sum(axis=1))
    assert not B.sum(axis=1).any()


@pytest.mark.parametrize("form", ["svm_loss_naive", "svm_loss_vectorized"])
def test_003_the_svm_loss_is_a_plain_array_that_can_be_used_twice(solved, form):
    loss_of = solved("08_svm_loss")[form]
    W, X, y = batch(7, 9, 5, 4)

    for _ in range(2):
        loss, dW = loss_of(W, X, y, 0.2)
        assert type(dW) is np.ndarray
        slopes = numerical_gradient(lambda V: loss_of(V, X, y, 0.2)[0], W, h=1e-5)
        assert np.allclose(dW, slopes, rtol=0, atol=1e-6)
        W = W - 0.1 * dW
    assert loss_of(W, X, y, 0.2)[0] < loss


# --- 004: the derivative of softmax, and cross-entropy -----------------------------


def test_004_softmax_is_stable_and_normalises_rows(solved):
    notebook = solved("04_softmax")
    S = np.array([[1000.0, 0.0], [-2000.0, -2001.0], [1.0, 2.0]])

    assert np.allclose(notebook["softmax"](S), softmax(S, axis=1))
    assert np.allclose(notebook["softmax_naive"](S[2]), softmax(S[2]))


def test_004_both_cases_of_the_jacobian_and_the_delta(solved):
    notebook = solved("05_softmax_jacobian")
    s = np.array([0.3, -1.2, 2.0, 0.1])
    p = softmax(s)

    J = notebook["softmax_jacobian_naive"](s)

    assert np.allclose(np.diag(J), p * (1 - p))
    assert np.allclose(J[0, 1], -p[0] * p[1])
    assert np.allclose(J, p[:, None] * (np.eye(4) - p))
    assert np.allclose(J, notebook["softmax_jacobian_vectorized"](s))


def test_004_cross_entropy_and_its_delta_on_batches(solved):
    notebook = solved("06_cross_entropy")
    S, y = np.random.default_rng(8).normal(size=(6, 4)), np.array([0, 3, 1, 1, 2, 0])

    loss = notebook["cross_entropy"](S, y)
    delta = notebook["delta_cross_entropy"](S, y)

    picked = -np.log(softmax(S, axis=1)[np.arange(6), y])
    assert loss == pytest.approx(picked.mean())
    slopes = numerical_gradient(lambda T: notebook["cross_entropy"](T, y), S)
    assert np.allclose(delta, slopes, atol=1e-7)
    twice = notebook["delta_cross_entropy"](np.vstack([S, S]), np.hstack([y, y]))
    assert np.allclose(twice, np.vstack([delta, delta]) / 2)
    assert np.allclose(notebook["delta_via_jacobian"](S, y)[2], delta, atol=1e-12)
