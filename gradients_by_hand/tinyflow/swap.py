"""A module called tinyflow, made of this package and of a student's functions.

After `install`, `import tinyflow as tf` and `from tinyflow.datasets import get_mnist`
work in the same process, so that a program written for tinyflow runs as it stands.

    EmptySession    a session that keeps variables; its `run` is left out
    install         put the module where `import` finds it
    get_mnist       digits in batches, as tinyflow hands them out
"""

import sys
import types

import numpy as np

from gradients_by_hand.datasets import digits

_TRAIN, _EDGE = 1500, 28


class EmptySession:
    """Where variables live: `variables` maps each to its value, once it has one."""

    def __init__(self, config=None):
        self.variables = {}


def install(gradients, Session, data=None):
    """Put a module tinyflow into sys.modules, and return it.

    gradients, Session: the student's.  data: X, y, X_test, y_test as in MNIST; without
    it, the digits that come with the workbook are served.
    """
    module = types.ModuleType(
        "tinyflow", "The spelling of TensorFlow 1, and your engine."
    )
    # Not imported above: the package imports this module.
    package = sys.modules["gradients_by_hand.tinyflow"]
    for name in package.__all__:
        setattr(module, name, getattr(package, name))
    module.gradients, module.Session = gradients, Session
    module.datasets = types.ModuleType("tinyflow.datasets", "Digits in batches.")
    module.datasets.get_mnist = lambda flatten=True, onehot=False: get_mnist(
        flatten, onehot, data=data
    )
    sys.modules["tinyflow"] = module
    sys.modules["tinyflow.datasets"] = module.datasets
    return module


def get_mnist(flatten=False, onehot=False, *, data=None):
    """Digits of 28 x 28 pixels: train and test, each with images and labels.

    flatten: images (N, 784), else (N, 28, 28).  onehot: labels (N, 10), else (N,).
    Without data, the 8 x 8 digits are enlarged: 1500 to train with, 297 to test.
    """
    parts = _enlarged_digits() if data is None else data
    X, y, X_test, y_test = (np.asarray(each) for each in parts)
    batches = [_Batches(*each, flatten, onehot) for each in ((X, y), (X_test, y_test))]
    return types.SimpleNamespace(train=batches[0], test=batches[1])


class _Batches:
    """images and labels; next_batch(n) goes round through all of them in order."""

    def __init__(self, X, y, flatten, onehot):
        self.images = X if flatten else X.reshape(-1, _EDGE, _EDGE)
        self.labels = np.eye(10)[y] if onehot else y
        self._next = 0

    def next_batch(self, size):
        """The next images and labels; after the last one comes the first one again."""
        which = np.arange(self._next, self._next + size) % len(self.images)
        self._next = int(which[-1] + 1) % len(self.images)
        return self.images[which], self.labels[which]


def _enlarged_digits():
    X, y = digits()
    order = np.random.default_rng(1234).permutation(len(X))
    images = np.kron(X[order].reshape(-1, 8, 8), np.ones((1, 3, 3)))
    edge = (_EDGE - images.shape[1]) // 2
    images = np.pad(images, ((0, 0), (edge, edge), (edge, edge)))
    X, y = images.reshape(len(X), -1), y[order]
    return X[:_TRAIN], y[:_TRAIN], X[_TRAIN:], y[_TRAIN:]
