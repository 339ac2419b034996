"""Misconceptions about `softmax_jacobian_naive` and `softmax_jacobian_vectorized`."""

import numpy as np
from scipy.special import softmax

from autograder.misconceptions import misconception

from .common import CARD, CASES, ONE, PARTS, jacobian

BOTH = ("softmax-jacobian-naive", "softmax-jacobian-vectorized")
LOOPS = "Write it with loops"
WITHOUT_LOOPS = "Write it without loops"


@misconception(
    id="05-JA01",
    exercise=BOTH,
    says="Only your diagonal is filled: no probability feels another one's score.",
    try_this="Probabilities sum to one. If one of them grows, what must the others do?",
    section=CASES,
)
def only_the_diagonal(s):
    p = softmax(s)
    return np.diag(p * (1 - p))


@misconception(
    id="05-JA02",
    exercise=BOTH,
    says="Beside your diagonal the slopes are positive.",
    try_this="Raise one score. Do the other classes' probabilities go up or down?",
    section=CASES,
)
def other_sign_beside_the_diagonal(s):
    p = softmax(s)
    J = np.outer(p, p)
    np.fill_diagonal(J, p * (1 - p))
    return J


@misconception(
    id="05-JA04",
    exercise=BOTH,
    says="You treat all entries alike: the case of equal indices is missing.",
    try_this="When you differentiate the numerator: for which class is it not 0?",
    section=CASES,
)
def equal_indices_forgotten(s):
    p = softmax(s)
    return -np.outer(p, p)


@misconception(
    id="05-JA05",
    exercise=BOTH,
    says="The second term of the quotient rule is missing.",
    try_this="Does the denominator notice when you raise a score?",
    section=PARTS,
)
def denominator_taken_as_fixed(s):
    return np.diag(softmax(s))


@misconception(
    id="05-JA07",
    exercise=BOTH,
    says="You use one formula for both cases, as if delta were always 1.",
    try_this="What is delta(i, j) where i and j differ, and what do you put there?",
    section=ONE,
)
def delta_is_always_one(s):
    p = softmax(s)
    return p[:, np.newaxis] * (1 - p)


@misconception(
    id="05-JN01",
    exercise=BOTH,
    says="Your two cases are exchanged.",
    try_this="Which entries are the slopes of a probability along its own score?",
    section=CASES,
)
def cases_are_exchanged(s):
    p = softmax(s)
    J = p[:, np.newaxis] * (1 - p)
    np.fill_diagonal(J, -p * p)
    return J


@misconception(
    id="05-JA08",
    exercise=BOTH,
    says="One row of slopes comes back: the last score overwrites the others.",
    try_this="From C numbers to C numbers: how many slopes are there?",
    section=CARD,
)
def last_column_wins(s):
    return jacobian(softmax(s))[:, -1].copy()


@misconception(
    id="05-JA14",
    exercise=BOTH,
    says="You differentiate the first probability only.",
    try_this="How many outputs has softmax, and how many of them did you nudge?",
    section=CARD,
)
def first_output_only(s):
    return jacobian(softmax(s))[0].copy()


@misconception(
    id="05-JA10",
    exercise=BOTH,
    says="All your signs are turned: the quotient rule is the wrong way round.",
    try_this="Try the rule on 1/x. Which sign must its slope have?",
    section=PARTS,
)
def quotient_rule_reversed(s):
    return -jacobian(softmax(s))


@misconception(
    id="05-JA11",
    exercise=BOTH,
    says="Your slopes grow when all scores are raised: a division is missing.",
    try_this="What stands below the line in the quotient rule? And in your formula?",
    section=PARTS,
)
def denominator_not_squared(s):
    E = np.exp(s)
    return E.sum() * jacobian(softmax(s))


@misconception(
    id="05-JN06",
    exercise=BOTH,
    says="You divide by the sum once too often.",
    try_this="One of the divisions made a probability. Count the others: how many?",
    section=PARTS,
)
def divided_once_more(s):
    return jacobian(softmax(s)) / np.exp(s).sum()


@misconception(
    id="05-JA13",
    exercise=BOTH,
    says="Large scores overflow in your exponentials.",
    try_this="Which function of the setup is safe there, and could be used?",
    section=CARD,
)
def exponentials_of_raw_scores(s):
    E = np.exp(s)
    return jacobian(E / E.sum())


@misconception(
    id="05-JN04",
    exercise=BOTH,
    says="You return the slopes of log p, not those of p.",
    try_this="What is the derivative of p if you know that of log p? What is missing?",
    section=ONE,
)
def jacobian_of_the_logarithm(s):
    p = softmax(s)
    return np.eye(len(p)) - p


@misconception(
    id="05-JN07",
    exercise=BOTH,
    says="There are ones on your diagonal where probabilities belong.",
    try_this="Step 1 has a factor in front of delta. What became of it?",
    section=ONE,
)
def ones_on_the_diagonal(s):
    p = softmax(s)
    return np.eye(len(p)) - np.outer(p, p)


