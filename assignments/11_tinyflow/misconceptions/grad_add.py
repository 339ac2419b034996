"""Misconceptions about `grad_add`: the reverse rule of plus."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import PLUS


@misconception(
    id="11-GR01",
    exercise="grad-add",
    says="An input that was repeated gets a gradient of the shape of the whole table.",
    try_this="A row was added to four rows. How many entries has its gradient?",
    section=PLUS,
)
def add_without_undoing_the_repetition(node, g):
    return [g, g]


@misconception(
    id="11-GR02",
    exercise="grad-add",
    says="You share out what arrives: one half for each input.",
    try_this="Let a grow by 1 and b stay. By how much does a + b grow?",
    section=PLUS,
)
def add_shares_out(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / 2, a), tf.sum_to(g / 2, b)]


@misconception(
    id="11-GR03",
    exercise="grad-add",
    says="Only the first input of your sum hears of the loss.",
    try_this="Which entry of your list would have to change if b were a weight?",
    section=PLUS,
)
def add_forgets_the_second(node, g):
    a, b = node.inputs
    return [tf.sum_to(g, a), tf.zeros_like(b)]


@misconception(
    id="11-GR04",
    exercise="grad-add",
    says="You multiply by the inputs, as the rule of another operation does.",
    try_this="Does a + b rise faster along a if b is large?",
    section=PLUS,
)
def add_as_if_it_were_mul(node, g):
    a, b = node.inputs
    return [tf.sum_to(g * b, a), tf.sum_to(g * a, b)]
