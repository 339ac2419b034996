"""Right answers in other styles: each must earn every point of its exercise."""

import contextlib
import gzip
import struct

import numpy as np
from scipy.special import log_softmax, logsumexp, softmax

from autograder.variants import variant

# --- parse_idx --------------------------------------------------------------------


@variant("parse-idx")
def read_with_struct(data):
    import zlib

    if data.startswith(b"\x1f\x8b"):
        data = zlib.decompress(data, 31)
    (magic,) = struct.unpack_from(">I", data)
    if magic == 2051:
        n, rows, columns = struct.unpack_from(">III", data, 4)
        return np.frombuffer(data[16:], dtype="u1").reshape(n, rows, columns)
    if magic == 2049:
        (n,) = struct.unpack_from(">I", data, 4)
        return np.frombuffer(data[8:], dtype="u1").reshape(n)
    raise ValueError("unknown magic number")


@variant("parse-idx")
def read_byte_by_byte(data):
    if data[0] == 0x1F and data[1] == 0x8B:
        data = gzip.decompress(data)

    def number_at(i):
        a, b, c, d = data[i : i + 4]
        return ((a * 256 + b) * 256 + c) * 256 + d

    magic = number_at(0)
    if magic == 2049:
        shape, start = (number_at(4),), 8
    elif magic == 2051:
        shape, start = (number_at(4), number_at(8), number_at(12)), 16
    else:
        raise ValueError(magic)
    if len(data) - start != np.prod(shape):
        raise ValueError("wrong number of bytes")
    return np.array(list(data[start:]), dtype=np.uint8).reshape(shape)


@variant("parse-idx")
def read_as_a_stream(data):
    import io

    stream = io.BytesIO(data)
    if data[:2] == bytes([31, 139]):
        stream = gzip.GzipFile(fileobj=stream)
    magic = int.from_bytes(stream.read(4), byteorder="big")
    axes = {2049: 1, 2051: 3}.get(magic)
    if axes is None:
        raise ValueError("not an IDX file of images or labels")
    shape = [int.from_bytes(stream.read(4), byteorder="big") for _ in range(axes)]
    array = np.frombuffer(stream.read(), dtype=np.uint8).copy()
    array.shape = shape
    return array


@variant("parse-idx")
def read_by_views(data):
    raw = np.frombuffer(data, dtype=np.uint8)
    if raw[0] == 31 and raw[1] == 139:
        raw = np.frombuffer(gzip.decompress(data), dtype=np.uint8)
    if raw[2] != 8 or raw[0] or raw[1] or raw[3] not in (1, 3):
        raise ValueError("neither images nor labels")
    count = 1 + raw[3]
    head = raw[: 4 * count].view(">i4")
    return raw[4 * count :].reshape(tuple(head[1:]))


