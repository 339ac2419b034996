"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

from autograder.variants import variant

# --- make_spiral ------------------------------------------------------------------


@variant("make-spiral")
def spiral_point_by_point(n, k, noise, rng):
    X, y = [], []
    for arm in range(k):
        for i in range(n):
            r = i / (n - 1)
            angle = 4 * arm + 4 * r + noise * rng.randn()
            X.append([r * np.sin(angle), r * np.cos(angle)])
            y.append(arm)
    return np.array(X), np.array(y)


@variant("make-spiral")
def spiral_of_one_table(n, k, noise, rng):
    r = np.tile(np.linspace(0.0, 1.0, n), k)
    y = np.repeat(np.arange(k), n)
    angle = 4 * (y + r) + rng.normal(0, noise, size=n * k)
    return (r * np.array([np.sin(angle), np.cos(angle)])).T, y


@variant("make-spiral")
def spiral_by_slices(n, k, noise, rng):
    X = np.empty((n * k, 2))
    y = np.zeros(n * k, dtype="int64")
    for arm in range(k):
        rows = slice(arm * n, (arm + 1) * n)
        radius = np.linspace(0, 1, n)
        angle = np.linspace(4 * arm, 4 * (arm + 1), n)
        angle += noise * rng.standard_normal(n)
        X[rows, 0] = radius * np.sin(angle)
        X[rows, 1] = radius * np.cos(angle)
        y[rows] = arm
    return X, y


@variant("make-spiral")
def spiral_of_complex_numbers(n, k, noise, rng):
    share = np.arange(n) / (n - 1)
    arms = np.arange(k)[:, None]
    angle = 4 * (arms + share) + noise * rng.randn(k, n)
    z = (share * np.exp(1j * angle)).ravel()
    return np.stack([z.imag, z.real], axis=1), np.arange(n * k) // n


@variant("make-spiral")
def spiral_stacked_arms(n, k, noise, rng):
    def arm(j):
        r = np.linspace(0, 1, n)
        t = np.linspace(4 * j, 4 * j + 4, n) + rng.normal(size=n) * noise
        return np.c_[r * np.sin(t), r * np.cos(t)]

    labels = np.concatenate([np.full(n, j) for j in range(k)])
    return np.concatenate([arm(j) for j in range(k)]), labels


# --- predict ----------------------------------------------------------------------


@variant("predict")
def predict_in_a_loop(X, W, b):
    labels = np.empty(len(X), dtype=int)
    for i in range(len(X)):
        labels[i] = np.argmax(X[i] @ W + b)
    return labels


@variant("predict")
def predict_by_sorting(X, W, b):
    S = X.dot(W) + np.reshape(b, -1)
    return np.argsort(S, axis=-1)[:, -1]


@variant("predict")
def predict_with_columns_turned(X, W, b):
    return (W.T @ X.T + b.T).argmax(axis=0).astype(int)


@variant("predict")
def predict_class_by_class(X, W, b):
    best = X @ W[:, 0] + b[0, 0]
    label = np.zeros(len(X), dtype=int)
    for c in range(1, W.shape[1]):
        score = X @ W[:, c] + b[0, c]
        label[score > best] = c
        best = np.maximum(best, score)
    return label


@variant("predict")
def predict_by_einsum(X, W, b):
    S = np.einsum("nk,kc->nc", X, W)
    S += b
    return (S.max(axis=1, keepdims=True) <= S).nonzero()[1]


# --- train_linear -----------------------------------------------------------------


