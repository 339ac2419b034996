"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np
from scipy.special import logsumexp, softmax

from autograder.variants import variant

# --- grad_quadratic ---------------------------------------------------------------


@variant("grad-quadratic")
def quadratic_by_one_matrix(A, x):
    return np.dot(A + A.transpose(), x)


@variant("grad-quadratic")
def quadratic_from_the_left(A, x):
    return x @ A + x @ A.T


@variant("grad-quadratic")
def quadratic_in_two_loops(A, x):
    n = x.shape[0]
    g = np.zeros(n)
    for k in range(n):
        for m in range(n):
            g[k] += A[k, m] * x[m] + A[m, k] * x[m]
    return g


@variant("grad-quadratic")
def quadratic_by_einsum(A, x):
    return np.einsum("kl,l->k", A, x) + np.einsum("lk,l->k", A, x)


@variant("grad-quadratic")
def quadratic_as_a_list(A, x):
    slopes = []
    for row, column in zip(A, A.T):
        slopes.append(np.sum((row + column) * x))
    return np.array(slopes)


@variant("grad-quadratic")
def quadratic_on_an_own_copy(A, x):
    both = A.copy()
    both += A.T
    out = np.empty(len(x))
    np.matmul(both, x, out=out)
    return out


@variant("grad-quadratic")
def quadratic_as_a_column_flattened(A, x):
    column = x.reshape(-1, 1)
    return (A @ column + A.T @ column).ravel()


# --- grad_bilinear ----------------------------------------------------------------


@variant("grad-bilinear")
def bilinear_by_broadcasting(a, b):
    return a[:, None] * b


@variant("grad-bilinear")
def bilinear_by_einsum(a, b):
    return np.einsum("k,l->kl", a, b)


@variant("grad-bilinear")
def bilinear_column_times_row(a, b):
    return a.reshape(-1, 1) @ b.reshape(1, -1)


@variant("grad-bilinear")
def bilinear_in_loops(a, b):
    table = np.zeros((a.size, b.size))
    for k in range(a.size):
        for j in range(b.size):
            table[k, j] = a[k] * b[j]
    return table


@variant("grad-bilinear")
def bilinear_as_lists(a, b):
    return np.array([[left * right for right in b] for left in a])


@variant("grad-bilinear")
def bilinear_turned_twice(a, b):
    return np.multiply.outer(b, a).T


# --- grad_logsumexp_linear --------------------------------------------------------


@variant("grad-logsumexp-linear")
def shares_of_a_library(x, W):
    return np.outer(x, softmax(x @ W))


@variant("grad-logsumexp-linear")
def shares_by_a_logarithm(x, W):
    f = W.T.dot(x)
    return x[:, np.newaxis] * np.exp(f - logsumexp(f))


@variant("grad-logsumexp-linear")
def weight_by_weight(x, W):
    D, C = W.shape
    f = [sum(x[k] * W[k, j] for k in range(D)) for j in range(C)]
    top = max(f)
    e = [np.exp(score - top) for score in f]
    u = sum(e)
    dW = np.empty((D, C))
    for k in range(D):
        for j in range(C):
            dW[k, j] = x[k] * e[j] / u
    return dW


@variant("grad-logsumexp-linear")
def class_by_class(x, W):
    scores = x @ W
    scores -= np.max(scores)
    total = np.exp(scores).sum()
    dW = np.zeros(W.shape)
    for j, score in enumerate(scores):
        dW[:, j] = x * (np.exp(score) / total)
    return dW


@variant("grad-logsumexp-linear")
def path_by_path(x, W):
    C = W.shape[1]
    f = x @ W
    e = np.exp(f - np.amax(f))
    df_dW = np.einsum("k,jl->jkl", x, np.eye(C))
    return np.tensordot(e / np.sum(e), df_dW, axes=1)


@variant("grad-logsumexp-linear")
def one_over_the_sum_of_ratios(x, W):
    f = x @ W
    with np.errstate(over="ignore"):
        p = 1 / np.exp(f[None, :] - f[:, None]).sum(axis=1)
    return np.outer(x, p)


@variant("grad-logsumexp-linear")
def two_dimensional_all_the_way(x, W):
    row = x[None, :]
    S = row @ W
    S = S - S.max(axis=1, keepdims=True)
    P = np.exp(S)
    P /= P.sum(axis=1, keepdims=True)
    return row.T @ P


# --- grad_squared_scores ----------------------------------------------------------


@variant("grad-squared-scores")
def squares_by_a_quadratic_form(x, W):
    return 2 * (W @ W.T) @ x


@variant("grad-squared-scores")
def squares_path_by_path(x, W):
    scores = x @ W
    slopes = np.zeros_like(x)
    for k in range(W.shape[0]):
        for j in range(W.shape[1]):
            slopes[k] += 2 * scores[j] * W[k, j]
    return slopes


@variant("grad-squared-scores")
def squares_column_by_column(x, W):
    slopes = np.zeros(len(x))
    for column in W.T:
        slopes += 2 * np.dot(column, x) * column
    return slopes


@variant("grad-squared-scores")
def squares_by_einsum(x, W):
    return 2 * np.einsum("k,kj,mj->m", x, W, W)


@variant("grad-squared-scores")
def squares_row_by_row(x, W):
    f = W.T @ x
    return np.array([2 * np.dot(f, row) for row in W])


@variant("grad-squared-scores")
def squares_by_broadcasting(x, W):
    return np.sum(W * (2 * x.dot(W)), axis=1)
