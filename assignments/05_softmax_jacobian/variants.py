"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np
from scipy.special import log_softmax, softmax

from autograder.variants import variant

# --- softmax_jacobian_naive -------------------------------------------------------


@variant("softmax-jacobian-naive")
def delta_in_the_loop(s):
    p = softmax(s)
    C = p.shape[0]
    J = np.empty((C, C))
    for i in range(C):
        for j in range(C):
            delta = 1.0 if i == j else 0.0
            J[i, j] = p[i] * (delta - p[j])
    return J


@variant("softmax-jacobian-naive")
def rows_of_lists(s):
    p = softmax(s).tolist()
    rows = []
    for i, mine in enumerate(p):
        row = [-mine * other for other in p]
        row[i] += mine
        rows.append(row)
    return np.array(rows)


@variant("softmax-jacobian-naive")
def from_the_exponentials(s):
    e = np.exp(s - np.max(s))
    total = e.sum()
    J = np.zeros((len(s), len(s)))
    for i in range(len(s)):
        for j in range(len(s)):
            if i == j:
                J[i][j] = (e[i] * total - e[i] * e[i]) / total**2
            else:
                J[i][j] = (0 - e[i] * e[j]) / total**2
    return J


@variant("softmax-jacobian-naive")
def symmetric_halves(s):
    p = softmax(s)
    J = np.diag(p * (1 - p))
    i = 0
    while i < len(p):
        for j in range(i):
            J[i, j] = J[j, i] = -p[i] * p[j]
        i += 1
    return J


@variant("softmax-jacobian-naive")
def column_after_column(s):
    p = softmax(s)
    columns = []
    for j in range(len(p)):
        column = -p * p[j]
        column[j] = p[j] - p[j] * p[j]
        columns.append(column)
    return np.column_stack(columns)


# --- softmax_jacobian_vectorized --------------------------------------------------


@variant("softmax-jacobian-vectorized")
def by_broadcasting(s):
    p = softmax(s)
    return p[:, None] * (np.eye(len(p)) - p[None, :])


@variant("softmax-jacobian-vectorized")
def by_einsum(s):
    p = softmax(s)
    return np.einsum("i,ij->ij", p, np.identity(p.size)) - np.einsum("i,j->ij", p, p)


@variant("softmax-jacobian-vectorized")
def columns_and_rows(s):
    p = softmax(s).reshape(-1, 1)
    return np.diagflat(p) - p.dot(p.T)


@variant("softmax-jacobian-vectorized")
def diagonal_added_at_last(s):
    p = softmax(s)
    J = np.multiply.outer(p, -p)
    J[np.arange(len(p)), np.arange(len(p))] += p
    return J


@variant("softmax-jacobian-vectorized")
def cases_by_where(s):
    p = softmax(s)
    k = np.arange(len(p))
    same = k[:, np.newaxis] == k
    return np.where(same, p * (1 - p), -np.outer(p, p))


@variant("softmax-jacobian-vectorized")
def through_the_logarithm(s):
    p = np.exp(log_softmax(s))
    return (np.eye(len(p)) - p) * p.reshape(-1, 1)


# --- softmax_jacobian_batch -------------------------------------------------------


@variant("softmax-jacobian-batch")
def batch_by_einsum(S):
    P = softmax(S, axis=1)
    return np.einsum("ni,ij->nij", P, np.eye(P.shape[1])) - np.einsum(
        "ni,nj->nij", P, P
    )


@variant("softmax-jacobian-batch")
def batch_by_matmul(S):
    P = softmax(S, axis=-1)[:, :, None]
    return P * np.eye(P.shape[1]) - P @ P.transpose(0, 2, 1)


@variant("softmax-jacobian-batch")
def batch_with_diagonals_added(S):
    P = softmax(S, axis=1)
    N, C = P.shape
    J = -P.reshape(N, C, 1) * P.reshape(N, 1, C)
    k = np.arange(C)
    J[:, k, k] += P
    return J


@variant("softmax-jacobian-batch")
def batch_by_delta(S):
    P = softmax(S, axis=1)
    delta = np.eye(P.shape[1])[np.newaxis]
    return np.expand_dims(P, 2) * (delta - np.expand_dims(P, 1))


@variant("softmax-jacobian-batch")
def batch_filled_in_place(S):
    P = softmax(S, axis=1)
    J = np.zeros((*P.shape, P.shape[1]))
    diagonal = np.einsum("nii->ni", J)
    diagonal += P
    J -= P[:, :, None] * P[:, None]
    return J


@variant("softmax-jacobian-batch")
def batch_by_where(S):
    P = softmax(S, axis=1)
    same = np.eye(P.shape[1], dtype=bool)
    squares = (P * (1 - P))[:, :, None]
    return np.where(same, squares, -P[:, :, None] * P[:, None, :])


# --- softmax_vjp ------------------------------------------------------------------


@variant("softmax-vjp")
def product_in_two_terms(S, G):
    P = softmax(S, axis=1)
    Q = P * G
    return Q - P * Q.sum(axis=1, keepdims=True)


@variant("softmax-vjp")
def product_by_einsum(S, G):
    P = softmax(S, axis=1)
    return P * (G - np.einsum("nk,nk->n", P, G)[:, None])


@variant("softmax-vjp")
def product_in_place(S, G):
    P = softmax(S, axis=1)
    D = G - (P * G).sum(axis=1).reshape(-1, 1)
    D *= P
    return D


@variant("softmax-vjp")
def product_by_matmul(S, G):
    P = softmax(S, axis=1)
    means = np.matmul(P[:, None, :], np.asarray(G)[:, :, None])[:, :, 0]
    return np.multiply(P, np.subtract(G, means))


@variant("softmax-vjp")
def product_turned_over(S, G):
    P = softmax(S, axis=1).T
    return (P * (G.T - (P * G.T).sum(axis=0))).T


@variant("softmax-vjp")
def product_through_the_logarithm(S, G):
    logs = log_softmax(S, axis=1)
    Q = np.exp(logs) * G
    return Q - np.exp(logs) * np.sum(Q, axis=-1)[..., np.newaxis]


# --- revealing_upstream -----------------------------------------------------------


@variant("revealing-upstream")
def random_numbers(S):
    return np.random.default_rng(1).normal(size=S.shape)


@variant("revealing-upstream")
def a_one_for_another_class_each(S):
    N, C = S.shape
    G = np.zeros((N, C))
    G[np.arange(N), np.arange(N) % C] = 1
    return G


@variant("revealing-upstream")
def squares_of_a_count(S):
    return np.arange(S.size).reshape(S.shape) ** 2


@variant("revealing-upstream")
def ones_on_a_diagonal(S):
    return np.eye(*S.shape)


@variant("revealing-upstream")
def waves(S):
    rows = []
    for n in range(S.shape[0]):
        rows.append([np.sin(1 + n + 2 * k * (n + 1)) for k in range(S.shape[1])])  # noqa: PERF401
    return np.array(rows)