@misconception(
    id="05-JN02",
    exercise=BOTH,
    says="Beside your diagonal stands a product with 1 - p that does not belong there.",
    try_this="For different indices: which of the two terms of the rule is left?",
    section=CASES,
)
def minus_and_one_minus(s):
    p = softmax(s)
    J = -p[:, np.newaxis] * (1 - p)
    np.fill_diagonal(J, p * (1 - p))
    return J


@misconception(
    id="05-JN09",
    exercise=BOTH,
    says="You differentiate a sigmoid of each score, not softmax.",
    try_this="Raise the first score. Does your second row know of it?",
    section=CARD,
)
def slopes_of_a_sigmoid(s):
    q = 1 / (1 + np.exp(-np.asarray(s, dtype=float)))
    return np.diag(q * (1 - q))


@misconception(
    id="05-JN10",
    exercise=BOTH,
    says="Your function returns probabilities, not slopes.",
    try_this="From C numbers to C numbers: which shape has the table of slopes?",
    section=CARD,
)
def probabilities_are_returned(s):
    return softmax(s)


@misconception(
    id="05-JN11",
    exercise=BOTH,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=LOOPS,
)
def nothing_is_returned(s):
    jacobian(softmax(s))


@misconception(
    id="05-JN12",
    exercise=BOTH,
    says="Softmax is applied twice before you differentiate.",
    try_this="Are your s scores or probabilities already? What does the card say?",
    section=CARD,
)
def softmax_of_probabilities(s):
    return jacobian(softmax(softmax(s)))


@misconception(
    id="05-JN13",
    exercise=BOTH,
    says="You take the scores for probabilities.",
    try_this="What do the numbers in your formula add up to, and what should they?",
    section=CARD,
)
def scores_taken_for_probabilities(s):
    return jacobian(s)


@misconception(
    id="05-JN15",
    exercise=BOTH,
    says="Half of your table is still zero.",
    try_this="Which values does your second index take? Is J[1, 0] among them?",
    section=LOOPS,
)
def upper_half_only(s):
    return np.triu(jacobian(softmax(s)))


@misconception(
    id="05-JN16",
    exercise=BOTH,
    says="Your diagonal is still zero.",
    try_this="What does your code do when both indices are equal?",
    section=CASES,
)
def diagonal_left_out(s):
    J = jacobian(softmax(s))
    np.fill_diagonal(J, 0)
    return J


@misconception(
    id="05-JN17",
    exercise=BOTH,
    says="Whole-number scores give whole-number slopes.",
    try_this="Print the dtype of the table that you fill. What can it not hold?",
    section=LOOPS,
)
def whole_numbers_in_and_out(s):
    J = np.zeros((len(s), len(s)), dtype=s.dtype)
    J[...] = jacobian(softmax(s))
    return J


@misconception(
    id="05-JN18",
    exercise=BOTH,
    says="Your slopes are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=CARD,
)
def scores_are_overwritten(s):
    s -= s.max()
    return jacobian(softmax(s))


@misconception(
    id="05-JN19",
    exercise=BOTH,
    says="The last class is missing: your loops end too early.",
    try_this="Which is the last index of C classes? Does your loop reach it?",
    section=LOOPS,
)
def last_class_left_out(s):
    J = jacobian(softmax(s))
    J[-1] = J[:, -1] = 0
    return J


@misconception(
    id="05-JN20",
    exercise="softmax-jacobian-vectorized",
    says="The same number is taken off every entry: your product is a single number.",
    try_this="Which shape has p @ p, and which shape do you need there?",
    section=WITHOUT_LOOPS,
)
def inner_product_taken_off(s):
    p = softmax(s)
    return np.diag(p) - p @ p


@misconception(
    id="05-JN21",
    exercise="softmax-jacobian-vectorized",
    says="All rows of your second term are equal: a product of numbers side by side.",
    try_this="Print the shape of p * p. Does it know a row and a column?",
    section=WITHOUT_LOOPS,
)
def products_side_by_side(s):
    p = softmax(s)
    return np.diag(p) - p * p


@misconception(
    id="05-JN22",
    exercise="softmax-jacobian-vectorized",
    says="Each row of your table holds all probabilities, not only its own.",
    try_this="Where should the first term be zero? What puts a vector on a diagonal?",
    section=WITHOUT_LOOPS,
)
def diagonal_not_built(s):
    p = softmax(s)
    return p - np.outer(p, p)


@misconception(
    id="05-JN23",
    exercise=BOTH,
    says="Your slopes are right to some digits only: they are measured or rounded.",
    try_this="Which line is not a formula but a difference, or not float64?",
    section=ONE,
    # What measuring loses depends on the step that is taken.
    rtol=1e-5,
)
def measured_with_two_points(s):
    h, each = 1e-4, np.eye(len(s))
    up, down = softmax(s + h * each, axis=1), softmax(s - h * each, axis=1)
    return (up - down).T / (2 * h)
