"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

from autograder.variants import variant

# --- softmax_naive ----------------------------------------------------------------


@variant("softmax-naive")
def sum_of_a_generator(s):
    from math import exp

    total = sum(exp(score) for score in s)
    return np.array([exp(score) / total for score in s])


@variant("softmax-naive")
def while_loop(s):
    C = s.shape[0]
    powers = []
    i = 0
    while i < C:
        powers.append(np.exp(s[i]))
        i += 1
    return np.asarray(powers) / np.sum(powers)


@variant("softmax-naive")
def ratios_to_each_other(s):
    p = np.ones(len(s))
    for i, mine in enumerate(s):
        p[i] = 1 / sum(np.exp(other - mine) for other in s)
    return p


@variant("softmax-naive")
def without_loops_already(s):
    return np.exp(s) / np.exp(s).sum()


@variant("softmax-naive")
def with_a_shift_already(s):
    top = max(s)
    p = np.empty(s.shape)
    total = 0.0
    for i in range(len(s)):
        p[i] = np.exp(s[i] - top)
        total += p[i]
    for i in range(len(s)):
        p[i] /= total
    return p


# --- softmax ----------------------------------------------------------------------


@variant("softmax")
def in_three_lines_of_its_own(S):
    x = S - np.max(S, axis=-1)[..., None]
    x = np.exp(x)
    return x / np.sum(x, axis=-1)[..., None]


@variant("softmax")
def in_place_on_a_copy(S):
    P = np.array(S, dtype=np.float64)
    P -= P.max(axis=-1, keepdims=True)
    np.exp(P, out=P)
    P /= P.sum(axis=-1, keepdims=True)
    return P


@variant("softmax")
def two_cases(S):
    if S.ndim == 1:
        E = np.exp(S - S.max())
        return E / E.sum()
    E = np.exp(S - S.max(axis=1).reshape(-1, 1))
    return E / E.sum(axis=1).reshape(-1, 1)


@variant("softmax")
def row_by_row_in_a_list(S):
    def of_one(row):
        powers = np.exp(np.subtract(row, np.amax(row)))
        return np.divide(powers, powers.sum())

    if np.ndim(S) == 1:
        return of_one(S)
    rows = []
    for row in S:
        rows.append(of_one(row))  # noqa: PERF401
    return np.vstack(rows)


@variant("softmax")
def turned_over(S):
    T = np.transpose(S)
    E = np.exp(T - T.max(axis=0))
    return np.ascontiguousarray((E / E.sum(axis=0)).T)


@variant("softmax")
def exp_of_log_probabilities(S):
    Z = S - S.max(-1, keepdims=True)
    return np.exp(Z - np.log(np.exp(Z).sum(-1, keepdims=True)))


@variant("softmax")
def along_each_row_with_einsum(S):
    E = np.exp(S - np.expand_dims(np.max(S, -1), -1))
    return np.einsum("...j,...->...j", E, 1 / np.einsum("...j->...", E))


@variant("softmax")
def number_by_number(S):
    table = np.atleast_2d(np.asarray(S, dtype=float))
    P = np.zeros(table.shape)
    for i in range(table.shape[0]):
        top = table[i, 0]
        for j in range(table.shape[1]):
            top = max(top, table[i, j])
        total = 0.0
        for j in range(table.shape[1]):
            P[i, j] = np.exp(table[i, j] - top)
            total = total + P[i, j]
        P[i] = P[i] / total
    return P.reshape(np.shape(S))


# --- logsumexp --------------------------------------------------------------------


@variant("logsumexp")
def top_twice(S, axis=-1, keepdims=False):
    kept = np.max(S, axis=axis, keepdims=True)
    total = np.sum(np.exp(S - kept), axis=axis, keepdims=keepdims)
    return np.log(total) + np.max(S, axis=axis, keepdims=keepdims)


