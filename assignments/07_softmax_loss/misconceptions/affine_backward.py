"""Misconceptions about `affine_backward`: from the scores back to W, b and X."""

import numpy as np

from autograder.misconceptions import misconception

from .common import ALL, BIAS, CARD


@misconception(
    id="07-BI01",
    exercise="affine-backward",
    says="Your db is an average over the examples, and G was averaged already.",
    try_this="How often is your db divided by N on its way from the loss?",
    section=BIAS,
)
def bias_gradient_averaged_again(G, X, W):
    return G @ W.T, X.T @ G, G.mean(axis=0, keepdims=True)


@misconception(
    id="07-BI02",
    exercise="affine-backward",
    says="Your db adds up the classes of each example.",
    try_this="How many biases are there, and how many numbers has your db?",
    section=BIAS,
)
def bias_gradient_over_classes(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=1)


@misconception(
    id="07-BI04",
    exercise="affine-backward",
    says="Your db is zero: the bias would never learn.",
    try_this="Raise one bias a little. Which scores move with it?",
    section=BIAS,
)
def bias_gradient_forgotten(G, X, W):
    return G @ W.T, X.T @ G, np.zeros((1, W.shape[1]))


@misconception(
    id="07-BI05",
    exercise="affine-backward",
    says="The numbers of db are right, and its shape is not that of b.",
    try_this="Print db.shape. The card gives the shape of b: which axis got lost?",
    section=CARD,
)
def bias_gradient_lost_an_axis(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=0)


@misconception(
    id="07-BI07",
    exercise="affine-backward",
    says="Your db knows one example only.",
    try_this="How many examples feel the same bias? Which of them does db ask?",
    section=BIAS,
)
def bias_gradient_of_one_example(G, X, W):
    return G @ W.T, X.T @ G, G[:1].copy()


@misconception(
    id="07-BI08",
    exercise="affine-backward",
    says="Your db has one number per example: the bias lies along the wrong axis.",
    try_this="Add 5 to every score of one row. Do its probabilities change?",
    section=BIAS,
)
def bias_along_the_examples(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=1, keepdims=True)


@misconception(
    id="07-BI10",
    exercise="affine-backward",
    says="In your dX the matrices meet along axes that need not have the same size.",
    try_this="Write the shape under each factor. Which sizes touch in the product?",
    section=BIAS,
)
def inputs_gradient_without_turning_W(G, X, W):
    return G @ W, X.T @ G, G.sum(axis=0, keepdims=True)


@misconception(
    id="07-BI11",
    exercise="affine-backward",
    says="Your dW is divided by N once more than it should be.",
    try_this="G already carries a factor 1/N. Where does your dW get another one?",
    section=BIAS,
)
def weights_gradient_averaged_again(G, X, W):
    return G @ W.T, X.T @ G / len(X), G.sum(axis=0, keepdims=True)


@misconception(
    id="07-BI13",
    exercise="affine-backward",
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W? Print both shapes.",
    section=ALL,
)
def weights_gradient_on_its_side(G, X, W):
    return G @ W.T, G.T @ X, G.sum(axis=0, keepdims=True)


@misconception(
    id="07-BI14",
    exercise="affine-backward",
    says="Your gradients are right, and come back in another order.",
    try_this="Read the line `Returns` in the docstring once more: who comes first?",
    section=BIAS,
)
def parts_in_another_order(G, X, W):
    return X.T @ G, G @ W.T, G.sum(axis=0, keepdims=True)


@misconception(
    id="07-BI15",
    exercise="affine-backward",
    says="All your gradients are divided by N, although G already was.",
    try_this="Who divided by N first? The docstring says what G holds.",
    section=BIAS,
)
def everything_averaged_again(G, X, W):
    N = len(X)
    return G @ W.T / N, X.T @ G / N, G.sum(axis=0, keepdims=True) / N
