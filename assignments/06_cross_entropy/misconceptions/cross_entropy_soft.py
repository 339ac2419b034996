"""Misconceptions about `cross_entropy_soft`: labels that are distributions."""

import numpy as np

from autograder.misconceptions import misconception

from .common import ANY_SIZE, BATCH, CARD, CHAIN, ONE, log_probabilities, probabilities

SOFT = "cross-entropy-soft"
WRITE_SOFT = "Labels that are not sure"


def soft_loss(S, Y):
    return -(Y * log_probabilities(S)).sum(axis=1).mean()


def soft_delta(S, Y):
    return (probabilities(S) - Y) / len(S)


@misconception(
    id="06-CE14",
    exercise=SOFT,
    says="The two distributions have changed places: your log is taken of the labels.",
    try_this="Which of the two may hold exact zeros? Which one stands inside the log?",
    section=ONE,
)
def soft_arguments_swapped(S, Y):
    return -(probabilities(S) * np.log(Y)).sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="06-SO01",
    exercise=SOFT,
    says="Your loss adds up the examples, and is not averaged.",
    try_this="Stack the same batch twice. Should an average change?",
    section=BATCH,
)
def soft_loss_is_a_sum(S, Y):
    return len(S) * soft_loss(S, Y), soft_delta(S, Y)


@misconception(
    id="06-SO02",
    exercise=SOFT,
    says="Your loss is a mean, and your gradient belongs to a sum.",
    try_this="Give every example twice. Which of your two results should stay?",
    section=BATCH,
)
def soft_gradient_not_averaged(S, Y):
    return soft_loss(S, Y), len(S) * soft_delta(S, Y)


@misconception(
    id="06-SO03",
    exercise=SOFT,
    says="Loss and gradient agree with each other, and both add up the examples.",
    try_this="Stack the same batch twice. Should an average change?",
    section=BATCH,
)
def soft_nothing_averaged(S, Y):
    return len(S) * soft_loss(S, Y), len(S) * soft_delta(S, Y)


@misconception(
    id="06-SO04",
    exercise=SOFT,
    says="You make the labels sure: only the largest entry of each row counts.",
    try_this="Labels (.6, .4) and (.9, .1): do they cost the same in your function?",
    section=WRITE_SOFT,
)
def labels_hardened(S, Y):
    Y = np.eye(Y.shape[1])[Y.argmax(axis=1)]
    return soft_loss(S, Y), soft_delta(S, Y)


@misconception(
    id="06-SO05",
    exercise=SOFT,
    says="Your loss honours the unsure labels, and your gradient makes them sure.",
    try_this="At which P should the gradient vanish, if the labels are (.6, .4)?",
    section=WRITE_SOFT,
)
def gradient_of_hardened_labels(S, Y):
    return soft_loss(S, Y), soft_delta(S, np.eye(Y.shape[1])[Y.argmax(axis=1)])


@misconception(
    id="06-SO06",
    exercise=SOFT,
    says="Your log comes after the probability: zeros and infinities meet in the sum.",
    try_this="What is 0 times minus infinity? Can you get log p without p?",
    section=ANY_SIZE,
)
def soft_logarithm_of_the_probability(S, Y):
    return -(Y * np.log(probabilities(S))).sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="06-SO07",
    exercise=SOFT,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def soft_small_number_inside_the_log(S, Y):
    loss = -(Y * np.log(probabilities(S) + 1e-8)).sum(axis=1).mean()
    return loss, soft_delta(S, Y)


@misconception(
    id="06-SO23",
    exercise=SOFT,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def soft_smaller_number_inside_the_log(S, Y):
    loss = -(Y * np.log(probabilities(S) + 1e-12)).sum(axis=1).mean()
    return loss, soft_delta(S, Y)


@misconception(
    id="06-SO24",
    exercise=SOFT,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def soft_ten_zeros_inside_the_log(S, Y):
    loss = -(Y * np.log(probabilities(S) + 1e-10)).sum(axis=1).mean()
    return loss, soft_delta(S, Y)


@misconception(
    id="06-SO25",
    exercise=SOFT,
    says="The zeros of the labels are safe, and a log still comes after a probability.",
    try_this="A class with the label 1/2 is 800 behind. What is its p in float64?",
    section=ANY_SIZE,
)
def soft_logarithm_where_labels_are(S, Y):
    P = np.where(Y > 0, probabilities(S), 1.0)
    return -(Y * np.log(P)).sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="06-SO08",
    exercise=SOFT,
    says="Your loss is negative, and your gradient follows another one.",
    try_this="Which sign has the log of a number below one?",
    section=ONE,
)
def soft_minus_forgotten(S, Y):
    return -soft_loss(S, Y), soft_delta(S, Y)


@misconception(
    id="06-SO09",
    exercise=SOFT,
    says="Your gradient points downhill: its sign is wrong.",
    try_this="If p is above y in some class, should its score rise or fall?",
    section=CHAIN,
)
def soft_sign_turned(S, Y):
    return soft_loss(S, Y), -soft_delta(S, Y)


@misconception(
    id="06-SO10",
    exercise=SOFT,
    says="You take the labels' own uncertainty off: that is another quantity.",
    try_this="If P equals Y, is your loss 0? What did step 11 say about that?",
    section=WRITE_SOFT,
)
def relative_to_the_labels(S, Y):
    own = np.where(Y > 0, Y * np.log(np.where(Y > 0, Y, 1.0)), 0.0)
    return soft_loss(S, Y) + own.sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="06-SO19",
    exercise=SOFT,
    # Equal in its numbers to 06-SO10 where P does not underflow.
    marks=("rel_entr", "kl_div", "entr", "entropy"),
    says="A ready-made entropy does the work, and it is not even the one asked for.",
    try_this="If P equals Y, is your loss 0? What did step 11 say about that?",
    section=WRITE_SOFT,
)
def soft_borrowed_relative_entropy(S, Y):
    from scipy.special import rel_entr, softmax

    P = softmax(S, axis=1)
    return rel_entr(Y, P).sum(axis=1).mean(), (P - Y) / len(S)


