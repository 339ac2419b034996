"""Misconceptions about `revealing_upstream`: the find of a fault."""

import numpy as np
from scipy.special import softmax

from autograder.misconceptions import misconception

FAULT = "Find the fault: a check that likes everything"


@misconception(
    id="05-JA22",
    exercise="revealing-upstream",
    says="Your G is the colleague's: the same number everywhere.",
    try_this="What is the sum of a row of probabilities, whatever the scores are?",
    section=FAULT,
)
def ones_everywhere(S):
    return np.ones(np.shape(S))


@misconception(
    id="05-FU02",
    exercise="revealing-upstream",
    says="Your G is 0 everywhere, and so is every product with it.",
    try_this="What is L if G is 0? Has it a slope anywhere?",
    section=FAULT,
)
def zeros_everywhere(S):
    return np.zeros(np.shape(S))


@misconception(
    id="05-FU03",
    exercise="revealing-upstream",
    says="In each row your G has a single value.",
    try_this="Take one example: how does L move if its G is 3, 3, 3?",
    section=FAULT,
)
def one_value_for_each_example(S):
    return np.arange(1.0, len(S) + 1)[:, np.newaxis] * np.ones(np.shape(S))


@misconception(
    id="05-FU04",
    exercise="revealing-upstream",
    says="Your rows differ by a constant only, and a constant moves nothing.",
    try_this="Row 1 minus row 0 of your G: what is the product with that?",
    section=FAULT,
)
def numbered_through(S):
    return np.arange(float(np.size(S))).reshape(np.shape(S))


@misconception(
    id="05-FU05",
    exercise="revealing-upstream",
    says="All rows of your G are equal.",
    try_this="A program uses the first row of G for all examples. Would you notice?",
    section=FAULT,
)
def equal_rows(S):
    return np.tile(np.arange(np.shape(S)[1]) ** 2.0, (len(S), 1))


@misconception(
    id="05-FU06",
    exercise="revealing-upstream",
    says="Your G is a single row of numbers.",
    try_this="How many numbers has the table of probabilities? One slope for each?",
    section=FAULT,
)
def one_row_of_slopes(S):
    return np.arange(np.shape(S)[1]) ** 2.0


@misconception(
    id="05-FU07",
    exercise="revealing-upstream",
    says="Your G tells the examples apart, and only the first class counts in it.",
    try_this="One slope per example, says the shape. Whose slope along which class?",
    section=FAULT,
)
def one_number_for_each_example(S):
    return np.arange(1.0, len(S) + 1)


@misconception(
    id="05-FU08",
    exercise="revealing-upstream",
    says="Your G is the scores: where they are nearly equal, it reveals little.",
    try_this="Which numbers would you choose if you were not allowed to look at S?",
    section=FAULT,
)
def the_scores_themselves(S):
    return np.array(S, dtype=float)


@misconception(
    id="05-FU09",
    exercise="revealing-upstream",
    says="Your G is the probabilities: of nearly equal scores they are nearly equal.",
    try_this="Which numbers would you choose if you were not allowed to look at S?",
    section=FAULT,
)
def the_probabilities_themselves(S):
    return softmax(S, axis=1)
