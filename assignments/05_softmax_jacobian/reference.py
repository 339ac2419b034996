"""The quantities of 05_softmax_jacobian by definition, one number at a time.

Softmax is read as p_i = 1 / (sum of e^(s_k - s_i)), and differentiated in that form: no
quotient rule, no difference of probabilities.  A product with a Jacobian is a sum.

    scores              random scores of ordinary size, for batches of any sizes
    the exercises       functions of the same names and signatures as in the notebook
    builds_jacobians    the notebook's adapter: whether a function needs N C C numbers
    faults              wrong products that a check with ones finds right
"""

import math
import tracemalloc

import numpy as np


def scores(rng, *shape):
    """Scores of ordinary size: no probability is so close to 1 that digits get lost."""
    return 1.5 * rng.normal(size=shape) + 0.5


def softmax_jacobian_naive(s):
    """(C, C): dp_i/ds_j of p_i = 1 / (sum of e^(s_k - s_i)), entry by entry."""
    s = [float(each) for each in s]
    C = len(s)
    J = np.zeros((C, C))
    for i in range(C):
        log_p = _log_p(s, i)
        # p_i squared times e^(s_k - s_i), without ever leaving the logarithm.
        parts = [math.exp(2 * log_p + each - s[i]) for each in s]
        for j in range(C):
            if j == i:
                J[i, j] = math.fsum(parts[:i] + parts[i + 1 :])
            else:
                J[i, j] = -parts[j]
    return J


softmax_jacobian_vectorized = softmax_jacobian_naive


def softmax_jacobian_batch(S):
    """(N, C, C): the Jacobian of each row."""
    return np.array([softmax_jacobian_naive(s) for s in S])


def softmax_vjp(S, G):
    """(N, C): for each row, dL/ds_j as the sum over all paths through p_i."""
    S, (N, C) = np.asarray(S, dtype=float), np.shape(S)
    D = np.zeros((N, C))
    for n in range(N):
        J = softmax_jacobian_naive(S[n])
        for j in range(C):
            D[n, j] = sum(J[i, j] * G[n, i] for i in range(C))
    return D


def revealing_upstream(S):
    """G (N, C): a single entry in each row, in another column each, and growing."""
    N, C = np.shape(S)
    return np.array(
        [[(n + 1.0) ** 2 * (i % C == n % C) for i in range(C)] for n in range(N)]
    )


def builds_jacobians(vjp, N, C):
    """Whether vjp(S, G) holds, at some moment, half as many numbers as N Jacobians."""
    S = np.linspace(-1, 1, N * C).reshape(N, C)
    G = S[::-1] ** 2
    vjp(S[:2], G[:2])
    tracemalloc.start()
    try:
        vjp(S, G)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return most > 8 * N * C * C / 2


def faults():
    """{name: faulty(S, G)}: each of them gives zeros where G is the same everywhere."""
    return {
        "forgotten": lambda S, G: np.zeros(np.shape(S)),
        "twice": lambda S, G: 2 * softmax_vjp(S, G),
        "other sign": lambda S, G: -softmax_vjp(S, G),
        "classes reversed": lambda S, G: softmax_vjp(np.asarray(S)[:, ::-1], G),
        "first slopes for all": lambda S, G: softmax_vjp(S, np.array([G[0]] * len(G))),
    }


def _log_p(s, i):
    """log p_i = - log(sum of e^(s_k - s_i)), the largest term in front."""
    gaps = sorted((each - s[i] for each in s), reverse=True)
    return -gaps[0] - math.log(math.fsum(math.exp(gap - gaps[0]) for gap in gaps))
