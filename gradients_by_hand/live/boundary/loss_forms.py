"""The forms in which a loss may be written, and one way to call them all.

A Boundary asks `form(W, b, X, y, reg) -> (loss, dW, db)`, with W (2, C), b (1, C) or
None for a classifier without a bias, X (N, 2), y (N,).  Every form keeps the student's
`function`, and calls what the notebook defines under its name now.

    InWeights    f(W, X, y, reg) -> (loss, dW); the bias is a row of W, and X has ones
    Trained      train(X, y, loss, lr, reg, steps, W0, b0) -> {"W", "b", "history", ...}
    trained_by   {name: Trained} for each loss that a training loop knows
    forms_of     the losses given to a Boundary, as forms
"""

import numpy as np

from gradients_by_hand.live.live_lookup import latest, table


class InWeights:
    """A loss of weights only: for a bias, X gets a column of ones."""

    def __init__(self, function):
        self.function = function

    def __call__(self, W, b, X, y, reg):
        if b is None:
            loss, dW = _pair(latest(self.function)(W.copy(), X, y, reg))
            return _number(loss), table(dW, W.shape, "dW"), None
        rows, ones = np.vstack([W, b]), np.ones((len(X), 1))
        loss, dW = _pair(latest(self.function)(rows, np.hstack([X, ones]), y, reg))
        dW = table(dW, rows.shape, "dW")
        return _number(loss), dW[:-1], dW[-1:]


class Trained:
    """A loss inside a training loop: one step of rate 1 tells its value and slopes."""

    def __init__(self, train, loss):
        self.function, self.loss = train, loss

    def __call__(self, W, b, X, y, reg):
        at = np.zeros((1, W.shape[1])) if b is None else b
        train = latest(self.function)
        run = train(X, y, self.loss, 1.0, reg, 1, W.copy(), at.copy())
        try:
            loss, new_W, new_b = run["history"][0], run["W"], run["b"]
        except (TypeError, KeyError, IndexError):
            raise ValueError(
                "it should return a dictionary with W, b and history, one loss per step"
            ) from None
        dW = W - table(new_W, W.shape, "W")
        return _number(loss), dW, None if b is None else b - table(new_b, at.shape, "b")


def trained_by(train, *losses):
    """The losses that a training loop knows by name, for a Boundary."""
    return {loss: Trained(train, loss) for loss in losses}


def forms_of(losses):
    """{name: form}; a plain function is taken as f(W, X, y, reg) -> (loss, dW)."""
    return {
        name: each if hasattr(each, "function") else InWeights(each)
        for name, each in losses.items()
    }


def _pair(answer):
    try:
        loss, dW = answer
    except (TypeError, ValueError):
        raise ValueError("it should return two things, the loss and dW") from None
    return loss, dW


def _number(loss):
    return float(table(loss, (), "the loss"))
