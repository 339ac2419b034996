"""Wrong rules of 07_softmax_loss, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right (and stable)
in all others; what the rules have in common stands in the helpers.  Ids SN, SV and BI
are those of the course's list of misconceptions, the others are this assignment's.

    helpers
    LP   the penalty
    BI   back through the scores
    SN   softmax loss and gradient      SV   what matrices add to that
    SL   softmax: more that was seen in real code
    AL   the strongest rival
    SB   the smallest batch

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np

from autograder.misconceptions import misconception

BOTH = ("softmax-loss-naive", "softmax-loss-vectorized")
CARD = "The card: what the letters mean"
ONE = "Derive: one example"
ALL = "Derive: the whole batch"
BIAS = "Derive: the bias and the inputs"
PENALTY = "Derive: the penalty"
ANY_SIZE = "Scores of any size"
WITH_LOOPS = "Write it with loops"
WITHOUT_LOOPS = "Write it without loops"
RIVAL = "Find the fault: the strongest rival"
LAB = "Bug lab: the smallest batch"


# --- helpers ----------------------------------------------------------------------


def forward(W, X, y):
    """P (N, C) probabilities, L (N,) the loss of each example."""
    S = X @ W
    S = S - S.max(axis=1, keepdims=True)
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    return np.exp(log_p), -log_p[np.arange(len(y)), y]


def scores_gradient(P, y):
    """G (N, C): the gradient of the summed losses with respect to the scores."""
    G = P.copy()
    G[np.arange(len(y)), y] -= 1
    return G


def solve(W, X, y, reg):
    """Loss and gradient without a mistake."""
    P, L = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


# --- the penalty ------------------------------------------------------------------


@misconception(
    id="LP01",
    exercise="l2-penalty",
    says="`half` changes nothing: both calls give the same numbers.",
    try_this="Call it twice, with half=False and half=True. Which line reads `half`?",
    section=PENALTY,
)
def half_is_ignored(W, reg, half=False):
    return reg * np.sum(W * W), 2 * reg * W


@misconception(
    id="LP02",
    exercise="l2-penalty",
    says="Your gradient belongs to the half convention even where `half` is False.",
    try_this="Measure the slope of w*w at w = 3 with two nearby points. Is it 3?",
    section=PENALTY,
)
def gradient_is_always_half(W, reg, half=False):
    return (0.5 if half else 1.0) * reg * np.sum(W * W), reg * W


@misconception(
    id="LP03",
    exercise="l2-penalty",
    says="`half` changes your value and leaves your gradient as it was.",
    try_this="If a hill is half as high everywhere, what happens to its slopes?",
    section=PENALTY,
)
def half_only_in_the_value(W, reg, half=False):
    return (0.5 if half else 1.0) * reg * np.sum(W * W), 2 * reg * W


@misconception(
    id="LP04",
    exercise="l2-penalty",
    says="You add the weights up first and square afterwards.",
    try_this="Try W = [[1, -1]]. Is there nothing to pay for these weights?",
    section=PENALTY,
)
def square_of_the_sum(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.sum(W) ** 2, factor * 2 * reg * W


@misconception(
    id="LP05",
    exercise="l2-penalty",
    says="Your gradient of the penalty is a single number.",
    try_this="Nudge one weight, then another. Need the penalty change by the same?",
    section=PENALTY,
)
def gradient_is_a_number(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.sum(W * W), factor * 2 * reg * np.sum(W)


@misconception(
    id="LP06",
    exercise="l2-penalty",
    says="Your penalty does not depend on `reg`.",
    try_this="Call it with reg = 0 and with reg = 100. What should each of them cost?",
    section=PENALTY,
)
def strength_is_forgotten(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * np.sum(W * W), factor * 2 * W


@misconception(
    id="LP07",
    exercise="l2-penalty",
    says="Your penalty is the length of W, with a square root over the sum.",
    try_this="Double all weights. By which factor should a sum of squares grow?",
    section=PENALTY,
)
def length_instead_of_squares(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.linalg.norm(W), factor * 2 * reg * W


@misconception(
    id="LP08",
    exercise="l2-penalty",
    says="The conventions are swapped: half=True gives the larger penalty.",
    try_this="Which of the two calls should return the smaller value?",
    section=PENALTY,
)
def half_is_swapped(W, reg, half=False):
    factor = 1.0 if half else 0.5
    return factor * reg * np.sum(W * W), factor * 2 * reg * W


@misconception(
    id="LP09",
    exercise="l2-penalty",
    says="Your value is a whole table of squares, and a penalty is one number.",
    try_this="Print np.shape of the value. What becomes of a loss that you add it to?",
    section=PENALTY,
)
def squares_not_added_up(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * W * W, factor * 2 * reg * W


@misconception(
    id="LP10",
    exercise="l2-penalty",
    says="In both conventions your gradient has lost a factor on the way.",
    try_this="What is the slope of w * w at w = 3? Measure it with two points near by.",
    section=PENALTY,
)
def gradient_lost_its_factor(W, reg, half=False):
    factor = 0.5 if half else 1.0
    return factor * reg * np.sum(W * W), factor * reg * W


# --- back through the scores ------------------------------------------------------


@misconception(
    id="BI01",
    exercise="affine-backward",
    says="Your db is an average over the examples, and G was averaged already.",
    try_this="How often is your db divided by N on its way from the loss?",
    section=BIAS,
)
def bias_gradient_averaged_again(G, X, W):
    return G @ W.T, X.T @ G, G.mean(axis=0, keepdims=True)


@misconception(
    id="BI02",
    exercise="affine-backward",
    says="Your db adds up the classes of each example.",
    try_this="How many biases are there, and how many numbers has your db?",
    section=BIAS,
)
def bias_gradient_over_classes(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=1)


@misconception(
    id="BI04",
    exercise="affine-backward",
    says="Your db is zero: the bias would never learn.",
    try_this="Raise one bias a little. Which scores move with it?",
    section=BIAS,
)
def bias_gradient_forgotten(G, X, W):
    return G @ W.T, X.T @ G, np.zeros((1, W.shape[1]))


@misconception(
    id="BI05",
    exercise="affine-backward",
    says="The numbers of db are right, and its shape is not that of b.",
    try_this="Print db.shape. The card gives the shape of b: which axis got lost?",
    section=CARD,
)
def bias_gradient_lost_an_axis(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=0)


@misconception(
    id="BI07",
    exercise="affine-backward",
    says="Your db knows one example only.",
    try_this="How many examples feel the same bias? Which of them does db ask?",
    section=BIAS,
)
def bias_gradient_of_one_example(G, X, W):
    return G @ W.T, X.T @ G, G[:1].copy()


@misconception(
    id="BI08",
    exercise="affine-backward",
    says="Your db has one number per example: the bias lies along the wrong axis.",
    try_this="Add 5 to every score of one row. Do its probabilities change?",
    section=BIAS,
)
def bias_along_the_examples(G, X, W):
    return G @ W.T, X.T @ G, G.sum(axis=1, keepdims=True)


@misconception(
    id="BI10",
    exercise="affine-backward",
    says="In your dX the matrices meet along axes that need not have the same size.",
    try_this="Write the shape under each factor. Which sizes touch in the product?",
    section=BIAS,
)
def inputs_gradient_without_turning_W(G, X, W):
    return G @ W, X.T @ G, G.sum(axis=0, keepdims=True)


@misconception(
    id="BI11",
    exercise="affine-backward",
    says="Your dW is divided by N once more than it should be.",
    try_this="G already carries a factor 1/N. Where does your dW get another one?",
    section=BIAS,
)
def weights_gradient_averaged_again(G, X, W):
    return G @ W.T, X.T @ G / len(X), G.sum(axis=0, keepdims=True)


@misconception(
    id="BI13",
    exercise="affine-backward",
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W? Print both shapes.",
    section=ALL,
)
def weights_gradient_on_its_side(G, X, W):
    return G @ W.T, G.T @ X, G.sum(axis=0, keepdims=True)


@misconception(
    id="BI14",
    exercise="affine-backward",
    says="Your gradients are right, and come back in another order.",
    try_this="Read the line `Returns` in the docstring once more: who comes first?",
    section=BIAS,
)
def parts_in_another_order(G, X, W):
    return X.T @ G, G @ W.T, G.sum(axis=0, keepdims=True)


@misconception(
    id="BI15",
    exercise="affine-backward",
    says="All your gradients are divided by N, although G already was.",
    try_this="Who divided by N first? The docstring says what G holds.",
    section=BIAS,
)
def everything_averaged_again(G, X, W):
    N = len(X)
    return G @ W.T / N, X.T @ G / N, G.sum(axis=0, keepdims=True) / N


# --- softmax loss and gradient ----------------------------------------------------


@misconception(
    id="SN01",
    exercise=BOTH,
    says="In your gradient only the column of the true class hears of an example.",
    try_this="Raise a wrong class's weight. Does the loss change? What slope is that?",
    section=ONE,
)
def only_the_true_column(W, X, y, reg):
    loss, _ = solve(W, X, y, reg)
    Y = np.eye(W.shape[1])[y]
    return loss, -X.T @ Y / len(y) + 2 * reg * W


@misconception(
    id="SN02",
    exercise=BOTH,
    says="In your gradient the true class gets nothing from its own examples.",
    try_this="At how many places of L_i does the score of the true class appear?",
    section=ONE,
)
def true_class_skipped(W, X, y, reg):
    P, L = forward(W, X, y)
    G = P.copy()
    G[np.arange(len(y)), y] = 0
    return L.mean() + reg * np.sum(W * W), X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="SN04",
    exercise=BOTH,
    says="Your loss is an average over the examples, and your gradient is a sum.",
    try_this="Give every example twice. Which of your results changes? Should it?",
    section=ALL,
)
def gradient_not_averaged(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SN05",
    exercise=BOTH,
    says="Your loss adds the examples up, and is not averaged.",
    try_this="With W = 0, divide your loss by log C. Which number comes out?",
    section=CARD,
)
def loss_not_averaged(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.sum() + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="SN06",
    exercise=BOTH,
    says="Loss and gradient agree with each other, and both add up the examples.",
    try_this="Give every example twice. Should a mean change? Do your two results?",
    section=ALL,
)
def nothing_is_averaged(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) + 2 * reg * W
    return L.sum() + reg * np.sum(W * W), dW


@misconception(
    id="SN07",
    exercise=BOTH,
    says="The penalty is in your gradient, and not in your loss.",
    try_this="Set reg to 1000. What should happen to the loss, and what happens?",
    section=PENALTY,
)
def penalty_missing_in_the_loss(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean(), solve(W, X, y, reg)[1]


@misconception(
    id="SN08",
    exercise=BOTH,
    says="Loss and gradient follow two different conventions for the penalty.",
    try_this="Differentiate lambda * w * w on paper. Does your line say the same?",
    section=PENALTY,
)
def penalty_gradient_of_the_half_convention(W, X, y, reg):
    P, _ = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) / len(y) + reg * W
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="SN09",
    exercise=BOTH,
    says="Whatever `reg` is, your results are the same.",
    try_this="Which line of yours reads `reg`? Compare reg = 0 with reg = 100.",
    section=PENALTY,
)
def penalty_missing_everywhere(W, X, y, reg):
    return solve(W, X, y, 0.0)


@misconception(
    id="SN12",
    exercise=BOTH,
    says="You pay the penalty once for every example, in the loss and in the gradient.",
    try_this="Does the penalty stand inside the loop over the examples? Should it?",
    section=PENALTY,
)
def penalty_paid_for_each_example_everywhere(W, X, y, reg):
    return solve(W, X, y, len(y) * reg)


@misconception(
    id="SN10",
    exercise=BOTH,
    says="Your loss pays the penalty once for every example.",
    try_this="How often should it be paid: once per example, or once?",
    section=PENALTY,
)
def penalty_paid_for_each_example(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() + len(y) * reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="SN11",
    exercise=BOTH,
    says="In your loss the penalty is divided by N together with the examples.",
    try_this="What comes first in your code: dividing by N, or adding the penalty?",
    section=PENALTY,
)
def penalty_added_before_dividing(W, X, y, reg):
    _, L = forward(W, X, y)
    return (L.sum() + reg * np.sum(W * W)) / len(y), solve(W, X, y, reg)[1]


@misconception(
    id="SN13",
    exercise=BOTH,
    says="Your penalty squares the sum of the weights.",
    try_this="Try W = [[1, -1]] by hand. What does your penalty say?",
    section=PENALTY,
)
def penalty_squares_the_sum(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() + reg * np.sum(W) ** 2, solve(W, X, y, reg)[1]


@misconception(
    id="SN14",
    exercise=BOTH,
    says="You add one and the same number to every entry of dW for the penalty.",
    try_this="The penalty has a slope for each weight. How many numbers did you add?",
    section=PENALTY,
)
def penalty_gradient_is_a_number(W, X, y, reg):
    P, _ = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) / len(y) + 2 * reg * np.sum(W)
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="SN16",
    exercise=BOTH,
    says="Your penalty is a reward: large weights make your loss smaller.",
    try_this="Which W does your loss like best, a small one or a huge one?",
    section=PENALTY,
)
def penalty_with_the_wrong_sign(W, X, y, reg):
    return solve(W, X, y, -reg)


@misconception(
    id="SN17",
    exercise=BOTH,
    says="Your penalty depends on how many examples the batch has.",
    try_this="Stack the batch on itself. Should the same weights now cost less?",
    section=PENALTY,
)
def penalty_over_twice_the_batch(W, X, y, reg):
    return solve(W, X, y, reg / (2 * len(y)))


@misconception(
    id="SN19",
    exercise=BOTH,
    says="Only the last example is left in your results.",
    try_this="What do your running totals hold after two examples? Print them.",
    section=ALL,
)
def only_the_last_example_counts(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    G = scores_gradient(P, y)
    loss = L[-1] / N + reg * np.sum(W * W)
    return loss, np.outer(X[-1], G[-1]) / N + 2 * reg * W


@misconception(
    id="SN20",
    exercise=BOTH,
    says="Your gradient uses exponentials that do not add up to one.",
    try_this="Add 1 to every score. Should the gradient change? Does yours?",
    section=ONE,
)
def exponentials_not_normalised(W, X, y, reg):
    G = scores_gradient(np.exp(X @ W), y)
    return solve(W, X, y, reg)[0], X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="SN22",
    exercise=BOTH,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=WITH_LOOPS,
)
def nothing_is_returned(W, X, y, reg):
    solve(W, X, y, reg)


@misconception(
    id="SN23",
    exercise=BOTH,
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(1000)? Which change to a row leaves its ratios alone?",
    section=ANY_SIZE,
)
def exponentials_of_raw_scores(W, X, y, reg):
    N = len(y)
    E = np.exp(X @ W)
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="SN24",
    exercise=BOTH,
    says="Large scores overflow in the logarithm of your sum.",
    try_this="What is log(exp(1000)) in numpy, and what on paper? What can a shift do?",
    section=ANY_SIZE,
)
def logarithm_of_a_raw_sum(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S)
    loss = (np.log(E.sum(axis=1)) - S[np.arange(N), y]).mean() + reg * np.sum(W * W)
    P = E / E.sum(axis=1, keepdims=True)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="SN25",
    exercise=BOTH,
    says="Large scores overflow in the logarithm of your sum.",
    try_this="What is log(exp(1000)) in numpy, and what on paper? What can a shift do?",
    section=ANY_SIZE,
)
def raw_log_probabilities(W, X, y, reg):
    N = len(y)
    S = X @ W
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(N), y].mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(np.exp(log_p), y) / N + 2 * reg * W


@misconception(
    id="SN26",
    exercise="softmax-loss-naive",
    says="Large scores stop your function: math.exp refuses what is too large for it.",
    try_this="Which change to a row leaves its probabilities alone, and exp small?",
    section=ANY_SIZE,
)
def math_exp_of_raw_scores(W, X, y, reg):
    import math

    loss, dW = 0.0, np.zeros(W.shape)
    for x, label in zip(X, y):
        powers = [math.exp(score) for score in x @ W]
        p = np.array(powers) / sum(powers)
        loss -= math.log(p[label]) / len(y)
        p[label] -= 1
        dW += np.outer(x, p) / len(y)
    return loss + reg * np.sum(W * W), dW + 2 * reg * W


# --- what matrices add to that ----------------------------------------------------


@misconception(
    id="SV01",
    exercise=BOTH,
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W? Print both shapes.",
    section=ALL,
)
def product_in_the_other_order(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = scores_gradient(P, y).T @ X / len(y) + 2 * reg * W.T
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SV02",
    exercise=BOTH,
    says="Your gradient is divided by N twice.",
    try_this="Walk from the loss to dW and count: where do you meet N?",
    section=ALL,
)
def averaged_twice(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    dscores = scores_gradient(P, y) / N
    return L.mean() + reg * np.sum(W * W), X.T @ dscores / N + 2 * reg * W


@misconception(
    id="SV10",
    exercise=BOTH,
    says="You take a mean over the examples, and divide by N besides.",
    try_this="A mean contains a division. Which one did you write by hand?",
    section=ALL,
    # the same numbers as SV02: these names tell a mean over outer products
    marks=("newaxis", "einsum", "outer", "expand_dims", "average"),
)
def mean_of_products_averaged_again(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    G = scores_gradient(P, y)
    products = X[:, :, np.newaxis] * G[:, np.newaxis, :]
    dW = np.mean(products, axis=0) / N + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SV04",
    exercise=BOTH,
    says="Example and class are exchanged where you pick one entry of each row.",
    try_this="In P[a, b], which index is the row? Is a row an example or a class?",
    section=WITHOUT_LOOPS,
)
def labels_pick_the_rows(W, X, y, reg):
    N = len(y)
    P, L = forward(W, X, y)
    G = P.copy()
    G[y, np.arange(N)] -= 1
    return L.mean() + reg * np.sum(W * W), X.T @ G / N + 2 * reg * W


@misconception(
    id="SV05",
    exercise=BOTH,
    says="The last row of W goes free of the penalty in your code, like a bias row.",
    try_this="Does the docstring say that X has a column of ones here?",
    section=BIAS,
)
def last_row_is_taken_for_a_bias(W, X, y, reg):
    loss, dW = solve(W, X, y, 0.0)
    weights = W.copy()
    weights[-1] = 0
    return loss + reg * np.sum(weights * weights), dW + 2 * reg * weights


@misconception(
    id="SV07",
    exercise=BOTH,
    says="Your gradient is measured by nudging weights, and not computed.",
    try_this="How many losses does one gradient cost you, and how many should it?",
    section=ALL,
)
def measured_instead_of_derived(W, X, y, reg):
    h, dW = 1e-5, np.zeros(W.shape)
    for index in np.ndindex(*W.shape):
        step = np.zeros(W.shape)
        step[index] = h
        right, left = solve(W + step, X, y, reg)[0], solve(W - step, X, y, reg)[0]
        dW[index] = (right - left) / (2 * h)
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="SV08",
    exercise=BOTH,
    says="Your dW is a numpy.matrix, whose * is another product.",
    try_this="Print type(dW). Where in your code does that type come from?",
    section=CARD,
)
def a_numpy_matrix(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss, dW.view(np.matrix)


# --- softmax: more that was seen in real code -------------------------------------


@misconception(
    id="SL01",
    exercise=BOTH,
    says="The penalty is in your loss, and not in your gradient.",
    try_this="Set reg to 1000. Which way should a step downhill then go? Look at dW.",
    section=PENALTY,
)
def penalty_missing_in_the_gradient(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 0.0)[1]


@misconception(
    id="SL02",
    exercise=BOTH,
    says="The part of your gradient that comes from the examples points downhill.",
    try_this="Move W a little along your dW, with reg = 0. Does the loss rise or fall?",
    section=ONE,
)
def data_gradient_with_the_wrong_sign(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = -X.T @ scores_gradient(P, y) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SL03",
    exercise=BOTH,
    says="The part of your loss that comes from the examples is negative.",
    try_this="Which sign has the log of a probability? Which sign may a cost have?",
    section=CARD,
)
def loss_without_its_minus(W, X, y, reg):
    _, L = forward(W, X, y)
    return -L.mean() + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="SL31",
    exercise=BOTH,
    says="Your loss of the examples is negative, and your gradient follows it.",
    try_this="May a cost be below 0? Which sign has the log of a probability?",
    section=CARD,
)
def loss_and_gradient_without_the_minus(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = -X.T @ scores_gradient(P, y) / len(y) + 2 * reg * W
    return -L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SL04",
    exercise=BOTH,
    says="You share out the probability over the whole batch instead of each row.",
    try_this="Print P.sum(axis=1). What should each row add up to?",
    section=CARD,
)
def normalised_over_the_batch(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max())
    P = E / E.sum()
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="SL32",
    exercise=BOTH,
    says="Your dW adds up the examples and knows no penalty; your loss knows better.",
    try_this="Put the lines of loss and dW side by side: what has no partner in dW?",
    section=ALL,
)
def gradient_of_the_bare_sum(W, X, y, reg):
    P, _ = forward(W, X, y)
    return solve(W, X, y, reg)[0], X.T @ scores_gradient(P, y)


@misconception(
    id="SL33",
    exercise=BOTH,
    says="Two slips meet in dW: the mean, and the convention of the penalty.",
    try_this="Is your dW right for reg = 0? Is it for one example? What is left?",
    section=ALL,
)
def gradient_summed_and_of_the_half_convention(W, X, y, reg):
    P, _ = forward(W, X, y)
    dW = X.T @ scores_gradient(P, y) + reg * W
    return solve(W, X, y, reg)[0], dW


@misconception(
    id="SL34",
    exercise=BOTH,
    says="Your results add up the examples, and whatever `reg` is, they are the same.",
    try_this="Give every example twice: should a mean change? And who reads `reg`?",
    section=ALL,
)
def sum_without_a_penalty(W, X, y, reg):
    P, L = forward(W, X, y)
    return L.sum(), X.T @ scores_gradient(P, y)


@misconception(
    id="SL05",
    exercise=BOTH,
    says="You take one maximum off the whole batch, and low rows vanish.",
    try_this="One row lives 4000 below another. After your shift, what is its exp?",
    section=ANY_SIZE,
)
def one_maximum_for_all_rows(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max())
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="SL26",
    exercise=BOTH,
    says="You take one maximum off the whole batch, and the sums of low rows become 0.",
    try_this="One row lives 4000 below another. After your shift, what is its log sum?",
    section=ANY_SIZE,
)
def one_maximum_before_the_log_of_sums(W, X, y, reg):
    N = len(y)
    S = X @ W
    S = S - S.max()
    E = np.exp(S)
    loss = (np.log(E.sum(axis=1)) - S[np.arange(N), y]).mean() + reg * np.sum(W * W)
    P = E / E.sum(axis=1, keepdims=True)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="SL27",
    exercise=BOTH,
    says="You take one maximum off the whole batch, and the sums of low rows become 0.",
    try_this="One row lives 4000 below another. After your shift, what is its log sum?",
    section=ANY_SIZE,
    # SL26 most of the time: whether inf or nan comes out depends on the signs in X
    marks=("log_p", "logp", "log_P", "log_probs"),
)
def one_maximum_before_log_probabilities(W, X, y, reg):
    N = len(y)
    S = X @ W
    S = S - S.max()
    log_p = S - np.log(np.exp(S).sum(axis=1, keepdims=True))
    loss = -log_p[np.arange(N), y].mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(np.exp(log_p), y) / N + 2 * reg * W


@misconception(
    id="SL06",
    exercise=BOTH,
    says="A class far behind costs infinity: its probability became 0 before the log.",
    try_this="What is log(exp(-800)) on paper, and in numpy? Which one do you compute?",
    section=ANY_SIZE,
)
def logarithm_after_the_underflow(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="SL07",
    exercise=BOTH,
    says="Your code works for ten classes only.",
    try_this="Which shape in your code is a number that you typed in?",
    section=LAB,
)
def always_ten_classes(W, X, y, reg):
    loss, _ = solve(W, X, y, reg)
    P, _ = forward(W, X, y)
    P = P * np.ones((1, 10))
    return loss, X.T @ scores_gradient(P, y) / len(y) + 2 * reg * W


@misconception(
    id="SL08",
    exercise=BOTH,
    says="Loss and gradient agree with each other, in the half convention.",
    try_this="Which convention does the docstring of this function ask for?",
    section=PENALTY,
)
def half_convention_throughout(W, X, y, reg):
    return solve(W, X, y, reg / 2)


@misconception(
    id="SL09",
    exercise=BOTH,
    says="Your penalty is divided by N.",
    try_this="Is the penalty a property of the examples or of the weights?",
    section=PENALTY,
)
def penalty_averaged_too(W, X, y, reg):
    return solve(W, X, y, reg / len(y))


@misconception(
    id="SL10",
    exercise=BOTH,
    says="In your gradient the penalty is divided by N together with the examples.",
    try_this="What comes first for dW: dividing by N, or adding the penalty?",
    section=PENALTY,
)
def penalty_gradient_added_before_dividing(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, reg / len(y))[1]


@misconception(
    id="SL11",
    exercise=BOTH,
    says="The strength `reg` does not reach your penalty.",
    try_this="Call it with reg = 0. Is there still something to pay?",
    section=PENALTY,
)
def penalty_without_its_strength(W, X, y, reg):
    return solve(W, X, y, 1.0)


@misconception(
    id="SL12",
    exercise=BOTH,
    says="Your penalty multiplies different weights with each other.",
    try_this="Try W = [[1], [-1]]. Which products should be in the sum?",
    section=PENALTY,
)
def penalty_by_a_matrix_product(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() + reg * np.sum(W @ W.T), solve(W, X, y, reg)[1]


@misconception(
    id="SL13",
    exercise=BOTH,
    says="Your function changes the W that it was given.",
    try_this="Print W before and after the call. Which name of yours is that array?",
    section=RIVAL,
)
def gradient_written_into_W(W, X, y, reg):
    loss, data = solve(W, X, y, 0.0)
    loss = loss + reg * np.sum(W * W)
    dW = W
    dW *= 2 * reg
    dW += data
    return loss, dW


@misconception(
    id="SL14",
    exercise=BOTH,
    says="Your loss is right, and your gradient is still zero everywhere.",
    try_this="Which line of your code writes into dW?",
    section=ONE,
)
def gradient_still_zero(W, X, y, reg):
    return solve(W, X, y, reg)[0], np.zeros(W.shape)


@misconception(
    id="SL15",
    exercise=BOTH,
    says="What belongs to the true class happens to its whole row.",
    try_this="For one example: how many entries of its row belong to the true class?",
    section=WITHOUT_LOOPS,
)
def whole_row_instead_of_one_entry(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ (P - 1) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SL16",
    exercise=BOTH,
    says="Your gradient does not depend on the labels.",
    try_this="Give another y. What changes in dW? Which part of L_i knows the label?",
    section=ONE,
)
def gradient_without_labels(W, X, y, reg):
    P, L = forward(W, X, y)
    return L.mean() + reg * np.sum(W * W), X.T @ P / len(y) + 2 * reg * W


@misconception(
    id="SL17",
    exercise=BOTH,
    says="You divide by N too early: the part of the label missed the division.",
    try_this="Is (a - 1) / N the same as a / N - 1? Which one do you need?",
    section=ALL,
)
def divided_before_the_label(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ scores_gradient(P / len(y), y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SL18",
    exercise=BOTH,
    says="An axis got lost in your sums: rows meet columns in a division.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=WITHOUT_LOOPS,
)
def sum_lost_an_axis(W, X, y, reg):
    N = len(y)
    S = X @ W
    E = np.exp(S - S.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1)
    loss = -np.log(P[np.arange(N), y]).mean() + reg * np.sum(W * W)
    return loss, X.T @ scores_gradient(P, y) / N + 2 * reg * W


@misconception(
    id="SL20",
    exercise=BOTH,
    says="You count the classes from 1.",
    try_this="Which label has the first class? What does an index of -1 pick?",
    section=CARD,
)
def labels_counted_from_one(W, X, y, reg):
    return solve(W, X, y.astype(int) - 1, reg)


@misconception(
    id="SL21",
    exercise=BOTH,
    says="You subtract the labels themselves, as if they were amounts.",
    try_this="Rename class 2 to class 7. Should the gradient change its size?",
    section=ONE,
)
def label_as_an_amount(W, X, y, reg):
    P, L = forward(W, X, y)
    dW = X.T @ (P - y[:, np.newaxis]) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SL22",
    exercise=BOTH,
    says="Softmax is applied twice in your function.",
    try_this="With a perfect prediction, how close to 0 can your loss come? Try it.",
    section=CARD,
)
def softmax_of_probabilities(W, X, y, reg):
    P, _ = forward(W, X, y)
    Q, L = forward(np.eye(P.shape[1]), P, y)
    dW = X.T @ scores_gradient(Q, y) / len(y) + 2 * reg * W
    return L.mean() + reg * np.sum(W * W), dW


@misconception(
    id="SL23",
    exercise=BOTH,
    says="You return a loss for each example.",
    try_this="What shape must the thing have whose gradient is a single matrix?",
    section=CARD,
)
def a_loss_for_each_example(W, X, y, reg):
    _, L = forward(W, X, y)
    return L + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="SL24",
    exercise=BOTH,
    says="The derivative of softmax is multiplied in once more.",
    try_this="What do the rows of your dscores add up to, and what should they?",
    section=ONE,
)
def softmax_derivative_used_again(W, X, y, reg):
    P, L = forward(W, X, y)
    G = scores_gradient(P, y) * P * (1 - P)
    return L.mean() + reg * np.sum(W * W), X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="SL25",
    exercise=BOTH,
    says="Loss and gradient come back in the wrong order.",
    try_this="Which of the two does the docstring name first?",
    section=CARD,
)
def gradient_first(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return dW, loss


@misconception(
    id="SL28",
    exercise=BOTH,
    says="Your loss halves the penalty, and your gradient does not know of the half.",
    try_this="Differentiate lambda / 2 * w * w on paper. Is that your line?",
    section=PENALTY,
)
def penalty_value_of_the_half_convention(W, X, y, reg):
    return solve(W, X, y, reg / 2)[0], solve(W, X, y, reg)[1]


@misconception(
    id="SL29",
    exercise=BOTH,
    says="You pick whole columns where you want one entry of each row.",
    try_this="Print the shape of what you index with y. How many numbers do you want?",
    section=WITHOUT_LOOPS,
)
def labels_pick_whole_columns(W, X, y, reg):
    P, _ = forward(W, X, y)
    loss = -np.log(P[:, y]).sum() / len(y) + reg * np.sum(W * W)
    G = P.copy()
    G[:, y] -= 1
    return loss, X.T @ G / len(y) + 2 * reg * W


@misconception(
    id="SL30",
    exercise=BOTH,
    says="Your mean divides by the number of cells, not by the number of examples.",
    try_this="How many numbers did your mean run over? How many examples are there?",
    section=WITHOUT_LOOPS,
)
def loss_averaged_over_all_cells(W, X, y, reg):
    _, L = forward(W, X, y)
    return L.mean() / W.shape[1] + reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="SL19",
    exercise=BOTH,
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    marks=("float32", "single", "float16", "half"),
    # What float32 loses depends on the order of the operations.
    rtol=5e-3,
)
def computed_in_float32(W, X, y, reg):
    loss, dW = solve(W.astype(np.float32), X.astype(np.float32), y, np.float32(reg))
    return float(loss), dW.astype(np.float64)


# --- the strongest rival ----------------------------------------------------------


@misconception(
    id="AL03",
    exercise="strongest-rival",
    # Equal in its numbers to AL01, which changes the caller's array besides.
    says="Your lead is read from an array in which the truth has been emptied.",
    try_this="Which array still knows the probability of the true class, if any?",
    section=RIVAL,
)
def lead_from_the_emptied_copy(probs, y):
    every = np.arange(len(y))
    others = probs.copy()
    others[every, y] = 0.0
    best = others.argmax(axis=1)
    return best, others[every, y] - others[every, best]


@misconception(
    id="AL01",
    exercise="strongest-rival",
    says="The fault is still there: the array that you empty is the caller's own.",
    try_this="Ask np.shares_memory(probs, what_you_empty). Which line made a copy?",
    section=RIVAL,
)
def two_names_for_one_array(probs, y):
    every = np.arange(len(y))
    others = probs
    others[every, y] = 0.0
    best = others.argmax(axis=1)
    return best, probs[every, y] - probs[every, best]


@misconception(
    id="AL02",
    exercise="strongest-rival",
    says="Your answers are right, and you still write into the caller's array.",
    try_this="Which array do you empty, and who else is holding it?",
    section=RIVAL,
)
def the_wrong_one_is_changed(probs, y):
    every = np.arange(len(y))
    kept = probs.copy()
    probs[every, y] = 0.0
    best = probs.argmax(axis=1)
    return best, kept[every, y] - kept[every, best]


@misconception(
    id="AL04",
    exercise="strongest-rival",
    says="Your rival is the winner, which may be the true class itself.",
    try_this="For a row that is predicted rightly: can the truth be its own rival?",
    section=RIVAL,
)
def winner_instead_of_rival(probs, y):
    every = np.arange(len(y))
    best = probs.argmax(axis=1)
    return best, probs[every, y] - probs[every, best]


@misconception(
    id="AL05",
    exercise="strongest-rival",
    says="Your lead has the wrong sign.",
    try_this="A row is predicted rightly. Should the truth's lead be above or below 0?",
    section=RIVAL,
)
def lead_with_the_wrong_sign(probs, y):
    every = np.arange(len(y))
    others = probs.copy()
    others[every, y] = 0.0
    best = others.argmax(axis=1)
    return best, probs[every, best] - probs[every, y]


@misconception(
    id="AL06",
    exercise="strongest-rival",
    says="You empty the column of a class for all examples at once.",
    try_this="Print that array after that line. How many zeros should each row have?",
    section=WITHOUT_LOOPS,
)
def whole_columns_emptied(probs, y):
    every = np.arange(len(y))
    others = probs.copy()
    others[:, y] = 0.0
    best = others.argmax(axis=1)
    return best, probs[every, y] - probs[every, best]


# --- the smallest batch -----------------------------------------------------------


@misconception(
    id="SB01",
    exercise="smallest-batch",
    says="You use the smallest batch of all for every fault.",
    try_this="With one example, how does 'the last one' differ from 'all of them'?",
    section=LAB,
)
def the_smallest_of_all(fault):
    return 1, 1, 2


@misconception(
    id="SB02",
    exercise="smallest-batch",
    says="You test the literal ten with ten classes.",
    try_this="If there are ten classes, is the number 10 in the code wrong?",
    section=LAB,
)
def ten_tested_with_ten(fault):
    return {
        "ten classes": (1, 1, 10),
        "no return": (1, 1, 2),
        "last example only": (2, 1, 2),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 1, 3),
    }[fault]


@misconception(
    id="SB03",
    exercise="smallest-batch",
    says="You test the literal ten with eleven classes, and fewer would do.",
    try_this="Which numbers of classes make the literal wrong? Which is the smallest?",
    section=LAB,
)
def ten_tested_with_eleven(fault):
    return {
        "ten classes": (1, 1, 11),
        "no return": (1, 1, 2),
        "last example only": (2, 1, 2),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 1, 3),
    }[fault]


@misconception(
    id="SB04",
    exercise="smallest-batch",
    says="One batch of yours shows every fault, and is larger than each fault needs.",
    try_this="Take one fault, shrink one size by one. Can you still see the fault?",
    section=LAB,
)
def one_batch_for_all(fault):
    return 2, 2, 3


@misconception(
    id="SB05",
    exercise="smallest-batch",
    says="Your three sizes stand in another order than N, D, C.",
    try_this="The docstring names three sizes. Which of them comes second?",
    section=LAB,
)
def sizes_in_another_order(fault):
    return {
        "ten classes": (1, 2, 1),
        "no return": (1, 2, 1),
        "last example only": (2, 2, 1),
        "first feature only": (1, 2, 2),
        "two classes only": (1, 3, 1),
    }[fault]


@misconception(
    id="SB06",
    exercise="smallest-batch",
    says="Your batches have one class: then there is nothing to decide.",
    try_this="How sure can a classifier be when there is only one class?",
    section=LAB,
)
def one_class_is_enough(fault):
    return {
        "ten classes": (1, 1, 1),
        "no return": (1, 1, 1),
        "last example only": (2, 1, 1),
        "first feature only": (1, 2, 1),
        "two classes only": (1, 1, 3),
    }[fault]
