"""Misconceptions about `delta_via_jacobian`: the gradient through the Jacobian."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    BATCH,
    CARD,
    CHAIN,
    is_true,
    log_probabilities,
    of_the_truth,
    probabilities,
    pulls,
)

LONG = "delta-via-jacobian"
WRITE_LONG = "The long way round"


def jacobians(P):
    """(N, C, C): d p_k / d s_j of each row, without a mistake."""
    return P[:, :, None] * np.eye(P.shape[1]) - P[:, :, None] * P[:, None, :]


def through_probabilities(S, y):
    """dP, J, dS without a mistake."""
    P, N = probabilities(S), len(y)
    dP = np.zeros(P.shape)
    dP[np.arange(N), y] = -1 / of_the_truth(P, y) / N
    return dP, jacobians(P), pulls(P, y) / N


@misconception(
    id="06-VJ01",
    exercise=LONG,
    says="Your dP has a slope for every class, also for those that do not count.",
    try_this="Which entry of a row of P does the loss of this example look at?",
    section=CHAIN,
)
def every_probability_counts(S, y):
    _, J, dS = through_probabilities(S, y)
    return -1 / probabilities(S) / len(y), J, dS


@misconception(
    id="06-VJ02",
    exercise=LONG,
    says="The sign of your dP is wrong.",
    try_this="If the probability of the truth rises, does the loss rise or fall?",
    section=CHAIN,
)
def sign_of_dP_turned(S, y):
    dP, J, dS = through_probabilities(S, y)
    return -dP, J, dS


@misconception(
    id="06-VJ03",
    exercise=LONG,
    says="Your dP belongs to the sum of the losses, and 1/N comes later or never.",
    try_this="The docstring says what dP is the slope of. Is that a mean or a sum?",
    section=WRITE_LONG,
)
def dP_not_averaged(S, y):
    dP, J, dS = through_probabilities(S, y)
    return len(y) * dP, J, dS


@misconception(
    id="06-VJ04",
    exercise=LONG,
    says="The 1/N is missing on the whole way.",
    try_this="The loss is a mean. Which of your three results should feel that?",
    section=BATCH,
)
def long_way_not_averaged(S, y):
    dP, J, dS = through_probabilities(S, y)
    return len(y) * dP, J, len(y) * dS


@misconception(
    id="06-VJ05",
    exercise=LONG,
    says="Your dS is divided by N twice: once in dP, and once more at the end.",
    try_this="dP carries a factor 1/N. Does dS need another one?",
    section=WRITE_LONG,
)
def long_way_averaged_twice(S, y):
    dP, J, dS = through_probabilities(S, y)
    return dP, J, dS / len(y)


@misconception(
    id="06-VJ06",
    exercise=LONG,
    says="Your Jacobian is empty beside its diagonal.",
    try_this="A row of P adds up to 1. If one entry grows, what must the others do?",
    section=WRITE_LONG,
)
def jacobian_is_diagonal(S, y):
    dP, J, _ = through_probabilities(S, y)
    J = J * np.eye(S.shape[1])
    return dP, J, (dP[:, :, None] * J).sum(axis=1)


@misconception(
    id="06-VJ07",
    exercise=LONG,
    says="Your Jacobian has the wrong sign beside its diagonal.",
    try_this="Raise one score. Does the probability of another class rise or fall?",
    section=WRITE_LONG,
)
def jacobian_with_a_plus(S, y):
    dP, J, _ = through_probabilities(S, y)
    J = np.abs(J)
    return dP, J, (dP[:, :, None] * J).sum(axis=1)


@misconception(
    id="06-VJ08",
    exercise=LONG,
    says="Your Jacobian has forgotten the case of a class and its own score.",
    try_this="Add up a row of your J[0]. What must the sum be, and what is missing?",
    section=WRITE_LONG,
)
def jacobian_without_its_own_case(S, y):
    dP, _, _ = through_probabilities(S, y)
    P = probabilities(S)
    J = -P[:, :, None] * P[:, None, :]
    return dP, J, (dP[:, :, None] * J).sum(axis=1)


@misconception(
    id="06-VJ09",
    exercise=LONG,
    says="Your Jacobian is right, and your dS follows one path only.",
    try_this="Over which index does the chain rule add up? Which k does your dS use?",
    section=CHAIN,
)
def long_way_on_one_path(S, y):
    dP, J, _ = through_probabilities(S, y)
    return dP, J, dP * np.einsum("nkk->nk", J)


@misconception(
    id="06-VJ10",
    exercise=LONG,
    says="Your J is one square table over the whole batch.",
    try_this="Does a score of example 3 move any probability of example 5?",
    section=WRITE_LONG,
)
def jacobian_over_the_whole_batch(S, y):
    dP, J, dS = through_probabilities(S, y)
    N, C = np.shape(S)
    whole = np.zeros((N, C, N, C))
    whole[np.arange(N), :, np.arange(N), :] = J
    return dP, whole.reshape(N * C, N * C), dS


@misconception(
    id="06-VJ11",
    exercise=LONG,
    says="Your dP and your J are there, and they come back in another order.",
    try_this="Read the line `Returns` in the docstring once more: who comes first?",
    section=WRITE_LONG,
)
def long_way_in_another_order(S, y):
    dP, J, dS = through_probabilities(S, y)
    return J, dP, dS


@misconception(
    id="06-VJ12",
    exercise=LONG,
    says="You return the last station only.",
    try_this="The docstring names three stations. Which two of them do you keep back?",
    section=WRITE_LONG,
)
def last_station_alone(S, y):
    return pulls(probabilities(S), y) / len(y)


@misconception(
    id="06-VJ13",
    exercise=LONG,
    says="Your dP holds the loss where its slope belongs.",
    try_this="What is the slope of log at 0.5, and what is its value there?",
    section=CHAIN,
)
def logarithm_in_place_of_its_slope(S, y):
    _, J, dS = through_probabilities(S, y)
    log_p = log_probabilities(S)
    return np.where(is_true(S, y), -log_p, 0.0) / len(y), J, dS


@misconception(
    id="06-VJ14",
    exercise=LONG,
    says="Your results are right, and the caller's scores are changed afterwards.",
    try_this="Print S before and after the call. Which line writes into it?",
    section=CARD,
)
def long_way_changes_the_scores(S, y):
    S -= S.max(axis=1, keepdims=True)
    return through_probabilities(S, y)


@misconception(
    id="06-VJ15",
    exercise=LONG,
    says="A small number inside the division keeps you from the last digits.",
    try_this="The check asks for 12 digits. How many does a 1e-8 beside p leave you?",
    section=WRITE_LONG,
)
def small_number_in_the_division(S, y):
    P = probabilities(S)
    dP = np.where(is_true(S, y), -1 / (P + 1e-8), 0.0) / len(y)
    J = jacobians(P)
    return dP, J, (dP[:, :, None] * J).sum(axis=1)
