"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

from autograder.variants import variant

# --- numerical_gradient -----------------------------------------------------------


@variant("numerical-gradient")
def in_place_and_put_back(f, x, h=1e-5):
    x = x if x.dtype == float else x.astype(float)
    grad = np.zeros_like(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        ix = it.multi_index
        old = x[ix]
        x[ix] = old + h
        up = f(x)
        x[ix] = old - h
        down = f(x)
        x[ix] = old
        grad[ix] = (up - down) / (2 * h)
        it.iternext()
    return grad


@variant("numerical-gradient")
def unit_steps_in_a_flat_view(f, x, h=1e-5):
    slopes = []
    for direction in np.eye(x.size):
        step = h * direction.reshape(x.shape)
        slopes.append((f(x + step) - f(x - step)) / 2 / h)
    return np.array(slopes).reshape(x.shape)


@variant("numerical-gradient")
def flat_of_a_copy(f, x, h=1e-5):
    work = np.array(x, dtype="float64", copy=True)
    result = np.empty(work.size)
    for i in range(work.size):
        keep = work.flat[i]
        values = []
        for sign in (+1, -1):
            work.flat[i] = keep + sign * h
            values.append(f(work))
            work.flat[i] = keep
        result[i] = (values[0] - values[1]) / (2 * h)
    return result.reshape(work.shape)


@variant("numerical-gradient")
def with_a_helper_and_a_mask(f, x, h=1e-5):
    def slope(entry):
        mask = np.zeros(np.shape(x))
        mask[entry] = 1.0
        return (f(x + h * mask) - f(x - h * mask)) / (h + h)

    grad = np.zeros(np.shape(x), dtype=float)
    for entry, _ in np.ndenumerate(x):
        grad[entry] = slope(entry)
    return grad


@variant("numerical-gradient")
def a_comprehension(f, x, h=1e-5):
    base = x.astype(float).ravel()
    steps = [np.where(np.arange(base.size) == i, h, 0.0) for i in range(base.size)]
    grad = [
        0.5 * (f((base + s).reshape(x.shape)) - f((base - s).reshape(x.shape))) / h
        for s in steps
    ]
    return np.reshape(grad, x.shape)


@variant("numerical-gradient")
def by_recursion_over_axes(f, x, h=1e-5):
    x = x * 1.0
    if x.ndim == 1:
        out = np.zeros(len(x))
        for k in range(len(x)):
            a, b = x.copy(), x.copy()
            a[k], b[k] = a[k] + h, b[k] - h
            out[k] = (f(a) - f(b)) / (2 * h)
        return out
    parts = []
    for k in range(len(x)):

        def of_part(part, k=k):
            whole = x.copy()
            whole[k] = part
            return f(whole)

        parts.append(by_recursion_over_axes_part(of_part, x[k], h))
    return np.stack(parts)


def by_recursion_over_axes_part(f, x, h):
    """The same for one part: a helper that calls itself."""
    if x.ndim == 0:
        return (f(x + h) - f(x - h)) / (2 * h)
    parts = []
    for k in range(len(x)):

        def of_part(part, k=k):
            whole = x.copy()
            whole[k] = part
            return f(whole)

        parts.append(by_recursion_over_axes_part(of_part, x[k], h))
    return np.stack(parts)


# --- numerical_jacobian -----------------------------------------------------------


@variant("numerical-jacobian")
def filled_column_by_column(f, x, h=1e-5):
    x = x.astype(float)
    J = np.zeros((len(f(x)), len(x)))
    for j in range(len(x)):
        old = x[j]
        x[j] = old + h
        J[:, j] = f(x)
        x[j] = old - h
        J[:, j] -= f(x)
        x[j] = old
    return J / (2 * h)


@variant("numerical-jacobian")
def row_by_row(f, x, h=1e-5):
    m = f(x * 1.0).shape[0]
    J = []
    for i in range(m):
        row = []
        for j in range(x.size):
            up, down = x.astype(float), x.astype(float)
            up[j] += h
            down[j] -= h
            row.append((float(f(up)[i]) - float(f(down)[i])) / (2 * h))
        J.append(row)
    return np.array(J)


@variant("numerical-jacobian")
def rows_turned_at_the_end(f, x, h=1e-5):
    ahead = np.array([f(x + h * e).copy() for e in np.eye(len(x))])
    behind = np.array([f(x - h * e).copy() for e in np.eye(len(x))])
    return ((ahead - behind) / (2 * h)).T


@variant("numerical-jacobian")
def with_column_stack(f, x, h=1e-5):
    def column(j):
        step = np.zeros(len(x))
        step[j] = h
        first = list(f(x + step))
        second = list(f(x - step))
        return np.subtract(first, second) / (2 * h)

    return np.column_stack([column(j) for j in range(len(x))])


@variant("numerical-jacobian")
def with_apply_along_axis(f, x, h=1e-5):
    def moved(step):
        return f(x + step) + 0.0

    steps = np.diag(np.full(len(x), h))
    right = np.apply_along_axis(moved, 1, steps)
    left = np.apply_along_axis(moved, 1, -steps)
    return np.transpose(right - left) / 2 / h


# --- relative_error ---------------------------------------------------------------


@variant("relative-error")
def in_a_loop(a, n, floor=1e-12):
    if np.shape(a) != np.shape(n):
        raise ValueError("shapes differ")
    worst = 0.0
    for x, y in zip(np.ravel(a), np.ravel(n)):
        error = abs(x - y) / max(abs(x) + abs(y), floor)
        if error > worst:
            worst = error
    return worst


@variant("relative-error")
def with_where(a, n, floor=1e-12):
    a = np.array(a)
    n = np.array(n)
    if a.ndim != n.ndim or a.shape != n.shape:
        raise ValueError("a and n must have the same shape")
    total = np.abs(a) + np.abs(n)
    total = np.where(total < floor, floor, total)
    return (np.abs(n - a) / total).max()


@variant("relative-error")
def with_a_mask(a, n, floor=1e-12):
    a, n = np.atleast_1d(a).astype(float), np.atleast_1d(n).astype(float)
    if a.shape != n.shape:
        raise ValueError(f"{a.shape} != {n.shape}")
    below = abs(a) + abs(n)
    below[below < floor] = floor
    above = np.sqrt((a - n) ** 2)
    return np.amax(above / below).item()


@variant("relative-error")
def with_clip(a, n, floor=1e-12):
    try:
        assert np.shape(a) == np.shape(n)
    except AssertionError:
        raise ValueError("cannot compare these") from None
    ratio = np.abs(np.subtract(a, n)) / np.clip(np.abs(a) + np.abs(n), floor, None)
    return float(np.max(ratio))


@variant("relative-error")
def sorted_errors(a, n, floor=1e-12):
    a, n = np.asarray(a), np.asarray(n)
    if not np.array_equal(a.shape, n.shape):
        raise ValueError
    pairs = zip(a.flatten().tolist(), n.flatten().tolist())
    errors = sorted(abs(p - q) / max(floor, abs(p) + abs(q)) for p, q in pairs)
    return errors[-1]


# --- gradient_check ---------------------------------------------------------------


@variant("gradient-check")
def a_plain_loop(f, grad, x, entries=None):
    h = 1e-5
    g = grad(x)
    if np.shape(g) != np.shape(x):
        raise ValueError("shape")
    if entries is None:
        entries = [ix for ix, _ in np.ndenumerate(x)]
    worst, where = -1.0, None
    for ix in entries:
        up, down = x.astype(float), x.astype(float)
        up[ix] += h
        down[ix] -= h
        n = (f(up) - f(down)) / (2 * h)
        error = abs(g[ix] - n) / max(abs(g[ix]) + abs(n), 1e-12)
        if error > worst:
            worst, where = error, ix
    return {"max_error": worst, "worst_index": where, "checked": len(entries)}


@variant("gradient-check")
def whole_arrays_where_all_are_asked(f, grad, x, entries=None):
    def measure(v, h=1e-5):
        shape, size = v.shape, v.size
        steps = (h * np.eye(size)).reshape(size, *shape)
        return np.array([(f(v + s) - f(v - s)) / (2 * h) for s in steps])

    g = np.asarray(grad(x), dtype=float)
    if g.shape != x.shape:
        raise ValueError(f"{g.shape} is not {x.shape}")
    if entries is not None:
        found = []
        for each in entries:
            s = np.zeros(x.shape)
            s[tuple(each)] = 1e-5
            found.append((f(x + s) - f(x - s)) / 2e-5)
        claims = np.array([g[tuple(each)] for each in entries])
        errors = abs(claims - found) / np.maximum(abs(claims) + np.abs(found), 1e-12)
        k = errors.argmax()
        return {
            "max_error": errors[k],
            "worst_index": entries[k],
            "checked": len(errors),
        }
    n = measure(x).reshape(x.shape)
    errors = abs(g - n) / np.maximum(abs(g) + abs(n), 1e-12)
    place = np.unravel_index(np.argmax(errors), errors.shape)
    return {"max_error": errors.max(), "worst_index": place, "checked": errors.size}


@variant("gradient-check")
def a_dict_of_errors(f, grad, x, entries=None):
    x = np.array(x, float)
    claimed = grad(x.copy())
    if x.shape != claimed.shape:
        raise ValueError("wrong shape")
    errors = {}
    for entry in list(np.ndindex(x.shape)) if entries is None else entries:
        old = x[entry]
        x[entry] = old + 1e-5
        up = f(x)
        x[entry] = old - 1e-5
        down = f(x)
        x[entry] = old
        slope = (up - down) / 2e-5
        size = abs(claimed[entry]) + abs(slope)
        errors[entry] = abs(claimed[entry] - slope) / max(size, 1e-12)
    worst = max(errors, key=errors.get)
    return {
        "checked": len(errors),
        "max_error": errors[worst],
        "worst_index": list(worst),
    }


@variant("gradient-check")
def by_the_function_for_slopes(f, grad, x, entries=None):
    if grad(x).shape != x.shape:
        raise ValueError("the gradient has another shape")
    entries = entries or list(np.ndindex(x.shape))
    errors = np.zeros(len(entries))
    for k, entry in enumerate(entries):

        def along(t, entry=entry):
            v = x.astype(float)
            v[entry] += t[0]
            return f(v)

        slope = numerical_gradient(along, np.array([0.0]))  # noqa: F821
        errors[k] = relative_error(grad(x)[entry], slope[0])  # noqa: F821
    return {
        "max_error": errors.max(),
        "worst_index": entries[int(errors.argmax())],
        "checked": len(entries),
    }


@variant("gradient-check")
def sorted_by_error(f, grad, x, entries=None, h=1e-5):
    claimed = np.copy(grad(x))
    if claimed.shape != np.shape(x):
        raise ValueError("shapes differ")
    places = np.argwhere(np.ones(np.shape(x))) if entries is None else entries
    found = []
    for place in map(tuple, places):
        unit = np.zeros(np.shape(x))
        unit[place] = 1
        n = (f(x + h * unit) - f(x - h * unit)) / (2 * h)
        a = claimed[place]
        found.append((abs(a - n) / max(abs(a) + abs(n), 1e-12), place))
    error, place = sorted(found, key=lambda each: each[0])[-1]
    return {"max_error": float(error), "worst_index": place, "checked": len(found)}


# --- blind_spot -------------------------------------------------------------------


@variant("blind-spot")
def zero_or_double(measured):
    return np.where(measured > 0, 0.0, 2 * measured)


@variant("blind-spot")
def far_below_everything(measured):
    return np.full(measured.shape, -10 * np.abs(measured).max())


@variant("blind-spot")
def one_below_the_smallest(measured):
    return measured - (np.abs(measured).max() + 1)


@variant("blind-spot")
def entry_after_entry(measured):
    claimed = np.zeros(measured.shape)
    for entry in np.ndindex(measured.shape):
        n = measured[entry]
        claimed[entry] = -n if n > 0 else 3 * n
    return claimed


@variant("blind-spot")
def by_a_mask(measured):
    claimed = measured.copy()
    negative = claimed < 0
    claimed[negative] *= 4
    claimed[~negative] /= 4
    return claimed
