"""Misconceptions about `log_softmax`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import CARD, LOG_SUM, ROWS, lifted_down, log_total, probabilities

LOGS = "Write the logarithms of the probabilities"


@misconception(
    id="04-LS01",
    exercise="log-softmax",
    says="A class far behind gets minus infinity: its probability became 0 before.",
    try_this="What is log(exp(-800)) on paper, and in numpy? Which one do you compute?",
    section=LOGS,
)
def logarithm_after_the_underflow(S):
    return np.log(probabilities(S))


@misconception(
    id="04-LS02",
    exercise="log-softmax",
    says="A small number inside the logarithm hides how far a class is behind.",
    try_this="One class is 800 behind, another 2000. Should they get the same value?",
    section=LOGS,
)
def small_number_in_the_logarithm(S):
    return np.log(probabilities(S) + 1e-12)


@misconception(
    id="04-LM14",
    exercise="log-softmax",
    says="You cut small probabilities off at a limit before the logarithm.",
    try_this="One class is 800 behind, another 2000. Should they get the same value?",
    section=LOGS,
)
def small_probabilities_cut_off(S):
    return np.log(np.maximum(probabilities(S), 1e-15))


@misconception(
    id="04-LM02",
    exercise="log-softmax",
    says="Large scores overflow in the logarithm of your sum.",
    try_this="Which function of this notebook takes that logarithm without overflow?",
    section=LOGS,
)
def raw_sum_taken_off(S):
    return S - np.log(np.sum(np.exp(S), axis=-1, keepdims=True))


@misconception(
    id="04-LM03",
    exercise="log-softmax",
    says="You shifted the scores inside the sum, and not the score in front of it.",
    try_this="Add 5 to every score. Should a log probability move? Does yours?",
    section=LOG_SUM,
)
def shifted_in_one_place_only(S):
    return S - np.log(np.sum(np.exp(lifted_down(S)), axis=-1, keepdims=True))


@misconception(
    id="04-LM15",
    exercise="log-softmax",
    says="One maximum serves the whole table, and the sums of low rows become 0.",
    try_this="One row lives 2000 below another. What is left of it after your shift?",
    section=LOGS,
)
def one_maximum_for_all_rows(S):
    S = S - np.max(S)
    return S - np.log(np.sum(np.exp(S), axis=-1, keepdims=True))


@misconception(
    id="04-LM01",
    exercise="log-softmax",
    says="All numbers of the table share one sum, so its rows depend on each other.",
    try_this="How many sums are there in a table of 5 examples, and how many in yours?",
    section=ROWS,
)
def one_log_sum_for_the_whole_table(S):
    S = S - np.max(S)
    return S - np.log(np.sum(np.exp(S)))


@misconception(
    id="04-LM16",
    exercise="log-softmax",
    says="A library does the work here, and it treats the table as one long row.",
    try_this="Without the library: which two numbers does a log probability compare?",
    section=LOGS,
    # the same numbers as 04-LM01: these names tell a library
    marks=("special", "log_softmax", "library_log_softmax"),
)
def log_probabilities_from_a_library(S):
    from scipy.special import log_softmax as library_log_softmax

    return library_log_softmax(S)


@misconception(
    id="04-LM09",
    exercise="log-softmax",
    says="Your sums run down the columns, and not along the rows.",
    try_this="Is a row an example or a class? Which numbers belong together?",
    section=ROWS,
)
def log_sums_of_columns(S):
    return S - log_total(S, 0, True)


@misconception(
    id="04-LM10",
    exercise="log-softmax",
    says="An axis got lost: the totals of the rows meet the columns.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=ROWS,
)
def log_sum_lost_its_axis(S):
    return S - log_total(S, -1, False)


@misconception(
    id="04-LM13",
    exercise="log-softmax",
    says="A single vector of scores stops your function.",
    try_this="Which axis number means the last one, however many axes there are?",
    section=ROWS,
)
def logs_of_tables_only(S):
    return S - log_total(S, 1, True)


@misconception(
    id="04-LM05",
    exercise="log-softmax",
    says="Your logarithms have the wrong sign.",
    try_this="A probability is at most 1. Which sign has its logarithm?",
    section=CARD,
)
def logarithms_with_the_wrong_sign(S):
    return log_total(S, -1, True) - S


@misconception(
    id="04-LM06",
    exercise="log-softmax",
    says="Your function returns probabilities, not their logarithms.",
    try_this="Can a logarithm of a probability be above 0? What are yours?",
    section=CARD,
)
def probabilities_are_returned(S):
    return probabilities(S)


@misconception(
    id="04-LM07",
    exercise="log-softmax",
    says="You divide logarithms where a difference belongs.",
    try_this="What does log(a / b) become, as a rule: a quotient of logs, or what?",
    section=LOG_SUM,
)
def quotient_of_logarithms(S):
    return S / log_total(S, -1, True)


@misconception(
    id="04-LM08",
    exercise="log-softmax",
    says="You read the logarithm of a sum as a sum of logarithms.",
    try_this="Compare log(1 + 1) with log 1 + log 1. Which one is in your function?",
    section=LOG_SUM,
)
def logarithm_pulled_into_the_sum(S):
    return S - np.sum(S, axis=-1, keepdims=True)


@misconception(
    id="04-LM17",
    exercise="log-softmax",
    says="You return shifted scores: the sum is missing.",
    try_this="Two equal scores: which probability has each, and what is its logarithm?",
    section=LOG_SUM,
)
def the_sum_is_missing(S):
    return lifted_down(S)


@misconception(
    id="04-LM18",
    exercise="log-softmax",
    says="Your logarithms have the base 2.",
    try_this="Two equal scores: what should come out, and what is log 2 on the card?",
    section=CARD,
)
def log_probabilities_in_bits(S):
    return (S - log_total(S, -1, True)) / np.log(2)


@misconception(
    id="04-LM11",
    exercise="log-softmax",
    says="Your logarithms are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=CARD,
)
def scores_overwritten_by_the_logs(S):
    S -= S.max(axis=-1, keepdims=True)
    return S - np.log(np.sum(np.exp(S), axis=-1, keepdims=True))


@misconception(
    id="04-LM12",
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
