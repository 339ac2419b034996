"""Wrong rules of 04_softmax, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right (and stable)
in all others; what the rules have in common stands in the helpers.  Ids SM and LS are
those of the course's list of misconceptions, the others are this assignment's.

    helpers
    SM   softmax               SF   softmax: more that was seen in real code
    SN   softmax with loops
    LE   log-sum-exp           LM   log-softmax           (LS stands in both)
    FB   the find of a fault

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np

from autograder.misconceptions import misconception

BOTH = ("softmax-naive", "softmax")
CARD = "The card: what the letters mean"
LOOPS = "Write it as it is defined"
TOO_LARGE = "Scores that are too large"
ROWS = "Write it for any scores"
LOG_SUM = "Derive: the logarithm of the sum"
WRITE_LOG_SUM = "Write the logarithm of the sum"
LOGS = "Write the logarithms of the probabilities"
FAULT = "Find the fault: sure of itself"


# --- helpers ----------------------------------------------------------------------


def lifted_down(S):
    """A copy in which the highest score of each row is 0."""
    return S - np.max(S, axis=-1, keepdims=True)


def probabilities(S):
    """Softmax of the last axis without a mistake."""
    E = np.exp(lifted_down(S))
    return E / E.sum(axis=-1, keepdims=True)


def log_total(S, axis=-1, keepdims=False):
    """Log-sum-exp without a mistake."""
    top = np.max(S, axis=axis, keepdims=True)
    total = np.log(np.sum(np.exp(S - top), axis=axis, keepdims=True)) + top
    return total if keepdims else np.squeeze(total, axis=axis)


# --- softmax ----------------------------------------------------------------------


@misconception(
    id="SM01",
    exercise="softmax",
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(710)? What may you take off a whole row for nothing?",
    section=TOO_LARGE,
)
def exponentials_of_raw_scores(S):
    E = np.exp(S)
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SM02",
    exercise="softmax",
    says="All numbers of the table share one sum, so its rows depend on each other.",
    try_this="Print P.sum(axis=1). What should each example's probabilities add up to?",
    section=ROWS,
)
def one_sum_for_the_whole_table(S):
    E = np.exp(S - S.max())
    return E / np.sum(E)


@misconception(
    id="SF09",
    exercise="softmax",
    says="A library does the work here, and it treats the table as one long row.",
    try_this="Without the library: which sum belongs to which row?",
    section=ROWS,
    # the same numbers as SM02: these names tell a library
    marks=("special", "softmax", "library_softmax"),
)
def taken_from_a_library(S):
    from scipy.special import softmax as library_softmax

    return library_softmax(S)


@misconception(
    id="SF01",
    exercise="softmax",
    says="Your columns add up to 1, and your rows do not.",
    try_this="Is a row an example or a class? Print P.sum(axis=0) and P.sum(axis=1).",
    section=ROWS,
)
def columns_add_up(S):
    E = np.exp(S - S.max(axis=0))
    return E / E.sum(axis=0)


@misconception(
    id="SM04",
    exercise="softmax",
    says="An axis got lost in your sum: the sums of the rows meet the columns.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=ROWS,
)
def sum_lost_its_axis(S):
    E = np.exp(lifted_down(S))
    return E / E.sum(axis=-1)


@misconception(
    id="SF02",
    exercise="softmax",
    says="An axis got lost in your maximum: the tops of the rows meet the columns.",
    try_this="Print the shape of the maximum. Which entry is taken off which score?",
    section=ROWS,
)
def maximum_lost_its_axis(S):
    E = np.exp(S - S.max(axis=-1))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SF03",
    exercise="softmax",
    says="An axis got lost in your maximum and in your sum: rows meet columns.",
    try_this="Which two shapes stand left and right of the division? Do they fit?",
    section=ROWS,
)
def maximum_and_sum_lost_their_axis(S):
    E = np.exp(S - S.max(axis=-1))
    return E / E.sum(axis=-1)


@misconception(
    id="SM05",
    exercise="softmax",
    says="You take one number off the whole table, and low rows become all zeros.",
    try_this="One row lives 2000 below another. Where is its best score after that?",
    section=ROWS,
)
def one_maximum_for_the_whole_table(S):
    E = np.exp(S - S.max())
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SM07",
    exercise="softmax",
    says="After your shift the lowest score is 0, and the others lie above.",
    try_this="Which end of a row overflows: the highest or the lowest score?",
    section=TOO_LARGE,
)
def lowest_score_taken_off(S):
    E = np.exp(S - S.min(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SM08",
    exercise="softmax",
    says="You centre each row, and its best score can still be huge.",
    try_this="One score is 3000 and the others 0: how high is it after your shift?",
    section=TOO_LARGE,
)
def mean_taken_off(S):
    E = np.exp(S - S.mean(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SF05",
    exercise="softmax",
    says="Your shift looks at sizes without signs, and low rows sink further.",
    try_this="All scores of a row are near -1000. What does your shift do to them?",
    section=TOO_LARGE,
)
def largest_size_taken_off(S):
    E = np.exp(S - np.abs(S).max(axis=-1, keepdims=True))
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SM10",
    exercise="softmax",
    says="You cut scores off at a limit, and different scores become equal.",
    try_this="Try [1000, 999]. Which change keeps their distance, and tames them?",
    section=TOO_LARGE,
)
def scores_are_clipped(S):
    return probabilities(np.clip(S, -500, 500))


@misconception(
    id="SF14",
    exercise="softmax",
    says="Where your exponentials overflow, you put another number in place of nan.",
    try_this="Try [1000, 0] by hand. Is what you put there the true probability?",
    section=TOO_LARGE,
)
def nan_is_painted_over(S):
    E = np.exp(S)
    return np.nan_to_num(E / E.sum(axis=-1, keepdims=True))


@misconception(
    id="SF16",
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
    id="SM11",
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
    id="SM13",
    exercise=BOTH,
    says="Each of your probabilities looks at its own score only.",
    try_this="Raise one score. Should the other probabilities stay where they are?",
    section=CARD,
)
def sigmoid_of_each_score(S):
    return 1 / (1 + np.exp(-np.array(S, dtype=float)))


@misconception(
    id="SM14",
    exercise=BOTH,
    says="You divide by the sum of the scores, without exponentials.",
    try_this="Try the scores -1 and 3. Can a probability be negative?",
    section=CARD,
)
def scores_over_their_sum(S):
    return S / S.sum(axis=-1, keepdims=True)


@misconception(
    id="SM16",
    exercise=BOTH,
    says="Your function gives everything to the winner and nothing to the others.",
    try_this="Move one score by 0.01. Does anything in your answer move?",
    section=CARD,
)
def winner_takes_all(S):
    return (S.max(axis=-1, keepdims=True) == S).astype(float)


@misconception(
    id="SM17",
    exercise=BOTH,
    says="Your code works for ten classes only.",
    try_this="Which shape in your code is a number that you typed in?",
    section=CARD,
)
def always_ten_classes(S):
    return probabilities(S) * np.ones(10)


@misconception(
    id="SM19",
    exercise="softmax",
    says="A single vector of scores stops your function.",
    try_this="Which axis number means the last one, however many axes there are?",
    section=ROWS,
)
def tables_only(S):
    E = np.exp(S - np.max(S, axis=1, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)


@misconception(
    id="SF18",
    exercise="softmax",
    says="A single vector goes in, and a table with one row comes out.",
    try_this="Print the shape of your answer to a vector. Who asked for another axis?",
    section=ROWS,
)
def a_vector_becomes_a_table(S):
    return probabilities(np.atleast_2d(S))


@misconception(
    id="SM20",
    exercise=BOTH,
    says="Your powers have the base 2.",
    try_this="Two scores differ by 1. What is the ratio of their probabilities?",
    section=CARD,
)
def powers_of_two(S):
    E = 2.0 ** lifted_down(S)
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SF04",
    exercise=BOTH,
    says="Your powers have the base 10.",
    try_this="Two scores differ by 1. What is the ratio of their probabilities?",
    section=CARD,
)
def powers_of_ten(S):
    E = 10.0 ** lifted_down(S)
    return E / E.sum(axis=-1, keepdims=True)


@misconception(
    id="SM22",
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
    id="SF06",
    exercise=BOTH,
    says="Your function returns logarithms of probabilities.",
    try_this="Can a probability be below 0? Which step came last in your code?",
    section=CARD,
)
def logarithms_are_returned(S):
    return lifted_down(S) - log_total(lifted_down(S), -1, True)


@misconception(
    id="SF07",
    exercise=BOTH,
    says="Your exponentials are not divided by their sum.",
    try_this="What should the probabilities of one example add up to? And yours?",
    section=CARD,
)
def exponentials_not_divided(S):
    return np.exp(lifted_down(S))


@misconception(
    id="SF08",
    exercise=BOTH,
    says="You divide by the mean of the exponentials.",
    try_this="What do your probabilities add up to, with three classes and with five?",
    section=CARD,
)
def divided_by_the_mean(S):
    E = np.exp(lifted_down(S))
    return E / E.mean(axis=-1, keepdims=True)


@misconception(
    id="SF10",
    exercise=BOTH,
    says="Softmax is applied twice in your function.",
    try_this="Give it a score that is 50 ahead. How close to 1 does the winner come?",
    section=CARD,
)
def softmax_of_probabilities(S):
    return probabilities(probabilities(S))


@misconception(
    id="SF13",
    exercise=BOTH,
    says="The lowest score gets the highest probability.",
    try_this="Which class should win, and which one wins? Look for a minus sign.",
    section=CARD,
)
def signs_are_turned(S):
    return probabilities(-S)


@misconception(
    id="SF20",
    exercise=BOTH,
    says="You divide by the length of the vector of exponentials.",
    try_this="Your squares add up to 1. What should add up to 1?",
    section=CARD,
)
def divided_by_the_length(S):
    E = np.exp(lifted_down(S))
    return E / np.sqrt((E**2).sum(axis=-1, keepdims=True))


@misconception(
    id="SF21",
    exercise=BOTH,
    says="Your sum runs over the other classes, and leaves out the class itself.",
    try_this="Three equal scores: what should come out, and what does?",
    section=CARD,
)
def sum_without_the_class_itself(S):
    E = np.exp(lifted_down(S))
    return E / (E.sum(axis=-1, keepdims=True) - E)


@misconception(
    id="SF22",
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
    id="SF23",
    exercise=BOTH,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=CARD,
)
def nothing_is_returned(S):
    probabilities(S)


@misconception(
    id="SM23",
    exercise=BOTH,
    says="Your results have lost half of their digits: they are float32.",
    try_this="Print the dtype of your answer. Which line made it so?",
    section=CARD,
)
def results_in_float32(S):
    return probabilities(S.astype(np.float32))


# --- softmax with loops -----------------------------------------------------------


@misconception(
    id="SN01",
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
    id="SN02",
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
    id="SN03",
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
    id="SN04",
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
    id="SN05",
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
    id="SN06",
    exercise="softmax-naive",
    says="You take e to the sum of the scores, where a sum of powers belongs.",
    try_this="Is exp(1 + 2) the same as exp(1) + exp(2)?",
    section=LOOPS,
)
def power_of_the_sum(s):
    return np.array([np.exp(score) for score in s]) / np.exp(sum(s))


@misconception(
    id="SN07",
    exercise="softmax-naive",
    says="A library does the work here, and gives logarithms.",
    try_this="Without the library: which two loops does the definition ask for?",
    section=LOOPS,
    # the same numbers as SF06: these names tell a library
    marks=("special", "log_softmax", "library_log_softmax"),
)
def logarithms_from_a_library(s):
    from scipy.special import log_softmax as library_log_softmax

    return library_log_softmax(s)


# --- log-sum-exp ------------------------------------------------------------------


@misconception(
    id="LS04",
    exercise="logsumexp",
    says="You take something off the scores and never give it back.",
    try_this="Add 5 to every score. By how much should the result move? Does yours?",
    section=LOG_SUM,
)
def maximum_not_added_back(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=True)
    return np.log(np.sum(np.exp(S - top), axis=axis, keepdims=keepdims))


@misconception(
    id="LE01",
    exercise="logsumexp",
    says="Large scores overflow in your sum before the logarithm tames them.",
    try_this="What is log(exp(1000)) on paper, and in numpy? What did step 4 change?",
    section=TOO_LARGE,
)
def logarithm_of_a_raw_sum(S, axis=-1, keepdims=False):
    return np.log(np.sum(np.exp(S), axis=axis, keepdims=keepdims))


@misconception(
    id="LE02",
    exercise="logsumexp",
    says="One maximum serves the whole table, and the sums of low rows become 0.",
    try_this="One row lives 2000 below another. What is left of it after your shift?",
    section=WRITE_LOG_SUM,
)
def one_maximum_for_all_sums(S, axis=-1, keepdims=False):
    top = np.max(S)
    return top + np.log(np.sum(np.exp(S - top), axis=axis, keepdims=keepdims))


@misconception(
    id="LE03",
    exercise="logsumexp",
    says="You shift by the lowest score, and the others lie above 0.",
    try_this="Scores 0 and 1000: what is the largest exponent after your shift?",
    section=TOO_LARGE,
)
def minimum_in_place_of_the_maximum(S, axis=-1, keepdims=False):
    low = np.min(S, axis=axis, keepdims=True)
    total = low + np.log(np.sum(np.exp(S - low), axis=axis, keepdims=True))
    return total if keepdims else np.squeeze(total, axis=axis)


@misconception(
    id="LE04",
    exercise="logsumexp",
    says="Whatever `axis` is, you sum along the last one.",
    try_this="Which line of yours reads `axis`? Try axis=0 on a table of 4 rows.",
    section=WRITE_LOG_SUM,
)
def axis_is_ignored(S, axis=-1, keepdims=False):
    return log_total(S, -1, keepdims)


@misconception(
    id="LE05",
    exercise="logsumexp",
    says="`keepdims` changes nothing in your function.",
    try_this="Call it with keepdims=True and print the shape. How many axes are left?",
    section=WRITE_LOG_SUM,
)
def keepdims_is_ignored(S, axis=-1, keepdims=False):
    return log_total(S, axis, False)


@misconception(
    id="LE17",
    exercise="logsumexp",
    says="The axis that you sum over never goes away.",
    try_this="What is `keepdims` if nobody mentions it? Which shape should come then?",
    section=WRITE_LOG_SUM,
)
def axis_always_kept(S, axis=-1, keepdims=False):
    return log_total(S, axis, True)


@misconception(
    id="LE06",
    exercise="logsumexp",
    says="Two shapes meet in your last sum, and a table comes out of it.",
    try_this="Print the shapes of the maximum and of the logarithm. Is (N, 1) (N,)?",
    section=WRITE_LOG_SUM,
)
def maximum_with_an_axis_too_many(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=True)
    return top + np.log(np.sum(np.exp(S - top), axis=axis, keepdims=keepdims))


@misconception(
    id="LE07",
    exercise="logsumexp",
    says="All rows of the table end up in one sum.",
    try_this="How many examples has the table, and how many numbers come back?",
    section=WRITE_LOG_SUM,
)
def one_sum_for_all_rows(S, axis=-1, keepdims=False):
    return np.max(S) + np.log(np.sum(np.exp(S - np.max(S))))


@misconception(
    id="LE20",
    exercise="logsumexp",
    says="A library does the work here, and it makes one sum of all rows.",
    try_this="Without the library: what does step 4 say about two scores?",
    section=WRITE_LOG_SUM,
    # the same numbers as LE07: these names tell a library
    marks=("special", "logsumexp", "library_logsumexp"),
)
def log_sum_from_a_library(S, axis=-1, keepdims=False):
    from scipy.special import logsumexp as library_logsumexp

    return library_logsumexp(S)


@misconception(
    id="LE08",
    exercise="logsumexp",
    says="Your function returns the largest score.",
    try_this="Two equal scores: is their result higher than each of them?",
    section=LOG_SUM,
)
def only_the_maximum(S, axis=-1, keepdims=False):
    return np.max(S, axis=axis, keepdims=keepdims)


@misconception(
    id="LE09",
    exercise="logsumexp",
    says="There is no logarithm in what you return.",
    try_this="One class with score 0: what does the definition give, and what do you?",
    section=LOG_SUM,
)
def sum_without_its_logarithm(S, axis=-1, keepdims=False):
    return np.sum(np.exp(S), axis=axis, keepdims=keepdims)


@misconception(
    id="LE11",
    exercise="logsumexp",
    says="You take the logarithm of a mean.",
    try_this="Four scores of 0: how many ones are in the sum?",
    section=LOG_SUM,
)
def logarithm_of_the_mean(S, axis=-1, keepdims=False):
    count = np.shape(S)[axis]
    return log_total(S, axis, keepdims) - np.log(count)


@misconception(
    id="LE12",
    exercise="logsumexp",
    says="The number that you took off the scores is taken off a second time.",
    try_this="Add 5 to every score. Does your result rise or fall?",
    section=LOG_SUM,
)
def maximum_subtracted_again(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=keepdims)
    return log_total(S, axis, keepdims) - 2 * top


@misconception(
    id="LE13",
    exercise="logsumexp",
    says="Your totals are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=CARD,
)
def scores_overwritten_by_the_shift(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=True)
    S -= top
    total = top + np.log(np.sum(np.exp(S), axis=axis, keepdims=True))
    return total if keepdims else np.squeeze(total, axis=axis)


@misconception(
    id="LE15",
    exercise="logsumexp",
    says="A single vector of scores stops your function.",
    try_this="Is there an axis 1 in a vector? What is the default of `axis`?",
    section=WRITE_LOG_SUM,
)
def always_axis_one(S, axis=-1, keepdims=False):
    top = np.max(S, axis=1, keepdims=True)
    total = top + np.log(np.sum(np.exp(S - top), axis=1, keepdims=True))
    return total if keepdims else total[:, 0]


@misconception(
    id="LS07",
    exercise="logsumexp",
    says="Your logarithm has the base 2.",
    try_this="One class with score 1: what should come back?",
    section=CARD,
)
def logarithm_to_the_base_two(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=True)
    total = top + np.log2(np.sum(np.exp(S - top), axis=axis, keepdims=True))
    return total if keepdims else np.squeeze(total, axis=axis)


@misconception(
    id="LE18",
    exercise="logsumexp",
    says="Your logarithm has the base 10.",
    try_this="Two scores of 0: what does your function say, and what is log 2?",
    section=CARD,
)
def logarithm_to_the_base_ten(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=True)
    total = top + np.log10(np.sum(np.exp(S - top), axis=axis, keepdims=True))
    return total if keepdims else np.squeeze(total, axis=axis)


@misconception(
    id="LS08",
    exercise="logsumexp",
    says="You read the logarithm of a sum as a sum of logarithms.",
    try_this="Compare log(1 + 1) with log 1 + log 1. Which one is your function?",
    section=LOG_SUM,
)
def sum_of_the_logarithms(S, axis=-1, keepdims=False):
    return np.sum(S, axis=axis, keepdims=keepdims, dtype=float)


@misconception(
    id="LE16",
    exercise="logsumexp",
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    # What float32 loses depends on the order of the operations.
    rtol=1e-5,
)
def log_sum_in_float32(S, axis=-1, keepdims=False):
    return log_total(S.astype(np.float32), axis, keepdims)


# --- log-softmax ------------------------------------------------------------------


@misconception(
    id="LS01",
    exercise="log-softmax",
    says="A class far behind gets minus infinity: its probability became 0 before.",
    try_this="What is log(exp(-800)) on paper, and in numpy? Which one do you compute?",
    section=LOGS,
)
def logarithm_after_the_underflow(S):
    return np.log(probabilities(S))


@misconception(
    id="LS02",
    exercise="log-softmax",
    says="A small number inside the logarithm hides how far a class is behind.",
    try_this="One class is 800 behind, another 2000. Should they get the same value?",
    section=LOGS,
)
def small_number_in_the_logarithm(S):
    return np.log(probabilities(S) + 1e-12)


@misconception(
    id="LM14",
    exercise="log-softmax",
    says="You cut small probabilities off at a limit before the logarithm.",
    try_this="One class is 800 behind, another 2000. Should they get the same value?",
    section=LOGS,
)
def small_probabilities_cut_off(S):
    return np.log(np.maximum(probabilities(S), 1e-15))


@misconception(
    id="LM02",
    exercise="log-softmax",
    says="Large scores overflow in the logarithm of your sum.",
    try_this="Which function of this notebook takes that logarithm without overflow?",
    section=LOGS,
)
def raw_sum_taken_off(S):
    return S - np.log(np.sum(np.exp(S), axis=-1, keepdims=True))


@misconception(
    id="LM03",
    exercise="log-softmax",
    says="You shifted the scores inside the sum, and not the score in front of it.",
    try_this="Add 5 to every score. Should a log probability move? Does yours?",
    section=LOG_SUM,
)
def shifted_in_one_place_only(S):
    return S - np.log(np.sum(np.exp(lifted_down(S)), axis=-1, keepdims=True))


@misconception(
    id="LM15",
    exercise="log-softmax",
    says="One maximum serves the whole table, and the sums of low rows become 0.",
    try_this="One row lives 2000 below another. What is left of it after your shift?",
    section=LOGS,
)
def one_maximum_for_all_rows(S):
    S = S - np.max(S)
    return S - np.log(np.sum(np.exp(S), axis=-1, keepdims=True))


@misconception(
    id="LM01",
    exercise="log-softmax",
    says="All numbers of the table share one sum, so its rows depend on each other.",
    try_this="How many sums are there in a table of 5 examples, and how many in yours?",
    section=ROWS,
)
def one_log_sum_for_the_whole_table(S):
    S = S - np.max(S)
    return S - np.log(np.sum(np.exp(S)))


@misconception(
    id="LM16",
    exercise="log-softmax",
    says="A library does the work here, and it treats the table as one long row.",
    try_this="Without the library: which two numbers does a log probability compare?",
    section=LOGS,
    # the same numbers as LM01: these names tell a library
    marks=("special", "log_softmax", "library_log_softmax"),
)
def log_probabilities_from_a_library(S):
    from scipy.special import log_softmax as library_log_softmax

    return library_log_softmax(S)


@misconception(
    id="LM09",
    exercise="log-softmax",
    says="Your sums run down the columns, and not along the rows.",
    try_this="Is a row an example or a class? Which numbers belong together?",
    section=ROWS,
)
def log_sums_of_columns(S):
    return S - log_total(S, 0, True)


@misconception(
    id="LM10",
    exercise="log-softmax",
    says="An axis got lost: the totals of the rows meet the columns.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=ROWS,
)
def log_sum_lost_its_axis(S):
    return S - log_total(S, -1, False)


@misconception(
    id="LM13",
    exercise="log-softmax",
    says="A single vector of scores stops your function.",
    try_this="Which axis number means the last one, however many axes there are?",
    section=ROWS,
)
def logs_of_tables_only(S):
    return S - log_total(S, 1, True)


@misconception(
    id="LM05",
    exercise="log-softmax",
    says="Your logarithms have the wrong sign.",
    try_this="A probability is at most 1. Which sign has its logarithm?",
    section=CARD,
)
def logarithms_with_the_wrong_sign(S):
    return log_total(S, -1, True) - S


@misconception(
    id="LM06",
    exercise="log-softmax",
    says="Your function returns probabilities, not their logarithms.",
    try_this="Can a logarithm of a probability be above 0? What are yours?",
    section=CARD,
)
def probabilities_are_returned(S):
    return probabilities(S)


@misconception(
    id="LM07",
    exercise="log-softmax",
    says="You divide logarithms where a difference belongs.",
    try_this="What does log(a / b) become, as a rule: a quotient of logs, or what?",
    section=LOG_SUM,
)
def quotient_of_logarithms(S):
    return S / log_total(S, -1, True)


@misconception(
    id="LM08",
    exercise="log-softmax",
    says="You read the logarithm of a sum as a sum of logarithms.",
    try_this="Compare log(1 + 1) with log 1 + log 1. Which one is in your function?",
    section=LOG_SUM,
)
def logarithm_pulled_into_the_sum(S):
    return S - np.sum(S, axis=-1, keepdims=True)


@misconception(
    id="LM17",
    exercise="log-softmax",
    says="You return shifted scores: the sum is missing.",
    try_this="Two equal scores: which probability has each, and what is its logarithm?",
    section=LOG_SUM,
)
def the_sum_is_missing(S):
    return lifted_down(S)


@misconception(
    id="LM18",
    exercise="log-softmax",
    says="Your logarithms have the base 2.",
    try_this="Two equal scores: what should come out, and what is log 2 on the card?",
    section=CARD,
)
def log_probabilities_in_bits(S):
    return (S - log_total(S, -1, True)) / np.log(2)


@misconception(
    id="LM11",
    exercise="log-softmax",
    says="Your logarithms are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=CARD,
)
def scores_overwritten_by_the_logs(S):
    S -= S.max(axis=-1, keepdims=True)
    return S - np.log(np.sum(np.exp(S), axis=-1, keepdims=True))


@misconception(
    id="LM12",
    exercise="log-softmax",
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    # What float32 loses depends on the order of the operations.
    rtol=1e-5,
)
def log_probabilities_in_float32(S):
    S = S.astype(np.float32)
    return S - log_total(S, -1, True)


# --- the find of a fault ----------------------------------------------------------


def winners(S):
    return S.argmax(axis=1), np.arange(len(S))


@misconception(
    id="FB01",
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
    id="FB02",
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
    id="FB03",
    exercise="most-likely",
    says="Your winners are examples: the best row of each column.",
    try_this="How many winners should come back: one per example or one per class?",
    section=FAULT,
)
def best_row_of_each_column(S):
    P = probabilities(S)
    return P.argmax(axis=0), P.max(axis=0)


@misconception(
    id="FB04",
    exercise="most-likely",
    says="Your confidences are scores.",
    try_this="Can a confidence be above 1? What turns scores into probabilities?",
    section=FAULT,
)
def scores_as_confidence(S):
    return S.argmax(axis=1), S.max(axis=1)


@misconception(
    id="FB05",
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
    id="FB06",
    exercise="most-likely",
    says="Your answers are right, and come back in the other order.",
    try_this="Read the line `Returns` of the docstring once more: who comes first?",
    section=FAULT,
)
def the_other_order(S):
    return probabilities(S).max(axis=1), S.argmax(axis=1)


@misconception(
    id="FB07",
    exercise="most-likely",
    says="You count the classes from 1.",
    try_this="Which index has the first class? Look at your smallest winner.",
    section=CARD,
)
def winners_counted_from_one(S):
    return S.argmax(axis=1) + 1, probabilities(S).max(axis=1)


@misconception(
    id="FB08",
    exercise="most-likely",
    says="There is one winner for the whole table.",
    try_this="How many examples are in the table, and how many winners come back?",
    section=FAULT,
)
def one_winner_for_all(S):
    P = probabilities(S)
    return int(P.argmax()), float(P.max())


@misconception(
    id="FB09",
    exercise="most-likely",
    says="You pick whole columns where you want one entry of each row.",
    try_this="Print the shape of your confidences. How many numbers do you want?",
    section=FAULT,
)
def columns_of_the_winners(S):
    winner = S.argmax(axis=1)
    return winner, probabilities(S)[:, winner]


@misconception(
    id="FB10",
    exercise="most-likely",
    says="Your answers are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=FAULT,
)
def company_is_overwritten(S):
    S -= S.max(axis=1, keepdims=True)
    return S.argmax(axis=1), probabilities(S).max(axis=1)
