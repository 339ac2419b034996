"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

from autograder.variants import variant

# --- l2_penalty -------------------------------------------------------------------


@variant("l2-penalty")
def penalty_in_two_branches(W, reg, half=False):
    if half:
        return 0.5 * reg * np.sum(W * W), reg * W
    return reg * np.sum(W * W), 2 * reg * W


@variant("l2-penalty")
def penalty_by_a_dot_product(W, reg, half=False):
    factor = reg * (0.5 if half else 1)
    flat = W.ravel()
    return factor * flat.dot(flat), 2 * factor * W


@variant("l2-penalty")
def penalty_in_loops(W, reg, half=False):
    value = 0
    gradient = np.empty_like(W)
    for k, row in enumerate(W):
        for j, w in enumerate(row):
            value += w**2
            gradient[k][j] = w + w
    factor = reg / 2 if half else reg
    gradient *= factor
    return value * factor, gradient


@variant("l2-penalty")
def penalty_as_a_squared_norm(W, reg, half=False):
    factor = np.where(half, reg / 2, reg)
    return factor * np.linalg.norm(W) ** 2, np.multiply(W, 2 * factor)


@variant("l2-penalty")
def penalty_by_a_trace(W, reg, half=False):
    strength = reg * 0.5 if half else reg
    gradient = np.zeros(W.shape)
    np.multiply(W, strength + strength, out=gradient)
    return float(strength * np.trace(W.T @ W)), gradient


# --- affine_backward --------------------------------------------------------------


@variant("affine-backward")
def back_by_einsum(G, X, W):
    dX = np.einsum("ij,kj->ik", G, W)
    dW = np.einsum("ik,ij->kj", X, G)
    return dX, dW, np.einsum("ij->j", G)[None]


@variant("affine-backward")
def back_example_by_example(G, X, W):
    dX, dW, db = [], np.zeros_like(W), np.zeros((1, W.shape[1]))
    for g, x in zip(G, X):
        dX.append(W @ g)
        dW += np.outer(x, g)
        db += g
    return np.array(dX), dW, db


@variant("affine-backward")
def back_by_turning_everything(G, X, W):
    dX = (W @ G.T).T
    dW = np.asfortranarray((G.T @ X).T)
    return dX, dW, np.ones((1, len(G))) @ G


@variant("affine-backward")
def back_as_a_list(G, X, W):
    db = np.sum(G, axis=0).reshape(1, -1)
    return [G.dot(W.transpose()), X.transpose().dot(G), db]


@variant("affine-backward")
def back_by_tensordot(G, X, W):
    dX = np.tensordot(G, W, axes=(1, 1))
    dW = np.tensordot(X, G, axes=(0, 0))
    return dX, dW, np.add.reduce(G, axis=0, keepdims=True)


# --- softmax_loss_naive -----------------------------------------------------------


@variant("softmax-loss-naive")
def number_by_number(W, X, y, reg):
    N, D = X.shape
    C = W.shape[1]
    loss, dW = 0.0, np.zeros((D, C))
    for i in range(N):
        f = np.zeros(C)
        for c in range(C):
            for d in range(D):
                f[c] += X[i, d] * W[d, c]
        f -= max(f)
        total = 0.0
        for c in range(C):
            total += np.exp(f[c])
        loss += np.log(total) - f[y[i]]
        for c in range(C):
            p = np.exp(f[c]) / total
            for d in range(D):
                dW[d, c] += (p - (c == y[i])) * X[i, d]
    loss, dW = loss / N, dW / N
    for d in range(D):
        for c in range(C):
            loss += reg * W[d, c] ** 2
            dW[d, c] += 2 * reg * W[d, c]
    return loss, dW


@variant("softmax-loss-naive")
def column_by_column(W, X, y, reg):
    loss = reg * np.sum(W**2)
    dW = 2 * reg * W
    for x, label in zip(X, y):
        scores = x @ W
        scores = scores - np.max(scores)
        exps = np.exp(scores)
        loss += (np.log(np.sum(exps)) - scores[label]) / len(X)
        for j in range(W.shape[1]):
            dW[:, j] += x * exps[j] / exps.sum() / len(X)
        dW[:, label] -= x / len(X)
    return loss, dW