@variant("parse-idx")
def read_and_tried(data):
    with contextlib.suppress(OSError):
        data = gzip.decompress(data)
    magic, *rest = np.frombuffer(data[: len(data) // 4 * 4], dtype=">u4").tolist()
    if magic not in {2049, 2051}:
        raise ValueError
    if magic == 2049:
        n = rest[0]
        assert_length(data, 8 + n)
        return np.array(bytearray(data[8:]))
    n, h, w = rest[:3]
    assert_length(data, 16 + n * h * w)
    pixels = np.array(bytearray(data[16:]))
    return np.stack(np.split(pixels, n)).reshape(n, h, w)


def assert_length(data, wanted):
    if len(data) != wanted:
        raise ValueError("the file is not complete")


# --- minibatches ------------------------------------------------------------------


@variant("minibatches")
def a_list_of_slices(n, batch, rng, drop_last=False):
    indices = np.arange(n)
    rng.shuffle(indices)
    batches = [indices[i : i + batch] for i in range(0, n, batch)]
    if drop_last and len(batches[-1]) < batch:
        batches.pop()
    return batches


@variant("minibatches")
def dealt_in_a_while_loop(n, batch, rng, drop_last=False):
    cards = np.argsort(rng.random(n))
    start = 0
    while start < n:
        hand = cards[start : start + batch]
        if len(hand) == batch or not drop_last:
            yield hand
        start += batch


@variant("minibatches")
def split_at_multiples(n, batch, rng, drop_last=False):
    hands = np.split(rng.permutation(np.arange(n)), range(batch, n, batch))
    return iter([hand for hand in hands if not drop_last or hand.size == batch])


@variant("minibatches")
def drawn_without_replacement(n, batch, rng, drop_last=False):
    order = rng.choice(n, size=n, replace=False)
    full, rest = divmod(n, batch)
    yield from order[: full * batch].reshape(full, batch)
    if rest and not drop_last:
        yield order[-rest:]


@variant("minibatches")
def lists_of_plain_integers(n, batch, rng, drop_last=False):
    pack, hand = list(range(n)), []
    while pack:
        hand.append(pack.pop(rng.integers(len(pack))))
        if len(hand) == batch:
            yield hand
            hand = []
    if hand and not drop_last:
        yield hand


# --- sgd_step ---------------------------------------------------------------------


@variant("sgd-step")
def with_a_table_of_labels(W, b, X, y, lr, reg, reduction):
    B, C = X.shape[0], W.shape[1]
    Y = np.eye(C)[y]
    S = X.dot(W) + b
    P = softmax(S, axis=1)
    loss = np.sum(logsumexp(S, axis=1)) - np.sum(Y * S) + B * reg * np.sum(W**2)
    dW = X.T.dot(P - Y) + 2 * B * reg * W
    db = np.sum(P - Y, axis=0, keepdims=True)
    if reduction == "mean":
        loss, dW, db = loss / B, dW / B, db / B
    return W - lr * dW, b - lr * db, loss


@variant("sgd-step")
def example_by_example(W, b, X, y, lr, reg, reduction):
    total, dW, db = 0.0, np.zeros(W.shape), np.zeros(b.shape)
    for x, label in zip(X, y):
        s = x @ W + b[0]
        log_sum = logsumexp(s)
        total += log_sum - s[label]
        g = np.exp(s - log_sum)
        g[label] -= 1
        dW += np.outer(x, g)
        db[0] += g
    n = len(X)
    total += n * reg * (W * W).sum()
    dW += n * reg * 2 * W
    scale = lr if reduction == "sum" else lr / n
    return W - scale * dW, b - scale * db, total if reduction == "sum" else total / n


@variant("sgd-step")
def by_einsum(W, b, X, y, lr, reg, reduction):
    log_p = log_softmax(np.einsum("ik,kc->ic", X, W) + b, axis=-1)
    weight = np.full(len(X), 1.0 if reduction == "sum" else 1 / len(X))
    hot = (np.arange(W.shape[1]) == y[:, None]).astype(float)
    G = (np.exp(log_p) - hot) * weight[:, None]
    penalty = reg * weight.sum()
    loss = -np.einsum("i,ic,ic->", weight, hot, log_p) + penalty * np.vdot(W, W)
    new_W = W - lr * (np.einsum("ik,ic->kc", X, G) + 2 * penalty * W)
    return new_W, b - lr * np.einsum("ic->c", G), loss


@variant("sgd-step")
def on_own_copies(W, b, X, y, lr, reg, reduction):
    W, b = W.copy(), b.copy()
    scores = X @ W
    scores += b
    scores -= scores.max(axis=1, keepdims=True)
    probs = np.exp(scores)
    probs /= probs.sum(axis=1, keepdims=True)
    correct = scores[range(len(y)), y] - np.log(np.exp(scores).sum(axis=1))
    loss = -np.mean(correct) + reg * np.linalg.norm(W) ** 2
    probs[range(len(y)), y] -= 1.0
    probs /= len(y)
    dW = X.T @ probs
    dW += 2 * reg * W
    if reduction == "sum":
        lr = lr * len(y)
        loss = loss * len(y)
    W -= lr * dW
    b -= lr * probs.sum(axis=0)
    return W, b, loss


@variant("sgd-step")
def with_the_bias_trick(W, b, X, y, lr, reg, reduction):
    V, Z = np.vstack([W, b]), np.column_stack([X, np.ones(len(X))])
    log_p = log_softmax(Z @ V, axis=1)
    picked = np.take_along_axis(log_p, y[:, np.newaxis].astype(int), axis=1)
    difference = np.exp(log_p)
    np.subtract.at(difference, (np.arange(len(y)), y), 1)
    average = np.sum if reduction == "sum" else np.mean
    slopes = average(Z[:, :, None] * difference[:, None, :], axis=0)
    strength = reg * average(np.ones(len(y)))
    slopes[:-1] += 2 * strength * W
    V = V - lr * slopes
    return V[:-1], V[-1:], float(-average(picked) + strength * np.square(W).sum())


# --- accuracy ---------------------------------------------------------------------


@variant("accuracy")
def counted_one_by_one(X, y, W, b):
    right = 0
    for i in range(len(X)):
        if np.argmax(X[i].dot(W) + b[0]) == y[i]:
            right += 1
    return right / len(X)


@variant("accuracy")
def counted_by_nonzero(X, y, W, b):
    predicted = (X @ W + b).argmax(1)
    return np.count_nonzero(predicted == y) / y.size


@variant("accuracy")
def score_of_the_truth_is_the_largest(X, y, W, b):
    S = np.matmul(X, W) + b.reshape(-1)
    return (S[np.arange(len(S)), y] == S.max(axis=1)).mean()


@variant("accuracy")
def one_minus_the_mistakes(X, y, W, b):
    read = np.argsort(np.dot(X, W) + b, axis=1)[:, -1]
    return 1 - np.mean(read != y)


@variant("accuracy")
def by_probabilities(X, y, W, b):
    P = softmax(X @ W + b, axis=1)
    return sum(int(p.argmax()) == int(label) for p, label in zip(P, y)) / len(y)


# --- train_softmax ----------------------------------------------------------------


@variant("train-softmax")
def with_enumerated_epochs(
    train, held_out, rng, *, deal, step, epochs, batch, lr,
    reg=0.0, reduction="mean", white=16,
):  # fmt: skip
    images, labels = train
    new_images, new_labels = held_out
    images, new_images = images / white, new_images / white
    n, D = images.shape
    C = int(max(labels)) + 1
    W, b = np.zeros((D, C)), np.zeros((1, C))
    history = {"losses": [], "train_accuracy": [], "held_out_accuracy": []}
    epoch = 0
    while epoch < epochs:
        for indices in deal(n, batch, rng):
            W, b, loss = step(
                W, b, images[indices], labels[indices], lr, reg, reduction
            )
            history["losses"].append(loss)
        for key, (A, a) in {
            "train_accuracy": (images, labels),
            "held_out_accuracy": (new_images, new_labels),
        }.items():
            history[key].append(np.mean((A @ W + b).argmax(axis=1) == a))
        epoch += 1
    return {"W": W, "b": b, **history}


@variant("train-softmax")
def scaled_batch_by_batch(
    train, held_out, rng, *, deal, step, epochs, batch, lr,
    reg=0.0, reduction="mean", white=16,
):  # fmt: skip
    def looked_at(W, b):
        both = []
        for X, y in (train, held_out):
            both.append(float(np.mean(np.argmax(X / white @ W + b, axis=1) == y)))
        return both

    classes = len(range(train[1].max() + 1))
    state = np.zeros((train[0].shape[1], classes)), np.zeros((1, classes))
    losses, accuracies = [], []
    for _ in range(epochs):
        for rows in deal(len(train[1]), batch, rng):
            X = train[0][rows].astype(float) / white
            *state, loss = step(*state, X, train[1][rows], lr, reg, reduction)
            losses += [loss]
        accuracies.append(looked_at(*state))
    on_train, on_held_out = zip(*accuracies)
    result = dict(zip("Wb", state), losses=losses, train_accuracy=on_train)
    result["held_out_accuracy"] = on_held_out
    return result


@variant("train-softmax")
def results_as_arrays(
    train, held_out, rng, *, deal, step, epochs, batch, lr,
    reg=0.0, reduction="mean", white=16,
):  # fmt: skip
    X, y = np.multiply(train[0], 1 / white), np.asarray(train[1])
    Z, z = np.multiply(held_out[0], 1 / white), np.asarray(held_out[1])
    W = np.zeros((X.shape[1], np.unique(y).max() + 1))
    b = np.zeros((1, W.shape[1]))
    losses, curve = [], np.zeros((2, epochs))
    for t in range(epochs):
        for rows in list(deal(X.shape[0], batch, rng)):
            W, b, loss = step(
                W, b, X.take(rows, axis=0), y.take(rows), lr, reg, reduction
            )
            losses.extend([float(loss)])
        curve[0, t] = np.mean((X @ W + b).argmax(1) == y)
        curve[1, t] = np.mean((Z @ W + b).argmax(1) == z)
    return {
        "W": W,
        "b": b,
        "losses": np.array(losses),
        "train_accuracy": curve[0],
        "held_out_accuracy": curve[1],
    }


@variant("train-softmax")
def with_a_helper_for_an_epoch(
    train, held_out, rng, *, deal, step, epochs, batch, lr,
    reg=0.0, reduction="mean", white=16,
):  # fmt: skip
    scaled, scaled_held = ((X / float(white), y) for X, y in (train, held_out))
    X, y = scaled
    C = 1 + int(np.max(y))
    W, b, losses, seen, unseen = np.zeros((X.shape[1], C)), np.zeros((1, C)), [], [], []
    for _ in range(epochs):
        W, b = one_epoch(W, b, X, y, deal(len(y), batch, rng), step,
                         (lr, reg, reduction), losses)  # fmt: skip
        seen.append(right_share(*scaled, W, b))
        unseen.append(right_share(*scaled_held, W, b))
    return {
        "W": W,
        "b": b,
        "losses": losses,
        "train_accuracy": seen,
        "held_out_accuracy": unseen,
    }


def one_epoch(W, b, X, y, hands, step, settings, losses):
    for rows in hands:
        W, b, loss = step(W, b, X[rows], y[rows], *settings)
        losses.append(loss)
    return W, b


def right_share(X, y, W, b):
    return sum((X @ W + b).argmax(axis=1) == y) / len(y)


@variant("train-softmax")
def all_batches_in_one_loop(
    train, held_out, rng, *, deal, step, epochs, batch, lr,
    reg=0.0, reduction="mean", white=16,
):  # fmt: skip
    (X, y), (U, u) = (
        (np.asarray(A, dtype=float) / white, a) for A, a in (train, held_out)
    )
    result = {key: [] for key in ("losses", "train_accuracy", "held_out_accuracy")}
    W = np.zeros((X.shape[1], y.max() + 1))
    b = 0.0 * W[:1]
    for hands in (deal(len(X), batch, rng) for _ in range(epochs)):
        for hand in hands:
            where = np.zeros(len(X), dtype=int)
            where[: len(hand)] = hand
            chosen = where[: len(hand)]
            answer = step(W, b, X[chosen, :], y[chosen], lr, reg, reduction)
            W, b = answer[0], answer[1]
            result["losses"].append(answer[2])
        result["train_accuracy"].append(float((np.argmax(X @ W + b, 1) == y).mean()))
        result["held_out_accuracy"].append(float((np.argmax(U @ W + b, 1) == u).mean()))
    result.update(W=W, b=b)
    return result


# --- weight_templates -------------------------------------------------------------


@variant("weight-templates")
def column_by_column(W, shape):
    return np.array([W[:, c].reshape(shape) for c in range(W.shape[1])])


@variant("weight-templates")
def pixel_by_pixel(W, shape):
    h, w = shape
    templates = np.zeros((W.shape[1], h, w))
    for r in range(h):
        for s in range(w):
            templates[:, r, s] = W[w * r + s]
    return templates


@variant("weight-templates")
def axis_moved(W, shape):
    return np.moveaxis(W.reshape(*shape, -1), -1, 0)


@variant("weight-templates")
def rows_rolled(W, shape):
    return W.reshape(shape[0], shape[1], W.shape[1]).transpose(2, 0, 1)


@variant("weight-templates")
def by_einsum_of_axes(W, shape):
    return np.einsum("hwc->chw", np.reshape(W, (shape[0], shape[1], -1)))


@variant("weight-templates")
def stacked_columns(W, shape):
    return np.stack([np.reshape(column, shape) for column in W.transpose()])


# --- hold_out ---------------------------------------------------------------------


@variant("hold-out")
def by_a_mask(X, y, count, rng):
    apart = np.zeros(len(X), dtype=bool)
    apart[rng.choice(len(X), count, replace=False)] = True
    return (X[~apart], y[~apart]), (X[apart], y[apart])


@variant("hold-out")
def the_last_of_the_shuffled(X, y, count, rng):
    order = np.arange(len(y))
    rng.shuffle(order)
    A, a = X[order], y[order]
    return (A[:-count], a[:-count]), (A[-count:], a[-count:])


@variant("hold-out")
def by_set_difference(X, y, count, rng):
    kept = rng.choice(np.arange(len(X)), size=count, replace=False)
    others = np.setdiff1d(np.arange(len(X)), kept)
    return [[X[others], y[others]], [X[kept], y[kept]]]


@variant("hold-out")
def by_deleting_rows(X, y, count, rng):
    kept = np.argsort(rng.random(len(X)))[:count]
    train = np.delete(X, kept, axis=0), np.delete(y, kept)
    return train, (X.take(kept, axis=0), y.take(kept))


@variant("hold-out")
def split_in_two(X, y, count, rng):
    kept, others = np.split(rng.permutation(len(y)), [count])
    return (X[others], y[others]), (X[kept], y[kept])
