"""Misconceptions about `sgd_step`."""

import numpy as np
from scipy.special import log_softmax

from autograder.misconceptions import misconception

from .common import CARD, STEP


def forward(W, b, X, y):
    """L (B,) the loss of each example; G (B, C) the gradient of their sum."""
    log_p = log_softmax(X @ W + b, axis=1)
    every = np.arange(len(y))
    G = np.exp(log_p)
    G[every, y] -= 1
    return -log_p[every, y], G


def gradients(W, b, X, y, reg, reduction):
    """dW, db and the loss, without a mistake."""
    L, G = forward(W, b, X, y)
    factor = len(y) if reduction == "sum" else 1
    dW = factor * (X.T @ G / len(y) + 2 * reg * W)
    db = factor * G.mean(axis=0, keepdims=True)
    return dW, db, factor * (L.mean() + reg * np.sum(W * W))


@misconception(
    id="10-TR01",
    exercise="sgd-step",
    says="You go up where you want to go down.",
    try_this="The gradient points to where the loss grows. Which way does your W go?",
    section=CARD,
)
def gradient_added(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return W + lr * dW, b + lr * db, loss


@misconception(
    id="10-TR02",
    exercise="sgd-step",
    says="W comes back as it was.",
    try_this="Print W before and after the step. Which line should have moved it?",
    section=STEP,
)
def weights_never_move(W, b, X, y, lr, reg, reduction):
    _, db, loss = gradients(W, b, X, y, reg, reduction)
    return W.copy(), b - lr * db, loss


@misconception(
    id="10-SU01",
    exercise="sgd-step",
    says="Whatever `reduction` says, your step adds the examples up.",
    try_this="Compare the steps of the two forms on 7 examples. What should be their "
    "ratio?",
    section=STEP,
)
def always_the_sum(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, "sum")
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="10-SU02",
    exercise="sgd-step",
    says="Whatever `reduction` says, your step averages the examples.",
    try_this="A sum is used with a rate that was divided by B. How short is your step "
    "then?",
    section=STEP,
)
def always_the_mean(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, "mean")
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="10-SU04",
    exercise="sgd-step",
    says="In the sum the data grow with the batch, and the penalty stays as it was.",
    try_this="Take a batch of a thousand. What is left of the penalty, beside the "
    "data?",
    section=STEP,
)
def penalty_does_not_keep_up(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    return W - lr * (dW + 2 * reg * W), b - lr * db, loss + reg * np.sum(W * W)


@misconception(
    id="10-ST26",
    exercise="sgd-step",
    says="In the sum, the loss pays the penalty B times, and the step pays it once.",
    try_this="For the sum, is your step still the slope of your own loss?",
    section=STEP,
)
def penalty_keeps_up_in_the_loss_only(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, 0.0, reduction)
    loss = gradients(W, b, X, y, reg, reduction)[2]
    return W - lr * (dW + 2 * reg * W), b - lr * db, loss


@misconception(
    id="10-TR22",
    exercise="sgd-step",
    says="The step of the mean is divided by the size of the batch once more.",
    try_this="Which of the two carries your 1/B: the gradient, or the rate?",
    section=STEP,
)
def rate_divided_as_well(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    rate = lr / len(y) if reduction == "mean" else lr
    return W - rate * dW, b - rate * db, loss


@misconception(
    id="10-ST01",
    exercise="sgd-step",
    says="For the sum, your step adds up, and your loss is still a mean.",
    try_this="Is your step the slope of the loss that you return, in both forms?",
    section=STEP,
)
def loss_is_always_a_mean(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, "mean")[2]


@misconception(
    id="10-ST02",
    exercise="sgd-step",
    says="For the mean, your step averages, and your loss is still a sum.",
    try_this="With W = 0 and three classes, the mean is log 3. What is your loss "
    "divided by that?",
    section=STEP,
)
def loss_is_always_a_sum(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, "sum")[2]


@misconception(
    id="10-ST27",
    exercise="sgd-step",
    says="For the mean, your loss averages, and your step adds the examples up.",
    try_this="Every example of a batch is given twice. Should the step for the mean "
    "change?",
    section=STEP,
)
def step_is_always_a_sum(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, "sum")
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="10-ST28",
    exercise="sgd-step",
    # For the sum it is right, as it is where only the division was forgotten.
    says="For the mean, your step adds the examples up, beside a right penalty.",
    try_this="Every example of a batch is given twice. Should the step for the mean "
    "change?",
    section=STEP,
)
def examples_added_up_beside_one_penalty(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    if reduction == "mean":
        dW, db, _ = gradients(W, b, X, y, 0.0, "sum")
        dW = dW + 2 * reg * W
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="10-ST03",
    exercise="sgd-step",
    says="The penalty is in your step, and not in your loss.",
    try_this="Set reg to 1000. What should happen to the loss?",
    section=CARD,
)
def penalty_missing_in_the_loss(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, 0.0, reduction)[2]


@misconception(
    id="10-ST04",
    exercise="sgd-step",
    says="The penalty is in your loss, and not in your step.",
    try_this="Set X to zeros. Does the penalty make W smaller in your step?",
    section=CARD,
)
def penalty_missing_in_the_step(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, 0.0, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="10-ST05",
    exercise="sgd-step",
    says="Whatever `reg` is, your results are the same.",
    try_this="Which line of yours reads `reg`? Compare reg = 0 with reg = 100.",
    section=CARD,
)
def penalty_missing_everywhere(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="10-ST06",
    exercise="sgd-step",
    says="Loss and step follow two different conventions for the penalty.",
    try_this="Differentiate lambda * w * w on paper. Does your line say the same?",
    section=CARD,
)
def penalty_of_the_half_convention(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg / 2, reduction)
    return W - lr * dW, b - lr * db, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="10-ST07",
    exercise="sgd-step",
    says="The penalty pulls at the bias, too.",
    try_this="Which letters stand in the penalty on the card? Is b among them?",
    section=CARD,
)
def bias_is_punished(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    factor = len(y) if reduction == "sum" else 1
    loss = loss + factor * reg * np.sum(b * b)
    return W - lr * dW, b - lr * (db + factor * 2 * reg * b), loss


@misconception(
    id="10-ST08",
    exercise="sgd-step",
    says="The bias never moves.",
    try_this="Raise one bias a little. Does the loss change?",
    section=STEP,
)
def bias_never_moves(W, b, X, y, lr, reg, reduction):
    dW, _, loss = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b.copy(), loss


@misconception(
    id="10-ST09",
    exercise="sgd-step",
    says="W is stepped along the mean, and b along the sum.",
    try_this="Both belong to the same loss. How often is each divided by B?",
    section=STEP,
)
def bias_follows_the_sum(W, b, X, y, lr, reg, reduction):
    dW, _, loss = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * gradients(W, b, X, y, reg, "sum")[1], loss


@misconception(
    id="10-ST10",
    exercise="sgd-step",
    says="Your new b has as many rows as there are examples.",
    try_this="How many biases are there? Over which axis do you add up?",
    section=CARD,
)
def bias_over_the_classes(W, b, X, y, lr, reg, reduction):
    dW, _, loss = gradients(W, b, X, y, reg, reduction)
    _, G = forward(W, b, X, y)
    share = 1 / len(y) if reduction == "mean" else 1
    return W - lr * dW, b - lr * share * G.sum(axis=1, keepdims=True), loss


@misconception(
    id="10-ST11",
    exercise="sgd-step",
    says="The new b is right in its numbers, and has lost an axis.",
    try_this="Print b.shape before and after. What does the card say?",
    section=CARD,
)
def bias_lost_an_axis(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, (b - lr * db).ravel(), loss


@misconception(
    id="10-ST12",
    exercise="sgd-step",
    says="Your results are right, and the caller's own arrays have changed.",
    try_this="What does `A -= B` do to other names for the same array?",
    section=CARD,
)
def changed_in_place(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    W -= lr * dW
    b -= lr * db
    return W, b, loss


@misconception(
    id="10-ST13",
    exercise="sgd-step",
    says="Your loss is that of the new weights.",
    try_this="With W = 0 before the step: which loss do you expect, and which comes?",
    section=STEP,
)
def loss_after_the_step(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    W, b = W - lr * dW, b - lr * db
    return W, b, gradients(W, b, X, y, reg, reduction)[2]


@misconception(
    id="10-ST14",
    exercise="sgd-step",
    says="Your scores do not know the bias.",
    try_this="Add 5 to one entry of b. Do your probabilities change?",
    section=CARD,
)
def scores_without_bias(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, np.zeros_like(b), X, y, reg, reduction)
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="10-ST15",
    exercise="sgd-step",
    says="The results come back in another order.",
    try_this="Read the line `Returns` in the docstring: what comes first?",
    section=STEP,
)
def loss_comes_first(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return loss, W - lr * dW, b - lr * db


@misconception(
    id="10-ST16",
    exercise="sgd-step",
    says="With large scores your results are not numbers.",
    try_this="What is np.exp(1000)? Which function of the setup cell never meets it?",
    section=STEP,
)
def not_shifted(W, b, X, y, lr, reg, reduction):
    E = np.exp(X @ W + b)
    P = E / E.sum(axis=1, keepdims=True)
    every, factor = np.arange(len(y)), len(y) if reduction == "sum" else 1
    loss = factor * (-np.log(P[every, y]).mean() + reg * np.sum(W * W))
    G = P.copy()
    G[every, y] -= 1
    dW = factor * (X.T @ G / len(y) + 2 * reg * W)
    return W - lr * dW, b - lr * factor * G.mean(axis=0, keepdims=True), loss


@misconception(
    id="10-ST17",
    exercise="sgd-step",
    says="The loss of a class that lags far behind is infinite.",
    try_this="A probability has become 0 before its logarithm is taken. Who gives "
    "logarithms at once?",
    section=STEP,
)
def logarithm_of_zero(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    P = np.exp(log_softmax(X @ W + b, axis=1))
    factor = len(y) if reduction == "sum" else 1
    L = -np.log(P[np.arange(len(y)), y])
    return W - lr * dW, b - lr * db, factor * (L.mean() + reg * np.sum(W * W))


@misconception(
    id="10-ST18",
    exercise="sgd-step",
    says="The true class is treated like every other class in your step.",
    try_this="For a perfect prediction the step should vanish. What is yours?",
    section=STEP,
)
def label_not_subtracted(W, b, X, y, lr, reg, reduction):
    _, _, loss = gradients(W, b, X, y, reg, reduction)
    P = np.exp(log_softmax(X @ W + b, axis=1))
    factor = len(y) if reduction == "sum" else 1
    dW = factor * (X.T @ P / len(y) + 2 * reg * W)
    return W - lr * dW, b - lr * factor * P.mean(axis=0, keepdims=True), loss


@misconception(
    id="10-ST19",
    exercise="sgd-step",
    says="The data push the weights up the hill; only the penalty pulls them down.",
    try_this="If the true class has p = 0.3, should its score go up or down?",
    section=STEP,
)
def truth_minus_probability(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    factor = len(y) if reduction == "sum" else 1
    return (
        W - lr * (factor * 2 * reg * W - dW),
        b + lr * db,
        loss + factor * (reg * np.sum(W * W)),
    )


@misconception(
    id="10-ST20",
    exercise="sgd-step",
    says="You return the gradients, not where the step leads to.",
    try_this="What does the caller do with your first result: subtract it, or use it "
    "as W?",
    section=STEP,
)
def gradients_returned(W, b, X, y, lr, reg, reduction):
    return gradients(W, b, X, y, reg, reduction)


@misconception(
    id="10-ST21",
    exercise="sgd-step",
    says="The learning rate changes nothing in your step.",
    try_this="Call it with lr = 0. Where should W be then?",
    section=CARD,
)
def rate_is_forgotten(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg, reduction)
    return W - dW, b - db, loss


@misconception(
    id="10-ST22",
    exercise="sgd-step",
    says="In the mean, your penalty is divided by the size of the batch.",
    try_this="Stack the batch on itself. Should the same weights now cost less?",
    section=CARD,
)
def penalty_divided_by_the_batch(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, reg / len(y), reduction)
    return W - lr * dW, b - lr * db, loss


@misconception(
    id="10-ST23",
    exercise="sgd-step",
    says="Your softmax runs down the examples instead of along the classes.",
    try_this="Print the sums of the rows of your probabilities. What should they be?",
    section=CARD,
)
def softmax_over_the_examples(W, b, X, y, lr, reg, reduction):
    log_p = log_softmax(X @ W + b, axis=0)
    every, factor = np.arange(len(y)), len(y) if reduction == "sum" else 1
    G = np.exp(log_p)
    G[every, y] -= 1
    dW = factor * (X.T @ G / len(y) + 2 * reg * W)
    loss = factor * (-log_p[every, y].mean() + reg * np.sum(W * W))
    return W - lr * dW, b - lr * factor * G.mean(axis=0, keepdims=True), loss


@misconception(
    id="10-ST24",
    exercise="sgd-step",
    says="You return a loss for each example.",
    try_this="What is the shape of the thing whose slope you step along?",
    section=CARD,
)
def a_loss_for_each_example(W, b, X, y, lr, reg, reduction):
    dW, db, _ = gradients(W, b, X, y, reg, reduction)
    return W - lr * dW, b - lr * db, forward(W, b, X, y)[0] + reg * np.sum(W * W)


@misconception(
    id="10-ST25",
    exercise="sgd-step",
    says="Your mean divides by the number of all scores.",
    try_this="How many numbers did your mean run over? How many examples are there?",
    section=STEP,
)
def averaged_over_all_cells(W, b, X, y, lr, reg, reduction):
    dW, db, loss = gradients(W, b, X, y, 0.0, reduction)
    C, factor = W.shape[1], len(y) if reduction == "sum" else 1
    share = 1 if reduction == "sum" else 1 / C
    new_W = W - lr * (share * dW + factor * 2 * reg * W)
    loss = share * loss + factor * reg * np.sum(W * W)
    return new_W, b - lr * share * db, loss
