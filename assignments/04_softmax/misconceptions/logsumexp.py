"""Misconceptions about `logsumexp`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, LOG_SUM, TOO_LARGE, log_total

WRITE_LOG_SUM = "Write the logarithm of the sum"


@misconception(
    id="04-LS04",
    exercise="logsumexp",
    says="You take something off the scores and never give it back.",
    try_this="Add 5 to every score. By how much should the result move? Does yours?",
    section=LOG_SUM,
)
def maximum_not_added_back(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=True)
    return np.log(np.sum(np.exp(S - top), axis=axis, keepdims=keepdims))


@misconception(
    id="04-LE01",
    exercise="logsumexp",
    says="Large scores overflow in your sum before the logarithm tames them.",
    try_this="What is log(exp(1000)) on paper, and in numpy? What did step 4 change?",
    section=TOO_LARGE,
)
def logarithm_of_a_raw_sum(S, axis=-1, keepdims=False):
    return np.log(np.sum(np.exp(S), axis=axis, keepdims=keepdims))


@misconception(
    id="04-LE02",
    exercise="logsumexp",
    says="One maximum serves the whole table, and the sums of low rows become 0.",
    try_this="One row lives 2000 below another. What is left of it after your shift?",
    section=WRITE_LOG_SUM,
)
def one_maximum_for_all_sums(S, axis=-1, keepdims=False):
    top = np.max(S)
    return top + np.log(np.sum(np.exp(S - top), axis=axis, keepdims=keepdims))


@misconception(
    id="04-LE03",
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
    id="04-LE04",
    exercise="logsumexp",
    says="Whatever `axis` is, you sum along the last one.",
    try_this="Which line of yours reads `axis`? Try axis=0 on a table of 4 rows.",
    section=WRITE_LOG_SUM,
)
def axis_is_ignored(S, axis=-1, keepdims=False):
    return log_total(S, -1, keepdims)


@misconception(
    id="04-LE05",
    exercise="logsumexp",
    says="`keepdims` changes nothing in your function.",
    try_this="Call it with keepdims=True and print the shape. How many axes are left?",
    section=WRITE_LOG_SUM,
)
def keepdims_is_ignored(S, axis=-1, keepdims=False):
    return log_total(S, axis, False)


@misconception(
    id="04-LE17",
    exercise="logsumexp",
    says="The axis that you sum over never goes away.",
    try_this="What is `keepdims` if nobody mentions it? Which shape should come then?",
    section=WRITE_LOG_SUM,
)
def axis_always_kept(S, axis=-1, keepdims=False):
    return log_total(S, axis, True)


@misconception(
    id="04-LE06",
    exercise="logsumexp",
    says="Two shapes meet in your last sum, and a table comes out of it.",
    try_this="Print the shapes of the maximum and of the logarithm. Is (N, 1) (N,)?",
    section=WRITE_LOG_SUM,
)
def maximum_with_an_axis_too_many(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=True)
    return top + np.log(np.sum(np.exp(S - top), axis=axis, keepdims=keepdims))


@misconception(
    id="04-LE07",
    exercise="logsumexp",
    says="All rows of the table end up in one sum.",
    try_this="How many examples has the table, and how many numbers come back?",
    section=WRITE_LOG_SUM,
)
def one_sum_for_all_rows(S, axis=-1, keepdims=False):
    return np.max(S) + np.log(np.sum(np.exp(S - np.max(S))))


@misconception(
    id="04-LE20",
    exercise="logsumexp",
    says="A library does the work here, and it makes one sum of all rows.",
    try_this="Without the library: what does step 4 say about two scores?",
    section=WRITE_LOG_SUM,
    # the same numbers as 04-LE07: these names tell a library
    marks=("special", "logsumexp", "library_logsumexp"),
)
def log_sum_from_a_library(S, axis=-1, keepdims=False):
    from scipy.special import logsumexp as library_logsumexp

    return library_logsumexp(S)


@misconception(
    id="04-LE08",
    exercise="logsumexp",
    says="Your function returns the largest score.",
    try_this="Two equal scores: is their result higher than each of them?",
    section=LOG_SUM,
)
def only_the_maximum(S, axis=-1, keepdims=False):
    return np.max(S, axis=axis, keepdims=keepdims)


@misconception(
    id="04-LE09",
    exercise="logsumexp",
    says="There is no logarithm in what you return.",
    try_this="One class with score 0: what does the definition give, and what do you?",
    section=LOG_SUM,
)
def sum_without_its_logarithm(S, axis=-1, keepdims=False):
    return np.sum(np.exp(S), axis=axis, keepdims=keepdims)


@misconception(
    id="04-LE11",
    exercise="logsumexp",
    says="You take the logarithm of a mean.",
    try_this="Four scores of 0: how many ones are in the sum?",
    section=LOG_SUM,
)
def logarithm_of_the_mean(S, axis=-1, keepdims=False):
    count = np.shape(S)[axis]
    return log_total(S, axis, keepdims) - np.log(count)


@misconception(
    id="04-LE12",
    exercise="logsumexp",
    says="The number that you took off the scores is taken off a second time.",
    try_this="Add 5 to every score. Does your result rise or fall?",
    section=LOG_SUM,
)
def maximum_subtracted_again(S, axis=-1, keepdims=False):
    top = np.max(S, axis=axis, keepdims=keepdims)
    return log_total(S, axis, keepdims) - 2 * top


@misconception(
    id="04-LE13",
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
    id="04-LE15",
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
    id="04-LS07",
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
    id="04-LE18",
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
    id="04-LS08",
    exercise="logsumexp",
    says="You read the logarithm of a sum as a sum of logarithms.",
    try_this="Compare log(1 + 1) with log 1 + log 1. Which one is your function?",
    section=LOG_SUM,
)
def sum_of_the_logarithms(S, axis=-1, keepdims=False):
    return np.sum(S, axis=axis, keepdims=keepdims, dtype=float)


@misconception(
    id="04-LE16",
    exercise="logsumexp",
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    # What float32 loses depends on the order of the operations.
    rtol=1e-5,
)
def log_sum_in_float32(S, axis=-1, keepdims=False):
    return log_total(S.astype(np.float32), axis, keepdims)