@variant("train-linear")
def train_in_place_on_copies(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    from scipy.special import logsumexp

    W, b = W0.astype(float), b0.astype(float)
    N = X.shape[0]
    history = []
    for t in range(steps):
        scores = X.dot(W) + b
        correct = scores[range(N), y].reshape(-1, 1)
        if loss == "softmax":
            log_sums = logsumexp(scores, axis=1, keepdims=True)
            data = np.mean(log_sums - correct)
            dscores = np.exp(scores - log_sums)
            dscores[range(N), y] -= 1
        elif loss == "svm":
            margins = np.maximum(0, scores - correct + 1)
            margins[range(N), y] = 0
            data = np.sum(margins) / N
            dscores = np.zeros_like(scores)
            dscores[margins > 0] = 1
            dscores[range(N), y] -= np.sum(dscores, axis=1)
        dscores /= N
        history.append(data + 0.5 * reg * np.sum(W * W))
        if callback:
            callback(t, W.copy(), b.copy(), history[-1])
        dW = np.dot(X.T, dscores)
        db = np.sum(dscores, axis=0, keepdims=True)
        dW += reg * W
        W += -lr * dW
        b += -lr * db
    accuracy = np.mean(np.argmax(X @ W + b, axis=1) == y)
    return {"W": W, "b": b, "history": history, "accuracy": accuracy}


@variant("train-linear")
def train_with_one_hot_rows(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    from scipy.special import log_softmax

    Y = np.eye(np.shape(W0)[1])[y]
    W, b = W0 + 0.0, b0 + 0.0
    history = np.empty(steps)
    for t in range(steps):
        S = X @ W + b
        if loss == "svm":
            gaps = S - np.sum(S * Y, axis=1, keepdims=True) + 1 - Y
            hit = (gaps > 0) * (1 - Y)
            G = hit - Y * hit.sum(axis=1, keepdims=True)
            value = np.sum(hit * gaps) / len(y)
        else:
            logs = log_softmax(S, axis=1)
            value = -np.sum(Y * logs) / len(y)
            G = np.exp(logs) - Y
        history[t] = value + reg / 2 * np.linalg.norm(W) ** 2
        if callback is not None:
            callback(t, W, b, history[t])
        W = (1 - lr * reg) * W - lr / len(y) * X.T @ G
        b = b - lr * G.mean(axis=0)
    right = (X @ W + b).argmax(1) == y
    return {"W": W, "b": b, "history": history, "accuracy": right.sum() / len(y)}


@variant("train-linear")
def train_example_by_example(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    N, C = len(X), W0.shape[1]
    W, b = np.array(W0, float), np.array(b0, float)
    history = []
    for t in range(steps):
        value, dW, db = 0.0, np.zeros(W.shape), np.zeros(b.shape)
        for i in range(N):
            s = X[i] @ W + b[0]
            if loss == "softmax":
                s = s - s.max()
                total = np.log(np.exp(s).sum())
                value += total - s[y[i]]
                g = np.exp(s - total)
                g[y[i]] -= 1
            else:
                g = np.zeros(C)
                for j in range(C):
                    margin = s[j] - s[y[i]] + 1
                    if j != y[i] and margin > 0:
                        value += margin
                        g[j] += 1
                        g[y[i]] -= 1
            dW += np.outer(X[i], g)
            db += g
        value = value / N + reg * (W**2).sum() / 2
        history.append(float(value))
        if callback is not None:
            callback(t, np.copy(W), np.copy(b), value)
        W = W - lr * (dW / N + reg * W)
        b = b - lr * db / N
    hits = 0
    for x, label in zip(X, y):
        hits += np.argmax(x @ W + b[0]) == label
    return {"accuracy": hits / N, "history": history, "b": b, "W": W}


@variant("train-linear")
def train_with_the_bias_trick(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    from scipy import special

    N, D = X.shape
    ones = np.hstack([X, np.ones((N, 1))])
    both = np.vstack([W0, b0]).astype(float)
    free = np.ones_like(both)
    free[-1] = 0
    history = []
    for t in range(steps):
        S = ones @ both
        true = S[np.arange(N), y]
        if loss == "softmax":
            G = special.softmax(S, axis=1)
            data = np.mean(np.logaddexp.reduce(S, axis=1) - true)
            np.subtract.at(G, (np.arange(N), y), 1.0)
        else:
            wrong = np.arange(S.shape[1]) != y[:, None]
            margins = np.where(wrong, S - true[:, None] + 1, 0)
            data = np.mean(np.clip(margins, 0, None).sum(axis=1))
            G = np.where(margins > 0, 1.0, 0.0)
            G = G - np.where(wrong, 0, G.sum(axis=1, keepdims=True))
        value = data + reg / 2 * np.sum(both[:-1] ** 2)
        history += [value]
        if callback is not None:
            callback(t, both[:-1].copy(), both[-1:].copy(), value)
        both = both - lr * (ones.T @ G / N + reg * free * both)
    W, b = both[:D], both[D:]
    accuracy = float(np.mean(np.argmax(ones @ both, 1) == y))
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


@variant("train-linear")
def train_with_helpers(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def softmax_part(S):
        E = np.exp(S - np.max(S, axis=1)[:, np.newaxis])
        Z = E.sum(axis=1)
        true = np.take_along_axis(S, y[:, None], axis=1)[:, 0]
        value = np.average(np.log(Z) + S.max(axis=1) - true)
        G = E / Z[:, None]
        G[np.arange(len(S)), y] -= 1
        return value, G / len(S)

    def svm_part(S):
        violated = S - np.take_along_axis(S, y[:, None], axis=1) > -1
        violated[np.arange(len(S)), y] = False
        G = violated.astype("float64")
        np.put_along_axis(G, y[:, None], -G.sum(axis=1, keepdims=True), axis=1)
        return (np.sum(G * S) + violated.sum()) / len(S), G / len(S)

    part = {"softmax": softmax_part, "svm": svm_part}[loss]

    def step(W, b):
        data, G = part(np.matmul(X, W) + b)
        dW = np.tensordot(X, G, axes=(0, 0)) + reg * W
        db = np.ones((1, len(X))) @ G
        return data + 0.5 * reg * np.einsum("kc,kc", W, W), dW, db

    W, b, history = np.asarray(W0, float).copy(), np.asarray(b0, float).copy(), []
    t = 0
    while t < steps:
        value, dW, db = step(W, b)
        history.append(value)
        if callback is not None:
            callback(t, W, b, value)
        W, b, t = W - lr * dW, b - lr * db, t + 1
    S = X @ W + b
    return {
        "W": W,
        "b": b,
        "history": tuple(history),
        "accuracy": np.count_nonzero(S.argmax(axis=1) == y) / len(y),
    }


# --- decision_grid ----------------------------------------------------------------


@variant("decision-grid")
def grid_point_by_point(W, b, xlim, ylim, n):
    grid = np.zeros((n, n), dtype=int)
    for row, y in enumerate(np.linspace(ylim[0], ylim[1], n)):
        for column, x in enumerate(np.linspace(xlim[0], xlim[1], n)):
            grid[row, column] = np.argmax(np.array([x, y]) @ W + b)
    return grid


@variant("decision-grid")
def grid_by_meshgrid(W, b, xlim, ylim, n):
    xx, yy = np.meshgrid(np.linspace(*xlim, n), np.linspace(*ylim, n))
    points = np.c_[xx.ravel(), yy.ravel()]
    return np.argmax(points @ W + b, axis=1).reshape(xx.shape)


@variant("decision-grid")
def grid_by_matrix_indexing(W, b, xlim, ylim, n):
    axes = np.linspace(*xlim, n), np.linspace(*ylim, n)
    xx, yy = np.meshgrid(*axes, indexing="ij")
    S = np.stack([xx, yy], axis=-1) @ W + b[0]
    return S.argmax(axis=-1).T


@variant("decision-grid")
def grid_by_broadcasting(W, b, xlim, ylim, n):
    x = np.linspace(*xlim, n)[None, :, None]
    y = np.linspace(*ylim, n)[:, None, None]
    return np.argmax(x * W[0] + y * W[1] + b.ravel(), axis=2)


@variant("decision-grid")
def grid_by_outer_sums(W, b, xlim, ylim, n):
    steps = np.arange(n) / (n - 1)
    x = xlim[0] + (xlim[1] - xlim[0]) * steps
    y = ylim[0] + (ylim[1] - ylim[0]) * steps
    layers = [
        np.add.outer(W[1, c] * y, W[0, c] * x) + b[0, c] for c in range(W.shape[1])
    ]
    return np.argmax(np.array(layers), axis=0)


@variant("decision-grid")
def grid_row_by_row(W, b, xlim, ylim, n):
    rows = []
    for y in np.linspace(*ylim, n):
        points = np.column_stack([np.linspace(*xlim, n), np.full(n, y)])
        rows.append(np.argmax(points @ W + b, axis=1))
    return np.vstack(rows)
