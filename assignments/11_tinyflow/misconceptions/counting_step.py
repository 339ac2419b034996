"""Misconceptions about `counting_step`: the second repaired listing."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

COUNTER = "Find the fault: a counter that counts once"


@misconception(
    id="11-CO01",
    exercise="counting-step",
    says="The fault is still there: your counter counts once.",
    try_this="When is the place looked up from which you count: at every run?",
    section=COUNTER,
)
def count_from_the_initial_value(variable, amount):
    return tf.assign(variable, variable.options["initial"] + amount)


@misconception(
    id="11-CO02",
    exercise="counting-step",
    says="Your step sets the counter to the amount.",
    try_this="The counter stands at 5 and is raised by 2. What do you assign?",
    section=COUNTER,
)
def count_by_replacing(variable, amount):
    return tf.assign(variable, tf.constant(amount))


@misconception(
    id="11-CO03",
    exercise="counting-step",
    says="Your node computes the next value, and assigns nothing.",
    try_this="After a run of your node, where does the variable stand?",
    section=COUNTER,
)
def count_without_assigning(variable, amount):
    return variable + amount
