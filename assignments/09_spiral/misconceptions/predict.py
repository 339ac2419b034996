"""Misconceptions about `predict`."""

import numpy as np
from scipy.special import softmax

from autograder.misconceptions import misconception

from .common import CARD

PREDICT = "Write it: who wins?"


@misconception(
    id="09-TR16",
    exercise="predict",
    says="You look for the best example of each class, not for the best class of each.",
    try_this="How many predictions should come back for seven examples?",
    section=PREDICT,
)
def best_example_of_each_class(X, W, b):
    return np.argmax(X @ W + b, axis=0)


@misconception(
    id="09-TR17",
    exercise="predict",
    says="You return probabilities, one for every class, and not a label.",
    try_this="Compare your answer with y by ==. What shape and type has a label?",
    section=PREDICT,
)
def probabilities_instead_of_labels(X, W, b):
    return softmax(X @ W + b, axis=1)


@misconception(
    id="09-PR01",
    exercise="predict",
    says="You return the scores, not who has the highest one.",
    try_this="Which question does a prediction answer: how much, or which?",
    section=PREDICT,
)
def scores_instead_of_labels(X, W, b):
    return X @ W + b


@misconception(
    id="09-PR02",
    exercise="predict",
    says="You return how high the highest score is, not whose it is.",
    try_this="Is 2.7 a class? Which function of numpy tells where a maximum stands?",
    section=PREDICT,
)
def height_of_the_best(X, W, b):
    return (X @ W + b).max(axis=1)


@misconception(
    id="09-PR03",
    exercise="predict",
    says="The class with the lowest score wins.",
    try_this="Raise one score. Should its class become more or less likely to win?",
    section=PREDICT,
)
def lowest_score_wins(X, W, b):
    return np.argmin(X @ W + b, axis=1)


@misconception(
    id="09-PR04",
    exercise="predict",
    says="Your predictions do not listen to the bias.",
    try_this="Put 1000 on the bias of one class. Who should win everywhere?",
    section=PREDICT,
)
def prediction_without_bias(X, W, b):
    return np.argmax(X @ W, axis=1)


@misconception(
    id="09-PR05",
    exercise="predict",
    says="Your labels begin at 1.",
    try_this="How does the card count classes? What do you predict for class 0?",
    section=CARD,
)
def predictions_from_one(X, W, b):
    return np.argmax(X @ W + b, axis=1) + 1


@misconception(
    id="09-PR06",
    exercise="predict",
    says="You return a table with a 1 for the winner.",
    try_this="What shape has y, with which this will be compared?",
    section=PREDICT,
)
def one_hot_instead_of_labels(X, W, b):
    return np.eye(W.shape[1], dtype=int)[np.argmax(X @ W + b, axis=1)]


@misconception(
    id="09-PR07",
    exercise="predict",
    says="Your bias meets the examples, one number each, and not the classes.",
    try_this="Write the shapes of X @ W and your b under each other. Which axes meet?",
    section=PREDICT,
)
def bias_of_the_examples(X, W, b):
    return np.argmax(X @ W + b.reshape(-1, 1), axis=1)
