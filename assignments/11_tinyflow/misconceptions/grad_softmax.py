"""Misconceptions about `grad_softmax`: the reverse rule of softmax."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

SOFTMAX = "The rule for softmax"


@misconception(
    id="11-AD14",
    exercise="grad-softmax",
    says="You treat every probability as if only its own score moved it.",
    try_this="Which outputs does one score move?",
    section=SOFTMAX,
)
def softmax_entry_by_entry(node, g):
    return [g * node * (1.0 - node)]


@misconception(
    id="11-GR32",
    exercise="grad-softmax",
    says="The denominator of softmax stands still in your rule.",
    try_this="Let g be 1 everywhere. The sum of a row cannot change: what comes out?",
    section=SOFTMAX,
)
def softmax_without_the_denominator(node, g):
    return [g * node]


@misconception(
    id="11-GR33",
    exercise="grad-softmax",
    says="You add up over the examples.",
    try_this="Does the score of one example move the probabilities of another one?",
    section=SOFTMAX,
)
def softmax_along_the_columns(node, g):
    return [node * (g - tf.reduce_sum(g * node, [0], keep_dims=True))]


@misconception(
    id="11-GR34",
    exercise="grad-softmax",
    says="You take off the plain sum of what arrived.",
    try_this="Let g be 1 everywhere. Does nothing come out?",
    section=SOFTMAX,
)
def softmax_with_a_plain_sum(node, g):
    return [node * (g - tf.reduce_sum(g, [1], keep_dims=True))]


@misconception(
    id="11-GR35",
    exercise="grad-softmax",
    says="The sums of your rows lie along the columns when they meet the table.",
    try_this="Which shape has your sum: (N,) or (N, 1)? How does it meet (N, C)?",
    section=SOFTMAX,
)
def softmax_without_keep_dims(node, g):
    return [node * (g - tf.reduce_sum(g * node, [1]))]


@misconception(
    id="11-GR36",
    exercise="grad-softmax",
    says="The factor in front of the bracket is missing for the sum.",
    try_this="Let g be 1 everywhere. Does nothing come out?",
    section=SOFTMAX,
)
def softmax_with_half_a_factor(node, g):
    return [node * g - tf.reduce_sum(g * node, [1], keep_dims=True)]