@variant("softmax-loss-naive")
def outer_product_of_each_example(W, X, y, reg):
    N = X.shape[0]
    losses, gradients = [], []
    for i in range(N):
        s = X[i].dot(W)
        log_p = s - np.logaddexp.reduce(s)
        target = np.zeros_like(s)
        target[y[i]] = 1
        losses.append(-log_p.dot(target))
        gradients.append(np.outer(X[i], np.exp(log_p) - target))
    dW = sum(gradients) / N + reg * 2 * W
    return sum(losses) / N + reg * (W * W).sum(), dW


@variant("softmax-loss-naive")
def with_an_if_for_the_true_class(W, X, y, reg):
    num_train, num_classes = X.shape[0], W.shape[1]
    loss = 0.0
    dW = np.zeros_like(W)
    i = 0
    while i < num_train:
        scores = X[i].dot(W)
        shift = -np.max(scores)
        log_sum = np.log(np.sum(np.exp(scores + shift))) - shift
        loss += -scores[y[i]] + log_sum
        for j in range(num_classes):
            prob = np.exp(scores[j] - log_sum)
            if j == y[i]:
                dW[:, j] += (prob - 1) * X[i, :]
            else:
                dW[:, j] += prob * X[i, :]
        i += 1
    loss /= num_train
    loss += reg * np.sum(W * W)
    dW /= num_train
    dW += 2 * reg * W
    return loss, dW


@variant("softmax-loss-naive")
def scores_of_all_first(W, X, y, reg):
    from scipy.special import log_softmax

    S = X @ W
    loss, dscores = 0, np.zeros(S.shape)
    for i, s in enumerate(S):
        log_p = log_softmax(s)
        loss -= log_p[y[i]]
        dscores[i] = np.exp(log_p)
        dscores[i, y[i]] -= 1
    dW = X.T.dot(dscores)
    return loss / len(S) + reg * np.sum(np.square(W)), dW / len(S) + 2 * reg * W


# --- softmax_loss_vectorized ------------------------------------------------------


@variant("softmax-loss-vectorized")
def one_hot(W, X, y, reg):
    N, C = len(X), W.shape[1]
    S = X @ W
    S -= S.max(axis=1, keepdims=True)
    Y = np.eye(C)[y]
    E = np.exp(S)
    Z = E.sum(axis=1, keepdims=True)
    loss = np.sum(Y * (np.log(Z) - S)) / N + reg * np.sum(W * W)
    return loss, X.T @ (E / Z - Y) / N + 2 * reg * W


@variant("softmax-loss-vectorized")
def picked_by_choose(W, X, y, reg):
    scores = X.dot(W)
    scores = scores - np.amax(scores, axis=1)[:, np.newaxis]
    correct = np.choose(y, scores.T)
    exps = np.exp(scores)
    sums = np.sum(exps, axis=1)
    loss = np.mean(np.log(sums) - correct) + reg * np.sum(W * W)
    probs = exps / sums[:, np.newaxis]
    probs[range(len(y)), y] -= 1
    dW = X.T.dot(probs)
    dW /= len(y)
    dW += 2 * reg * W
    return loss, dW


@variant("softmax-loss-vectorized")
def subtracted_by_add_at(W, X, y, reg):
    N = X.shape[0]
    S = X @ W
    log_p = S - np.logaddexp.reduce(S, axis=1, keepdims=True)
    G = np.exp(log_p)
    np.add.at(G, (np.arange(N), y), -1.0)
    G *= 1.0 / N
    loss = -np.take_along_axis(log_p, y[:, None].astype(int), axis=1).mean()
    return loss + reg * np.einsum("kj,kj", W, W), np.einsum("ik,ij->kj", X, G) + W * (
        2 * reg
    )


@variant("softmax-loss-vectorized")
def columns_are_examples(W, X, y, reg):
    N = len(y)
    F = W.T @ X.T
    F = F - F.max(axis=0)
    logs = F - np.log(np.exp(F).sum(axis=0))
    P = np.exp(logs)
    P[y, np.arange(N)] -= 1
    dW = (P @ X / N).T + 2 * reg * W
    loss = -logs[y, np.arange(N)].sum() / N + reg * np.trace(W.T @ W)
    return loss, np.asfortranarray(dW)


