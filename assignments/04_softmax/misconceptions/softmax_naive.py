"""Misconceptions about `softmax_naive` only: softmax with loops."""

import numpy as np

from autograder.misconceptions import misconception

LOOPS = "Write it as it is defined"


@misconception(
    id="04-SN01",
    exercise="softmax-naive",
    says="Your total keeps the last exponential only.",
    try_this="What does your total hold after two classes? Print it.",
    section=LOOPS,
)
def total_is_overwritten(s):
    p = np.zeros(len(s))
    for score in s:
        total = np.exp(score)
    for i in range(len(s)):
        p[i] = np.exp(s[i]) / total
    return p


@misconception(
    id="04-SN02",
    exercise="softmax-naive",
    says="You divide while the total is still growing.",
    try_this="When you divide for the first class: which classes has the total seen?",
    section=LOOPS,
)
def divided_by_a_growing_total(s):
    p, total = np.zeros(len(s)), 0.0
    for i in range(len(s)):
        total += np.exp(s[i])
        p[i] = np.exp(s[i]) / total
    return p


@misconception(
    id="04-SN03",
    exercise="softmax-naive",
    says="Your total starts at 1 instead of 0.",
    try_this="Two equal scores: what do your probabilities add up to?",
    section=LOOPS,
)
def total_starts_at_one(s):
    total = 1.0
    for score in s:
        total += np.exp(score)
    return np.array([np.exp(score) for score in s]) / total


@misconception(
    id="04-SN04",
    exercise="softmax-naive",
    says="Your function returns before its loop has seen every class.",
    try_this="How far is `return` indented? How often does the loop run?",
    section=LOOPS,
)
def returned_inside_the_loop(s):
    p = np.zeros(len(s))
    total = sum(np.exp(s))
    for i in range(len(s)):
        p[i] = np.exp(s[i]) / total
        break
    return p


@misconception(
    id="04-SN05",
    exercise="softmax-naive",
    says="Your function returns one probability only.",
    try_this="How many classes are there, and how many numbers come back?",
    section=LOOPS,
)
def one_probability_only(s):
    total = sum(np.exp(s))
    for score in s:
        p = np.exp(score) / total
    return p


@misconception(
    id="04-SN06",
    exercise="softmax-naive",
    says="You take e to the sum of the scores, where a sum of powers belongs.",
    try_this="Is exp(1 + 2) the same as exp(1) + exp(2)?",
    section=LOOPS,
)
def power_of_the_sum(s):
    return np.array([np.exp(score) for score in s]) / np.exp(sum(s))


@misconception(
    id="04-SN07",
    exercise="softmax-naive",
    says="A library does the work here, and gives logarithms.",
    try_this="Without the library: which two loops does the definition ask for?",
    section=LOOPS,
    # the same numbers as 04-SF06: these names tell a library
    marks=("special", "log_softmax", "library_log_softmax"),
)
def logarithms_from_a_library(s):
    from scipy.special import log_softmax as library_log_softmax

    return library_log_softmax(s)
