"""When two answers are equal: arrays by their numbers, words by their digests."""

import ast
import hashlib
from functools import lru_cache

import numpy as np

from gradients_by_hand.steps.reading import read

RTOL, ATOL = 1e-9, 1e-12


def agree(given, right):
    """Whether two arrays have one shape, and the same numbers to nine digits."""
    given, right = np.asarray(given, dtype=float), np.asarray(right, dtype=float)
    return given.shape == right.shape and bool(close(given, right).all())


def close(given, right):
    """Entry by entry, whether two arrays are the same to nine digits.

    No entry is, where the shapes differ.
    """
    given, right = np.asarray(given, dtype=float), np.asarray(right, dtype=float)
    if given.shape != right.shape:
        return np.zeros(right.shape, dtype=bool)
    scale = np.abs(right[np.isfinite(right)]).max(initial=0.0)
    return np.isclose(given, right, rtol=RTOL, atol=max(ATOL, RTOL * scale * 1e-3))


@lru_cache(maxsize=4096)  # slow on purpose, and a class gives the same few answers
def digest(salt, token):
    """A digest that cannot be read back without trying answers one by one."""
    made = hashlib.scrypt(token.encode(), salt=salt.encode(), n=2**10, r=8, p=1)
    return made.hex()[:24]


def text_of(answer):
    """The text of a formula, or of several, whatever its spaces and brackets."""
    if isinstance(answer, tuple | list):
        return "\n".join(map(text_of, answer))
    return ast.dump(read(answer))
