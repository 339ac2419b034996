"""Misconceptions about `softmax_cross_entropy_with_logits`: the fused node."""

import numpy as np

from autograder.misconceptions import misconception

from .common import FUSED


def log_sums(logits):
    top = logits.max(axis=1, keepdims=True)
    return top + np.log(np.exp(logits - top).sum(axis=1, keepdims=True))


@misconception(
    id="11-AD29",
    exercise="softmax-cross-entropy-with-logits",
    says="You take softmax first and the logarithm of it afterwards.",
    try_this="Which number comes between the two if a class is 800 behind?",
    section=FUSED,
)
def fused_in_two_steps(logits, labels):
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = grown / grown.sum(axis=1, keepdims=True)
    return -np.sum(labels * np.log(probs), axis=1)


@misconception(
    id="11-FU01",
    exercise="softmax-cross-entropy-with-logits",
    says="Your exponentials overflow when a score is large.",
    try_this="np.exp(1000) is infinite. Which number may be taken off a row first?",
    section=FUSED,
)
def fused_without_a_shift(logits, labels):
    log_sum = np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return np.sum(labels * (log_sum - logits), axis=1)


@misconception(
    id="11-FU02",
    exercise="softmax-cross-entropy-with-logits",
    says="You take one number off the whole batch, and some rows lie far below it.",
    try_this="One row lives at 4000, another one at 0. What is left of its exp?",
    section=FUSED,
)
def fused_with_one_shift_for_all(logits, labels):
    shifted = logits - logits.max()
    log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.sum(labels * (log_sum - shifted), axis=1)


@misconception(
    id="11-FU03",
    exercise="softmax-cross-entropy-with-logits",
    says="Your function gives the mean, where one loss for each row is wanted.",
    try_this="Which shape does the docstring promise?",
    section=FUSED,
)
def fused_mean(logits, labels):
    return np.mean(np.sum(labels * (log_sums(logits) - logits), axis=1))


@misconception(
    id="11-FU04",
    exercise="softmax-cross-entropy-with-logits",
    says="A small number inside the logarithm changes all losses, and caps some.",
    try_this="How large can minus log of (p + 1e-8) become? A class is 800 behind.",
    section=FUSED,
)
def fused_with_a_small_number(logits, labels):
    probs = np.exp(logits - log_sums(logits))
    return -np.sum(labels * np.log(probs + 1e-8), axis=1)


@misconception(
    id="11-FU05",
    exercise="softmax-cross-entropy-with-logits",
    says="Your losses have the wrong sign.",
    try_this="Can a cross-entropy be below 0?",
    section=FUSED,
)
def fused_with_the_wrong_sign(logits, labels):
    return np.sum(labels * (logits - log_sums(logits)), axis=1)


@misconception(
    id="11-FU06",
    exercise="softmax-cross-entropy-with-logits",
    says="You look at the largest label only.",
    try_this="A row of labels may be (0.5, 0.5, 0). Which classes count?",
    section=FUSED,
)
def fused_for_one_hot_labels_only(logits, labels):
    truth = labels.argmax(axis=1)
    return (log_sums(logits) - logits)[np.arange(len(logits)), truth]
