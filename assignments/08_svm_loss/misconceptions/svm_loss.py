"""Misconceptions about `svm_loss_naive` and `svm_loss_vectorized`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ACTIVE,
    ALL,
    BOTH,
    MARGINS,
    PULLS,
    WITH_LOOPS,
    WITHOUT_LOOPS,
    assembled,
    data_loss_of,
    gaps_of,
    pulls_of,
    solve,
    worst_of,
)


@misconception(
    id="08-HV01",
    exercise=BOTH,
    says="Your loss is too large by the same number for every W.",
    try_this="What does the true class contribute if nobody leaves it out?",
    section=MARGINS,
)
def true_class_in_the_loss(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss + 1.0, dW


@misconception(
    id="08-HV02",
    exercise=BOTH,
    says="The true class is counted among the violated ones, in loss and gradient.",
    try_this="What does each row of your coefficients add up to, and what should it?",
    section=MARGINS,
)
def true_class_counted_too(W, X, y, reg):
    every = np.arange(len(y))
    S = X @ W
    M = np.maximum(0.0, S - S[every, y].reshape(-1, 1) + 1.0)
    B = np.where(M > 0, 1.0, 0.0)
    B[every, y] = -B.sum(axis=1)
    return assembled(M.sum() / len(y), B, W, X, reg)


@misconception(
    id="08-HV04",
    exercise=BOTH,
    says="Your loss is content as soon as the true class wins.",
    try_this="With W = 0 all scores are equal. Should this loss be happy?",
    section=ACTIVE,
)
def no_safe_distance(W, X, y, reg):
    M = gaps_of(X @ W, y, 0.0)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV32",
    exercise=BOTH,
    says="Only classes that beat the truth are in your active set.",
    try_this="With W = 0 nobody beats anybody. Which test did you choose in step 10?",
    section=ACTIVE,
)
def only_leaders_are_asked(W, X, y, reg):
    M = np.where(gaps_of(X @ W, y, 0.0) > 0, gaps_of(X @ W, y), 0.0)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV05",
    exercise=BOTH,
    says="You subtract the safe distance, where it makes a class come closer.",
    try_this="A wrong class trails by 0.5. Is it safe in your formula?",
    section=MARGINS,
)
def safe_distance_subtracted(W, X, y, reg):
    M = gaps_of(X @ W, y, -1.0)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV06",
    exercise=BOTH,
    says="Your loss knows the safe distance, and your gradient does not.",
    try_this="Which classes does your gradient ask, and which ones does your loss?",
    section=ACTIVE,
)
def gradient_asks_leaders_only(W, X, y, reg):
    leaders = gaps_of(X @ W, y, 0.0)
    return assembled(data_loss_of(W, X, y), pulls_of(leaders, y), W, X, reg)


@misconception(
    id="08-HV07",
    exercise=BOTH,
    says="In your gradient only the wrong classes hear of an example.",
    try_this="Lower the score of the true class. Does the loss change?",
    section=PULLS,
)
def true_class_hears_nothing(W, X, y, reg):
    B = np.where(gaps_of(X @ W, y) > 0, 1.0, 0.0)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV08",
    exercise=BOTH,
    says="In your gradient only the true class hears of an example.",
    try_this="Raise the score of a violated class. Does the loss change?",
    section=PULLS,
)
def wrong_classes_hear_nothing(W, X, y, reg):
    B = np.zeros((len(y), W.shape[1]))
    violated = gaps_of(X @ W, y) > 0
    B[np.arange(len(y)), y] = -np.count_nonzero(violated, axis=1)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV09",
    exercise=BOTH,
    says="The true class gets the sum of the margins in your gradient.",
    try_this="Raise the true score by a tiny step: the loss falls by how many of them?",
    section=PULLS,
)
def margins_summed_at_the_truth(W, X, y, reg):
    M = gaps_of(X @ W, y)
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -M.sum(axis=1)
    return assembled(M.sum() / len(y), B, W, X, reg)


@misconception(
    id="08-HV10",
    exercise=BOTH,
    says="In your gradient a class pulls harder the more it is violated.",
    try_this="What is the slope of max(0, u) at u = 3, and what is it at u = 30?",
    section=PULLS,
)
def weighted_by_the_margins(W, X, y, reg):
    M = gaps_of(X @ W, y)
    B = M.copy()
    B[np.arange(len(y)), y] = -M.sum(axis=1)
    return assembled(M.sum() / len(y), B, W, X, reg)


@misconception(
    id="08-HV11",
    exercise=BOTH,
    says="Your loss squares the margins, and your gradient belongs to that.",
    try_this="Try W = 0, then any other W. Why does W = 0 not tell the two apart?",
    section=MARGINS,
)
def squared_hinge(W, X, y, reg):
    M = gaps_of(X @ W, y)
    B = 2 * M
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return assembled(np.sum(M * M) / len(y), B, W, X, reg)


@misconception(
    id="08-HV12",
    exercise=BOTH,
    says="Your loss squares the margins, and your gradient knows nothing of that.",
    try_this="A class is too close by 3. What should it cost, and what does it cost?",
    section=MARGINS,
)
def squares_in_the_loss_only(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(np.sum(M * M) / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV13",
    exercise=BOTH,
    says="Your mean divides by the number of cells, not by the number of examples.",
    try_this="How many numbers did your mean run over? How many examples are there?",
    section=WITHOUT_LOOPS,
)
def averaged_over_all_cells(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(M.mean(), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV14",
    exercise=BOTH,
    says="When you take the loss, your margins are no margins any more.",
    try_this="Print the margins just before you add them up. Who wrote into them?",
    section=WITHOUT_LOOPS,
)
def loss_of_the_overwritten_table(W, X, y, reg):
    M = gaps_of(X @ W, y)
    B = M
    B[M > 0] = 1.0
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return assembled(M.sum() / len(y), B, W, X, reg)


@misconception(
    id="08-HV15",
    exercise=BOTH,
    says="Your loss counts the violated classes instead of adding up their margins.",
    try_this="Print the margins just before you add them up. Are they all that round?",
    section=WITHOUT_LOOPS,
)
def loss_of_the_mask(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(np.count_nonzero(M) / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV16",
    exercise=BOTH,
    says="Your mask holds truth values: a negative count becomes True in it.",
    try_this="What is the dtype of your mask? Which values can it hold?",
    section=PULLS,
)
def counts_in_a_table_of_truth_values(W, X, y, reg):
    B = gaps_of(X @ W, y) > 0
    B[np.arange(len(y)), y] = -np.count_nonzero(B, axis=1)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV17",
    exercise=BOTH,
    says="Your mask holds unsigned integers, and negative numbers wrap around.",
    try_this="Print the mask. Where do numbers near 254 come from?",
    section=PULLS,
)
def counts_in_unsigned_integers(W, X, y, reg):
    B = (gaps_of(X @ W, y) > 0).astype(np.uint8)
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV18",
    exercise=BOTH,
    says="You look at the worst class only, in the loss and in the gradient.",
    try_this="The true class must keep its distance from how many of the others?",
    section=MARGINS,
)
def worst_violation_only(W, X, y, reg):
    M = worst_of(gaps_of(X @ W, y))
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV19",
    exercise=BOTH,
    says="You add up your mask over the examples of a class.",
    try_this="Should the violated ones be counted per example or per class?",
    section=PULLS,
)
def counts_of_the_columns(W, X, y, reg):
    B = np.where(gaps_of(X @ W, y) > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -B.sum(axis=0)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV20",
    exercise=BOTH,
    says="The true scores meet the columns of the scores, and not the rows.",
    try_this="Write (N, C) and (N,) under each other, right-aligned. What meets what?",
    section=MARGINS,
)
def true_scores_without_a_column_axis(W, X, y, reg):
    every = np.arange(len(y))
    S = X @ W
    M = np.maximum(0.0, S - S[every, y] + 1.0)
    M[every, y] = 0.0
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV21",
    exercise=BOTH,
    says="In your gradient the true class pulls alike however many are violated.",
    try_this="In how many margins of one example does the true score appear?",
    section=PULLS,
)
def minus_one_for_the_truth(W, X, y, reg):
    violated = gaps_of(X @ W, y) > 0
    B = np.where(violated, 1.0, 0.0)
    B[np.arange(len(y)), y] = np.where(violated.any(axis=1), -1.0, 0.0)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV22",
    exercise=BOTH,
    says="Your loss is an average over the examples, and your gradient is a sum.",
    try_this="Give every example twice. Which of your results changes? Should it?",
    section=ALL,
)
def gradient_not_averaged(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return solve(W, X, y, reg)[0], X.T @ pulls_of(M, y) + reg * W


@misconception(
    id="08-HV23",
    exercise=BOTH,
    says="In your dW a column forgets what earlier examples put into it.",
    try_this="Two examples violate class 1. What does `=` do to the first one's part?",
    section=WITH_LOOPS,
)
def assigned_instead_of_added(W, X, y, reg):
    M = gaps_of(X @ W, y)
    dW = np.zeros(W.shape)
    for i, j in np.argwhere(M > 0):
        dW[:, j] = X[i]
        dW[:, y[i]] = -X[i]
    return solve(W, X, y, reg)[0], dW / len(y) + reg * W


@misconception(
    id="08-HV24",
    exercise=BOTH,
    says="In your gradient the true class has lost its minus.",
    try_this="Raise the true score. Should the loss rise?",
    section=PULLS,
)
def truth_without_its_minus(W, X, y, reg):
    B = np.where(gaps_of(X @ W, y) > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = B.sum(axis=1)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV26",
    exercise=BOTH,
    says="In your loss a class that is far behind earns something back.",
    try_this="A class trails by 100. What should it cost, and what does it in yours?",
    section=MARGINS,
)
def nothing_is_cut_off(W, X, y, reg):
    every = np.arange(len(y))
    S = X @ W
    M = S - S[every, y].reshape(-1, 1) + 1.0
    M[every, y] = 0.0
    B = np.ones(M.shape)
    B[every, y] = 1.0 - M.shape[1]
    return assembled(M.sum() / len(y), B, W, X, reg)


@misconception(
    id="08-HV27",
    exercise=BOTH,
    says="Your loss cuts off at zero, and your gradient does not.",
    try_this="A class is far behind and its score falls. What should dW say of it?",
    section=PULLS,
)
def gradient_of_every_wrong_class(W, X, y, reg):
    B = np.ones((len(y), W.shape[1]))
    B[np.arange(len(y)), y] = 1.0 - W.shape[1]
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="08-HV28",
    exercise=BOTH,
    says="Your difference of scores has the opposite sign, in loss and gradient.",
    try_this="The true class leads by far. Should that cost a lot or nothing?",
    section=MARGINS,
)
def true_class_should_lose(W, X, y, reg):
    M = gaps_of(-X @ W, y)
    return assembled(M.sum() / len(y), -pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV29",
    exercise=BOTH,
    says="The part of your gradient that comes from the examples points downhill.",
    try_this="Move W a little along your dW, with reg = 0. Does the loss rise or fall?",
    section=PULLS,
)
def data_gradient_turned_round(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(M.sum() / len(y), -pulls_of(M, y), W, X, reg)


@misconception(
    id="08-HV30",
    exercise=BOTH,
    says="You cut off at zero first, and add the safe distance afterwards.",
    try_this="What does a class cost that is far behind? Which of the steps is first?",
    section=MARGINS,
)
def distance_added_after_the_cut(W, X, y, reg):
    every = np.arange(len(y))
    S = X @ W
    leads = np.maximum(0.0, S - S[every, y].reshape(-1, 1))
    M = leads + 1.0
    M[every, y] = 0.0
    return assembled(M.sum() / len(y), pulls_of(leads, y), W, X, reg)


@misconception(
    id="08-HV31",
    exercise=BOTH,
    says="What belongs to the true class happens to its whole column.",
    try_this="Print A[:, y].shape for a table A. How many numbers did you want?",
    section=MARGINS,
)
def columns_of_the_labels_emptied(W, X, y, reg):
    M = gaps_of(X @ W, y)
    M[:, y] = 0.0
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)
