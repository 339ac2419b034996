"""Misconceptions about `grad_exp`: the reverse rule of exp."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import LOG_EXP, RULE


@misconception(
    id="11-AD07",
    exercise="grad-exp",
    says="You multiply by the input of exp.",
    try_this="Which function is its own derivative?",
    section=LOG_EXP,
)
def exp_times_its_input(node, g):
    return [g * node.inputs[0]]


@misconception(
    id="11-GR20",
    exercise="grad-exp",
    says="What arrives from above is lost in your rule.",
    try_this="Let everything behind this node count ten times. Does your rule know?",
    section=RULE,
)
def exp_forgets_what_arrives(node, g):
    return [tf.exp(node.inputs[0])]


@misconception(
    id="11-GR21",
    exercise="grad-exp",
    says="You take exp of what is exp already.",
    try_this="node stands for the output. What has been applied to it already?",
    section=LOG_EXP,
)
def exp_twice(node, g):
    return [g * tf.exp(node)]


@misconception(
    id="11-GR22",
    exercise="grad-exp",
    says="You divide where exp grows.",
    try_this="At x = 3 exp is steep. Is your gradient large or small there?",
    section=LOG_EXP,
)
def exp_divides(node, g):
    return [g / node]
