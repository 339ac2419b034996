"""Misconceptions about `train_linear`: its loop and the bias."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    CARD,
    LOOP,
    PENALTY,
    WAY_BACK,
    at_scores,
    descend,
    gradients,
    half_penalty,
    hits,
)

# --- the loop ---------------------------------------------------------------------


@misconception(
    id="09-TR01",
    exercise="train-linear",
    says="Your steps go uphill: the loss grows.",
    try_this="The gradient points to where the loss grows. Which way do you go?",
    section=PENALTY,
)
def steps_go_uphill(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, -lr, reg, steps, W0, b0, callback)


@misconception(
    id="09-TR02",
    exercise="train-linear",
    says="W and b come back as they went in: no step was taken.",
    try_this="Print W at the start and at the end of the loop. Who changes it?",
    section=LOOP,
)
def never_updated(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, 0.0, reg, steps, W0, b0, callback)


@misconception(
    id="09-TR10",
    exercise="train-linear",
    says="Every run starts at zero, whatever W0 and b0 are.",
    try_this="Train for 30 steps, then go on from there for 30 more. "
    "Does the second run go on?",
    section=LOOP,
)
def starts_at_zero(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W0, b0 = np.zeros(W0.shape), np.zeros(b0.shape)
    return descend(X, y, loss, lr, reg, steps, W0, b0, callback)


@misconception(
    id="09-TR11",
    exercise="train-linear",
    says="Your history begins after the first step.",
    try_this="At which W was history[0] measured? At which one should it be?",
    section=LOOP,
)
def history_after_the_step(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    longer = descend(X, y, loss, lr, reg, steps + 1, W0, b0)
    return {**run, "history": longer["history"][1:]}


@misconception(
    id="09-TR14",
    exercise="train-linear",
    says="Your table of classes is one column short.",
    try_this="How many different values do the labels 0, 1, 2 take? What is y.max()?",
    section=LOOP,
)
def one_class_too_few(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        Y = np.eye(y.max())[y]
        return at_scores(S + 0 * Y, y, loss)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-TR15",
    exercise="train-linear",
    says="You count the classes in y, where a class without examples is missing.",
    try_this="Which other array knows how many classes there are?",
    section=LOOP,
)
def classes_counted_in_y(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        Y = np.eye(y.max() + 1)[y]
        return at_scores(S + 0 * Y, y, loss)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-TR19",
    exercise="train-linear",
    says="Your W and b keep the type of W0 and b0, which may be integers.",
    try_this="Print (np.zeros((2, 3), dtype=int)).dtype. Can it store a step of 0.1?",
    section=LOOP,
)
def type_of_the_start_kept(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b = W0.copy(), b0.copy()
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b, y, loss)
        value += half_penalty(W, b, reg, len(X))
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        dW, db = gradients(X, G, W, b, reg)
        W -= lr * dW
        b -= lr * db
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


# Also the slope of the full penalty beside a loss with the half one.
@misconception(
    id="09-TR20",
    exercise="train-linear",
    says="In your step the penalty pulls twice as hard as the loss says.",
    try_this="Set X to 0. By which factor does W shrink in a step of yours?",
    section=PENALTY,
)
def weight_decay_twice(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, reg)
        return dW + reg * W, db

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-TR23",
    exercise="train-linear",
    says="You take one step more than you are told.",
    try_this="How many losses should the history of ten steps hold? Count yours.",
    section=LOOP,
)
def one_step_too_many(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, reg, steps + 1, W0, b0, callback)


@misconception(
    id="09-TR24",
    exercise="train-linear",
    says="W0 and b0 are changed by your steps, so the next run starts elsewhere.",
    try_this="`W = W0` makes no new array. Print W0 before and after: who changed it?",
    section="Find the fault: the second run",
)
def start_written_over(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    W0[...] = run["W"]
    b0[...] = run["b"]
    return run


@misconception(
    id="09-TR25",
    exercise="train-linear",
    says="Your accuracy belongs to the W and b at the start.",
    try_this="Which W is the last one? Where does your accuracy take its W from?",
    section=LOOP,
)
def accuracy_of_the_start(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {**run, "accuracy": hits(X, y, W0, b0)}


@misconception(
    id="09-TR26",
    exercise="train-linear",
    says="Your accuracy counts examples, and should be the share of them.",
    try_this="Between which two numbers does a share lie?",
    section=LOOP,
)
def accuracy_as_a_count(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    run = descend(X, y, loss, lr, reg, steps, W0, b0, callback)
    return {**run, "accuracy": run["accuracy"] * len(y)}


@misconception(
    id="09-TR27",
    exercise="train-linear",
    says="Each step is made for one example after the other, not for all together.",
    try_this="How often does W change in one step of yours? And in one of the text's?",
    section=LOOP,
)
def one_example_after_the_other(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b, N = np.array(W0, dtype=float), np.array(b0, dtype=float), len(X)
    history = []
    for t in range(steps):
        value = at_scores(X @ W + b, y, loss)[0] + half_penalty(W, b, reg, N)
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        for i in range(N):
            G = at_scores(X[i : i + 1] @ W + b, y[i : i + 1], loss)[1]
            dW, db = gradients(X[i : i + 1], G, W, b, reg)
            W, b = W - lr * dW, b - lr * db
    accuracy = hits(X, y, W, b)
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}


# --- the bias ---------------------------------------------------------------------


@misconception(
    id="09-BI01",
    exercise="train-linear",
    says="Your db is an average over the examples of what was averaged already.",
    try_this="How often is your db divided by N on its way from the loss?",
    section=WAY_BACK,
)
def bias_gradient_averaged_again(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G.mean(axis=0, keepdims=True)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-BI02",
    exercise="train-linear",
    says="Your db adds up the classes of each example.",
    try_this="How many biases are there, and how many numbers has your db?",
    section=WAY_BACK,
)
def bias_gradient_over_classes(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G.sum(axis=1)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-BI04",
    exercise="train-linear",
    says="Your bias never learns: it comes back as it went in.",
    try_this="Raise one bias a little. Does the loss move? Then what about a step?",
    section=WAY_BACK,
)
def bias_forgotten(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, np.zeros(b.shape)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-BI05",
    exercise="train-linear",
    says="The numbers of b are right, and its shape is not that of b0.",
    try_this="Print the shapes of b0 and of the b you return: which axis got lost?",
    section=CARD,
)
def bias_lost_an_axis(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G.sum(axis=0)

    b0 = np.array(b0).ravel()
    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-BI07",
    exercise="train-linear",
    says="Your db knows one example only.",
    try_this="How many examples feel the same bias? Which of them does db ask?",
    section=WAY_BACK,
)
def bias_gradient_of_one_example(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G + reg * W, G[:1].copy()

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-BI08",
    exercise="train-linear",
    says="Your bias meets the examples, one number each, and not the classes.",
    try_this="Write the shapes of X @ W and your b under each other. Which axes meet?",
    section=CARD,
)
def bias_along_the_examples(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    W, b, N = np.array(W0, dtype=float), np.array(b0, dtype=float), len(X)
    history = []
    for t in range(steps):
        value, G = at_scores(X @ W + b.reshape(-1, 1), y, loss)
        value = value + half_penalty(W, b, reg, N)
        history.append(value)
        if callback is not None:
            callback(t, W.copy(), b.copy(), value)
        dW, db = gradients(X, G, W, b, reg)
        W, b = W - lr * dW, b - lr * db
    accuracy = float(np.mean(np.argmax(X @ W + b.reshape(-1, 1), axis=1) == y))
    return {"W": W, "b": b, "history": np.array(history), "accuracy": accuracy}
