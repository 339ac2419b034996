"""Misconceptions about `grad_mul`: the reverse rule of a product."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import PRODUCTS, RULE


@misconception(
    id="11-AD13",
    exercise="grad-mul",
    says="A factor that was repeated gets a gradient of the shape of the whole table.",
    try_this="How many entries has a factor that is a single number?",
    section=PRODUCTS,
)
def mul_without_undoing_the_repetition(node, g):
    a, b = node.inputs
    return [g * b, g * a]


@misconception(
    id="11-GR10",
    exercise="grad-mul",
    says="Each factor is handed back itself instead of its partner.",
    try_this="Let b be 100. If a grows by 1, by how much does a * b grow?",
    section=PRODUCTS,
)
def mul_with_its_own_factor(node, g):
    a, b = node.inputs
    return [tf.sum_to(g * a, a), tf.sum_to(g * b, b)]


@misconception(
    id="11-GR11",
    exercise="grad-mul",
    says="What arrives from above is lost in your rule.",
    try_this="Let everything behind this node count ten times. Does your rule know?",
    section=RULE,
)
def mul_forgets_what_arrives(node, g):
    a, b = node.inputs
    ones = tf.ones_like(g)
    return [tf.sum_to(ones * b, a), tf.sum_to(ones * a, b)]