@variant("logsumexp")
def reshaped_at_the_end(S, axis=-1, keepdims=False):
    m = np.amax(S, axis=axis, keepdims=True)
    result = m + np.log(np.exp(S - m).sum(axis=axis, keepdims=True))
    if keepdims:
        return result
    shape = list(result.shape)
    del shape[axis]
    return result.reshape(shape)


@variant("logsumexp")
def axis_moved_to_the_end(S, axis=-1, keepdims=False):
    T = np.moveaxis(np.asarray(S, dtype=float), axis, -1)
    m = T.max(axis=-1)
    result = m + np.log(np.exp(T - m[..., None]).sum(axis=-1))
    return np.expand_dims(result, axis) if keepdims else result


@variant("logsumexp")
def one_line_at_a_time(S, axis=-1, keepdims=False):
    def of_one(line):
        m = max(line)
        return m + np.log(sum(np.exp(each - m) for each in line))

    if np.ndim(S) == 1:
        total = of_one(S)
        return np.array([total]) if keepdims else total
    lines = S if axis in (1, -1) else S.T
    totals = np.array([of_one(line) for line in lines])
    return np.expand_dims(totals, axis) if keepdims else totals


@variant("logsumexp")
def with_take_along_axis(S, axis=-1, keepdims=False):
    best = np.expand_dims(np.argmax(S, axis=axis), axis)
    m = np.take_along_axis(S, best, axis=axis)
    total = m + np.log1p(np.exp(S - m).sum(axis=axis, keepdims=True) - 1)
    return total if keepdims else total.squeeze(axis)


# --- log_softmax ------------------------------------------------------------------


@variant("log-softmax")
def shifted_twice(S):
    Z = S - S.max(axis=-1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=-1, keepdims=True))


@variant("log-softmax")
def with_none_as_an_axis(S):
    m = np.max(S, axis=-1)
    total = m + np.log(np.sum(np.exp(S - m[..., None]), axis=-1))
    return S - total[..., np.newaxis]


@variant("log-softmax")
def logs_row_by_row(S):
    def of_one(row):
        top = row.max()
        return row - (top + np.log(np.exp(row - top).sum()))

    return of_one(S) if S.ndim == 1 else np.stack([of_one(row) for row in S])


@variant("log-softmax")
def minus_the_log_of_ratios(S):
    gaps = S[..., None, :] - S[..., :, None]
    m = gaps.max(axis=-1, keepdims=True)
    return -(m[..., 0] + np.log(np.exp(gaps - m).sum(axis=-1)))


@variant("log-softmax")
def logs_filled_in(S):
    result = np.empty(np.shape(S), dtype=float)
    np.subtract(S, np.max(S, axis=-1, keepdims=True), out=result)
    result -= np.log(np.einsum("...j->...", np.exp(result)))[..., None]
    return result


# --- most_likely ------------------------------------------------------------------


@variant("most-likely")
def largest_probability(S):
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return np.argmax(P, axis=1), np.max(P, axis=1)


@variant("most-likely")
def one_over_the_sum(S):
    Z = S - S.max(axis=1)[:, None]
    return Z.argmax(axis=1), 1 / np.exp(Z).sum(axis=1)


@variant("most-likely")
def winners_in_a_loop(S):
    winner, confidence = [], []
    for row in S:
        E = np.exp(row - max(row))
        winner.append(int(np.argmax(row)))
        confidence.append(E[winner[-1]] / sum(E))
    return np.array(winner), np.array(confidence)


@variant("most-likely")
def picked_by_take_along_axis(S):
    E = np.exp(S - np.amax(S, axis=1, keepdims=True))
    winner = E.argmax(axis=1)
    picked = np.take_along_axis(E, winner[:, None], axis=1)[:, 0]
    return [winner, picked / E.sum(axis=1)]


@variant("most-likely")
def from_the_library(S):
    from scipy.special import log_softmax as library

    logs = library(S, axis=1)
    return logs.argmax(1), np.exp(logs.max(1))
