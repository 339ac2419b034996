"""Misconceptions about `most_likely`: the find of a fault."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, TOO_LARGE, probabilities

FAULT = "Find the fault: sure of itself"


def winners(S):
    return S.argmax(axis=1), np.arange(len(S))


@misconception(
    id="04-FB01",
    exercise="most-likely",
    says="The fault is still there: an example's confidence depends on its company.",
    try_this="Ask for the first example alone, then beside the second. What changed?",
    section=FAULT,
)
def company_counts(S):
    E = np.exp(S - S.max())
    P = E / E.sum()
    winner, rows = winners(S)
    return winner, P[rows, winner]


@misconception(
    id="04-FB02",
    exercise="most-likely",
    says="Your sums run down the columns: examples compete, and not classes.",
    try_this="Which numbers should add up to 1: those of a row or those of a column?",
    section=FAULT,
)
def examples_compete(S):
    P = probabilities(S.T).T
    winner, rows = winners(S)
    return winner, P[rows, winner]


@misconception(
    id="04-FB03",
    exercise="most-likely",
    says="Your winners are examples: the best row of each column.",
    try_this="How many winners should come back: one per example or one per class?",
    section=FAULT,
)
def best_row_of_each_column(S):
    P = probabilities(S)
    return P.argmax(axis=0), P.max(axis=0)


@misconception(
    id="04-FB04",
    exercise="most-likely",
    says="Your confidences are scores.",
    try_this="Can a confidence be above 1? What turns scores into probabilities?",
    section=FAULT,
)
def scores_as_confidence(S):
    return S.argmax(axis=1), S.max(axis=1)


@misconception(
    id="04-FB05",
    exercise="most-likely",
    says="High scores overflow in your exponentials.",
    try_this="Which function of this notebook would not mind them?",
    section=TOO_LARGE,
)
def overflow_of_high_scores(S):
    E = np.exp(S)
    P = E / E.sum(axis=1, keepdims=True)
    return S.argmax(axis=1), P.max(axis=1)


@misconception(
    id="04-FB06",
    exercise="most-likely",
    says="Your answers are right, and come back in the other order.",
    try_this="Read the line `Returns` of the docstring once more: who comes first?",
    section=FAULT,
)
def the_other_order(S):
    return probabilities(S).max(axis=1), S.argmax(axis=1)


@misconception(
    id="04-FB07",
    exercise="most-likely",
    says="You count the classes from 1.",
    try_this="Which index has the first class? Look at your smallest winner.",
    section=CARD,
)
def winners_counted_from_one(S):
    return S.argmax(axis=1) + 1, probabilities(S).max(axis=1)


@misconception(
    id="04-FB08",
    exercise="most-likely",
    says="There is one winner for the whole table.",
    try_this="How many examples are in the table, and how many winners come back?",
    section=FAULT,
)
def one_winner_for_all(S):
    P = probabilities(S)
    return int(P.argmax()), float(P.max())


@misconception(
    id="04-FB09",
    exercise="most-likely",
    says="You pick whole columns where you want one entry of each row.",
    try_this="Print the shape of your confidences. How many numbers do you want?",
    section=FAULT,
)
def columns_of_the_winners(S):
    winner = S.argmax(axis=1)
    return winner, probabilities(S)[:, winner]


@misconception(
    id="04-FB10",
    exercise="most-likely",
    says="Your answers are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=FAULT,
)
def company_is_overwritten(S):
    S -= S.max(axis=1, keepdims=True)
    return S.argmax(axis=1), probabilities(S).max(axis=1)
