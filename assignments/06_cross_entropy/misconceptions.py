"""Wrong rules of 06_cross_entropy, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right (and stable)
in all others; what the rules have in common stands in the helpers.  Ids LS, CE, DL are
those of the course's list of misconceptions and their continuation, the others are this
assignment's.  MC10 and MC14 are wrong answers of steps 5 and 11: see steps.py.

    helpers
    LS   logarithms that overflow, underflow or are another logarithm
    CE   cross-entropy
    DL   its gradient with respect to the scores
    SO   labels that are distributions
    VJ   the way through the Jacobian
    WF   the worst example first
    TP   labels that lie in a column

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np

from autograder.misconceptions import misconception

LOSS = "cross-entropy"
DELTA = "delta-cross-entropy"
SOFT = "cross-entropy-soft"
LONG = "delta-via-jacobian"
WORST = "worst-first"
TRUTH = "truth-probabilities"

CARD = "The card: what the letters mean"
ONE = "Derive: the loss of one example"
IN_SCORES = "Derive: the loss in scores"
CHAIN = "Derive: back to the scores"
BATCH = "Derive: from one example to the batch"
ANY_SIZE = "Scores of any size"
WRITE_LOSS = "Write the loss"
WRITE_DELTA = "Write its gradient"
WRITE_SOFT = "Labels that are not sure"
WRITE_LONG = "The long way round"
EPS = "Find the fault: a small number inside the log"
COLUMN = "Find the fault: labels in a column"


# --- helpers ----------------------------------------------------------------------


def log_probabilities(S):
    """(N, C): the logarithm of softmax of each row, for scores of any size."""
    S = S - S.max(axis=1, keepdims=True)
    return S - np.log(np.exp(S).sum(axis=1, keepdims=True))


def probabilities(S):
    return np.exp(log_probabilities(S))


def of_the_truth(A, y):
    """(N,): from each row the entry of its label."""
    return A[np.arange(len(y)), y]


def pulls(P, y):
    """N dL/dS without a mistake."""
    G = P.copy()
    G[np.arange(len(y)), y] -= 1
    return G


def is_true(S, y):
    """(N, C): True in the column of the label."""
    return np.arange(S.shape[1]) == y[:, None]


def jacobians(P):
    """(N, C, C): d p_k / d s_j of each row, without a mistake."""
    return P[:, :, None] * np.eye(P.shape[1]) - P[:, :, None] * P[:, None, :]


def through_probabilities(S, y):
    """dP, J, dS without a mistake."""
    P, N = probabilities(S), len(y)
    dP = np.zeros(P.shape)
    dP[np.arange(N), y] = -1 / of_the_truth(P, y) / N
    return dP, jacobians(P), pulls(P, y) / N


# --- logarithms -------------------------------------------------------------------


@misconception(
    id="LS01",
    exercise=LOSS,
    says="Your log comes after the probability, and that may have become exactly 0.",
    try_this="The truth is 800 behind. What is its p in float64, and the log of that?",
    section=ANY_SIZE,
)
def logarithm_of_the_probability(S, y):
    return -np.log(of_the_truth(probabilities(S), y)).mean()


@misconception(
    id="CE30",
    exercise=LOSS,
    # Equal in its numbers to LS01: the names tell them apart.
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
# The one of 1e-15 is as high as that of LS06.
def loss_with_a_lid(S, y, eps):
    return -np.log(of_the_truth(probabilities(S), y) + eps).mean()


@misconception(
    id="LS02",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def small_number_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-8)


@misconception(
    id="LS11",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def smaller_number_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-12)


@misconception(
    id="LS13",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def ten_zeros_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-10)


@misconception(
    id="LS14",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def nine_zeros_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-9)


@misconception(
    id="LS15",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def seven_zeros_inside_the_log(S, y):
    return loss_with_a_lid(S, y, 1e-7)


@misconception(
    id="LS16",
    exercise=LOSS,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def machine_epsilon_inside_the_log(S, y):
    return loss_with_a_lid(S, y, np.finfo(float).eps)


@misconception(
    id="LS06",
    exercise=LOSS,
    says="You clip probabilities, so that all hopeless examples cost the same.",
    try_this="One truth is 100 behind, another one 1000. Should both cost the same?",
    section=ANY_SIZE,
)
def probabilities_clipped(S, y):
    P = np.clip(probabilities(S), 1e-15, 1.0)
    return -np.log(of_the_truth(P, y)).mean()


@misconception(
    id="LS03",
    exercise=LOSS,
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(1000)? Which change to a row leaves its ratios alone?",
    section=ANY_SIZE,
)
def exponentials_of_raw_scores(S, y):
    E = np.exp(S)
    return -np.log(of_the_truth(E / E.sum(axis=1, keepdims=True), y)).mean()


@misconception(
    id="LS10",
    exercise=LOSS,
    says="Large scores overflow in the logarithm of your sum.",
    try_this="What is log(exp(1000)) in numpy, and what on paper? What can a shift do?",
    section=ANY_SIZE,
)
def logarithm_of_a_raw_sum(S, y):
    return (np.log(np.exp(S).sum(axis=1)) - of_the_truth(S, y)).mean()


@misconception(
    id="LS04",
    exercise=LOSS,
    says="You shift the scores in one of the two terms only, inside the logarithm.",
    try_this="Add 5 to all scores. Should the loss change? Which term still knows it?",
    section=ANY_SIZE,
)
def maximum_not_added_back(S, y):
    shifted = S - S.max(axis=1, keepdims=True)
    return (np.log(np.exp(shifted).sum(axis=1)) - of_the_truth(S, y)).mean()


@misconception(
    id="LS05",
    exercise=LOSS,
    says="You shift the score of the truth, and not the scores inside the sum.",
    try_this="On paper: how often is the maximum taken off above, and how often below?",
    section=ANY_SIZE,
)
def only_the_true_score_is_shifted(S, y):
    shifted = S - S.max(axis=1, keepdims=True)
    return (np.log(np.exp(S).sum(axis=1)) - of_the_truth(shifted, y)).mean()


@misconception(
    id="LS12",
    exercise=LOSS,
    says="One maximum for the whole batch cannot serve rows of very different height.",
    try_this="One row lives at 3000, another one at 0. What is left of the lower one?",
    section=ANY_SIZE,
)
def maximum_of_the_whole_batch(S, y):
    shifted = S - S.max()
    return (np.log(np.exp(shifted).sum(axis=1)) - of_the_truth(shifted, y)).mean()


@misconception(
    id="LS07",
    exercise=LOSS,
    says="Your loss is measured in bits: the logarithm has base 2.",
    try_this="Which logarithm has the slope 1/x, with no factor?",
    section=CARD,
)
def logarithm_of_base_two(S, y):
    return -of_the_truth(log_probabilities(S), y).mean() / np.log(2)


@misconception(
    id="LS09",
    exercise=LOSS,
    says="Your logarithm has base 10.",
    try_this="Ten classes with equal scores: which number does the card's log give?",
    section=CARD,
)
def logarithm_of_base_ten(S, y):
    return -of_the_truth(log_probabilities(S), y).mean() / np.log(10)


@misconception(
    id="LS08",
    exercise=LOSS,
    says="You take the log of a sum for a sum of logs.",
    try_this="Compare log(1 + 1) with log 1 + log 1. Are they equal?",
    section=IN_SCORES,
)
def log_of_a_sum_as_a_sum_of_logs(S, y):
    return (S.sum(axis=1) - of_the_truth(S, y)).mean()


# --- cross-entropy ----------------------------------------------------------------


@misconception(
    id="CE01",
    exercise=LOSS,
    says="Softmax is applied twice, the second time to probabilities.",
    try_this="The true score is 100 ahead of all. Which loss do you get? Why not 0?",
    section=WRITE_LOSS,
)
def softmax_of_softmax(S, y):
    return -of_the_truth(log_probabilities(probabilities(S)), y).mean()


@misconception(
    id="CE02",
    exercise=LOSS,
    says="Your loss adds up the examples, and is not averaged.",
    try_this="Stack the same batch twice. Should an average change?",
    section=BATCH,
)
def sum_instead_of_mean(S, y):
    return -of_the_truth(log_probabilities(S), y).sum()


@misconception(
    id="CE04",
    exercise=LOSS,
    says="Your loss is negative: it rewards surprise.",
    try_this="Which sign has the log of a number below one?",
    section=ONE,
)
def minus_forgotten(S, y):
    return of_the_truth(log_probabilities(S), y).mean()


@misconception(
    id="CE05",
    exercise=LOSS,
    says="You pick whole columns: each example pays for the labels of all.",
    try_this="Print the shape of what you picked. How many numbers do you want?",
    section=CARD,
)
def all_labels_for_all_examples(S, y):
    return -log_probabilities(S)[:, y].sum() / len(y)


@misconception(
    id="CE19",
    exercise=LOSS,
    says="You pick whole columns, and take the mean over far too many numbers.",
    try_this="Print the shape of what you picked. How many numbers do you want?",
    section=CARD,
)
def mean_over_all_pairs(S, y):
    return -log_probabilities(S)[:, y].mean()


@misconception(
    id="CE07",
    exercise=LOSS,
    says="Your loss takes the predicted class, and never looks at the labels.",
    try_this="Swap all labels. Does your loss notice?",
    section=ONE,
)
def prediction_in_place_of_the_label(S, y):
    return -log_probabilities(S).max(axis=1).mean()


@misconception(
    id="CE08",
    exercise=LOSS,
    says="You take the mean first and the logarithm last.",
    try_this="Two examples with p = 0.9 and p = 0.1: do both orders give the same?",
    section=BATCH,
)
def logarithm_of_the_mean(S, y):
    log_p = of_the_truth(log_probabilities(S), y)
    return -(log_p.max() + np.log(np.exp(log_p - log_p.max()).mean()))


@misconception(
    id="CE10",
    exercise=LOSS,
    says="Your labels seem to count from 1, so that label 0 means the last class.",
    try_this="What does P[i, -1] pick? Which of the labels gives you the index -1?",
    section=CARD,
)
def labels_count_from_one(S, y):
    return -of_the_truth(log_probabilities(S), y.astype(int) - 1).mean()


@misconception(
    id="CE11",
    exercise=LOSS,
    says="Your loss is one number for each example, and the batch has one loss.",
    try_this="Which shape must a thing have that you want to differentiate?",
    section=BATCH,
)
def one_loss_for_each_example(S, y):
    return -of_the_truth(log_probabilities(S), y)


@misconception(
    id="CE13",
    exercise=LOSS,
    says="You take the log of a score.",
    try_this="Is a score a probability? Which scores can a logarithm not take?",
    section=WRITE_LOSS,
)
def logarithm_of_a_score(S, y):
    return -np.log(of_the_truth(S, y)).mean()


@misconception(
    id="CE18",
    exercise=LOSS,
    says="The two distributions have changed places: your log is taken of the labels.",
    try_this="Which of the two holds exact zeros? Which one stands inside the log?",
    section=ONE,
)
def arguments_swapped(S, y):
    return -(probabilities(S) * np.log(np.eye(S.shape[1])[y])).sum(axis=1).mean()


@misconception(
    id="CE16",
    exercise=LOSS,
    says="Your loss never exceeds 1: it is the missing probability, without a log.",
    try_this="As the probability of the truth goes to 0, where should the loss go?",
    section=ONE,
)
def missing_probability(S, y):
    return (1 - of_the_truth(probabilities(S), y)).mean()


@misconception(
    id="CE17",
    exercise=LOSS,
    says="Zeros of the labels meet infinite logarithms in your sum.",
    try_this="What is 0 times minus infinity in floating point? Which rows contain it?",
    section=ANY_SIZE,
)
def zero_times_infinity(S, y):
    Y = np.eye(S.shape[1])[y]
    return -(Y * np.log(probabilities(S))).sum(axis=1).mean()


@misconception(
    id="CE20",
    exercise=LOSS,
    says="You average over all cells of the table, also over those that hold nothing.",
    try_this="Ten classes with equal scores: your loss, divided by log 10, is what?",
    section=BATCH,
)
def mean_over_all_cells(S, y):
    return -of_the_truth(log_probabilities(S), y).mean() / S.shape[1]


@misconception(
    id="CE21",
    exercise=LOSS,
    says="You divide by the number of classes, and a mean over examples was asked for.",
    try_this="Stack the same batch twice. Does your loss double? Should it?",
    section=BATCH,
)
def divided_by_the_classes(S, y):
    return -of_the_truth(log_probabilities(S), y).sum() / S.shape[1]


@misconception(
    id="CE22",
    exercise=LOSS,
    says="Your softmax runs down the columns.",
    try_this="Which axis holds the classes of one example? Print P.sum(axis=1).",
    section=CARD,
)
def softmax_down_the_columns(S, y):
    return -of_the_truth(log_probabilities(S.T).T, y).mean()


@misconception(
    id="CE23",
    exercise=LOSS,
    says="The examples of the batch share one probability of 1 in your softmax.",
    try_this="Equal scores everywhere: do you get log C, or the log of something else?",
    section=CARD,
)
def normalised_over_the_batch(S, y):
    log_p = log_probabilities(S.reshape(1, -1)).reshape(S.shape)
    return -of_the_truth(log_p, y).mean()


@misconception(
    id="CE24",
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
    id="CE25",
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
    id="CE26",
    exercise=LOSS,
    says="Your loss is right, and the caller's scores are changed afterwards.",
    try_this="Print S before and after the call. Which line writes into it?",
    section=CARD,
)
def scores_shifted_in_place(S, y):
    S -= S.max(axis=1, keepdims=True)
    return -of_the_truth(log_probabilities(S), y).mean()


@misconception(
    id="CE27",
    exercise=LOSS,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=WRITE_LOSS,
)
def nothing_is_returned(S, y):
    log_probabilities(S)


@misconception(
    id="CE28",
    exercise=LOSS,
    says="Your function hands back more than the loss.",
    try_this="Read the line `Returns` in the docstring: how many things does it name?",
    section=WRITE_LOSS,
)
def gradient_as_well(S, y):
    loss = -of_the_truth(log_probabilities(S), y).mean()
    return loss, pulls(probabilities(S), y) / len(y)


@misconception(
    id="CE29",
    exercise=LOSS,
    says="Only the first example is left in your loss.",
    try_this="Where does your `return` stand: inside the loop, or behind it?",
    section=WRITE_LOSS,
)
def returned_inside_the_loop(S, y):
    return -of_the_truth(log_probabilities(S), y)[0] / len(y)


# --- the gradient -----------------------------------------------------------------


@misconception(
    id="DL01",
    exercise=DELTA,
    says="Your gradient is positive everywhere: the label has no say in it.",
    try_this="For a perfect prediction the gradient should vanish. What is yours?",
    section=CHAIN,
)
def label_forgotten(S, y):
    return probabilities(S) / len(y)


@misconception(
    id="DL02",
    exercise=DELTA,
    says="You take 1 off every class of an example.",
    try_this="Which single entry of each row belongs to the true class?",
    section=WRITE_DELTA,
)
def one_off_the_whole_row(S, y):
    return (probabilities(S) - 1) / len(y)


@misconception(
    id="DL04",
    exercise=DELTA,
    says="Your gradient points downhill: its sign is wrong.",
    try_this="If p of the truth is 0.3, should its score rise? Which slope has L then?",
    section=CHAIN,
)
def sign_turned(S, y):
    return -pulls(probabilities(S), y) / len(y)


@misconception(
    id="DL05",
    exercise=DELTA,
    says="Your gradient belongs to the sum of the losses.",
    try_this="The loss is a mean. Where did its 1/N go when you differentiated?",
    section=BATCH,
)
def not_averaged(S, y):
    return pulls(probabilities(S), y)


@misconception(
    id="DL07",
    exercise=DELTA,
    says="Your gradient is divided by N twice.",
    try_this="Walk from the loss to the scores: how many times do you meet 1/N?",
    section=BATCH,
)
def averaged_twice(S, y):
    return pulls(probabilities(S), y) / len(y) ** 2


@misconception(
    id="DL08",
    exercise=DELTA,
    says="You divide first and take the 1 off afterwards.",
    try_this="Add up a row of your gradient. Is it 0? Is (p-1)/N the same as p/N - 1?",
    section=BATCH,
)
def divided_before_the_one_is_off(S, y):
    return pulls(probabilities(S) / len(y), y)


@misconception(
    id="DL10",
    exercise=DELTA,
    says="Only the true class has a slope: you follow one path of the chain rule.",
    try_this="Raise the score of a wrong class. Does the loss stay? Which p_k move?",
    section=CHAIN,
)
def only_the_diagonal_path(S, y):
    P = probabilities(S)
    return np.where(is_true(S, y), pulls(P, y), 0.0) / len(y)


@misconception(
    id="DL11",
    exercise=DELTA,
    says="In every row you take 1 off for every class that occurs in the batch.",
    try_this="How many entries of row 0 changed? How many did you intend?",
    section=CARD,
)
def one_off_for_every_label(S, y):
    G = probabilities(S)
    G[np.arange(len(y)), y[:, None]] -= 1
    return G / len(y)


@misconception(
    id="DL13",
    exercise=DELTA,
    says="Your gradient is right, and it lies in the caller's own array of scores.",
    try_this="`a = b` copies what, the numbers or the name? Print S after the call.",
    section=WRITE_DELTA,
)
def second_name_for_the_scores(S, y):
    G = S
    G -= G.max(axis=1, keepdims=True)
    np.exp(G, out=G)
    G /= G.sum(axis=1, keepdims=True)
    G[np.arange(len(y)), y] -= 1
    G /= len(y)
    return G


@misconception(
    id="DL14",
    exercise=DELTA,
    says="The slope of the probabilities is multiplied in once more.",
    try_this="Was the Jacobian used on the way to step 6? How often do you apply it?",
    section=CHAIN,
)
def slope_of_softmax_applied_again(S, y):
    P = probabilities(S)
    return pulls(P, y) * P * (1 - P) / len(y)


@misconception(
    id="DL15",
    exercise=DELTA,
    says="You subtract the number of the class, and not the row of Y.",
    try_this="Does class 2 pull twice as hard as class 1? What is in a row of Y?",
    section=CARD,
)
def class_number_subtracted(S, y):
    return (probabilities(S) - y[:, None]) / len(y)


@misconception(
    id="DL16",
    exercise=DELTA,
    says="Your labels seem to count from 1: the 1 is taken off the class before.",
    try_this="Which index has the first class? Where does your first -1 land?",
    section=CARD,
)
def one_off_the_class_before(S, y):
    return pulls(probabilities(S), y.astype(int) - 1) / len(y)


@misconception(
    id="DL17",
    exercise=DELTA,
    says="Example and class are exchanged where you pick one entry of each row.",
    try_this="In P[a, b], which index is the row? Is a row an example or a class?",
    section=CARD,
)
def labels_pick_the_rows(S, y):
    G = probabilities(S)
    G[y, np.arange(len(y))] -= 1
    return G / len(y)


@misconception(
    id="DL18",
    exercise=DELTA,
    says="You divide by the number of classes instead of examples.",
    try_this="Over what is the mean taken, and how many of them are there?",
    section=BATCH,
)
def gradient_divided_by_the_classes(S, y):
    return pulls(probabilities(S), y) / S.shape[1]


@misconception(
    id="DL19",
    exercise=DELTA,
    says="Your softmax runs down the columns.",
    try_this="Print the row sums of your probabilities. What should they be?",
    section=CARD,
)
def gradient_with_softmax_down_the_columns(S, y):
    return pulls(probabilities(S.T).T, y) / len(y)


@misconception(
    id="DL20",
    exercise=DELTA,
    says="The examples of the batch share one probability of 1 in your softmax.",
    try_this="Print P.sum(axis=1). What should each row add up to?",
    section=CARD,
)
def gradient_normalised_over_the_batch(S, y):
    return pulls(probabilities(S.reshape(1, -1)).reshape(S.shape), y) / len(y)


@misconception(
    id="DL21",
    exercise=DELTA,
    says="You compare scores with the labels, where probabilities are meant.",
    try_this="Add 5 to all scores. Should the gradient change? Does yours?",
    section=WRITE_DELTA,
)
def scores_in_place_of_probabilities(S, y):
    return pulls(S, y) / len(y)


@misconception(
    id="DL22",
    exercise=DELTA,
    says="Your exponentials do not add up to one.",
    try_this="Add 1 to every score. Should the gradient change? Does yours?",
    section=CARD,
)
def exponentials_not_normalised(S, y):
    return pulls(np.exp(S), y) / len(y)


@misconception(
    id="DL23",
    exercise=DELTA,
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(1000)? Which change to a row leaves its ratios alone?",
    section=ANY_SIZE,
)
def gradient_from_raw_exponentials(S, y):
    E = np.exp(S)
    return pulls(E / E.sum(axis=1, keepdims=True), y) / len(y)


@misconception(
    id="DL24",
    exercise=DELTA,
    says="Your gradient is measured by nudging scores, and not computed.",
    try_this="How many losses does one gradient cost you? How many should it?",
    section=WRITE_DELTA,
)
def measured_instead_of_derived(S, y):
    h, G = 1e-5, np.zeros(S.shape)
    for index in np.ndindex(*S.shape):
        step = np.zeros(S.shape)
        step[index] = h
        right = -of_the_truth(log_probabilities(S + step), y).mean()
        left = -of_the_truth(log_probabilities(S - step), y).mean()
        G[index] = (right - left) / (2 * h)
    return G


@misconception(
    id="DL25",
    exercise=DELTA,
    says="You return one slope for each example, that of its true class.",
    try_this="How many scores can be nudged? Each of them has a slope: which shape?",
    section=CARD,
)
def only_the_true_entries(S, y):
    return (of_the_truth(probabilities(S), y) - 1) / len(y)


@misconception(
    id="DL26",
    exercise=DELTA,
    says="You average the slopes themselves: the examples are gone.",
    try_this="Which scores does one example move? Has your answer a row for it?",
    section=BATCH,
)
def slopes_averaged_over_the_examples(S, y):
    return pulls(probabilities(S), y).mean(axis=0)


@misconception(
    id="DL27",
    exercise=DELTA,
    says="Logarithms stand where probabilities belong.",
    try_this="Which sign have your entries of wrong classes? Which should they have?",
    section=WRITE_DELTA,
)
def logarithms_in_place_of_probabilities(S, y):
    return pulls(log_probabilities(S), y) / len(y)


@misconception(
    id="DL28",
    exercise=DELTA,
    says="Softmax is applied twice, the second time to probabilities.",
    try_this="A true score 100 ahead of all: is your gradient next to nothing there?",
    section=WRITE_DELTA,
)
def gradient_with_softmax_of_softmax(S, y):
    return pulls(probabilities(probabilities(S)), y) / len(y)


@misconception(
    id="DL29",
    exercise=DELTA,
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    rtol=1e-4,
)
def gradient_in_float32(S, y):
    return (pulls(probabilities(S.astype(np.float32)), y) / len(y)).astype(float)


@misconception(
    id="DL30",
    exercise=DELTA,
    says="The true class gets no slope from its own examples.",
    try_this="Add up a row of your gradient. Which sum did step 10 ask for?",
    section=CHAIN,
)
def true_class_skipped(S, y):
    return np.where(is_true(S, y), 0.0, probabilities(S)) / len(y)


@misconception(
    id="DL31",
    exercise=DELTA,
    says="The 1 is taken off the predicted class: the labels are never read.",
    try_this="Swap all labels. Does your gradient notice?",
    section=WRITE_DELTA,
)
def one_off_the_prediction(S, y):
    return pulls(probabilities(S), S.argmax(axis=1)) / len(y)


@misconception(
    id="DL32",
    exercise=DELTA,
    says="You stop at the probabilities: this is the slope along P, not along S.",
    try_this="Of step 4 and step 6, which one does your line say?",
    section=CHAIN,
)
def slope_along_the_probabilities(S, y):
    return np.where(is_true(S, y), -1 / probabilities(S), 0.0) / len(y)


# --- labels that are distributions ------------------------------------------------


def soft_loss(S, Y):
    return -(Y * log_probabilities(S)).sum(axis=1).mean()


def soft_delta(S, Y):
    return (probabilities(S) - Y) / len(S)


@misconception(
    id="CE14",
    exercise=SOFT,
    says="The two distributions have changed places: your log is taken of the labels.",
    try_this="Which of the two may hold exact zeros? Which one stands inside the log?",
    section=ONE,
)
def soft_arguments_swapped(S, Y):
    return -(probabilities(S) * np.log(Y)).sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="SO01",
    exercise=SOFT,
    says="Your loss adds up the examples, and is not averaged.",
    try_this="Stack the same batch twice. Should an average change?",
    section=BATCH,
)
def soft_loss_is_a_sum(S, Y):
    return len(S) * soft_loss(S, Y), soft_delta(S, Y)


@misconception(
    id="SO02",
    exercise=SOFT,
    says="Your loss is a mean, and your gradient belongs to a sum.",
    try_this="Give every example twice. Which of your two results should stay?",
    section=BATCH,
)
def soft_gradient_not_averaged(S, Y):
    return soft_loss(S, Y), len(S) * soft_delta(S, Y)


@misconception(
    id="SO03",
    exercise=SOFT,
    says="Loss and gradient agree with each other, and both add up the examples.",
    try_this="Stack the same batch twice. Should an average change?",
    section=BATCH,
)
def soft_nothing_averaged(S, Y):
    return len(S) * soft_loss(S, Y), len(S) * soft_delta(S, Y)


@misconception(
    id="SO04",
    exercise=SOFT,
    says="You make the labels sure: only the largest entry of each row counts.",
    try_this="Labels (.6, .4) and (.9, .1): do they cost the same in your function?",
    section=WRITE_SOFT,
)
def labels_hardened(S, Y):
    Y = np.eye(Y.shape[1])[Y.argmax(axis=1)]
    return soft_loss(S, Y), soft_delta(S, Y)


@misconception(
    id="SO05",
    exercise=SOFT,
    says="Your loss honours the unsure labels, and your gradient makes them sure.",
    try_this="At which P should the gradient vanish, if the labels are (.6, .4)?",
    section=WRITE_SOFT,
)
def gradient_of_hardened_labels(S, Y):
    return soft_loss(S, Y), soft_delta(S, np.eye(Y.shape[1])[Y.argmax(axis=1)])


@misconception(
    id="SO06",
    exercise=SOFT,
    says="Your log comes after the probability: zeros and infinities meet in the sum.",
    try_this="What is 0 times minus infinity? Can you get log p without p?",
    section=ANY_SIZE,
)
def soft_logarithm_of_the_probability(S, Y):
    return -(Y * np.log(probabilities(S))).sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="SO07",
    exercise=SOFT,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def soft_small_number_inside_the_log(S, Y):
    loss = -(Y * np.log(probabilities(S) + 1e-8)).sum(axis=1).mean()
    return loss, soft_delta(S, Y)


@misconception(
    id="SO23",
    exercise=SOFT,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def soft_smaller_number_inside_the_log(S, Y):
    loss = -(Y * np.log(probabilities(S) + 1e-12)).sum(axis=1).mean()
    return loss, soft_delta(S, Y)


@misconception(
    id="SO24",
    exercise=SOFT,
    says="A small number inside your log puts a lid on the loss.",
    try_this="Which loss do you report for a truth 800 behind, and which for 8000?",
    section=ANY_SIZE,
)
def soft_ten_zeros_inside_the_log(S, Y):
    loss = -(Y * np.log(probabilities(S) + 1e-10)).sum(axis=1).mean()
    return loss, soft_delta(S, Y)


@misconception(
    id="SO25",
    exercise=SOFT,
    says="The zeros of the labels are safe, and a log still comes after a probability.",
    try_this="A class with the label 1/2 is 800 behind. What is its p in float64?",
    section=ANY_SIZE,
)
def soft_logarithm_where_labels_are(S, Y):
    P = np.where(Y > 0, probabilities(S), 1.0)
    return -(Y * np.log(P)).sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="SO08",
    exercise=SOFT,
    says="Your loss is negative, and your gradient follows another one.",
    try_this="Which sign has the log of a number below one?",
    section=ONE,
)
def soft_minus_forgotten(S, Y):
    return -soft_loss(S, Y), soft_delta(S, Y)


@misconception(
    id="SO09",
    exercise=SOFT,
    says="Your gradient points downhill: its sign is wrong.",
    try_this="If p is above y in some class, should its score rise or fall?",
    section=CHAIN,
)
def soft_sign_turned(S, Y):
    return soft_loss(S, Y), -soft_delta(S, Y)


@misconception(
    id="SO10",
    exercise=SOFT,
    says="You take the labels' own uncertainty off: that is another quantity.",
    try_this="If P equals Y, is your loss 0? What did step 11 say about that?",
    section=WRITE_SOFT,
)
def relative_to_the_labels(S, Y):
    own = np.where(Y > 0, Y * np.log(np.where(Y > 0, Y, 1.0)), 0.0)
    return soft_loss(S, Y) + own.sum(axis=1).mean(), soft_delta(S, Y)


@misconception(
    id="SO19",
    exercise=SOFT,
    # Equal in its numbers to SO10 where P does not underflow.
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
    id="SO11",
    exercise=SOFT,
    says="You average over all cells of the table instead of over the examples.",
    try_this="How many rows has the batch, and by how much do you divide?",
    section=BATCH,
)
def soft_mean_over_all_cells(S, Y):
    return -(Y * log_probabilities(S)).mean(), soft_delta(S, Y)


@misconception(
    id="SO12",
    exercise=SOFT,
    says="You follow one path of the chain rule, from each score to its own p.",
    try_this="Raise one score. Which p_k move? Do your rows add up to 0?",
    section=CHAIN,
)
def soft_only_the_diagonal_path(S, Y):
    return soft_loss(S, Y), -Y * (1 - probabilities(S)) / len(S)


@misconception(
    id="SO13",
    exercise=SOFT,
    says="Both parts are there, and they come back in another order.",
    try_this="Read the line `Returns` in the docstring once more: who comes first?",
    section=WRITE_SOFT,
)
def soft_parts_in_another_order(S, Y):
    return soft_delta(S, Y), soft_loss(S, Y)


@misconception(
    id="SO14",
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
    id="SO15",
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
    id="SO16",
    exercise=SOFT,
    says="Your gradient multiplies the error by the labels once more.",
    try_this="A class with label 0: does its score leave the loss alone?",
    section=CHAIN,
)
def error_weighed_by_the_labels(S, Y):
    return soft_loss(S, Y), Y * (probabilities(S) - Y) / len(S)


@misconception(
    id="SO17",
    exercise=SOFT,
    says="Your loss is one number for each example, and the batch has one loss.",
    try_this="Which shape must a thing have that you want to differentiate?",
    section=BATCH,
)
def soft_loss_for_each_example(S, Y):
    return -(Y * log_probabilities(S)).sum(axis=1), soft_delta(S, Y)


@misconception(
    id="SO18",
    exercise=SOFT,
    says="You return the loss alone.",
    try_this="Read the line `Returns` in the docstring: how many things does it name?",
    section=WRITE_SOFT,
)
def soft_loss_alone(S, Y):
    return soft_loss(S, Y)


@misconception(
    id="SO20",
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
    id="SO21",
    exercise=SOFT,
    says="You stop at the probabilities: this is the slope along P, not along S.",
    try_this="Of step 4 and step 6, which one does your line say?",
    section=CHAIN,
)
def soft_slope_along_the_probabilities(S, Y):
    return soft_loss(S, Y), -Y / probabilities(S) / len(S)


@misconception(
    id="SO22",
    exercise=SOFT,
    says="Your results are right, and the caller's scores are changed afterwards.",
    try_this="Print S before and after the call. Which line writes into it?",
    section=CARD,
)
def soft_scores_shifted_in_place(S, Y):
    S -= S.max(axis=1, keepdims=True)
    return soft_loss(S, Y), soft_delta(S, Y)


# --- the way through the Jacobian -------------------------------------------------


@misconception(
    id="VJ01",
    exercise=LONG,
    says="Your dP has a slope for every class, also for those that do not count.",
    try_this="Which entry of a row of P does the loss of this example look at?",
    section=CHAIN,
)
def every_probability_counts(S, y):
    _, J, dS = through_probabilities(S, y)
    return -1 / probabilities(S) / len(y), J, dS


@misconception(
    id="VJ02",
    exercise=LONG,
    says="The sign of your dP is wrong.",
    try_this="If the probability of the truth rises, does the loss rise or fall?",
    section=CHAIN,
)
def sign_of_dP_turned(S, y):
    dP, J, dS = through_probabilities(S, y)
    return -dP, J, dS


@misconception(
    id="VJ03",
    exercise=LONG,
    says="Your dP belongs to the sum of the losses, and 1/N comes later or never.",
    try_this="The docstring says what dP is the slope of. Is that a mean or a sum?",
    section=WRITE_LONG,
)
def dP_not_averaged(S, y):
    dP, J, dS = through_probabilities(S, y)
    return len(y) * dP, J, dS


@misconception(
    id="VJ04",
    exercise=LONG,
    says="The 1/N is missing on the whole way.",
    try_this="The loss is a mean. Which of your three results should feel that?",
    section=BATCH,
)
def long_way_not_averaged(S, y):
    dP, J, dS = through_probabilities(S, y)
    return len(y) * dP, J, len(y) * dS


@misconception(
    id="VJ05",
    exercise=LONG,
    says="Your dS is divided by N twice: once in dP, and once more at the end.",
    try_this="dP carries a factor 1/N. Does dS need another one?",
    section=WRITE_LONG,
)
def long_way_averaged_twice(S, y):
    dP, J, dS = through_probabilities(S, y)
    return dP, J, dS / len(y)


@misconception(
    id="VJ06",
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
    id="VJ07",
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
    id="VJ08",
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
    id="VJ09",
    exercise=LONG,
    says="Your Jacobian is right, and your dS follows one path only.",
    try_this="Over which index does the chain rule add up? Which k does your dS use?",
    section=CHAIN,
)
def long_way_on_one_path(S, y):
    dP, J, _ = through_probabilities(S, y)
    return dP, J, dP * np.einsum("nkk->nk", J)


@misconception(
    id="VJ10",
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
    id="VJ11",
    exercise=LONG,
    says="Your dP and your J are there, and they come back in another order.",
    try_this="Read the line `Returns` in the docstring once more: who comes first?",
    section=WRITE_LONG,
)
def long_way_in_another_order(S, y):
    dP, J, dS = through_probabilities(S, y)
    return J, dP, dS


@misconception(
    id="VJ12",
    exercise=LONG,
    says="You return the last station only.",
    try_this="The docstring names three stations. Which two of them do you keep back?",
    section=WRITE_LONG,
)
def last_station_alone(S, y):
    return pulls(probabilities(S), y) / len(y)


@misconception(
    id="VJ13",
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
    id="VJ14",
    exercise=LONG,
    says="Your results are right, and the caller's scores are changed afterwards.",
    try_this="Print S before and after the call. Which line writes into it?",
    section=CARD,
)
def long_way_changes_the_scores(S, y):
    S -= S.max(axis=1, keepdims=True)
    return through_probabilities(S, y)


@misconception(
    id="VJ15",
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


# --- the worst example first ------------------------------------------------------


def in_order(losses):
    order = np.argsort(-losses, kind="stable")
    return order, losses[order]


@misconception(
    id="WF01",
    exercise=WORST,
    says="The fault is still there: hopeless examples cannot be told apart.",
    try_this="One truth is 30 behind, another 900. Which losses do you print for them?",
    section=EPS,
)
def eps_still_there(S, y):
    P = probabilities(S)
    losses = -np.log(of_the_truth(P, y) + 1e-8)
    order = np.argsort(losses)[::-1]
    return order, losses[order]


@misconception(
    id="WF02",
    exercise=WORST,
    says="The small number is gone, and now the log of 0 shows up.",
    try_this="Print the probabilities of the truths. Can log p be had without p?",
    section=ANY_SIZE,
)
def eps_removed_only(S, y):
    return in_order(-np.log(of_the_truth(probabilities(S), y)))


@misconception(
    id="WF03",
    exercise=WORST,
    says="Your list begins with the best example.",
    try_this="np.argsort sorts upwards. Which loss do you want to see first?",
    section=EPS,
)
def best_first(S, y):
    losses = -of_the_truth(log_probabilities(S), y)
    order = np.argsort(losses, kind="stable")
    return order, losses[order]


@misconception(
    id="WF04",
    exercise=WORST,
    says="Your losses are not in the order of your list.",
    try_this="Whose loss should stand first in the second result? Whose does?",
    section=EPS,
)
def losses_not_sorted(S, y):
    losses = -of_the_truth(log_probabilities(S), y)
    return np.argsort(-losses, kind="stable"), losses


@misconception(
    id="WF05",
    exercise=WORST,
    says="You return ranks, and the numbers of the examples were asked for.",
    try_this="Which example is the worst? Is its number the first in your list?",
    section=EPS,
)
def ranks_in_place_of_examples(S, y):
    order, losses = in_order(-of_the_truth(log_probabilities(S), y))
    return np.argsort(order), losses


@misconception(
    id="WF06",
    exercise=WORST,
    says="Your probabilities are clipped: all hopeless examples cost the same.",
    try_this="One truth is 100 behind, another 1000. Should both cost the same?",
    section=EPS,
)
def clipped_in_place_of_eps(S, y):
    P = np.clip(probabilities(S), 1e-15, 1.0)
    return in_order(-np.log(of_the_truth(P, y)))


@misconception(
    id="WF07",
    exercise=WORST,
    says="You sort by how sure the prediction is, and the labels have no say.",
    try_this="Is an unsure prediction the same as a wrong one?",
    section=EPS,
)
def least_sure_first(S, y):
    return in_order(-log_probabilities(S).max(axis=1))


# --- labels in a column -----------------------------------------------------------


@misconception(
    id="TP01",
    exercise=TRUTH,
    says="The fault is still there: a column of labels gives a whole table.",
    try_this="Print y.shape. What does numpy make of shapes (N,) and (N, 1) together?",
    section=COLUMN,
)
def column_still_spreads(P, y):
    return P[np.arange(len(y)), y]


@misconception(
    id="TP02",
    exercise=TRUTH,
    says="A column of labels works now, and a plain row of labels does not.",
    try_this="What is y[:, 0] of an array with one axis?",
    section=COLUMN,
)
def columns_only(P, y):
    return P[np.arange(len(y)), y[:, 0]]


@misconception(
    id="TP03",
    exercise=TRUTH,
    says="Your table became one row, and it is the wrong one.",
    try_this="Print the table of all pairs. On which line through it lie your numbers?",
    section=COLUMN,
)
def first_row_of_the_table(P, y):
    picked = P[np.arange(len(y)), y]
    return picked[0] if picked.ndim == 2 else picked


@misconception(
    id="TP04",
    exercise=TRUTH,
    says="Your table became one column, and it is the wrong one.",
    try_this="Print the table of all pairs. On which line through it lie your numbers?",
    section=COLUMN,
)
def first_column_of_the_table(P, y):
    picked = P[np.arange(len(y)), y]
    return picked[:, 0] if picked.ndim == 2 else picked


@misconception(
    id="TP05",
    exercise=TRUTH,
    says="Your answer is as deep as the labels: it kept the second axis of y.",
    try_this="How many axes should the answer have? The docstring gives its shape.",
    section=COLUMN,
)
def column_in_column_out(P, y):
    flat = y.reshape(-1)
    return P[np.arange(len(flat)), flat].reshape(y.shape)


@misconception(
    id="TP06",
    exercise=TRUTH,
    says="You average the table away: its rows mix the examples.",
    try_this="How many examples should have a say in the first of your numbers?",
    section=COLUMN,
)
def table_averaged(P, y):
    picked = P[np.arange(len(y)), y]
    return picked.mean(axis=1) if picked.ndim == 2 else picked


@misconception(
    id="TP07",
    exercise=TRUTH,
    says="You take the largest probability of each row, and the labels have no say.",
    try_this="Swap two labels. Does your answer notice?",
    section=COLUMN,
)
def largest_of_each_row(P, y):
    return P.max(axis=1)
