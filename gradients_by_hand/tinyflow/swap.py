"""Builds a module called tinyflow from this package and a student's functions.

After `install`, `import tinyflow as tf` and `from tinyflow.datasets import get_mnist`
work in the same process, so a program written for tinyflow runs unchanged.

    EmptySession    a session that keeps variables but has no `run`
    install         puts the module into sys.modules, where `import` finds it
    get_mnist       digits in batches, in tinyflow's form
"""

import sys
import types

import numpy as np

from gradients_by_hand.datasets import digits

_TRAIN, _EDGE = 1500, 28


class EmptySession:
    """A session without `run`; `variables` maps each assigned variable to its value."""

    def __init__(self, config=None):
        self.variables = {}


def install(gradients, Session, data=None):
    """Put a module tinyflow into sys.modules, and return it.

    gradients, Session: the student's function and class.
    data: X, y, X_test, y_test in MNIST's shapes; the default is the course's digits.
    """
    module = types.ModuleType("tinyflow", "The API of TensorFlow 1, and your engine.")
    # An import at the top would be circular: the package imports this module.
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
    data: the default is the enlarged 8 x 8 digits, 1500 for training, 297 for testing.
    """
    parts = _enlarged_digits() if data is None else data
    X, y, X_test, y_test = (np.asarray(each) for each in parts)
    batches = [_Batches(*each, flatten, onehot) for each in ((X, y), (X_test, y_test))]
    return types.SimpleNamespace(train=batches[0], test=batches[1])


class _Batches:
    """Images and labels; next_batch(n) cycles through them in order."""

    def __init__(self, X, y, flatten, onehot):
        self.images = X if flatten else X.reshape(-1, _EDGE, _EDGE)
        self.labels = np.eye(10)[y] if onehot else y
        self._next = 0

    def next_batch(self, size):
        """The next images and labels; the first one follows the last one."""
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
