"""The quantities of 10_digits by definition, one number at a time.

Nothing here is fast or clever: every sum of the blackboard is a loop, and bytes are
read one by one.  The solution in the notebook is written another way, and the two must
agree.

    weights, labels     a small problem that hides as few mistakes as possible
    idx                 the bytes of a file of images or labels
    the exercises       functions of the same names and signatures as in the notebook
    the adapters        functions in locked cells of the notebook: they make what cannot
                        be sent to a student, such as a generator of random numbers
"""

import gzip
import math
from contextlib import suppress
from itertools import islice

import numpy as np


def weights(rng, D=5, C=3):
    """W (D, C), b (1, C) of ordinary size: none of them is 0."""
    return rng.normal(size=(D, C)), rng.normal(size=(1, C))


def labels(rng, N, C):
    """y (N,): every class occurs if N allows it, and the order is not 0, 1, 2, ..."""
    y = np.arange(N) % C
    while N > 1 and np.array_equal(y[:C], np.arange(N)[:C]):
        y = rng.permutation(y)
    return y


def idx(array, magic=None):
    """The numbers in the bytes of an IDX file that holds an array."""
    head = [magic if magic is not None else 2048 + array.ndim, *array.shape]
    numbers = [number // 256**place % 256 for number in head for place in (3, 2, 1, 0)]
    return np.array([*numbers, *array.ravel().tolist()], dtype=np.uint8)


def packed(numbers):
    """The numbers in the bytes of the same file after gzip."""
    return np.frombuffer(gzip.compress(numbers.tobytes(), mtime=0), dtype=np.uint8)


# --- the exercises ----------------------------------------------------------------


def parse_idx(data):
    """uint8 (n,) or (n, rows, columns): the numbers after the head, in their order."""
    numbers = list(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)

    def whole(start):
        total = 0
        for number in numbers[start : start + 4]:
            total = 256 * total + number
        return total

    if whole(0) not in (2049, 2051):
        raise ValueError("neither labels nor images")
    axes = whole(0) - 2048
    sizes = [whole(4 * axis) for axis in range(1, axes + 1)]
    array, rest = np.zeros(sizes, dtype=np.uint8), numbers[4 + 4 * axes :]
    if len(rest) != math.prod(sizes):
        raise ValueError("the sizes do not fit")
    for place, number in zip(np.ndindex(*sizes), rest):
        array[place] = number
    return array


def minibatches(n, batch, rng, drop_last=False):
    """Index arrays: shuffled cards, dealt one by one, a new hand when one is full."""
    hand = []
    for card in sorted(range(n), key=dict(enumerate(rng.random(n))).get):
        hand.append(card)
        if len(hand) == batch:
            yield np.array(hand)
            hand = []
    if hand and not drop_last:
        yield np.array(hand)


def sgd_step(W, b, X, y, lr, reg, reduction):
    """(W (D, C), b (1, C), float): one step against the gradient, and the loss before.

    "mean": the mean of log sum exp(s) - s_y plus reg times the sum of squared weights.
    "sum": the whole of it times the number of examples.
    """
    (D, C), B = W.shape, len(X)
    dW, db = np.zeros((D, C)), np.zeros((1, C))
    loss = B * reg * sum(W[k, j] ** 2 for k in range(D) for j in range(C))
    for k in range(D):
        for j in range(C):
            dW[k, j] = 2 * B * reg * W[k, j]
    for i in range(B):
        s = [
            b[0, j] + sum(float(X[i, k]) * W[k, j] for k in range(D)) for j in range(C)
        ]
        top = max(s)
        log_sum = top + math.log(sum(math.exp(each - top) for each in s))
        loss += log_sum - s[y[i]]
        for j in range(C):
            slope = math.exp(s[j] - log_sum) - (j == y[i])
            db[0, j] += slope
            for k in range(D):
                dW[k, j] += slope * float(X[i, k])
    share = 1 / B if reduction == "mean" else 1
    return W - lr * share * dW, b - lr * share * db, share * loss


def accuracy(X, y, W, b):
    """The share of examples whose own class has the highest score."""
    right = 0
    for x, label in zip(X.tolist(), y.tolist()):
        s = [
            b[0, j] + sum(each * W[k, j] for k, each in enumerate(x))
            for j in range(W.shape[1])
        ]
        right += max(range(len(s)), key=s.__getitem__) == label
    return right / len(y)


def train_softmax(
    train, held_out, rng, *,
    deal, step, epochs, batch, lr, reg=0.0, reduction="mean", white=16,
):  # fmt: skip
    """dict: weights from zero, one step for each hand that is dealt, a look after each
    epoch."""
    (X, y), (X_held, y_held) = train, held_out
    scaled, scaled_held = np.array(X) / white, np.array(X_held) / white
    W, b = np.zeros((X.shape[1], max(y.tolist()) + 1)), np.zeros((1, max(y) + 1))
    losses, on_train, on_held_out = [], [], []
    for _ in range(epochs):
        for hand in deal(len(X), batch, rng):
            images = np.array([scaled[i] for i in hand])
            digits = np.array([y[i] for i in hand])
            W, b, loss = step(W, b, images, digits, lr, reg, reduction)
            losses.append(loss)
        on_train.append(accuracy(scaled, y, W, b))
        on_held_out.append(accuracy(scaled_held, y_held, W, b))
    return {
        "W": W,
        "b": b,
        "losses": losses,
        "train_accuracy": on_train,
        "held_out_accuracy": on_held_out,
    }


def weight_templates(W, shape):
    """(C, height, width): in class c, pixel (i, j) is W[i * width + j, c]."""
    (height, width), C = shape, W.shape[1]
    templates = np.zeros((C, height, width))
    for c in range(C):
        for row in range(height):
            for column in range(width):
                templates[c, row, column] = W[row * width + column, c]
    return templates


def hold_out(X, y, count, rng):
    """((X, y), (X, y)): what to learn from, and `count` examples kept apart."""
    drawn = rng.random(len(X)).tolist()
    kept_apart = sorted(range(len(X)), key=drawn.__getitem__)[:count]
    parts = [[], []]
    for i in range(len(X)):
        parts[i in kept_apart].append(i)
    train, held_out = (np.array(part) for part in parts)
    return (X[train], y[train]), (X[held_out], y[held_out])


# --- the adapters -----------------------------------------------------------------


def read_or_refuse(read, numbers):
    """What `read` makes of a file with these bytes, or that it raises a ValueError."""
    with suppress(ValueError):
        return read(np.asarray(numbers, dtype=np.uint8).tobytes())
    return "refused"


def two_epochs(make, n, batch, drop_last, seed):
    """Two epochs from one generator, and what is to be said of them.

    Returns the sizes of the batches, how many indices are left out, and whether: an
    index comes twice, one is out of range, all come in their order, the second epoch
    repeats the first, it deals the same hands, the same seed deals alike.
    """

    def epoch(rng):
        dealt = islice(make(n, batch, rng, drop_last), n + 1)
        return [np.array(each).tolist() for each in dealt]

    going_on = np.random.default_rng(seed)
    first, second = epoch(going_on), epoch(going_on)
    again = epoch(np.random.default_rng(seed))
    cards = [card for hand in first for card in hand]
    twice = len(set(cards)) < len(cards)
    left_out = 0 if twice else n - len(cards)
    return (
        [len(hand) for hand in first],
        left_out,
        twice,
        not set(cards) <= set(range(n)),
        cards == sorted(cards),
        first == second,
        sorted(map(sorted, first)) == sorted(map(sorted, second)),
        first == again,
    )


def in_turns(n, batch, rng):
    """Deals cards as one does at a table, from a place that the generator chooses."""
    hands, start = -(-n // batch), rng.integers(n)
    return [(start + np.arange(hand, n, hands)) % n for hand in range(hands)]


def plain_step(W, b, X, y, lr, reg, reduction):
    """A step for the plainest loss of all: minus the score of the true class."""
    share = {"mean": 1 / len(X), "sum": 1.0}[reduction]
    Y = np.eye(W.shape[1])[y]
    loss = share * (reg * len(X) / 2 * np.sum(W * W) - np.sum(Y * (X @ W + b)))
    W = W - lr * share * (reg * len(X) * W - X.T @ Y)
    return W, b + lr * share * Y.sum(axis=0, keepdims=True), loss


def trained(
    train, deal, step, images, labels, held_images, held_labels,
    epochs, batch, lr, reg, reduction, white, seed,
):  # fmt: skip
    """What a training gives, as a tuple: W, b, losses, both lists of accuracies."""
    settings = {"epochs": epochs, "batch": batch, "lr": lr, "reg": reg}
    settings |= {"reduction": reduction, "white": white, "deal": deal, "step": step}
    chance = np.random.default_rng(seed)
    result = train((images, labels), (held_images, held_labels), chance, **settings)
    names = "W", "b", "losses", "train_accuracy", "held_out_accuracy"
    if not isinstance(result, dict):
        return result
    return tuple(result.get(name) for name in names)


def parted(part, n, count, seed):
    """What is to be said of a set of examples that was parted in two.

    Returns how many there are to learn from and how many apart, and whether: an example
    is in both, a label lost its example, the first ones are apart, the same seed parts
    alike, another seed parts otherwise.
    """
    X, y = np.arange(2.0 * n).reshape(n, 2), np.arange(n)

    def parts(rng):
        pairs = part(X, y, count, rng)
        return [(np.array(A)[:, 0].tolist(), np.array(a).tolist()) for A, a in pairs]

    (A, a), (B, b) = parts(np.random.default_rng(seed))
    again, other = (parts(np.random.default_rng(each)) for each in (seed, seed + 1))
    return (
        len(A),
        len(B),
        bool(set(A) & set(B)),
        [2.0 * label for label in a + b] != A + B,
        sorted(b) in (list(range(count)), list(range(n - count, n))),
        [(A, a), (B, b)] == again,
        sorted(b) != sorted(other[1][1]),
    )
