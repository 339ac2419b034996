"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

from autograder.variants import variant

# --- jacobian_scores_loops --------------------------------------------------------


@variant("jacobian-scores-loops")
def four_loops_and_a_question(X, C):
    N, D = X.shape
    J = np.zeros([N * C, D * C])
    for i in range(N):
        for j in range(C):
            for k in range(D):
                for c in range(C):
                    if j == c:
                        J[i * C + j][k * C + c] = X[i][k]
    return J


@variant("jacobian-scores-loops")
def a_list_of_rows(X, C):
    rows = []
    for x in X:
        for j in range(C):
            table = np.zeros((X.shape[1], C))
            table[:, j] = x
            rows.append(table.ravel())
    return np.array(rows)


@variant("jacobian-scores-loops")
def counting_along(X, C):
    N, D = X.shape
    J = np.empty((N * C, D * C))
    row = 0
    for i in range(N):
        for j in range(C):
            column = 0
            for k in range(D):
                for c in range(C):
                    J[row, column] = X[i, k] * (j == c)
                    column += 1
            row += 1
    return J


@variant("jacobian-scores-loops")
def table_of_four_indices(X, C):
    N, D = X.shape
    T = np.zeros((N, C, D, C))
    for j in range(C):
        T[:, j, :, j] = X
    return T.reshape(N * C, D * C)


@variant("jacobian-scores-loops")
def with_strides_of_slices(X, C):
    N, D = X.shape
    J = np.zeros((C * N, C * D))
    for c in range(C):
        J[c::C, c::C] = X
    return J


@variant("jacobian-scores-loops")
def places_by_divmod(X, C):
    scores, weights = X.shape[0] * C, X.shape[1] * C
    J = np.zeros((scores, weights))
    for one in range(scores):
        for other in range(weights):
            (i, j), (k, c) = divmod(one, C), divmod(other, C)
            J[one, other] = X[i, k] if j == c else 0
    return J


@variant("jacobian-scores-loops")
def one_weight_after_the_other(X, C):
    D = X.shape[1]
    columns = []
    for k in range(D):
        for c in range(C):
            moved = np.zeros((len(X), C))
            moved[:, c] = X[:, k]
            columns.append(moved.flatten())
    return np.column_stack(columns)


# --- jacobian_scores --------------------------------------------------------------


@variant("jacobian-scores")
def kron_of_an_identity(X, C):
    return np.kron(X, np.identity(C))


@variant("jacobian-scores")
def kron_turned_twice(X, C):
    return np.kron(X.T, np.eye(C)).T


@variant("jacobian-scores")
def kron_by_einsum(X, C):
    N, D = X.shape
    return np.einsum("ik,jc->ijkc", X, np.eye(C)).reshape(N * C, D * C)


@variant("jacobian-scores")
def kron_by_broadcasting(X, C):
    N = len(X)
    same_class = np.arange(C)[:, None] == np.arange(C)
    J = X[:, None, :, None] * same_class[None, :, None, :]
    return J.reshape(N * C, -1)


@variant("jacobian-scores")
def kron_by_repeating(X, C):
    N, D = X.shape
    big = X.repeat(C, axis=0).repeat(C, axis=1)
    return np.where(np.tile(np.eye(C), (N, D)) == 1, big, 0.0)


@variant("jacobian-scores")
def kron_by_fancy_indexing(X, C):
    N, D = X.shape
    J = np.zeros((N, C, D, C))
    classes = np.arange(C)
    J[:, classes, :, classes] = X
    return J.reshape(N * C, D * C)


# --- contract ---------------------------------------------------------------------


@variant("contract")
def contract_from_the_left(J, G, D, C):
    return np.reshape(G.flatten() @ J, (D, C))


@variant("contract")
def contract_by_einsum(J, G, D, C):
    return np.einsum("a,ab->b", G.ravel(), J).reshape(D, C)


@variant("contract")
def contract_path_by_path(J, G, D, C):
    N = len(G)
    dW = np.zeros((D, C))
    for k in range(D):
        for c in range(C):
            for i in range(N):
                for j in range(C):
                    dW[k, c] += G[i, j] * J[i * C + j, k * C + c]
    return dW


@variant("contract")
def contract_with_four_indices(J, G, D, C):
    T = J.reshape(G.shape[0], C, D, C)
    return np.tensordot(G, T, axes=([0, 1], [0, 1]))


@variant("contract")
def contract_with_columns(J, G, D, C):
    column = G.reshape(-1, 1)
    return (J.transpose().dot(column)).reshape((D, -1))


@variant("contract")
def contract_by_weighting_rows(J, G, D, C):
    total = np.zeros(D * C)
    for slope, row in zip(G.ravel(), J):
        total += slope * row
    return np.array([total[k * C : (k + 1) * C] for k in range(D)])


# --- jacobian_blocks --------------------------------------------------------------


@variant("jacobian-blocks")
def blocks_repaired(X, C):
    N, D = X.shape
    T = np.zeros((D, C, N, C))
    for k in range(D):
        for c in range(C):
            T[k, c, :, c] = X[:, k]
    return T.transpose(0, 2, 1, 3).reshape(D * N, C * C)


@variant("jacobian-blocks")
def blocks_put_one_by_one(X, C):
    N, D = X.shape
    table = np.zeros((D * N, C * C))
    for k in range(D):
        for c in range(C):
            table[k * N : (k + 1) * N, c * C + c] = X[:, k]
    return table


@variant("jacobian-blocks")
def blocks_by_np_block(X, C):
    units = np.eye(C)
    return np.block([[np.outer(x, unit) for unit in units] for x in X.T])


@variant("jacobian-blocks")
def blocks_as_a_kronecker_product(X, C):
    return np.kron(X.T.reshape(-1, 1), np.eye(C).reshape(1, -1))


@variant("jacobian-blocks")
def blocks_as_an_outer_product(X, C):
    return np.outer(X.T, np.eye(C))


@variant("jacobian-blocks")
def blocks_stacked(X, C):
    rows = []
    for column in X.T:
        blocks = [np.zeros((len(X), C)) for _ in range(C)]
        for c, block in enumerate(blocks):
            block[:, c] = column
        rows.append(np.hstack(blocks))
    return np.vstack(rows)
