"""Misconceptions about `grad_log`: the reverse rule of log."""

from autograder.misconceptions import misconception

from .common import LOG_EXP, RULE


@misconception(
    id="11-GR17",
    exercise="grad-log",
    says="Your logarithm gets steeper and steeper.",
    try_this="Where is the curve of log steep, near 0 or far away?",
    section=LOG_EXP,
)
def log_multiplies(node, g):
    return [g * node.inputs[0]]


@misconception(
    id="11-GR18",
    exercise="grad-log",
    says="You divide by the output of the logarithm.",
    try_this="At x = 1 the output is 0. Is the curve of log vertical there?",
    section=LOG_EXP,
)
def log_over_its_output(node, g):
    return [g / node]


@misconception(
    id="11-GR19",
    exercise="grad-log",
    says="What arrives from above is lost in your rule.",
    try_this="Let everything behind this node count ten times. Does your rule know?",
    section=RULE,
)
def log_forgets_what_arrives(node, g):
    return [1.0 / node.inputs[0]]
