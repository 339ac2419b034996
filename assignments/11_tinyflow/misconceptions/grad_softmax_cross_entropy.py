"""Misconceptions about `grad_softmax_cross_entropy`, the rule of the fused node."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import FUSED, RULE


@misconception(
    id="11-FU07",
    exercise="grad-softmax-cross-entropy",
    says="What arrives is lost in your rule: every row counts alike.",
    try_this="Let one row count ten times. Does your rule know?",
    section=RULE,
)
def fused_rule_forgets_what_arrives(node, g):
    logits, labels = node.inputs
    return [tf.nn.softmax(logits) - labels, None]


@misconception(
    id="11-FU08",
    exercise="grad-softmax-cross-entropy",
    says="What arrives lies along the classes when it meets the table.",
    try_this="Which shape has g, and how does it meet (N, C)?",
    section=FUSED,
)
def fused_rule_along_the_classes(node, g):
    logits, labels = node.inputs
    return [g * (tf.nn.softmax(logits) - labels), None]


@misconception(
    id="11-FU09",
    exercise="grad-softmax-cross-entropy",
    says="Your gradient would make the loss grow.",
    try_this="The true class's score grows. Does the loss grow?",
    section=FUSED,
)
def fused_rule_with_the_wrong_sign(node, g):
    logits, labels = node.inputs
    return [tf.expand_dims(g, 1) * (labels - tf.nn.softmax(logits)), None]


@misconception(
    id="11-FU10",
    exercise="grad-softmax-cross-entropy",
    says="You divide by the number of rows, and nobody took a mean here.",
    try_this="The node gives one loss for each row. Which node takes the mean?",
    section=FUSED,
)
def fused_rule_averages(node, g):
    logits, labels = node.inputs
    rows = tf.reduce_sum(tf.ones_like(g))
    return [tf.expand_dims(g, 1) * (tf.nn.softmax(logits) - labels) / rows, None]


@misconception(
    id="11-FU11",
    exercise="grad-softmax-cross-entropy",
    says="You hand on the probabilities, and the labels are forgotten.",
    try_this="If the prediction is perfect, which gradient do you expect?",
    section=FUSED,
)
def fused_rule_without_labels(node, g):
    return [tf.expand_dims(g, 1) * tf.nn.softmax(node.inputs[0]), None]
