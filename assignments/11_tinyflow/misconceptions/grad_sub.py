"""Misconceptions about `grad_sub`: the reverse rule of minus."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import PLUS


@misconception(
    id="11-AD04",
    exercise="grad-sub",
    says="Both inputs of your difference receive the same.",
    try_this="If b grows, does a - b grow?",
    section=PLUS,
)
def sub_without_the_minus(node, g):
    a, b = node.inputs
    return [tf.sum_to(g, a), tf.sum_to(g, b)]


@misconception(
    id="11-GR05",
    exercise="grad-sub",
    says="An input that was repeated gets a gradient of the shape of the whole table.",
    try_this="A column was taken off three columns. How many numbers is it?",
    section=PLUS,
)
def sub_without_undoing_the_repetition(node, g):
    return [g, -g]


@misconception(
    id="11-GR06",
    exercise="grad-sub",
    says="Your minus stands at the wrong input.",
    try_this="Which of the two pulls a - b down when it grows?",
    section=PLUS,
)
def sub_with_the_minus_elsewhere(node, g):
    a, b = node.inputs
    return [tf.sum_to(-g, a), tf.sum_to(g, b)]
