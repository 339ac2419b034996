"""Misconceptions about `train_linear`: the gradient, from the scores to W and b."""

import numpy as np
from scipy.special import log_softmax, softmax

from autograder.misconceptions import misconception

from .common import CARD, PENALTY, WAY_BACK, at_scores, descend, gradients, half_penalty

SCORES = "At the scores"


# --- the way back and the penalty -------------------------------------------------


@misconception(
    id="09-WB01",
    exercise="train-linear",
    says="Your gradients are sums over the examples, and your loss is a mean.",
    try_this="Give every example twice: the loss stays. What does your dW do?",
    section=WAY_BACK,
)
def gradient_not_averaged(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, len(X) * G, W, b, reg)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-WB02",
    exercise="train-linear",
    says="Your gradients of the data are divided by N twice.",
    try_this="Follow one factor 1/N from the loss to dW. How often do you meet it?",
    section=WAY_BACK,
)
def gradient_averaged_twice(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, G / len(X), W, b, reg)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-WB03",
    exercise="train-linear",
    says="Only your dW is divided by N once more; db is not.",
    try_this="The gradient of the scores holds 1/N. Where does dW get another one?",
    section=WAY_BACK,
)
def weights_gradient_averaged_again(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return X.T @ G / len(X) + reg * W, G.sum(axis=0, keepdims=True)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-WB04",
    exercise="train-linear",
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W for any sizes? Print both shapes.",
    section=WAY_BACK,
)
def weights_gradient_on_its_side(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return G.T @ X + reg * W, G.sum(axis=0, keepdims=True)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-WB05",
    exercise="train-linear",
    says="The penalty is in your loss, and its slope is missing in your steps.",
    try_this="Set reg to 10. The loss grows with W: does a step of yours notice?",
    section=PENALTY,
)
def penalty_without_slope(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, G, W, b, 0.0)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-WB06",
    exercise="train-linear",
    says="Your steps feel a penalty that is missing in the recorded loss.",
    try_this="Set reg to 1000. What should happen to history[0]?",
    section=PENALTY,
)
def slope_without_penalty(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def cost(W, b, reg, N):
        return 0.0

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, cost=cost)


@misconception(
    id="09-WB08",
    exercise="train-linear",
    says="Your loss holds the whole penalty, and your step the slope of half of it.",
    try_this="Which of the two conventions does the docstring name? Read both lines.",
    section=PENALTY,
)
def half_in_the_slope_only(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def cost(W, b, reg, N):
        return reg * np.sum(W * W)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, cost=cost)


@misconception(
    id="09-WB09",
    exercise="train-linear",
    says="Your penalty is the full one, in the loss and in the step.",
    try_this="This notebook has another convention than 07. What does the card say?",
    section=CARD,
)
def full_penalty(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, 2 * reg, steps, W0, b0, callback)


@misconception(
    id="09-WB10",
    exercise="train-linear",
    says="Your penalty punishes the bias as well, in the loss and in the step.",
    try_this="Should an offset of all examples be pulled to zero? See which array "
    "the docstring penalizes.",
    section=PENALTY,
)
def bias_penalized(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, reg)
        return dW, db + reg * b

    def cost(W, b, reg, N):
        return half_penalty(W, b, reg, N) + half_penalty(b, W, reg, N)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back, cost=cost)


@misconception(
    id="09-WB11",
    exercise="train-linear",
    says="Your step of b feels a penalty that the loss has not.",
    try_this="Set X to 0 and reg to 10. Which term of the loss would pull at b?",
    section=PENALTY,
)
def bias_decays(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, reg)
        return dW, db + reg * b

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-WB12",
    exercise="train-linear",
    says="Your penalty is divided by the number of examples.",
    try_this="Give every example twice. Should the penalty change?",
    section=PENALTY,
)
def penalty_averaged(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, loss, lr, reg / len(X), steps, W0, b0, callback)