@misconception(
    id="06-SO11",
    exercise=SOFT,
    says="You average over all cells of the table instead of over the examples.",
    try_this="How many rows has the batch, and by how much do you divide?",
    section=BATCH,
)
def soft_mean_over_all_cells(S, Y):
    return -(Y * log_probabilities(S)).mean(), soft_delta(S, Y)


@misconception(
    id="06-SO12",
    exercise=SOFT,
    says="You follow one path of the chain rule, from each score to its own p.",
    try_this="Raise one score. Which p_k move? Do your rows add up to 0?",
    section=CHAIN,
)
def soft_only_the_diagonal_path(S, Y):
    return soft_loss(S, Y), -Y * (1 - probabilities(S)) / len(S)


@misconception(
    id="06-SO13",
    exercise=SOFT,
    says="Both parts are there, and they come back in another order.",
    try_this="Read the line `Returns` in the docstring once more: who comes first?",
    section=WRITE_SOFT,
)
def soft_parts_in_another_order(S, Y):
    return soft_delta(S, Y), soft_loss(S, Y)


@misconception(
    id="06-SO14",
    exercise=SOFT,
    says="You weigh the probabilities first and take one logarithm at the end.",
    try_this="Labels (.5, .5), P (.9, .1): is the log of a mean the mean of the logs?",
    section=ONE,
)
def logarithm_of_the_weighted_sum(S, Y):
    logs = np.where(Y > 0, log_probabilities(S) + np.log(np.where(Y > 0, Y, 1)), -1e9)
    top = logs.max(axis=1, keepdims=True)
    losses = -(top[:, 0] + np.log(np.exp(logs - top).sum(axis=1)))
    return losses.mean(), soft_delta(S, Y)


@misconception(
    id="06-SO15",
    exercise=SOFT,
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(1000)? Which change to a row leaves its ratios alone?",
    section=ANY_SIZE,
)
def soft_raw_exponentials(S, Y):
    E = np.exp(S)
    P = E / E.sum(axis=1, keepdims=True)
    return -(Y * np.log(P)).sum(axis=1).mean(), (P - Y) / len(S)


@misconception(
    id="06-SO16",
    exercise=SOFT,
    says="Your gradient multiplies the error by the labels once more.",
    try_this="A class with label 0: does its score leave the loss alone?",
    section=CHAIN,
)
def error_weighed_by_the_labels(S, Y):
    return soft_loss(S, Y), Y * (probabilities(S) - Y) / len(S)


@misconception(
    id="06-SO17",
    exercise=SOFT,
    says="Your loss is one number for each example, and the batch has one loss.",
    try_this="Which shape must a thing have that you want to differentiate?",
    section=BATCH,
)
def soft_loss_for_each_example(S, Y):
    return -(Y * log_probabilities(S)).sum(axis=1), soft_delta(S, Y)


@misconception(
    id="06-SO18",
    exercise=SOFT,
    says="You return the loss alone.",
    try_this="Read the line `Returns` in the docstring: how many things does it name?",
    section=WRITE_SOFT,
)
def soft_loss_alone(S, Y):
    return soft_loss(S, Y)


@misconception(
    id="06-SO20",
    exercise=SOFT,
    says="Your gradient is measured by nudging scores, and not computed.",
    try_this="How many losses does one gradient cost you? How many should it?",
    section=WRITE_SOFT,
)
def soft_measured_instead_of_derived(S, Y):
    h, G = 1e-5, np.zeros(S.shape)
    for index in np.ndindex(*S.shape):
        step = np.zeros(S.shape)
        step[index] = h
        G[index] = (soft_loss(S + step, Y) - soft_loss(S - step, Y)) / (2 * h)
    return soft_loss(S, Y), G


@misconception(
    id="06-SO21",
    exercise=SOFT,
    says="You stop at the probabilities: this is the slope along P, not along S.",
    try_this="Of step 4 and step 6, which one does your line say?",
    section=CHAIN,
)
def soft_slope_along_the_probabilities(S, Y):
    return soft_loss(S, Y), -Y / probabilities(S) / len(S)


@misconception(
    id="06-SO22",
    exercise=SOFT,
    says="Your results are right, and the caller's scores are changed afterwards.",
    try_this="Print S before and after the call. Which line writes into it?",
    section=CARD,
)
def soft_scores_shifted_in_place(S, Y):
    S -= S.max(axis=1, keepdims=True)
    return soft_loss(S, Y), soft_delta(S, Y)
