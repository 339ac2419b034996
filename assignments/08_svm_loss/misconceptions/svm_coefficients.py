"""Misconceptions about `svm_coefficients`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, FAULT, PULLS, pulls_of, worst_of


@misconception(
    id="08-CO01",
    exercise="svm-coefficients",
    says="The true class gets no slope from its own examples.",
    try_this="Lower the score of the true class. Does the loss stay as it is?",
    section=PULLS,
)
def only_wrong_classes_pull(M, y):
    return np.where(M > 0, 1.0, 0.0)


@misconception(
    id="08-CO02",
    exercise="svm-coefficients",
    says="Only the true class gets a slope in your table.",
    try_this="Raise the score of a class that is too close. Does the loss change?",
    section=PULLS,
)
def only_the_true_class_pulls(M, y):
    B = np.zeros(M.shape)
    B[np.arange(len(y)), y] = -np.count_nonzero(M, axis=1)
    return B


@misconception(
    id="08-CO03",
    exercise="svm-coefficients",
    says="Your coefficients grow with the size of the margins.",
    try_this="What is the slope of max(0, u) at u = 3, and what is it at u = 30?",
    section=PULLS,
)
def margins_instead_of_a_mask(M, y):
    B = M.copy()
    B[np.arange(len(y)), y] = -M.sum(axis=1)
    return B


@misconception(
    id="08-CO04",
    exercise="svm-coefficients",
    says="The wrong classes are right, and the true one gets the sum of the margins.",
    try_this="How far does the loss fall when the true score rises by a tiny bit?",
    section=PULLS,
)
def sum_of_margins_at_the_truth(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -M.sum(axis=1)
    return B


@misconception(
    id="08-CO05",
    exercise="svm-coefficients",
    says="The true class gets the same slope however many classes are violated.",
    try_this="In how many margins does the score of the true class appear?",
    section=PULLS,
)
def minus_one_at_the_truth(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -1.0
    return B


@misconception(
    id="08-CO06",
    exercise="svm-coefficients",
    says="The number in the true column has no minus.",
    try_this="The true score rises. Does the loss rise with it?",
    section=PULLS,
)
def the_minus_is_missing(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = B.sum(axis=1)
    return B


@misconception(
    id="08-CO07",
    exercise="svm-coefficients",
    says="All your slopes have the opposite sign.",
    try_this="Raise a class that is too close. Does the loss fall?",
    section=PULLS,
)
def all_signs_turned(M, y):
    return -pulls_of(M, y)


@misconception(
    id="08-CO08",
    exercise="svm-coefficients",
    says="Your sums run over the examples of a class.",
    try_this="Whose violated classes does the truth of example 0 care about?",
    section=PULLS,
)
def counted_over_the_examples(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -B.sum(axis=0)
    return B


@misconception(
    id="08-CO09",
    exercise="svm-coefficients",
    says="All examples share one number: the violations of the whole batch.",
    try_this="How many classes are violated in row 0 alone? What stands there now?",
    section=PULLS,
)
def counted_over_the_whole_batch(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -B.sum()
    return B


@misconception(
    id="08-CO10",
    exercise="svm-coefficients",
    says="Your table is a table of truth values, and -2 becomes True in it.",
    try_this="What is the dtype of your mask? Which values can it hold?",
    section=PULLS,
)
def mask_of_truth_values(M, y):
    B = M > 0
    B[np.arange(len(y)), y] = -np.count_nonzero(M, axis=1)
    return B


@misconception(
    id="08-CO11",
    exercise="svm-coefficients",
    says="Your table holds unsigned integers, and negative numbers wrap around.",
    try_this="Print the table. Where do numbers near 254 come from?",
    section=PULLS,
)
def mask_of_unsigned_integers(M, y):
    B = (M > 0).astype(np.uint8)
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return B


@misconception(
    id="08-CO12",
    exercise="svm-coefficients",
    says="Your coefficients are right, and the caller's margins are gone.",
    try_this="How many arrays are there after B = M? Ask np.shares_memory.",
    section=FAULT,
)
def margins_overwritten(M, y):
    B = M
    B[M > 0] = 1.0
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return B


@misconception(
    id="08-CO13",
    exercise="svm-coefficients",
    says="Your coefficients are divided by N already.",
    try_this="Does the docstring speak of one example's loss, or of the mean?",
    section=CARD,
)
def averaged_too_early(M, y):
    return pulls_of(M, y) / len(y)


@misconception(
    id="08-CO14",
    exercise="svm-coefficients",
    says="Example and class are exchanged where you write into the true column.",
    try_this="In B[a, b], which index is the row? Is a row an example or a class?",
    section=PULLS,
)
def labels_pick_the_rows_of_B(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[y, np.arange(len(y))] = -B.sum(axis=1)
    return B


@misconception(
    id="08-CO15",
    exercise="svm-coefficients",
    says="Every wrong class counts in your table, also those that are far behind.",
    try_this="A margin is 0 and its score falls. Does the loss change?",
    section=PULLS,
)
def every_wrong_class_counts(M, y):
    B = np.ones(M.shape)
    B[np.arange(len(y)), y] = 1.0 - M.shape[1]
    return B


@misconception(
    id="08-CO16",
    exercise="svm-coefficients",
    says="Only the worst class of each example pulls in your table.",
    try_this="Raise the second worst class. Does the loss change?",
    section=PULLS,
)
def only_the_worst_class_pulls(M, y):
    return pulls_of(worst_of(M), y)


@misconception(
    id="08-CO17",
    exercise="svm-coefficients",
    says="The true class counts itself: its number is one too large.",
    try_this="What does each row of your table add up to, and what should it?",
    section=PULLS,
)
def the_truth_counts_itself(M, y):
    B = pulls_of(M, y)
    B[np.arange(len(y)), y] -= 1.0
    return B
