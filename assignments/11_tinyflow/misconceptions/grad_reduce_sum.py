"""Misconceptions about `grad_reduce_sum`: the reverse rule of a sum over axes."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import SUMS


@misconception(
    id="11-AD08",
    exercise="grad-reduce-sum",
    says="Your gradient has the shape of the sum.",
    try_this="Which shape had what was added up? Who of it needs a slope?",
    section=SUMS,
)
def sum_not_spread(node, g):
    return [g * 1.0]


@misconception(
    id="11-GR27",
    exercise="grad-reduce-sum",
    says="You share out what arrives, as if it had to last for all.",
    try_this="One entry of a row grows by 1. By how much does the sum of the row grow?",
    section=SUMS,
)
def sum_as_a_mean(node, g):
    return [tf.spread(g, node) / tf.count(node)]


@misconception(
    id="11-GR28",
    exercise="grad-reduce-sum",
    says="You multiply by the entries that were added up.",
    try_this="Does it matter for the slope of a sum whether an entry is 5 or 500?",
    section=SUMS,
)
def sum_times_the_entries(node, g):
    return [tf.spread(g, node) * node.inputs[0]]


@misconception(
    id="11-GR29",
    exercise="grad-reduce-sum",
    says="Every entry gets the total of all that arrives.",
    try_this="Into how many of the row sums does one entry go?",
    section=SUMS,
)
def sum_of_all_that_arrives(node, g):
    return [tf.ones_like(node.inputs[0]) * tf.reduce_sum(g)]
