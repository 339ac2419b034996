"""Misconceptions about `train_linear`: the callback and what is returned."""

import numpy as np

from autograder.misconceptions import misconception

from .common import LOOP, at_scores, descend, gradients, half_penalty, hits


@misconception(
    id="09-CB01",
    exercise="train-linear",
    says="Whoever keeps what your callback gets has the last W many times.",
    try_this="Is the W that you hand out an array of its own? What does `-=` do to it?",
    section=LOOP,
)
def callback_gets_the_same_array(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b = np.array(W0, dtype=float), np.array(b0, dtype=float)
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b, y, loss)
        value += half_penalty(W, b, reg, len(X))
        history.append(value)
        if callback is not None:
            callback(t, W, b, value)
        dW, db = gradients(X, G, W, b, reg)
        W -= lr * dW
        b -= lr * db
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


@misconception(
    id="09-CB02",
    exercise="train-linear",
    says="Your callback hears of W and b after the step, and of the loss before it.",
    try_this="Do W and the loss of one call belong together? Which W had this loss?",
    section=LOOP,
)
def callback_after_the_step(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b = np.array(W0, dtype=float), np.array(b0, dtype=float)
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b, y, loss)
        value += half_penalty(W, b, reg, len(X))
        history.append(value)
        dW, db = gradients(X, G, W, b, reg)
        W, b = W - lr * dW, b - lr * db
        if callback is not None:
            callback(t, W, b, value)
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


@misconception(
    id="09-CB03",
    exercise="train-linear",
    says="Your callback is never called.",
    try_this="Which line of yours reads `callback`? A film without frames is dark.",
    section=LOOP,
)
def callback_forgotten(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, reg, steps, W0, b0)


@misconception(
    id="09-CB04",
    exercise="train-linear",
    says="Your callback counts the steps from 1.",
    try_this="How many steps were taken before the first call?",
    section=LOOP,
)
def steps_from_one(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def later(t, W, b, value):
        callback(t + 1, W, b, value)

    heard = None if callback is None else later
    return descend(X, y, loss, lr, reg, steps, W0, b0, heard)


@misconception(
    id="09-CB05",
    exercise="train-linear",
    says="What you return is not a dictionary.",
    try_this="The next cells read run['W']. With which brackets is such a thing made?",
    section=LOOP,
)
def tuple_instead_of_dictionary(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return tuple(descend(X, y, loss, lr, reg, steps, W0, b0, callback).values())


@misconception(
    id="09-CB06",
    exercise="train-linear",
    says="The history has one loss only, the last one.",
    try_this="How many losses do you need for a curve? Where is the list made?",
    section=LOOP,
)
def last_loss_only(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {**run, "history": run["history"][-1:]}


@misconception(
    id="09-CB07",
    exercise="train-linear",
    says="The dictionary has no history.",
    try_this="Compare your keys with the four of the docstring: which one is missing?",
    section=LOOP,
)
def history_not_returned(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {key: run[key] for key in ("W", "b", "accuracy")}