@variant("softmax-loss-vectorized")
def boolean_mask(W, X, y, reg):
    N, C = X.shape[0], W.shape[1]
    true = y.reshape(-1, 1) == np.arange(C)
    S = X @ W
    S = S - S.max(1, keepdims=True)
    log_p = S - np.log(np.exp(S).sum(1, keepdims=True))
    G = np.where(true, np.exp(log_p) - 1, np.exp(log_p))
    return -log_p[true].sum() / N + reg * (W**2).sum(), X.T @ G / N + 2 * reg * W


@variant("softmax-loss-vectorized")
def with_the_library(W, X, y, reg):
    from scipy.special import logsumexp, softmax

    S = X @ W
    rows = np.arange(len(S))
    loss = np.mean(logsumexp(S, axis=1) - S[rows, y]) + reg * np.sum(W * W)
    G = softmax(S, axis=1)
    G[rows, y] -= 1
    return loss, (X.T @ G) / len(S) + 2 * reg * W


@variant("softmax-loss-vectorized")
def split_in_helpers(W, X, y, reg):
    def log_probabilities(S):
        S = S - S.max(axis=-1, keepdims=True)
        return S - np.log(np.sum(np.exp(S), axis=-1, keepdims=True))

    def true_minus(P):
        P[np.arange(len(P)), y] -= 1
        return P

    logs = log_probabilities(np.matmul(X, W))
    data = -np.average(logs[np.arange(len(y)), y])
    dW = np.tensordot(X, true_minus(np.exp(logs)), axes=(0, 0)) / len(y)
    return data + reg * np.linalg.norm(W) ** 2, dW + 2 * reg * W


# --- strongest_rival --------------------------------------------------------------


@variant("strongest-rival")
def rival_from_a_copy(probs, y):
    every = np.arange(len(y))
    others = probs.copy()
    others[every, y] = 0.0
    best = others.argmax(axis=1)
    return best, probs[every, y] - probs[every, best]


@variant("strongest-rival")
def rival_by_where(probs, y):
    true = np.arange(probs.shape[1]) == y[:, None]
    others = np.where(true, -1.0, probs)
    return np.argmax(others, axis=1), probs[true] - others.max(axis=1)


@variant("strongest-rival")
def rival_in_loops(probs, y):
    rival, lead = [], []
    for row, label in zip(probs, y):
        best = max((p, j) for j, p in enumerate(row) if j != label)
        rival.append(best[1])
        lead.append(row[label] - best[0])
    return np.array(rival), np.array(lead)


@variant("strongest-rival")
def rival_by_sorting(probs, y):
    order = np.argsort(-probs, axis=1)
    best = np.where(order[:, 0] == y, order[:, 1], order[:, 0])
    picked = np.take_along_axis(probs, np.stack([y, best], axis=1), axis=1)
    return best, picked[:, 0] - picked[:, 1]


@variant("strongest-rival")
def rival_among_columns_that_are_left(probs, y):
    N, C = probs.shape
    left = np.arange(C - 1) + (np.arange(C - 1) >= y[:, None])
    others = probs[np.arange(N)[:, None], left]
    best = np.take_along_axis(left, others.argmax(axis=1)[:, None], axis=1)[:, 0]
    return best, np.choose(y, probs.T) - others.max(axis=1)


# --- smallest_batch ---------------------------------------------------------------


@variant("smallest-batch")
def sizes_by_questions(fault):
    N = 2 if fault == "last example only" else 1
    D = 2 if fault == "first feature only" else 1
    C = 3 if fault == "two classes only" else 2
    return N, D, C


@variant("smallest-batch")
def sizes_as_an_array(fault):
    sizes = np.array([1, 1, 2])
    grows = ["last example only", "first feature only", "two classes only"]
    if fault in grows:
        sizes[grows.index(fault)] += 1
    return tuple(sizes)


@variant("smallest-batch")
def sizes_in_branches(fault):
    if fault in ("ten classes", "no return"):
        return (1, 1, 2)
    if fault == "last example only":
        return (2, 1, 2)
    if fault == "first feature only":
        return [1, 2, 2]
    return (1, 1, 3)


@variant("smallest-batch")
def sizes_in_a_dict(fault):
    sizes = {
        "last example only": (2, 1, 2),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 1, 3),
    }
    return sizes.get(fault, (1, 1, 2))


@variant("smallest-batch")
def sizes_matched_by_word(fault):
    first = fault.split()[0]
    match first:
        case "last":
            return 2, 1, 2
        case "first":
            return 1, 2, 2
        case "two":
            return 1, 1, 3
    return 1, 1, 2
