"""Right answers in other styles: each must earn every point of its exercise."""

import numpy as np

from autograder.variants import variant

# --- cross_entropy ----------------------------------------------------------------


@variant("cross-entropy")
def example_by_example(S, y):
    total = 0.0
    for scores, label in zip(S, y):
        top = max(scores)
        rest = 0.0
        for score in scores:
            rest += np.exp(score - top)
        total += np.log(rest) - (scores[label] - top)
    return total / len(S)


@variant("cross-entropy")
def one_hot_times_log_softmax(S, y):
    from scipy.special import log_softmax

    Y = np.eye(S.shape[1])[y]
    return -np.sum(Y * log_softmax(S, axis=1)) / len(y)


@variant("cross-entropy")
def log_sum_exp_by_pairs(S, y):
    return np.mean(np.logaddexp.reduce(S, axis=1) - np.choose(y, S.T))


@variant("cross-entropy")
def picked_by_a_mask(S, y):
    truth = y.reshape(-1, 1) == np.arange(S.shape[1])
    S = S - np.amax(S, axis=1)[:, np.newaxis]
    logs = S - np.log(np.einsum("nc->n", np.exp(S)))[:, None]
    return -logs[truth].mean()


@variant("cross-entropy")
def gaps_to_the_truth(S, y):
    gaps = S - np.take_along_axis(S, y[:, None].astype(int), axis=1)
    top = gaps.max(axis=1)
    losses = []
    for row, highest in zip(gaps, top):
        losses.append(highest + np.log(np.sum(np.exp(row - highest))))
    return np.array(losses).mean()


@variant("cross-entropy")
def columns_are_examples(S, y):
    def log_sum(F):
        top = F.max(0)
        return top + np.log(np.exp(F - top).sum(0))

    F = S.T
    return np.average(log_sum(F) - F[y, range(len(y))])


@variant("cross-entropy")
def in_place_on_a_copy(S, y):
    logs = S.copy()
    logs -= logs.max(axis=1, keepdims=True)
    sums = np.exp(logs).sum(axis=1, keepdims=True)
    np.subtract(logs, np.log(sums), out=logs)
    return float(np.trace(-logs[:, y]) / y.size)


# --- delta_cross_entropy ----------------------------------------------------------


@variant("delta-cross-entropy")
def one_off_each_row(S, y):
    E = np.exp(S - S.max(axis=1, keepdims=True))
    G = E / E.sum(axis=1, keepdims=True)
    G[range(len(y)), y] -= 1
    G /= len(y)
    return G


@variant("delta-cross-entropy")
def both_cases_in_loops(S, y):
    N, C = np.shape(S)
    G = np.zeros((N, C))
    for i in range(N):
        powers = np.exp(S[i] - np.max(S[i]))
        for j in range(C):
            p = powers[j] / np.sum(powers)
            if j == y[i]:
                G[i, j] = (p - 1) / N
            else:
                G[i, j] = p / N
    return G


@variant("delta-cross-entropy")
def by_where(S, y):
    from scipy import special

    P = special.softmax(S, axis=-1)
    return np.where(y[:, None] == np.arange(S.shape[1]), P - 1, P) / S.shape[0]


@variant("delta-cross-entropy")
def subtracted_at(S, y):
    from scipy.special import log_softmax

    G = np.exp(log_softmax(S, axis=1))
    np.subtract.at(G, (np.arange(len(y)), y), 1.0)
    return np.divide(G, len(y), out=G)


@variant("delta-cross-entropy")
def rows_in_a_list(S, y):
    rows = []
    for s, label in zip(S, y):
        row = np.exp(s - np.logaddexp.reduce(s))
        row[label] = row[label] - 1.0
        rows.append(row)
    return np.asfortranarray(rows) * (1 / len(rows))


@variant("delta-cross-entropy")
def one_hot_by_a_mask(S, y):
    from scipy import special

    truth = np.zeros(S.shape, dtype=bool)
    truth[np.arange(len(y)), y] = True
    G = special.softmax(S.T, axis=0).T.copy()
    G[truth] -= 1
    return np.multiply(G, 1.0 / y.size)


# --- cross_entropy_soft -----------------------------------------------------------


@variant("cross-entropy-soft")
def soft_in_two_lines(S, Y):
    from scipy.special import log_softmax, softmax

    return -(Y * log_softmax(S, axis=1)).sum(axis=1).mean(), (
        softmax(S, axis=1) - Y
    ) / len(S)


@variant("cross-entropy-soft")
def soft_in_loops(S, Y):
    N, C = np.shape(S)
    loss, dS = 0, np.empty((N, C))
    for i in range(N):
        top = S[i].max()
        log_sum = top + np.log(sum(np.exp(s - top) for s in S[i]))
        for k in range(C):
            loss += Y[i, k] * (log_sum - S[i, k])
            dS[i, k] = np.exp(S[i, k] - log_sum) - Y[i, k]
    return loss / N, dS / N


@variant("cross-entropy-soft")
def soft_by_einsum(S, Y):
    logs = S - np.logaddexp.reduce(S, axis=1, keepdims=True)
    return np.einsum("nc,nc->", Y, logs) / -len(Y), (np.exp(logs) - Y) / len(Y)


@variant("cross-entropy-soft")
def soft_by_the_sum_of_the_labels(S, Y):
    from scipy.special import logsumexp

    totals = logsumexp(S, axis=1)
    losses = totals * Y.sum(axis=1) - (Y * S).sum(axis=1)
    P = np.exp(S - totals[:, None])
    return losses.mean(), (P * Y.sum(axis=1, keepdims=True) - Y) / S.shape[0]


