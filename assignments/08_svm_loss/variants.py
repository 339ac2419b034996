"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

from autograder.variants import variant

# --- svm_margins ------------------------------------------------------------------


@variant("svm-margins")
def margins_cell_by_cell(S, y, delta=1.0):
    n, classes = S.shape
    M = np.zeros((n, classes))
    for i in range(n):
        for j in range(classes):
            if j == y[i]:
                continue
            M[i, j] = max(0, S[i, j] - S[i, y[i]] + delta)
    return M


@variant("svm-margins")
def margins_row_by_row(S, y, delta=1.0):
    table = []
    for s, label in zip(S, y):
        m = np.clip(s - s[label] + delta, 0, None)
        m[label] = 0
        table.append(m)
    return np.array(table)


@variant("svm-margins")
def margins_by_where(S, y, delta=1.0):
    wrong = np.arange(S.shape[1]) != y[:, None]
    U = S - np.take_along_axis(S, y[:, None].astype(int), axis=1) + delta
    return np.where(wrong & (U > 0), U, 0.0)


@variant("svm-margins")
def margins_with_one_hot(S, y, delta=1.0):
    Y = np.eye(S.shape[1])[y]
    true = np.sum(S * Y, axis=1, keepdims=True)
    return np.maximum(S - true + delta, 0) * (1 - Y)


@variant("svm-margins")
def margins_turned_on_their_side(S, y, delta=1.0):
    T = S.T - np.choose(y, S.T) + delta
    T *= T > 0
    T[y, np.arange(T.shape[1])] = 0
    return T.T


@variant("svm-margins")
def margins_in_place_on_a_copy(S, y, delta=1.0):
    M = S.copy()
    every = range(len(S))
    M -= S[every, y].reshape((-1, 1))
    M += delta
    M[every, y] -= delta
    M[M < 0] = 0
    return M


# --- svm_coefficients -------------------------------------------------------------


@variant("svm-coefficients")
def coefficients_cell_by_cell(M, y):
    B = np.zeros_like(M)
    for i in range(M.shape[0]):
        for j in range(M.shape[1]):
            if M[i, j] > 0:
                B[i, j] = 1
                B[i, y[i]] -= 1
    return B


@variant("svm-coefficients")
def coefficients_from_a_copy(M, y):
    mask = M.copy()
    mask[mask > 0] = 1
    count = np.sum(mask, axis=1)
    mask[np.arange(M.shape[0]), y] = -count
    return mask


@variant("svm-coefficients")
def coefficients_with_one_hot(M, y):
    V = np.sign(M)
    return V - np.eye(M.shape[1])[y] * V.sum(axis=1, keepdims=True)


@variant("svm-coefficients")
def coefficients_by_where(M, y):
    violated = M > 0
    true = y[:, np.newaxis] == np.arange(M.shape[1])
    return np.where(true, -violated.sum(axis=1)[:, np.newaxis], violated).astype(float)


@variant("svm-coefficients")
def coefficients_by_subtract_at(M, y):
    B = 1.0 * (M > 0)
    np.subtract.at(B, (np.arange(len(y)), y), np.einsum("ij->i", B))
    return B


@variant("svm-coefficients")
def coefficients_row_by_row(M, y):
    rows = []
    for m, label in zip(M, y):
        row = [1.0 if each > 0 else 0.0 for each in m]
        row[label] = -sum(row)
        rows.append(row)
    return np.array(rows)


# --- svm_loss_naive ---------------------------------------------------------------


@variant("svm-loss-naive")
def number_by_number(W, X, y, reg):
    N, D = X.shape
    C = W.shape[1]
    loss, dW = 0.0, np.zeros((D, C))
    for i in range(N):
        s = np.zeros(C)
        for c in range(C):
            for d in range(D):
                s[c] += X[i, d] * W[d, c]
        for c in range(C):
            if c == y[i]:
                continue
            short = s[c] - s[y[i]] + 1
            if short > 0:
                loss += short / N
                for d in range(D):
                    dW[d, c] += X[i, d] / N
                    dW[d, y[i]] -= X[i, d] / N
    for d in range(D):
        for c in range(C):
            loss += reg * W[d, c] ** 2 / 2
            dW[d, c] += reg * W[d, c]
    return loss, dW


@variant("svm-loss-naive")
def with_a_count_for_the_true_class(W, X, y, reg):
    num_train, num_classes = X.shape[0], W.shape[1]
    loss = 0.0
    dW = np.zeros(W.shape)
    for i in range(num_train):
        scores = X[i].dot(W)
        correct = scores[y[i]]
        count = 0
        for j in range(num_classes):
            if j == y[i]:
                continue
            margin = scores[j] - correct + 1
            if margin > 0:
                count += 1
                loss += margin
                dW[:, j] += X[i, :]
        dW[:, y[i]] += -count * X[i, :]
    loss /= num_train
    loss += 0.5 * reg * np.sum(W * W)
    dW /= num_train
    dW += reg * W
    return loss, dW


