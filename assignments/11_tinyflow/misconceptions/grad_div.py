"""Misconceptions about `grad_div`: the reverse rule of a quotient."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import PRODUCTS


@misconception(
    id="11-AD05",
    exercise="grad-div",
    says="The power of b in your second gradient is not the one of the rule.",
    try_this="Write a/b as a times a power of b. Which power is left afterwards?",
    section=PRODUCTS,
)
def div_without_the_square(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / b, a), tf.sum_to(-g * a / b, b)]


@misconception(
    id="11-GR13",
    exercise="grad-div",
    says="Your rule says that a quotient grows with its denominator.",
    try_this="Is 1/3 more than 1/2?",
    section=PRODUCTS,
)
def div_without_the_minus(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / b, a), tf.sum_to(g * a / (b * b), b)]


@misconception(
    id="11-GR14",
    exercise="grad-div",
    says="Your numerator gets what belongs to a factor of a product.",
    try_this="Let b be 100. If a grows by 1, does a / b grow a lot or a little?",
    section=PRODUCTS,
)
def div_multiplies(node, g):
    a, b = node.inputs
    return [tf.sum_to(g * b, a), tf.sum_to(-g * a / (b * b), b)]


@misconception(
    id="11-GR15",
    exercise="grad-div",
    says="An input that was repeated gets a gradient of the shape of the whole table.",
    try_this="A table was divided by one column. How many entries has the column?",
    section=PRODUCTS,
)
def div_without_undoing_the_repetition(node, g):
    a, b = node.inputs
    return [g / b, -g * a / (b * b)]


@misconception(
    id="11-GR16",
    exercise="grad-div",
    says="Your denominator does not ask how large the numerator is.",
    try_this="Compare 1/b and 100/b. Which of them moves more when b moves?",
    section=PRODUCTS,
)
def div_forgets_the_numerator(node, g):
    a, b = node.inputs
    return [tf.sum_to(g / b, a), tf.sum_to(-g / (b * b), b)]
