"""Misconceptions about `accuracy`."""

import numpy as np
from scipy.special import log_softmax

from autograder.misconceptions import misconception

from .common import CARD, TRAINING, scores, share_right


@misconception(
    id="10-AC01",
    exercise="accuracy",
    says="Your accuracy is in per cent.",
    try_this="What is the largest value that the docstring allows?",
    section=TRAINING,
)
def in_per_cent(X, y, W, b):
    return 100 * share_right(X, y, W, b)


@misconception(
    id="10-AC02",
    exercise="accuracy",
    says="You count the mistakes.",
    try_this="If all examples are read rightly, what should come out?",
    section=TRAINING,
)
def share_of_mistakes(X, y, W, b):
    return np.mean(scores(X, W, b).argmax(axis=1) != y)


@misconception(
    id="10-AC03",
    exercise="accuracy",
    says="For each class you look for its best example.",
    try_this="How many predictions should there be: one for each class, or for each "
    "row?",
    section=TRAINING,
)
def winner_down_the_examples(X, y, W, b):
    return np.mean(np.argmax(X @ W + b, axis=0) == y)


@misconception(
    id="10-AC04",
    exercise="accuracy",
    says="Your accuracy does not know the bias.",
    try_this="Give one class a bias of a million. What should all examples be read as?",
    section=TRAINING,
)
def without_bias(X, y, W, b):
    return np.mean(np.argmax(X @ W, axis=1) == y)


@misconception(
    id="10-AC05",
    exercise="accuracy",
    says="You return how many are right, not which share.",
    try_this="Give it every example twice. Should the accuracy double?",
    section=TRAINING,
)
def a_count(X, y, W, b):
    return np.sum(scores(X, W, b).argmax(axis=1) == y)


@misconception(
    id="10-AC06",
    exercise="accuracy",
    says="Every prediction is compared with the labels of all examples.",
    try_this="Print the shape of your comparison. How many comparisons do you want?",
    section=TRAINING,
)
def compared_with_all_labels(X, y, W, b):
    return np.mean(np.argmax(X @ W + b, axis=1)[:, np.newaxis] == y)


@misconception(
    id="10-AC07",
    exercise="accuracy",
    says="You read an example as the class with the lowest score.",
    try_this="Which score does training raise, that of the true class or the others?",
    section=TRAINING,
)
def lowest_score_wins(X, y, W, b):
    return np.mean(np.argmin(X @ W + b, axis=1) == y)


@misconception(
    id="10-AC08",
    exercise="accuracy",
    says="You average how sure the classifier is, not how often it is right.",
    try_this="An image is read rightly with p = 0.4. What should it count for?",
    section=TRAINING,
)
def mean_probability(X, y, W, b):
    P = np.exp(log_softmax(X @ W + b, axis=1))
    return np.mean(P[np.arange(len(y)), y])


@misconception(
    id="10-AC09",
    exercise="accuracy",
    says="You count classes from 1.",
    try_this="What does argmax say if the first class wins? What is its label?",
    section=CARD,
)
def classes_from_one(X, y, W, b):
    return np.mean(np.argmax(X @ W + b, axis=1) + 1 == y)


@misconception(
    id="10-AC10",
    exercise="accuracy",
    says="You say for each example whether it is right.",
    try_this="One number is asked for. What should be done with all these answers?",
    section=TRAINING,
)
def one_answer_for_each(X, y, W, b):
    return (scores(X, W, b).argmax(axis=1) == y).astype(float)
