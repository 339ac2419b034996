"""The quantities of 01_numerical_gradient by definition, one number at a time.

Nothing here is fast or clever.  The solution in the notebook works on whole arrays, and
the two must agree; where a slope is known from a formula, the checks use that instead.

    functions to measure, claims about them, adapters: as in the notebook's locked cells
    slopes of them: from formulas
    the exercises: functions of the same names and signatures as in the notebook
"""

import contextlib

import numpy as np

# --- functions to measure, as in the notebook -------------------------------------


def waves(x):
    return np.sum(np.sin(x))


def cubes(x):
    return np.sum(x**3)


def neighbours(x):
    flat = x.ravel()
    return np.sum(flat[1:] * flat[:-1] ** 2)


def products(x):
    return np.sum(np.prod(x, axis=1))


def polar(v):
    return np.array([v[0] * np.cos(v[1]), v[0] * np.sin(v[1])])


def fan(v):
    return np.append(v**2, np.sum(v))


def extremes(v):
    return np.array([v[0] * v[-1], np.sum(v**3)])


TRAY = np.zeros(2)


def on_a_tray(v):
    TRAY[:] = np.sum(v), np.sum(v**2)
    return TRAY


# --- claims about gradients, and adapters, as in the notebook ----------------------


def cosines(x):
    return np.cos(x)


def one_entry_off(x):
    claimed = np.cos(x)
    claimed.flat[-2] *= 1.1
    return claimed


def one_entry_small(x):
    claimed = np.cos(x)
    claimed.flat[1] *= 0.5
    return claimed


def flat_cosines(x):
    return np.cos(x).ravel()


def reported(check, f, grad, x, places=None):
    entries = None if places is None else [tuple(map(int, row)) for row in places]
    return check(f, grad, x, entries)


def agrees(check, f, grad, x):
    return bool(check(f, grad, x)["max_error"] < 1e-6)


def refuses(compare, a, n):
    with contextlib.suppress(ValueError):
        compare(a, n)
        return False
    return True


def refuses_gradient(check, f, grad, x):
    with contextlib.suppress(ValueError):
        check(f, grad, x)
        return False
    return True


def calls_of(check, x, entries):
    calls = []

    def counted(v):
        calls.append(v)
        return waves(v)

    check(counted, cosines, x, entries)
    return len(calls)


def check_of_a_colleague(claimed, measured):
    """What the listing in the notebook returns: it looks at errors upwards only."""
    pairs = zip(np.ravel(claimed).tolist(), np.ravel(measured).tolist())
    return max(0.0, *((a - n) / max(abs(a) + abs(n), 1e-12) for a, n in pairs))


# --- slopes from formulas ----------------------------------------------------------


def slopes_of_neighbours(x):
    """x's shape: the square of the entry before, and a part from the one after."""
    flat = np.ravel(x).astype(float).tolist()
    slopes = []
    for i, value in enumerate(flat):
        slope = flat[i - 1] ** 2 if i else 0.0
        if i + 1 < len(flat):
            slope += 2 * value * flat[i + 1]
        slopes.append(slope)
    return np.reshape(slopes, np.shape(x))


def slopes_of_products(x):
    """x's shape: along axis 1, the product of all the others."""
    x = np.asarray(x, dtype=float)
    slopes = np.ones(x.shape)
    for j in range(x.shape[1]):
        for k in range(x.shape[1]):
            if k != j:
                slopes[:, j] *= x[:, k]
    return slopes


def slopes_of_fan(v):
    """(k + 1, k): twice each number on the diagonal, and a last row of ones."""
    return np.vstack([np.diag(2.0 * np.asarray(v)), np.ones(len(v))])


def slopes_of_extremes(v):
    """(2, k): the first and the last number exchanged; three times each square."""
    J = np.zeros((2, len(v)))
    J[0, 0], J[0, -1] = v[-1], v[0]
    J[1] = 3.0 * np.asarray(v) ** 2
    return J


def slopes_of_polar(v):
    """(2, 2): along the length, and along the angle."""
    length, angle = v
    along_angle = [-length * np.sin(angle), length * np.cos(angle)]
    return np.column_stack([[np.cos(angle), np.sin(angle)], along_angle])


# --- the exercises -----------------------------------------------------------------


def numerical_gradient(f, x, h=1e-5):
    """x's shape: (f(x + h) - f(x - h)) / 2h, one number of x moved at a time."""
    shape, numbers = np.shape(x), np.ravel(x).tolist()

    def value(i, moved):
        return float(
            f(np.array([*numbers[:i], moved, *numbers[i + 1 :]]).reshape(shape))
        )

    numbers = [float(each) for each in numbers]
    slopes = [
        (value(i, each + h) - value(i, each - h)) / (2 * h)
        for i, each in enumerate(numbers)
    ]
    return np.array(slopes).reshape(shape)


def numerical_jacobian(f, x, h=1e-5):
    """(m, k): the gradient of each output, one after the other."""
    outputs = len(f(np.array(x, dtype=float)))
    rows = [
        numerical_gradient(lambda v, i=i: float(f(v)[i]), x, h) for i in range(outputs)
    ]
    return np.array(rows)


def relative_error(a, n, floor=1e-12):
    """float: the largest of |a - n| / max(|a| + |n|, floor) over all entries."""
    if np.shape(a) != np.shape(n):
        raise ValueError("arrays of different shapes cannot be compared")
    worst = 0.0
    for one, other in zip(np.ravel(a).tolist(), np.ravel(n).tolist()):
        worst = max(worst, abs(one - other) / max(abs(one) + abs(other), floor))
    return worst


def gradient_check(f, grad, x, entries=None):
    """dict: the worst relative error of the entries, where, and how many there are."""
    x = np.asarray(x, dtype=float)
    claimed = np.asarray(grad(x.copy()), dtype=float)
    if x.shape != claimed.shape:
        raise ValueError("the claimed gradient has another shape than x")
    worst, place = -1.0, None
    entries = [tuple(e) for e in (np.ndindex(x.shape) if entries is None else entries)]
    for entry in entries:
        error = relative_error(claimed[entry], _slope(f, x, entry))
        if error > worst:
            worst, place = error, entry
    return {"max_error": worst, "worst_index": place, "checked": len(entries)}


def _slope(f, x, entry, h=1e-5):
    values = []
    for sign in (1, -1):
        point = x.copy()
        point[entry] = x[entry] + sign * h
        values.append(float(f(point)))
    return (values[0] - values[1]) / (2 * h)


def blind_spot(measured):
    """measured's shape: one of many answers, every slope is claimed too small."""
    return np.where(np.asarray(measured) > 0, 0.0, 2.0) * measured
