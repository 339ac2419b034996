"""Misconceptions about `mean_cross_entropy`: the first repaired listing."""

import numpy as np

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

INDEX = "Find the fault: which index is added up"


@misconception(
    id="11-AD25",
    exercise="mean-cross-entropy",
    says="The fault is still there: you add up over the examples and then average.",
    try_this="Which index counts the classes, and which index do you name?",
    section=INDEX,
)
def cost_over_the_examples(labels, probs):
    rows = tf.reduce_sum(labels * tf.log(probs), reduction_indices=[0])
    return tf.reduce_mean(-rows)


@misconception(
    id="11-CE01",
    exercise="mean-cross-entropy",
    says="Your loss averages over the classes as well.",
    try_this="How many numbers of a row of labels count? By how many do you divide?",
    section=INDEX,
)
def cost_over_all_entries(labels, probs):
    return tf.reduce_mean(-(labels * tf.log(probs)))


@misconception(
    id="11-CE02",
    exercise="mean-cross-entropy",
    says="Your loss adds up the examples instead of averaging them.",
    try_this="Give every example twice. Should the loss of the batch double?",
    section=INDEX,
)
def cost_added_up(labels, probs):
    return -tf.reduce_sum(labels * tf.log(probs))


@misconception(
    id="11-CE03",
    exercise="mean-cross-entropy",
    says="Your loss is below zero.",
    try_this="Is the logarithm of a probability above or below 0?",
    section=INDEX,
)
def cost_without_the_minus(labels, probs):
    return tf.reduce_mean(tf.reduce_sum(labels * tf.log(probs), [1]))


@misconception(
    id="11-CE04",
    exercise="mean-cross-entropy",
    says="Your loss has one number for each example.",
    try_this="What is still to be done with the losses of the examples?",
    section=INDEX,
)
def cost_of_each_example(labels, probs):
    return -tf.reduce_sum(labels * tf.log(probs), [1])


@misconception(
    id="11-CE05",
    exercise="mean-cross-entropy",
    says="You take the logarithm of the labels.",
    try_this="What is the logarithm of 0? Which of the two is never 0?",
    section=INDEX,
)
def cost_with_exchanged_arguments(labels, probs):
    return tf.reduce_mean(-tf.reduce_sum(probs * tf.log(labels), [1]))


@misconception(
    id="11-CE06",
    exercise="mean-cross-entropy",
    says="Your function computes a number at once, where it should build a node.",
    try_this="In a program labels and probs come with every run. Who has them before?",
    section=INDEX,
)
def cost_computed_at_once(labels, probs):
    known, given = tf.value_of(probs), tf.value_of(labels)
    return tf.constant(-np.sum(given * np.log(known)) / len(given))
