"""Misconceptions about `grad_neg`: the reverse rule of the sign."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import PLUS, RULE


@misconception(
    id="11-AD16",
    exercise="grad-neg",
    says="Your rule hands the gradient on as it is.",
    try_this="What happens to -x when x grows?",
    section=PLUS,
)
def neg_passes_on(node, g):
    return [g * 1.0]


@misconception(
    id="11-GR07",
    exercise="grad-neg",
    says="Your rule gives a node, and not a list of one node.",
    try_this="What comes out of len() for what you return?",
    section=RULE,
)
def neg_without_a_list(node, g):
    return -g


@misconception(
    id="11-GR08",
    exercise="grad-neg",
    says="Your rule gives -1 whatever arrives from above.",
    try_this="The output counts ten times in the loss. Does your rule know?",
    section=RULE,
)
def neg_forgets_what_arrives(node, g):
    return [-tf.ones_like(g)]


@misconception(
    id="11-GR09",
    exercise="grad-neg",
    says="Your rule multiplies by the input.",
    try_this="Is the line -x steeper at x = 5 than at x = 1?",
    section=PLUS,
)
def neg_times_the_input(node, g):
    return [-g * node.inputs[0]]