@variant("cross-entropy-soft")
def soft_with_helpers(S, Y):
    def shifted(A):
        return A - A.max(axis=-1, keepdims=True)

    def log_p(A):
        return shifted(A) - np.log(np.exp(shifted(A)).sum(-1, keepdims=True))

    loss = -np.trace(Y @ log_p(S).T) / len(S)
    dS = np.exp(log_p(S))
    dS -= Y
    dS /= len(S)
    return [loss, dS]


# --- delta_via_jacobian -----------------------------------------------------------


@variant("delta-via-jacobian")
def stations_by_einsum(S, y):
    from scipy import special

    N, C = np.shape(S)
    P = special.softmax(S, axis=1)
    dP = -np.eye(C)[y] / P / N
    J = np.einsum("nk,kj->nkj", P, np.eye(C)) - np.einsum("nk,nj->nkj", P, P)
    return dP, J, np.einsum("nk,nkj->nj", dP, J)


@variant("delta-via-jacobian")
def stations_in_loops(S, y):
    from scipy import special

    N, C = np.shape(S)
    dP, J, dS = np.zeros((N, C)), np.zeros((N, C, C)), np.zeros((N, C))
    for n in range(N):
        p = special.softmax(S[n])
        dP[n, y[n]] = -1 / p[y[n]] / N
        for k in range(C):
            for j in range(C):
                J[n, k, j] = p[k] * ((k == j) - p[j])
        dS[n] = J[n].T @ dP[n]
    return dP, J, dS


@variant("delta-via-jacobian")
def stations_from_lists(S, y):
    N = len(S)
    all_dP, all_J = [], []
    for s, label in zip(S, y):
        powers = np.exp(s - s.max())
        p = powers / powers.sum()
        slope = np.zeros_like(p)
        slope[label] = -1.0 / (N * p[label])
        all_dP.append(slope)
        all_J.append(np.diag(p) - np.outer(p, p))
    dP, J = np.array(all_dP), np.stack(all_J)
    return dP, J, np.matmul(dP[:, None, :], J)[:, 0]


@variant("delta-via-jacobian")
def stations_by_where(S, y):
    from scipy.special import log_softmax

    P = np.exp(log_softmax(S, axis=1))
    C = P.shape[1]
    same = np.arange(C)[:, None] == np.arange(C)
    J = np.where(same, (P * (1 - P))[:, :, None], -P[:, :, None] * P[:, None, :])
    truth = y[:, None] == np.arange(C)
    dP = np.where(truth, -1 / P, 0.0) / len(y)
    return dP, J, (dP[:, :, None] * J).sum(axis=1)


@variant("delta-via-jacobian")
def only_the_row_of_the_truth(S, y):
    from scipy import special

    N, C = np.shape(S)
    P, rows = special.softmax(S, axis=1), np.arange(N)
    J = P[..., None] * (np.eye(C) - P[:, None])
    dP = np.zeros_like(P)
    np.put_along_axis(dP, y[:, None].astype(int), -1 / N, axis=1)
    dP /= P
    return (dP, J, dP[rows, y][:, None] * J[rows, y])


# --- worst_first ------------------------------------------------------------------


@variant("worst-first")
def sorted_upwards_and_turned(S, y):
    from scipy.special import log_softmax

    losses = -log_softmax(S, axis=1)[np.arange(len(y)), y]
    order = np.argsort(losses)[::-1]
    return order, losses[order]


@variant("worst-first")
def sorted_pairs(S, y):
    pairs = []
    for i in range(len(S)):
        loss = np.logaddexp.reduce(S[i]) - S[i, y[i]]
        pairs.append((loss, i))
    pairs.sort(reverse=True)
    return np.array([i for _, i in pairs]), np.array([loss for loss, _ in pairs])


@variant("worst-first")
def sorted_by_a_key(S, y):
    from scipy.special import logsumexp

    losses = [logsumexp(s) - s[label] for s, label in zip(S, y)]
    order = sorted(range(len(losses)), key=losses.__getitem__, reverse=True)
    return np.array(order), np.array(sorted(losses)[::-1])


@variant("worst-first")
def one_after_the_other(S, y):
    gaps = S - S[np.arange(len(y)), y][:, None]
    top = gaps.max(axis=1)
    left = top + np.log(np.exp(gaps - top[:, None]).sum(axis=1))
    losses, order = left.copy(), []
    while len(order) < len(y):
        worst = int(np.argmax(left))
        order.append(worst)
        left[worst] = -np.inf
    return np.array(order), losses[order]


@variant("worst-first")
def sorted_by_lexsort(S, y):
    shifted = S - np.max(S, axis=1, keepdims=True)
    sums = np.exp(shifted).sum(axis=1)
    losses = np.log(sums) - np.einsum("nc,nc->n", shifted, np.eye(S.shape[1])[y])
    order = np.lexsort((-losses,))
    return order, np.take(losses, order)


# --- truth_probabilities ----------------------------------------------------------


@variant("truth-probabilities")
def labels_laid_flat(P, y):
    return P[np.arange(len(P)), y.ravel()]


@variant("truth-probabilities")
def labels_squeezed(P, y):
    if y.ndim == 2:
        y = np.squeeze(y, axis=1)
    return P[range(len(y)), y]


@variant("truth-probabilities")
def taken_along_the_row(P, y):
    return np.take_along_axis(P, y.reshape(-1, 1), axis=1)[:, 0]


@variant("truth-probabilities")
def one_label_at_a_time(P, y):
    found = []
    for row, label in zip(P, y.flatten()):
        found.append(row[label])
    return np.array(found)


@variant("truth-probabilities")
def masked_and_added_up(P, y):
    truth = np.reshape(y, (-1, 1)) == np.arange(P.shape[1])
    return np.where(truth, P, 0.0).sum(axis=1)


@variant("truth-probabilities")
def on_the_diagonal(P, y):
    return np.diag(P[:, y.reshape(-1)])
