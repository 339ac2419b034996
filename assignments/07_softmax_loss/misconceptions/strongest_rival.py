"""Misconceptions about `strongest_rival`: the find of a fault."""

import numpy as np

from autograder.misconceptions import misconception

from .common import RIVAL, WITHOUT_LOOPS


@misconception(
    id="07-AL03",
    exercise="strongest-rival",
    # Equal in its numbers to 07-AL01, which changes the caller's array besides.
    says="Your lead is read from an array in which the truth has been emptied.",
    try_this="Which array still knows the probability of the true class, if any?",
    section=RIVAL,
)
def lead_from_the_emptied_copy(probs, y):
    every = np.arange(len(y))
    others = probs.copy()
    others[every, y] = 0.0
    best = others.argmax(axis=1)
    return best, others[every, y] - others[every, best]


@misconception(
    id="07-AL01",
    exercise="strongest-rival",
    says="The fault is still there: the array that you empty is the caller's own.",
    try_this="Ask np.shares_memory(probs, what_you_empty). Which line made a copy?",
    section=RIVAL,
)
def two_names_for_one_array(probs, y):
    every = np.arange(len(y))
    others = probs
    others[every, y] = 0.0
    best = others.argmax(axis=1)
    return best, probs[every, y] - probs[every, best]


@misconception(
    id="07-AL02",
    exercise="strongest-rival",
    says="Your answers are right, and you still write into the caller's array.",
    try_this="Which array do you empty, and who else is holding it?",
    section=RIVAL,
)
def the_wrong_one_is_changed(probs, y):
    every = np.arange(len(y))
    kept = probs.copy()
    probs[every, y] = 0.0
    best = probs.argmax(axis=1)
    return best, kept[every, y] - kept[every, best]


@misconception(
    id="07-AL04",
    exercise="strongest-rival",
    says="Your rival is the winner, which may be the true class itself.",
    try_this="For a row that is predicted rightly: can the truth be its own rival?",
    section=RIVAL,
)
def winner_instead_of_rival(probs, y):
    every = np.arange(len(y))
    best = probs.argmax(axis=1)
    return best, probs[every, y] - probs[every, best]


@misconception(
    id="07-AL05",
    exercise="strongest-rival",
    says="Your lead has the wrong sign.",
    try_this="A row is predicted rightly. Should the truth's lead be above or below 0?",
    section=RIVAL,
)
def lead_with_the_wrong_sign(probs, y):
    every = np.arange(len(y))
    others = probs.copy()
    others[every, y] = 0.0
    best = others.argmax(axis=1)
    return best, probs[every, best] - probs[every, y]


@misconception(
    id="07-AL06",
    exercise="strongest-rival",
    says="You empty the column of a class for all examples at once.",
    try_this="Print that array after that line. How many zeros should each row have?",
    section=WITHOUT_LOOPS,
)
def whole_columns_emptied(probs, y):
    every = np.arange(len(y))
    others = probs.copy()
    others[:, y] = 0.0
    best = others.argmax(axis=1)
    return best, probs[every, y] - probs[every, best]
