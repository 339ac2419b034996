"""Misconceptions about `softmax`, many of them about `softmax_naive` as well."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, ROWS, TOO_LARGE, lifted_down, log_total, probabilities

BOTH = ("softmax-naive", "softmax")


@misconception(
    id="04-SM01",
    exercise="softmax",
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(710)? What may you take off a whole row for nothing?",
    section=TOO_LARGE,
)
def exponentials_of_raw_scores(S):
    E = np.exp(S)
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SM02",
    exercise="softmax",
    says="All numbers of the table share one sum, so its rows depend on each other.",
    try_this="Print P.sum(axis=1). What should each example's probabilities add up to?",
    section=ROWS,
)
def one_sum_for_the_whole_table(S):
    E = np.exp(S - S.max())
    return E / np.sum(E)


@misconception(
    id="04-SF09",
    exercise="softmax",
    says="A library does the work here, and it treats the table as one long row.",
    try_this="Without the library: which sum belongs to which row?",
    section=ROWS,
    # the same numbers as 04-SM02: these names tell a library
    marks=("special", "softmax", "library_softmax"),
)
def taken_from_a_library(S):
    from scipy.special import softmax as library_softmax

    return library_softmax(S)


@misconception(
    id="04-SF01",
    exercise="softmax",
    says="Your columns add up to 1, and your rows do not.",
    try_this="Is a row an example or a class? Print P.sum(axis=0) and P.sum(axis=1).",
    section=ROWS,
)
def columns_add_up(S):
    E = np.exp(S - S.max(axis=0))
    return E / E.sum(axis=0)


@misconception(
    id="04-SM04",
    exercise="softmax",
    says="An axis got lost in your sum: the sums of the rows meet the columns.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=ROWS,
)
def sum_lost_its_axis(S):
    E = np.exp(lifted_down(S))
    return E / E.sum(axis=-1)


@misconception(
    id="04-SF02",
    exercise="softmax",
    says="An axis got lost in your maximum: the tops of the rows meet the columns.",
    try_this="Print the shape of the maximum. Which entry is taken off which score?",
    section=ROWS,
)
def maximum_lost_its_axis(S):
    E = np.exp(S - S.max(axis=-1))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SF03",
    exercise="softmax",
    says="An axis got lost in your maximum and in your sum: rows meet columns.",
    try_this="Which two shapes stand left and right of the division? Do they fit?",
    section=ROWS,
)
def maximum_and_sum_lost_their_axis(S):
    E = np.exp(S - S.max(axis=-1))
    return E / E.sum(axis=-1)


@misconception(
    id="04-SM05",
    exercise="softmax",
    says="You take one number off the whole table, and low rows become all zeros.",
    try_this="One row lives 2000 below another. Where is its best score after that?",
    section=ROWS,
)
def one_maximum_for_the_whole_table(S):
    E = np.exp(S - S.max())
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SM07",
    exercise="softmax",
    says="After your shift the lowest score is 0, and the others lie above.",
    try_this="Which end of a row overflows: the highest or the lowest score?",
    section=TOO_LARGE,
)
def lowest_score_taken_off(S):
    E = np.exp(S - S.min(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SM08",
    exercise="softmax",
    says="You centre each row, and its best score can still be huge.",
    try_this="One score is 3000 and the others 0: how high is it after your shift?",
    section=TOO_LARGE,
)
def mean_taken_off(S):
    E = np.exp(S - S.mean(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SF05",
    exercise="softmax",
    says="Your shift looks at sizes without signs, and low rows sink further.",
    try_this="All scores of a row are near -1000. What does your shift do to them?",
    section=TOO_LARGE,
)
def largest_size_taken_off(S):
    E = np.exp(S - np.abs(S).max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SM10",
    exercise="softmax",
    says="You cut scores off at a limit, and different scores become equal.",
    try_this="Try [1000, 999]. Which change keeps their distance, and tames them?",
    section=TOO_LARGE,
)
def scores_are_clipped(S):
    return probabilities(np.clip(S, -500, 500))


@misconception(
    id="04-SF14",
    exercise="softmax",
    says="Where your exponentials overflow, you put another number in place of nan.",
    try_this="Try [1000, 0] by hand. Is what you put there the true probability?",
    section=TOO_LARGE,
)
def nan_is_painted_over(S):
    E = np.exp(S)
    return np.nan_to_num(E / E.sum(axis=-1, keepdims=True))


@misconception(
    id="04-SF16",
    exercise="softmax",
    says="Large scores stop your function: math.exp refuses what is too large for it.",
    try_this="Which change to a row leaves its probabilities alone, and exp small?",
    section=TOO_LARGE,
)
def math_exp_of_raw_scores(S):
    import math

    rows = []
    for row in np.atleast_2d(S):
        powers = [math.exp(score) for score in row]
        rows.append(np.array(powers) / sum(powers))
    return np.array(rows).reshape(np.shape(S))


@misconception(
    id="04-SM11",
    exercise=BOTH,
    says="Your probabilities are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=CARD,
)
def scores_are_overwritten(S):
    S -= S.max(axis=-1, keepdims=True)
    E = np.exp(S)
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SM13",
    exercise=BOTH,
    says="Each of your probabilities looks at its own score only.",
    try_this="Raise one score. Should the other probabilities stay where they are?",
    section=CARD,
)
def sigmoid_of_each_score(S):
    return 1 / (1 + np.exp(-np.array(S, dtype=float)))


@misconception(
    id="04-SM14",
    exercise=BOTH,
    says="You divide by the sum of the scores, without exponentials.",
    try_this="Try the scores -1 and 3. Can a probability be negative?",
    section=CARD,
)
def scores_over_their_sum(S):
    return S / S.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SM16",
    exercise=BOTH,
    says="Your function gives everything to the winner and nothing to the others.",
    try_this="Move one score by 0.01. Does anything in your answer move?",
    section=CARD,
)
def winner_takes_all(S):
    return (S.max(axis=-1, keepdims=True) == S).astype(float)


@misconception(
    id="04-SM17",
    exercise=BOTH,
    says="Your code works for ten classes only.",
    try_this="Which shape in your code is a number that you typed in?",
    section=CARD,
)
def always_ten_classes(S):
    return probabilities(S) * np.ones(10)


@misconception(
    id="04-SM19",
    exercise="softmax",
    says="A single vector of scores stops your function.",
    try_this="Which axis number means the last one, however many axes there are?",
    section=ROWS,
)
def tables_only(S):
    E = np.exp(S - np.max(S, axis=1, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)


@misconception(
    id="04-SF18",
    exercise="softmax",
    says="A single vector goes in, and a table with one row comes out.",
    try_this="Print the shape of your answer to a vector. Who asked for another axis?",
    section=ROWS,
)
def a_vector_becomes_a_table(S):
    return probabilities(np.atleast_2d(S))


@misconception(
    id="04-SM20",
    exercise=BOTH,
    says="Your powers have the base 2.",
    try_this="Two scores differ by 1. What is the ratio of their probabilities?",
    section=CARD,
)
def powers_of_two(S):
    E = 2.0 ** lifted_down(S)
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SF04",
    exercise=BOTH,
    says="Your powers have the base 10.",
    try_this="Two scores differ by 1. What is the ratio of their probabilities?",
    section=CARD,
)
def powers_of_ten(S):
    E = 10.0 ** lifted_down(S)
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="04-SM22",
    exercise=BOTH,
    says="The first class never gets a probability.",
    try_this="Which index has the first class? Print the first column of your answer.",
    section=CARD,
)
def counting_from_one(S):
    P = probabilities(S)
    P[..., 0] = 0
    return P


@misconception(
    id="04-SF06",
    exercise=BOTH,
    says="Your function returns logarithms of probabilities.",
    try_this="Can a probability be below 0? Which step came last in your code?",
    section=CARD,
)
def logarithms_are_returned(S):
    return lifted_down(S) - log_total(lifted_down(S), -1, True)


@misconception(
    id="04-SF07",
    exercise=BOTH,
    says="Your exponentials are not divided by their sum.",
    try_this="What should the probabilities of one example add up to? And yours?",
    section=CARD,
)
def exponentials_not_divided(S):
    return np.exp(lifted_down(S))


@misconception(
    id="04-SF08",
    exercise=BOTH,
    says="You divide by the mean of the exponentials.",
    try_this="What do your probabilities add up to, with three classes and with five?",
    section=CARD,
)
def divided_by_the_mean(S):
    E = np.exp(lifted_down(S))
    return E / E.mean(axis=-1, keepdims=True)


@misconception(
    id="04-SF10",
    exercise=BOTH,
    says="Softmax is applied twice in your function.",
    try_this="Give it a score that is 50 ahead. How close to 1 does the winner come?",
    section=CARD,
)
def softmax_of_probabilities(S):
    return probabilities(probabilities(S))


@misconception(
    id="04-SF13",
    exercise=BOTH,
    says="The lowest score gets the highest probability.",
    try_this="Which class should win, and which one wins? Look for a minus sign.",
    section=CARD,
)
def signs_are_turned(S):
    return probabilities(-S)


@misconception(
    id="04-SF20",
    exercise=BOTH,
    says="You divide by the length of the vector of exponentials.",
    try_this="Your squares add up to 1. What should add up to 1?",
    section=CARD,
)
def divided_by_the_length(S):
    E = np.exp(lifted_down(S))
    return E / np.sqrt((E**2).sum(axis=-1, keepdims=True))


@misconception(
    id="04-SF21",
    exercise=BOTH,
    says="Your sum runs over the other classes, and leaves out the class itself.",
    try_this="Three equal scores: what should come out, and what does?",
    section=CARD,
)
def sum_without_the_class_itself(S):
    E = np.exp(lifted_down(S))
    return E / (E.sum(axis=-1, keepdims=True) - E)


@misconception(
    id="04-SF22",
    exercise=BOTH,
    says="Whole-number scores give whole-number probabilities.",
    try_this="Print the dtype of the array that you fill. What can it not hold?",
    section=CARD,
)
def whole_numbers_in_and_out(S):
    P = np.zeros_like(S)
    P[...] = probabilities(S)
    return P


@misconception(
    id="04-SF23",
    exercise=BOTH,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=CARD,
)
def nothing_is_returned(S):
    probabilities(S)


@misconception(
    id="04-SM23",
    exercise=BOTH,
    says="Your results have lost half of their digits: they are float32.",
    try_this="Print the dtype of your answer. Which line made it so?",
    section=CARD,
)
def results_in_float32(S):
    return probabilities(S.astype(np.float32))
