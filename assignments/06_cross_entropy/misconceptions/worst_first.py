"""Misconceptions about `worst_first`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import ANY_SIZE, log_probabilities, of_the_truth, probabilities

WORST = "worst-first"
EPS = "Find the fault: a small number inside the log"


def in_order(losses):
    order = np.argsort(-losses, kind="stable")
    return order, losses[order]


@misconception(
    id="06-WF01",
    exercise=WORST,
    says="The fault is still there: hopeless examples cannot be told apart.",
    try_this="One truth is 30 behind, another 900. Which losses do you print for them?",
    section=EPS,
)
def eps_still_there(S, y):
    P = probabilities(S)
    losses = -np.log(of_the_truth(P, y) + 1e-8)
    order = np.argsort(losses)[::-1]
    return order, losses[order]


@misconception(
    id="06-WF02",
    exercise=WORST,
    says="The small number is gone, and now the log of 0 shows up.",
    try_this="Print the probabilities of the truths. Can log p be had without p?",
    section=ANY_SIZE,
)
def eps_removed_only(S, y):
    return in_order(-np.log(of_the_truth(probabilities(S), y)))


@misconception(
    id="06-WF03",
    exercise=WORST,
    says="Your list begins with the best example.",
    try_this="np.argsort sorts upwards. Which loss do you want to see first?",
    section=EPS,
)
def best_first(S, y):
    losses = -of_the_truth(log_probabilities(S), y)
    order = np.argsort(losses, kind="stable")
    return order, losses[order]


@misconception(
    id="06-WF04",
    exercise=WORST,
    says="Your losses are not in the order of your list.",
    try_this="Whose loss should stand first in the second result? Whose does?",
    section=EPS,
)
def losses_not_sorted(S, y):
    losses = -of_the_truth(log_probabilities(S), y)
    return np.argsort(-losses, kind="stable"), losses


@misconception(
    id="06-WF05",
    exercise=WORST,
    says="You return ranks, and the numbers of the examples were asked for.",
    try_this="Which example is the worst? Is its number the first in your list?",
    section=EPS,
)
def ranks_in_place_of_examples(S, y):
    order, losses = in_order(-of_the_truth(log_probabilities(S), y))
    return np.argsort(order), losses


@misconception(
    id="06-WF06",
    exercise=WORST,
    says="Your probabilities are clipped: all hopeless examples cost the same.",
    try_this="One truth is 100 behind, another 1000. Should both cost the same?",
    section=EPS,
)
def clipped_in_place_of_eps(S, y):
    P = np.clip(probabilities(S), 1e-15, 1.0)
    return in_order(-np.log(of_the_truth(P, y)))


@misconception(
    id="06-WF07",
    exercise=WORST,
    says="You sort by how sure the prediction is, and the labels have no say.",
    try_this="Is an unsure prediction the same as a wrong one?",
    section=EPS,
)
def least_sure_first(S, y):
    return in_order(-log_probabilities(S).max(axis=1))
