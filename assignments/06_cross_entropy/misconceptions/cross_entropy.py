"""Misconceptions about `cross_entropy`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ANY_SIZE,
    BATCH,
    CARD,
    ONE,
    log_probabilities,
    of_the_truth,
    probabilities,
    pulls,
)

LOSS = "cross-entropy"
IN_SCORES = "Derive: the loss in scores"
WRITE_LOSS = "Write the loss"


# --- logarithms -------------------------------------------------------------------


@misconception(
    id="06-LS01",
    exercise=LOSS,
    says="Your log comes after the probability, and that may have become exactly 0.",
    try_this="The truth is 800 behind. What is its p in float64, and the log of that?",
    section=ANY_SIZE,
)
def logarithm_of_the_probability(S, y):
    return -np.log(of_the_truth(probabilities(S), y)).mean()


@misconception(
    id="06-CE30",
    exercise=LOSS,
    # Equal in its numbers to 06-LS01: the names tell them apart.
    marks=("rel_entr", "entr", "kl_div", "entropy", "log_loss"),
    says="A ready-made cross-entropy does the work of this exercise.",
    try_this="Which two terms has the loss of step 2? Can you compute each of them?",
    section=WRITE_LOSS,
)
def borrowed_relative_entropy(S, y):
    from scipy.special import rel_entr, softmax

    P = softmax(S, axis=1)
    return rel_entr(np.eye(P.shape[1])[y], P).sum(axis=1).mean()


# One rule for each number that is often typed: a lid is recognised by its height.
# The one of 1e-15 is as high as that of 06-LS06.
def loss_with_a_lid(S, y, eps):
    return -np.log(of_the_truth(probabilities(S), y) + eps).mean()


@misconception(
    id="06-LS02",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def small_number_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-8)


@misconception(
    id="06-LS11",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def smaller_number_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-12)


@misconception(
    id="06-LS13",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def ten_zeros_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-10)


@misconception(
    id="06-LS14",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def nine_zeros_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-9)


@misconception(
    id="06-LS15",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def seven_zeros_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-7)


@misconception(
    id="06-LS16",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def machine_epsilon_inside_the_log(S, y):
    return loss_with_a_lid(S, y, np.finfo(float).eps)


@misconception(
    id="06-LS06",
    exercise=LOSS,
    says="You clip probabilities, so that all hopeless examples cost the same.",
    try_this="One truth is 100 behind, another one 1000. Should both cost the same?",
    section=ANY_SIZE,
)
def probabilities_clipped(S, y):
    P = np.clip(probabilities(S), 1e-15, 1.0)
    return -np.log(of_the_truth(P, y)).mean()


@misconception(
    id="06-LS03",
    exercise=LOSS,
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(1000)? Which change to a row leaves its ratios alone?",
    section=ANY_SIZE,
)
def exponentials_of_raw_scores(S, y):
    E = np.exp(S)
    return -np.log(of_the_truth(E / E.sum(axis=1, keepdims=True), y)).mean()


@misconception(
    id="06-LS10",
    exercise=LOSS,
    says="Large scores overflow in the logarithm of your sum.",
    try_this="What is log(exp(1000)) in numpy, and what on paper? What can a shift do?",
    section=ANY_SIZE,
)
def logarithm_of_a_raw_sum(S, y):
    return (np.log(np.exp(S).sum(axis=1)) - of_the_truth(S, y)).mean()


@misconception(
    id="06-LS04",
    exercise=LOSS,
    says="You shift the scores in one of the two terms only, inside the logarithm.",
    try_this="Add 5 to all scores. Should the loss change? Which term still knows it?",
    section=ANY_SIZE,
)
def maximum_not_added_back(S, y):
    shifted = S - S.max(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - of_the_truth(S, y)).mean()


@misconception(
    id="06-LS05",
    exercise=LOSS,
    says="You shift the score of the truth, and not the scores inside the sum.",
    try_this="On paper: how often is the maximum taken off above, and how often below?",
    section=ANY_SIZE,
)
def only_the_true_score_is_shifted(S, y):
    shifted = S - S.max(axis=1, keepdims=True)
    return (np.log(np.exp(S).sum(axis=1)) - of_the_truth(shifted, y)).mean()


@misconception(
    id="06-LS12",
    exercise=LOSS,
    says="One maximum for the whole batch cannot serve rows of very different height.",
    try_this="One row lives at 3000, another one at 0. What is left of the lower one?",
    section=ANY_SIZE,
)
def maximum_of_the_whole_batch(S, y):
    shifted = S - S.max()
    return (np.log(np.exp(shifted).sum(axis=1)) - of_the_truth(shifted, y)).mean()


@misconception(
    id="06-LS07",
    exercise=LOSS,
    says="Your loss is measured in bits: the logarithm has base 2.",
    try_this="Which logarithm has the slope 1/x, with no factor?",
    section=CARD,
)
def logarithm_of_base_two(S, y):
    return -of_the_truth(log_probabilities(S), y).mean() / np.log(2)


@misconception(
    id="06-LS09",
    exercise=LOSS,
    says="Your logarithm has base 10.",
    try_this="Ten classes with equal scores: which number does the card's log give?",
    section=CARD,
)
def logarithm_of_base_ten(S, y):
    return -of_the_truth(log_probabilities(S), y).mean() / np.log(10)


@misconception(
    id="06-LS08",
    exercise=LOSS,
    says="You take the log of a sum for a sum of logs.",
    try_this="Compare log(1 + 1) with log 1 + log 1. Are they equal?",
    section=IN_SCORES,
)
def log_of_a_sum_as_a_sum_of_logs(S, y):
    return (S.sum(axis=1) - of_the_truth(S, y)).mean()


# --- cross-entropy ----------------------------------------------------------------


@misconception(
    id="06-CE01",
    exercise=LOSS,
    says="Softmax is applied twice, the second time to probabilities.",
    try_this="The true score is 100 ahead of all. Which loss do you get? Why not 0?",
    section=WRITE_LOSS,
)
def softmax_of_softmax(S, y):
    return -of_the_truth(log_probabilities(probabilities(S)), y).mean()


@misconception(
    id="06-CE02",
    exercise=LOSS,
    says="Your loss adds up the examples, and is not averaged.",
    try_this="Stack the same batch twice. Should an average change?",
    section=BATCH,
)
def sum_instead_of_mean(S, y):
    return -of_the_truth(log_probabilities(S), y).sum()


@misconception(
    id="06-CE04",
    exercise=LOSS,
    says="Your loss is negative: it rewards surprise.",
    try_this="Which sign has the log of a number below one?",
    section=ONE,
)
def minus_forgotten(S, y):
    return of_the_truth(log_probabilities(S), y).mean()


@misconception(
    id="06-CE05",
    exercise=LOSS,
    says="You pick whole columns: each example pays for the labels of all.",
    try_this="Print the shape of what you picked. How many numbers do you want?",
    section=CARD,
)
def all_labels_for_all_examples(S, y):
    return -log_probabilities(S)[:, y].sum() / len(y)


@misconception(
    id="06-CE19",
    exercise=LOSS,
    says="You pick whole columns, and take the mean over far too many numbers.",
    try_this="Print the shape of what you picked. How many numbers do you want?",
    section=CARD,
)
def mean_over_all_pairs(S, y):
    return -log_probabilities(S)[:, y].mean()


@misconception(
    id="06-CE07",
    exercise=LOSS,
    says="Your loss takes the predicted class, and never looks at the labels.",
    try_this="Swap all labels. Does your loss notice?",
    section=ONE,
)
def prediction_in_place_of_the_label(S, y):
    return -log_probabilities(S).max(axis=1).mean()


@misconception(
    id="06-CE08",
    exercise=LOSS,
    says="You take the mean first and the logarithm last.",
    try_this="Two examples with p = 0.9 and p = 0.1: do both orders give the same?",
    section=BATCH,
)
def logarithm_of_the_mean(S, y):
    log_p = of_the_truth(log_probabilities(S), y)
    return -(log_p.max() + np.log(np.exp(log_p - log_p.max()).mean()))


@misconception(
    id="06-CE10",
    exercise=LOSS,
    says="Your labels seem to count from 1, so that label 0 means the last class.",
    try_this="What does P[i, -1] pick? Which of the labels gives you the index -1?",
    section=CARD,
)
def labels_count_from_one(S, y):
    return -of_the_truth(log_probabilities(S), y.astype(int) - 1).mean()


@misconception(
    id="06-CE11",
    exercise=LOSS,
    says="Your loss is one number for each example, and the batch has one loss.",
    try_this="Which shape must a thing have that you want to differentiate?",
    section=BATCH,
)
def one_loss_for_each_example(S, y):
    return -of_the_truth(log_probabilities(S), y)


@misconception(
    id="06-CE13",
    exercise=LOSS,
    says="You take the log of a score.",
    try_this="Is a score a probability? Which scores can a logarithm not take?",
    section=WRITE_LOSS,
)
def logarithm_of_a_score(S, y):
    return -np.log(of_the_truth(S, y)).mean()


@misconception(
    id="06-CE18",
    exercise=LOSS,
    says="The two distributions have changed places: your log is taken of the labels.",
    try_this="Which of the two holds exact zeros? Which one stands inside the log?",
    section=ONE,
)
def arguments_swapped(S, y):
    return -(probabilities(S) * np.log(np.eye(S.shape[1])[y])).sum(axis=1).mean()


@misconception(
    id="06-CE16",
    exercise=LOSS,
    says="Your loss never exceeds 1: it is the missing probability, without a log.",
    try_this="As the probability of the truth goes to 0, where should the loss go?",
    section=ONE,
)
def missing_probability(S, y):
    return (1 - of_the_truth(probabilities(S), y)).mean()


@misconception(
    id="06-CE17",
    exercise=LOSS,
    says="Zeros of the labels meet infinite logarithms in your sum.",
    try_this="What is 0 times minus infinity in floating point? Which rows contain it?",
    section=ANY_SIZE,
)
def zero_times_infinity(S, y):
    Y = np.eye(S.shape[1])[y]
    return -(Y * np.log(probabilities(S))).sum(axis=1).mean()


@misconception(
    id="06-CE20",
    exercise=LOSS,
    says="You average over all cells of the table, also over those that hold nothing.",
    try_this="Ten classes with equal scores: your loss, divided by log 10, is what?",
    section=BATCH,
)
def mean_over_all_cells(S, y):
    return -of_the_truth(log_probabilities(S), y).mean() / S.shape[1]


@misconception(
    id="06-CE21",
    exercise=LOSS,
    says="You divide by the number of classes, and a mean over examples was asked for.",
    try_this="Stack the same batch twice. Does your loss double? Should it?",
    section=BATCH,
)
def divided_by_the_classes(S, y):
    return -of_the_truth(log_probabilities(S), y).sum() / S.shape[1]


@misconception(
    id="06-CE22",
    exercise=LOSS,
    says="Your softmax runs down the columns.",
    try_this="Which axis holds the classes of one example? Print P.sum(axis=1).",
    section=CARD,
)
def softmax_down_the_columns(S, y):
    return -of_the_truth(log_probabilities(S.T).T, y).mean()


@misconception(
    id="06-CE23",
    exercise=LOSS,
    says="The examples of the batch share one probability of 1 in your softmax.",
    try_this="Equal scores everywhere: do you get log C, or the log of something else?",
    section=CARD,
)
def normalised_over_the_batch(S, y):
    log_p = log_probabilities(S.reshape(1, -1)).reshape(S.shape)
    return -of_the_truth(log_p, y).mean()


@misconception(
    id="06-CE24",
    exercise=LOSS,
    says="You ask about each class by itself, and add up C losses of yes and no.",
    try_this="Two classes with equal scores: do you get log 2, or more?",
    section=ONE,
)
def yes_or_no_for_each_class(S, y):
    P, Y = probabilities(S), np.eye(S.shape[1])[y]
    wrong = np.where(Y == 1, 0.0, np.log1p(-np.where(Y == 1, 0.0, P)))
    return -(of_the_truth(log_probabilities(S), y) + wrong.sum(axis=1)).mean()


@misconception(
    id="06-CE25",
    exercise=LOSS,
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    # What float32 loses depends on the order of the operations.
    rtol=1e-4,
)
def computed_in_float32(S, y):
    return float(-of_the_truth(log_probabilities(S.astype(np.float32)), y).mean())


@misconception(
    id="06-CE26",
    exercise=LOSS,
    says="Your loss is right, and the caller's scores are changed afterwards.",
    try_this="Print S before and after the call. Which line writes into it?",
    section=CARD,
)
def scores_shifted_in_place(S, y):
    S -= S.max(axis=1, keepdims=True)
    return -of_the_truth(log_probabilities(S), y).mean()


@misconception(
    id="06-CE27",
    exercise=LOSS,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=WRITE_LOSS,
)
def nothing_is_returned(S, y):
    log_probabilities(S)


@misconception(
    id="06-CE28",
    exercise=LOSS,
    says="Your function hands back more than the loss.",
    try_this="Read the line `Returns` in the docstring: how many things does it name?",
    section=WRITE_LOSS,
)
def gradient_as_well(S, y):
    loss = -of_the_truth(log_probabilities(S), y).mean()
    return loss, pulls(probabilities(S), y) / len(y)


@misconception(
    id="06-CE29",
    exercise=LOSS,
    says="Only the first example is left in your loss.",
    try_this="Where does your `return` stand: inside the loop, or behind it?",
    section=WRITE_LOSS,
)
def returned_inside_the_loop(S, y):
    return -of_the_truth(log_probabilities(S), y)[0] / len(y)
