"""The quantities of 03_kronecker by definition: one slope at a time.

Nothing here is fast or clever.  A slope of the scores is the coefficient of a weight in
a sum, and it is put where the layout wants it.  The solution in the notebook uses
Kronecker products, and the two must agree.

    examples          a small random batch
    the exercises     functions of the same names and signatures as in the notebook
"""

import numpy as np


def examples(rng, N=4, D=3):
    """X (N, D) of ordinary size, without zeros."""
    return rng.choice([-1.0, 1.0], (N, D)) * rng.uniform(0.3, 2.0, (N, D))


def slope(X, i, j, k, c):
    """The slope of the score of example i for class j along the weight w[k, c]."""
    return float(X[i, k]) if j == c else 0.0


def jacobian_scores_loops(X, C):
    """(N*C, D*C): a row for each score, a column for each weight, both row by row."""
    N, D = X.shape
    scores = [(i, j) for i in range(N) for j in range(C)]
    weights = [(k, c) for k in range(D) for c in range(C)]
    return np.array([[slope(X, *one, *other) for other in weights] for one in scores])


jacobian_scores = jacobian_scores_loops


def contract(J, G, D, C):
    """(D, C): every path from a weight through a score."""
    dW = np.zeros((D, C))
    for k in range(D):
        for c in range(C):
            for number, weight in enumerate(G.flat):
                dW[k, c] += weight * J[number, k * C + c]
    return dW


def jacobian_blocks(X, C):
    """(D*N, C*C): the table of weights with a block of moved scores for each."""
    N, D = X.shape
    table = np.zeros((D * N, C * C))
    for k in range(D):
        for c in range(C):
            for i in range(N):
                for j in range(C):
                    table[k * N + i, c * C + j] = slope(X, i, j, k, c)
    return table
