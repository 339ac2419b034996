"""Why an array is not the right one, in sentences that give no right value away.

Each function looks for one reason and returns its sentence, or "" where it is not the
reason.  Arguments: `given` and `right` are lists of arrays, one for each of `samples`.

    other_shape    a table of another shape
    not_finite     a number that is nan or infinite
    factor         a constant or a name that is missing everywhere
    first_trial    the first sample on which an answer fails
"""

import numpy as np

from gradients_by_hand.steps.comparison import agree


def other_shape(given, right):
    """The two shapes, where they differ."""
    for one, other in zip(given, right):
        if np.shape(one) != np.shape(other):
            return _shapes(np.shape(one), np.shape(other))
    return ""


def not_finite(given):
    """A question about exp, quotient or log, where a number is nan or infinite."""
    if all(np.isfinite(each).all() for each in given):
        return ""
    return "Somewhere it gives no finite number: which exp, quotient or log is it?"


def factor(given, right, samples):
    """The constant that is missing everywhere, by its name if it has one."""
    ratios = [_ratio(one, other) for one, other in zip(given, right)]
    if any(each is None for each in ratios):
        return ""
    if np.allclose(ratios, -1, rtol=1e-6):
        return "Everywhere your answer has the opposite sign. Where did a sign turn?"
    names = _names_of(ratios, samples)
    if names:
        return (
            f"Everywhere your answer is {names[0]} times the right one. "
            "Where does that factor come from, or where did it go?"
        )
    if np.allclose(ratios, ratios[0], rtol=1e-6):
        return (
            f"Everywhere your answer is {ratios[0]:.4g} times the right one. "
            "Which constant is that, and in which line does it belong?"
        )
    return ""


def first_trial(given, right, samples):
    """(given, right, sample) of the first sample on which the answer fails, or None."""
    trials = zip(map(np.asarray, given), map(np.asarray, right), samples)
    return next((each for each in trials if not agree(each[0], each[1])), None)


def _shapes(given, right):
    says = f"Your formula gives {_shape(given)}, and {_shape(right)} is asked."
    if given == right[::-1] and len(given) == 2:
        return says + " Which index comes first in each of your factors?"
    return says + " Where would its rows come from, and where its columns?"


def _shape(shape):
    return f"a table of shape {tuple(shape)}" if shape else "a single number"


def _names_of(ratios, samples):
    """The names N, or 1/N, of the numbers in the samples that the ratios equal."""
    names = []
    for name in sorted(samples[0]):
        sizes = [each[name] for each in samples]
        if all(np.ndim(each) == 0 and each for each in sizes):
            sizes = np.array(sizes, dtype=float)
            for words, expected in ((name, sizes), (f"1/{name}", 1 / sizes)):
                is_it = np.allclose(ratios, expected, rtol=1e-6)
                names += [words] if is_it and not np.allclose(ratios, 1) else []
    return names


def _ratio(given, right):
    """given / right if that is one number, else None."""
    given, right = np.ravel(given), np.ravel(right)
    zero = np.abs(right) <= 1e-12 * np.abs(right).max(initial=0.0)
    if zero.all() or np.abs(given[zero]).max(initial=0.0) > 1e-12:
        return None
    ratio = given[~zero] / right[~zero]
    if not np.isfinite(ratio).all() or not ratio[0]:
        return None
    same = np.ptp(ratio) <= 1e-8 * np.abs(ratio).max()
    return float(ratio[0]) if same and ratio.size > 1 else None
