"""Misconceptions about `grad_reduce_mean`: the reverse rule of a mean over axes."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import SUMS


@misconception(
    id="11-AD10",
    exercise="grad-reduce-mean",
    says="Your mean hands back what a sum would hand back.",
    try_this="What is the slope of a mean of 12 numbers along one of them?",
    section=SUMS,
)
def mean_as_a_sum(node, g):
    return [tf.spread(g, node)]


@misconception(
    id="11-AD11",
    exercise="grad-reduce-mean",
    says="You divide by the number of all entries of the table.",
    try_this="How many numbers were averaged for one entry of the output?",
    section=SUMS,
)
def mean_over_the_total_size(node, g):
    everything = tf.reduce_sum(tf.ones_like(node.inputs[0]))
    return [tf.spread(g, node) / everything]


@misconception(
    id="11-GR30",
    exercise="grad-reduce-mean",
    says="Your gradient has the shape of the mean.",
    try_this="Which shape had what was averaged? Who of it needs a slope?",
    section=SUMS,
)
def mean_not_spread(node, g):
    return [g / tf.count(node)]


@misconception(
    id="11-GR31",
    exercise="grad-reduce-mean",
    says="You multiply by the number of entries where you should divide.",
    try_this="If a million numbers are averaged, does one of them matter much?",
    section=SUMS,
)
def mean_times_the_count(node, g):
    return [tf.spread(g, node) * tf.count(node)]
