"""Misconceptions about `truth_probabilities`: labels in a column."""

import numpy as np

from autograder.misconceptions import misconception

TRUTH = "truth-probabilities"
COLUMN = "Find the fault: labels in a column"


@misconception(
    id="06-TP01",
    exercise=TRUTH,
    says="The fault is still there: a column of labels gives a whole table.",
    try_this="Print y.shape. What does numpy make of shapes (N,) and (N, 1) together?",
    section=COLUMN,
)
def column_still_spreads(P, y):
    return P[np.arange(len(y)), y]


@misconception(
    id="06-TP02",
    exercise=TRUTH,
    says="A column of labels works now, and a plain row of labels does not.",
    try_this="What is y[:, 0] of an array with one axis?",
    section=COLUMN,
)
def columns_only(P, y):
    return P[np.arange(len(y)), y[:, 0]]


@misconception(
    id="06-TP03",
    exercise=TRUTH,
    says="Your table became one row, and it is the wrong one.",
    try_this="Print the table of all pairs. On which line through it lie your numbers?",
    section=COLUMN,
)
def first_row_of_the_table(P, y):
    picked = P[np.arange(len(y)), y]
    return picked[0] if picked.ndim == 2 else picked


@misconception(
    id="06-TP04",
    exercise=TRUTH,
    says="Your table became one column, and it is the wrong one.",
    try_this="Print the table of all pairs. On which line through it lie your numbers?",
    section=COLUMN,
)
def first_column_of_the_table(P, y):
    picked = P[np.arange(len(y)), y]
    return picked[:, 0] if picked.ndim == 2 else picked


@misconception(
    id="06-TP05",
    exercise=TRUTH,
    says="Your answer is as deep as the labels: it kept the second axis of y.",
    try_this="How many axes should the answer have? The docstring gives its shape.",
    section=COLUMN,
)
def column_in_column_out(P, y):
    flat = y.reshape(-1)
    return P[np.arange(len(flat)), flat].reshape(y.shape)


@misconception(
    id="06-TP06",
    exercise=TRUTH,
    says="You average the table away: its rows mix the examples.",
    try_this="How many examples should have a say in the first of your numbers?",
    section=COLUMN,
)
def table_averaged(P, y):
    picked = P[np.arange(len(y)), y]
    return picked.mean(axis=1) if picked.ndim == 2 else picked


@misconception(
    id="06-TP07",
    exercise=TRUTH,
    says="You take the largest probability of each row, and the labels have no say.",
    try_this="Swap two labels. Does your answer notice?",
    section=COLUMN,
)
def largest_of_each_row(P, y):
    return P.max(axis=1)
