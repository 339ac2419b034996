"""Random numbers with few decimals, the same on every processor.

Samples are stored in steps.json.  What is made of whole numbers by one division is the
same everywhere, and a product or a sum of such numbers has few decimals as well: to
twelve digits it comes out alike, in whatever order a processor adds.
"""

import numpy as np

_STEPS = 1000  # in one unit: three decimals
_DECIMALS = 12


class DecimalDraws:
    """What authors of samples draw from: the methods of a Generator that they need."""

    def __init__(self, rng):
        self._rng = rng
        self.integers = rng.integers
        self.choice = rng.choice
        self.permutation = rng.permutation

    def normal(self, size=()):
        """Numbers of mean 0 and variance 1 with a bell-shaped density; none is 0.

        The sum of twelve uniform numbers: a normal distribution without its tails.
        """
        shape = (12, *np.atleast_1d(size).astype(int))
        half = _STEPS // 2
        drawn = self._rng.integers(-half, half + 1, size=shape).sum(axis=0)
        return _plain(np.where(drawn == 0, 1, drawn) / _STEPS)

    def uniform(self, low, high, size=()):
        """Numbers strictly between two ends."""
        first, last = round(low * _STEPS) + 1, round(high * _STEPS)
        return _plain(self._rng.integers(first, last, size=size) / _STEPS)

    def probabilities(self, count, size=()):
        """Rows of `count` positive numbers that add up to 1, all equally likely."""
        shape = tuple(np.atleast_1d(size).astype(int))
        rows = [self._row(count) for _ in range(int(np.prod(shape)))]
        return np.array(rows).reshape(*shape, count)

    def _row(self, count):
        cuts = np.sort(1 + self._rng.permutation(_STEPS - 1)[: count - 1])
        return np.diff(np.concatenate([[0], cuts, [_STEPS]])) / _STEPS


def rounded(sample):
    """A sample whose derived numbers, such as exp(x), have twelve decimals."""
    return {
        name: np.round(value, _DECIMALS) if _is_float(value) else value
        for name, value in sample.items()
    }


def _is_float(value):
    return np.asarray(value).dtype.kind == "f"


def _plain(drawn):
    return drawn if np.ndim(drawn) else float(drawn)