@misconception(
    id="09-WB13",
    exercise="train-linear",
    says="In your step, the penalty pushes the weights away from zero.",
    try_this="With X = 0, should W grow or shrink in a step?",
    section=PENALTY,
)
def penalty_pushes(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        return gradients(X, G, W, b, -reg)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


@misconception(
    id="09-WB14",
    exercise="train-linear",
    says="Your penalty pulls at every weight with the same number.",
    try_this="Nudge one weight, then another. Need the penalty change by the same?",
    section=PENALTY,
)
def penalty_slope_is_one_number(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def back(X, G, W, b, reg):
        dW, db = gradients(X, G, W, b, 0.0)
        return dW + reg * np.sum(W), db

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, back=back)


# --- at the scores ----------------------------------------------------------------


@misconception(
    id="09-AS01",
    exercise="train-linear",
    says="Your softmax is taken over the whole table, not over each row.",
    try_this="Print the sums of your rows of probabilities. What did you tell softmax?",
    section=SCORES,
)
def softmax_of_the_table(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        if loss == "svm":
            return at_scores(S, y, loss)
        every = np.arange(len(y))
        log_p = log_softmax(S)
        G = np.exp(log_p)
        G[every, y] -= 1
        return -log_p[every, y].mean(), G / len(y)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS02",
    exercise="train-linear",
    says="Nothing is taken off at the true class: every score is pushed down.",
    try_this="Probability 1 for the truth: which slope should be left? Which is yours?",
    section=SCORES,
)
def truth_not_subtracted(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "softmax":
            G[np.arange(len(y)), y] += 1 / len(y)
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS03",
    exercise="train-linear",
    says="With softmax, the gradient of the data has the wrong sign.",
    try_this="The truth has probability 0.3. Should its score rise or fall in a step?",
    section=SCORES,
)
def truth_pushed_down(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        return value, -G if loss == "softmax" else G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS04",
    exercise="train-linear",
    says="With large scores, a probability becomes exactly 0 before its logarithm.",
    try_this="Which function of scipy.special gives log p without p in between?",
    section=SCORES,
)
def log_of_softmax(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "softmax":
            p = softmax(S, axis=1)[np.arange(len(y)), y]
            value = -np.log(p).mean()
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS05",
    exercise="train-linear",
    says="The probabilities are overwritten before the loss reads them.",
    try_this="`b = a` copies what, the numbers or the name? Print p before the log.",
    section=SCORES,
)
def probabilities_overwritten(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        if loss == "svm":
            return at_scores(S, y, loss)
        every = np.arange(len(y))
        p = softmax(S, axis=1)
        G = p
        G[every, y] -= 1
        return -np.log(p[every, y]).mean(), G / len(y)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS06",
    exercise="train-linear",
    says="With softmax, your loss is a sum over the examples, and your step a mean.",
    try_this="With W = 0, an example of three classes costs log 3. What do many cost?",
    section=SCORES,
)
def loss_not_averaged(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        return value * len(y) if loss == "softmax" else value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS07",
    exercise="train-linear",
    says="`loss` changes nothing: both names give the softmax loss.",
    try_this="Call it with 'svm' and with 'softmax'. Which line of yours reads `loss`?",
    section=SCORES,
)
def always_softmax(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    return descend(X, y, "softmax", lr, reg, steps, W0, b0, callback)


@misconception(
    id="09-AS08",
    exercise="train-linear",
    says="With 'svm', the true class costs its margin of 1, in every example.",
    try_this="How far is the true class behind itself? Is it in the sum of the text?",
    section=SCORES,
)
def truth_costs_its_margin(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        return value + (loss == "svm"), G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS09",
    exercise="train-linear",
    says="With 'svm', the true class gets no gradient.",
    try_this="Lower the score of the truth. Does the loss change? What slope is that?",
    section=SCORES,
)
def truth_gets_nothing(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            G[np.arange(len(y)), y] = 0
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS10",
    exercise="train-linear",
    says="With 'svm', a class is let off as soon as it is behind, by however little.",
    try_this="With W = 0 all scores are equal. What should the SVM loss of three "
    "classes be?",
    section=SCORES,
)
def no_margin(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        if loss == "softmax":
            return at_scores(S, y, loss)
        every = np.arange(len(y))
        gaps = S - S[every, y][:, None]
        G = (gaps > 0).astype(float)
        G[every, y] = -G.sum(axis=1)
        return np.maximum(gaps, 0).sum() / len(y), G / len(y)

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS11",
    exercise="train-linear",
    says="With 'svm', your gradient is the size of the violated margins.",
    try_this="What is the slope of max(0, x) at x = 3? And at x = 30?",
    section=SCORES,
)
def margins_as_slopes(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            every = np.arange(len(y))
            G = np.maximum(S - S[every, y][:, None] + 1, 0) / len(y)
            G[every, y] = 0
            G[every, y] = -G.sum(axis=1)
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS12",
    exercise="train-linear",
    says="With 'svm', the true class is pulled up once, however many classes violate.",
    try_this="In how many violated margins does the score of the truth appear?",
    section=SCORES,
)
def truth_pulled_once(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            every = np.arange(len(y))
            G[every, y] = np.maximum(G[every, y], -1 / len(y))
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)


@misconception(
    id="09-AS13",
    exercise="train-linear",
    says="With 'svm', the wrong classes get no gradient.",
    try_this="Raise the score of a class that violates. Does the loss change?",
    section=SCORES,
)
def rivals_get_nothing(X, y, loss, lr, reg, steps, W0, b0, callback=None):
    def at(S, y, loss):
        value, G = at_scores(S, y, loss)
        if loss == "svm":
            own = np.arange(S.shape[1]) == y[:, None]
            G = np.where(own, G, 0)
        return value, G

    return descend(X, y, loss, lr, reg, steps, W0, b0, callback, at=at)
