"""A training that adds its learning rate to every weight."""

import numpy as np

from gradients_by_hand.live.templates import Templates


def make(student):
    rng = np.random.default_rng(0)
    train = rng.random((20, 4)), np.arange(20) % 3
    functions = {
        "deal": student(lambda n, batch, rng: [np.arange(n)]),
        "step": student(lambda W, b, X, y, lr, reg, form: (W + lr, b, float(len(y)))),
        "templates": student(lambda W, shape: W.T.reshape(-1, *shape)),
        "accuracy": student(lambda X, y, W, b: 0.5),
    }
    return Templates(functions, train, train, (2, 2))