@variant("svm-loss-naive")
def outer_product_of_each_example(W, X, y, reg):
    losses, gradients = [], []
    for x, label in zip(X, y):
        s = x @ W
        m = np.maximum(0, s - s[label] + 1)
        m[label] = 0
        b = (m > 0).astype(float)
        b[label] = -np.count_nonzero(m)
        losses.append(m.sum())
        gradients.append(np.outer(x, b))
    penalty = reg / 2 * np.linalg.norm(W) ** 2
    return np.mean(losses) + penalty, np.mean(gradients, axis=0) + reg * W


@variant("svm-loss-naive")
def true_class_taken_off_afterwards(W, X, y, reg):
    loss, dW = -1.0, np.zeros_like(W)
    i = 0
    while i < len(X):
        s = W.T @ X[i]
        for j in range(len(s)):
            u = 1 + s[j] - s[y[i]]
            # the true class adds 1 to the loss, and x - x to its column
            if u >= 0:
                loss += u / len(X)
                dW[:, j] += X[i] / len(X)
                dW[:, y[i]] -= X[i] / len(X)
        i += 1
    return loss + 0.5 * reg * np.square(W).sum(), dW + reg * W


@variant("svm-loss-naive")
def scores_of_all_first(W, X, y, reg):
    S = np.dot(X, W)
    n, classes = S.shape
    B = np.zeros((n, classes))
    total = 0
    for i, row in enumerate(S):
        for j, score in enumerate(row):
            lead = score - row[y[i]]
            if j != y[i] and lead > -1:
                total += lead + 1
                B[i][j] += 1
                B[i][y[i]] -= 1
    loss = total / n + reg * (W**2).sum() * 0.5
    return loss, np.divide(X.T.dot(B), n) + W * reg


# --- svm_loss_vectorized ----------------------------------------------------------


@variant("svm-loss-vectorized")
def mask_of_zeros(W, X, y, reg):
    N = len(y)
    S = X @ W
    U = S - S[np.arange(N), y][:, None] + 1
    U[np.arange(N), y] = 0
    M = np.clip(U, 0, None)
    loss = np.mean(np.sum(M, axis=1)) + 0.5 * reg * np.sum(W * W)
    mask = np.zeros(M.shape)
    mask[M > 0] = 1
    mask[np.arange(N), y] = -np.sum(mask, axis=1)
    dW = np.dot(X.T, mask)
    dW /= N
    dW += reg * W
    return loss, dW


@variant("svm-loss-vectorized")
def one_hot(W, X, y, reg):
    N = X.shape[0]
    Y = np.eye(W.shape[1])[y]
    S = X.dot(W)
    U = S - (S * Y).sum(axis=1, keepdims=True) + 1
    V = (U > 0) & (Y == 0)
    loss = np.sum(U * V) / N + reg * np.sum(W * W) / 2
    B = V - Y * V.sum(axis=1, keepdims=True)
    return loss, X.T @ B / N + reg * W


@variant("svm-loss-vectorized")
def columns_are_examples(W, X, y, reg):
    N = len(y)
    F = W.T @ X.T
    G = np.maximum(F - F[y, np.arange(N)] + 1, 0)
    G[y, np.arange(N)] = 0
    loss = G.sum() / N + 0.5 * reg * np.trace(W.T @ W)
    B = (G > 0).astype(np.float64)
    B[y, np.arange(N)] = -B.sum(axis=0)
    return loss, np.asfortranarray((B @ X).T / N + reg * W)


@variant("svm-loss-vectorized")
def by_einsum_and_choose(W, X, y, reg):
    S = np.einsum("ik,kj->ij", X, W)
    true = np.choose(y, S.T)
    U = 1.0 + S - true[:, np.newaxis]
    V = np.where(U > 0, 1.0, 0.0)
    # the true class adds 1 to each row, and 1 - count in its own column is right
    loss = np.sum(U * V) / len(y) - 1 + 0.5 * reg * np.einsum("kj,kj", W, W)
    np.subtract.at(V, (np.arange(len(y)), y), V.sum(axis=1))
    return loss, np.einsum("ik,ij->kj", X, V) / len(y) + reg * W


@variant("svm-loss-vectorized")
def overwritten_after_the_loss(W, X, y, reg):
    N = X.shape[0]
    margins = X @ W
    margins -= margins[np.arange(N), y].reshape(-1, 1)
    margins += 1
    np.maximum(margins, 0, out=margins)
    margins[np.arange(N), y] = 0
    loss = margins.sum() / N
    loss += 0.5 * reg * np.linalg.norm(W) ** 2
    margins[margins > 0] = 1
    margins[np.arange(N), y] = -margins.sum(axis=1)
    return loss, np.tensordot(X, margins, axes=(0, 0)) / N + reg * W


