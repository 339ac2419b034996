"""Misconceptions about `cost_and_crowd`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import ACTIVE, CARD, FAULT, MARGINS, gaps_of


@misconception(
    id="08-CC01",
    exercise="cost-and-crowd",
    says="The types are mended, and one fault is still there: cost equals crowd.",
    try_this="Which array is added up for the cost, and what does it hold by then?",
    section=FAULT,
)
def two_names_for_one_table(S, y):
    M = gaps_of(S, y)
    violated = M
    violated[M > 0] = 1.0
    return M.sum(axis=1), violated.sum(axis=1)


@misconception(
    id="08-CC02",
    exercise="cost-and-crowd",
    says="The numbers are right, and what you return is a numpy.matrix.",
    try_this="Print the type of each array on the way. Where does a matrix enter?",
    section=FAULT,
)
def still_a_matrix(S, y):
    M = gaps_of(S, y).view(np.matrix)
    return M.sum(axis=1), (M > 0).sum(axis=1)


@misconception(
    id="08-CC03",
    exercise="cost-and-crowd",
    says="Both faults of the listing are still there.",
    try_this="Make .copy() of one array: does it help? Then print the types.",
    section=FAULT,
)
def nothing_is_mended(S, y):
    M = gaps_of(S, y).view(np.matrix)
    violated = M
    violated[M > 0] = 1.0
    return M.sum(axis=1), violated.sum(axis=1)


@misconception(
    id="08-CC04",
    exercise="cost-and-crowd",
    says="Your arrays have two axes: one number for each example was asked for.",
    try_this="Print their shapes. Which of the axes has the length 1, and why?",
    section=FAULT,
)
def columns_are_returned(S, y):
    M = gaps_of(S, y)
    return M.sum(axis=1, keepdims=True), (M > 0).sum(axis=1, keepdims=True)


@misconception(
    id="08-CC05",
    exercise="cost-and-crowd",
    says="Crowd and cost come back in the wrong order.",
    try_this="Which of the two does the docstring name first?",
    section=FAULT,
)
def crowd_comes_first(S, y):
    M = gaps_of(S, y)
    return np.count_nonzero(M, axis=1), M.sum(axis=1)


@misconception(
    id="08-CC06",
    exercise="cost-and-crowd",
    says="Your sums run over the examples.",
    try_this="How many numbers come back, and how many examples are there?",
    section=FAULT,
)
def summed_over_the_examples(S, y):
    M = gaps_of(S, y)
    return M.sum(axis=0), np.count_nonzero(M, axis=0)


@misconception(
    id="08-CC07",
    exercise="cost-and-crowd",
    says="The true class is among the crowd, and is charged as well.",
    try_this="Which line of the listing takes the true class out? Where is it now?",
    section=MARGINS,
)
def truth_in_the_crowd(S, y):
    M = np.maximum(0.0, S - S[np.arange(len(y)), y].reshape(-1, 1) + 1.0)
    return M.sum(axis=1), np.count_nonzero(M, axis=1)


@misconception(
    id="08-CC08",
    exercise="cost-and-crowd",
    says="Your crowd holds the leaders only: who trails by little is missing.",
    try_this="Compare your two results for one row: who is charged and not counted?",
    section=ACTIVE,
)
def crowd_of_the_leaders(S, y):
    return gaps_of(S, y).sum(axis=1), np.count_nonzero(gaps_of(S, y, 0.0), axis=1)


@misconception(
    id="08-CC09",
    exercise="cost-and-crowd",
    says="Your answers are right, and the caller's scores are gone.",
    try_this="Which array do you write into, and who else is holding it?",
    section=CARD,
)
def scores_of_the_caller_used_up(S, y):
    every = np.arange(len(y))
    S -= S[every, y].reshape(-1, 1) - 1.0
    np.maximum(S, 0.0, out=S)
    S[every, y] = 0.0
    return S.sum(axis=1), np.count_nonzero(S, axis=1)