@variant("svm-loss-vectorized")
def split_in_helpers(W, X, y, reg):
    every = np.arange(len(y))

    def short(S):
        return np.where(np.eye(S.shape[1])[y] == 1, 0, S - S[every, y][:, None] + 1)

    def pulls(U):
        V = np.heaviside(U, 0)
        V[every, y] = -np.add.reduce(V, axis=1)
        return V / len(V)

    U = short(np.matmul(X, W))
    data = np.average(np.maximum(U, 0).sum(axis=1))
    return data + reg / 2 * W.ravel().dot(W.ravel()), X.T @ pulls(U) + reg * W


# --- kink_crossed -----------------------------------------------------------------


@variant("kink-crossed")
def sets_of_python(W, X, y, k, j, h):
    def violated(V):
        S = X @ V
        n, classes = S.shape
        return {
            (i, c)
            for i in range(n)
            for c in range(classes)
            if c != y[i] and S[i, c] - S[i, y[i]] + 1 > 0
        }

    up, down = W.copy(), W.copy()
    up[k, j] += h
    down[k, j] -= h
    return violated(up) != violated(down)


@variant("kink-crossed")
def by_the_sign_of_a_product(W, X, y, k, j, h):
    rows = np.arange(len(y))
    S = X @ W
    U = S - S[rows, y][:, None] + 1
    slope = np.zeros(U.shape)
    slope[:, j] += X[:, k]
    slope -= slope[rows, y][:, None].copy()
    return np.any((U + h * slope) * (U - h * slope) < 0)


@variant("kink-crossed")
def moved_and_put_back_in_a_copy(W, X, y, k, j, h):
    V = np.array(W, dtype=float)
    seen = []
    for w in (W[k, j] + h, W[k, j] - h):
        V[k, j] = w
        S = X @ V
        M = np.maximum(0, S - S[np.arange(len(y)), y].reshape(-1, 1) + 1)
        seen.append(M > 0)
    return not np.array_equal(*seen)


@variant("kink-crossed")
def stops_at_the_first(W, X, y, k, j, h):
    E = np.zeros_like(W)
    E[k, j] = h
    above, below = X @ (W + E), X @ (W - E)
    for i, label in enumerate(y):
        for c in range(W.shape[1]):
            one = above[i, c] > above[i, label] - 1
            other = below[i, c] > below[i, label] - 1
            if one != other:
                return True
    return False


@variant("kink-crossed")
def one_comparison_of_tables(W, X, y, k, j, h):
    step = h * np.outer(np.arange(W.shape[0]) == k, np.arange(W.shape[1]) == j)
    both = np.stack([X @ (W + step), X @ (W - step)])
    wrong = np.arange(W.shape[1]) != y[:, None]
    true = both[:, np.arange(len(y)), y][:, :, None]
    inside = (both - true > -1) & wrong
    return (inside[0] ^ inside[1]).any()


# --- cost_and_crowd ---------------------------------------------------------------


@variant("cost-and-crowd")
def crowd_from_a_copy(S, y):
    samples = np.arange(len(y))
    short = np.maximum(S - S[samples, y].reshape(-1, 1) + 1, 0)
    short[samples, y] = 0
    violated = short.copy()
    violated[short > 0] = 1
    return short.sum(axis=1), violated.sum(axis=1)


@variant("cost-and-crowd")
def crowd_in_loops(S, y):
    cost, crowd = [], []
    for s, label in zip(S, y):
        short = [s[j] - s[label] + 1 for j in range(len(s)) if j != label]
        cost.append(sum(each for each in short if each > 0))
        crowd.append(sum(1 for each in short if each > 0))
    return np.array(cost), np.array(crowd)


@variant("cost-and-crowd")
def crowd_by_where(S, y):
    wrong = np.arange(S.shape[1]) != y[:, None]
    U = S - S[~wrong][:, None] + 1
    inside = wrong & (U > 0)
    return np.where(inside, U, 0).sum(axis=1), inside.sum(axis=1)


@variant("cost-and-crowd")
def cost_first_and_then_the_mask(S, y):
    rows = range(len(y))
    M = np.maximum(0, S - np.take_along_axis(S, y[:, None], axis=1) + 1)
    M[rows, y] = 0
    cost = M.sum(axis=1)
    M[M > 0] = 1
    return cost, M.sum(axis=1)


@variant("cost-and-crowd")
def true_class_taken_off(S, y):
    U = np.clip((S.T - np.choose(y, S.T)).T + 1.0, 0, None)
    return U.sum(axis=1) - 1, np.einsum("ij->i", np.sign(U)) - 1
