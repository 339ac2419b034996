"""Wrong rules of 08_svm_loss, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right in all
others; what the rules have in common stands in the helpers.  Ids HV, SN and SV are
those of the course's list of misconceptions, the others are this assignment's.

    helpers
    MG   the margins
    CO   the coefficients
    HV   SVM loss and gradient
    SN   averages and the penalty       SV   what matrices add to that
    SL   more that was seen in real code
    KC   kinks
    CC   the cost and the crowd

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np

from autograder.misconceptions import misconception

BOTH = ("svm-loss-naive", "svm-loss-vectorized")
CARD = "The card: what the letters mean"
MARGINS = "Derive: the margins of one example"
PULLS = "Derive: who pulls, and how hard"
ALL = "Derive: the whole gradient"
ACTIVE = "Derive: who is in the active set"
WITH_LOOPS = "Write it with loops"
WITHOUT_LOOPS = "Write it without loops"
CORNERS = "Derive: corners"
FAULT = "Find the fault: the cost and the crowd"


# --- helpers ----------------------------------------------------------------------


def gaps_of(S, y, delta=1.0):
    """Margins without a mistake."""
    N = len(y)
    M = np.maximum(0.0, S - S[np.arange(N), y].reshape(N, 1) + delta)
    M[np.arange(N), y] = 0.0
    return M


def pulls_of(M, y):
    """Coefficients without a mistake."""
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return B


def assembled(data_loss, B, W, X, reg):
    """Loss and gradient from the data loss and the coefficients."""
    loss = data_loss + 0.5 * reg * np.sum(W * W)
    return loss, X.T @ B / len(X) + reg * W


def worst_of(margins):
    """The largest margin of each example, and 0 for all others."""
    return np.where(margins == margins.max(axis=1, keepdims=True), margins, 0.0)


def data_loss_of(W, X, y):
    return gaps_of(X @ W, y).sum() / len(y)


def solve(W, X, y, reg):
    """Loss and gradient without a mistake."""
    M = gaps_of(X @ W, y)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


def sets_at(W, X, y, k, j, step, delta=1.0):
    """Which classes are violated when one weight is moved."""
    moved = W.copy()
    moved[k, j] += step
    return gaps_of(X @ moved, y, delta) > 0


# --- the margins ------------------------------------------------------------------


@misconception(
    id="MG01",
    exercise="svm-margins",
    says="In your table the true class costs something as well.",
    try_this="Put j = y into your formula. What is left of the two scores?",
    section=MARGINS,
)
def true_class_not_left_out(S, y, delta=1.0):
    return np.maximum(0.0, S - S[np.arange(len(y)), y].reshape(-1, 1) + delta)


@misconception(
    id="MG02",
    exercise="svm-margins",
    says="Your margins do not ask for any distance: to win is enough.",
    try_this="With all scores equal, should the loss be satisfied?",
    section=MARGINS,
)
def no_distance_asked_for(S, y, delta=1.0):
    return gaps_of(S, y, 0.0)


@misconception(
    id="MG03",
    exercise="svm-margins",
    says="You subtract the distance, where it makes a class come closer.",
    try_this="A class trails by half the distance. Is it safe, and what do you say?",
    section=MARGINS,
)
def distance_subtracted(S, y, delta=1.0):
    return gaps_of(S, y, -delta)


@misconception(
    id="MG04",
    exercise="svm-margins",
    says="Your distance is always 1, whatever `delta` is.",
    try_this="Call it with delta = 5. Which line of yours reads `delta`?",
    section=MARGINS,
)
def distance_is_always_one(S, y, delta=1.0):
    return gaps_of(S, y, 1.0)


@misconception(
    id="MG05",
    exercise="svm-margins",
    says="The true scores meet the columns of S, where they should meet its rows.",
    try_this="Write (N, C) and (N,) under each other, right-aligned. What meets what?",
    section=MARGINS,
)
def true_scores_along_the_classes(S, y, delta=1.0):
    every = np.arange(len(y))
    M = np.maximum(0.0, S - S[every, y] + delta)
    M[every, y] = 0.0
    return M


@misconception(
    id="MG06",
    exercise="svm-margins",
    says="Your margins can be negative: who is far behind earns something.",
    try_this="A class trails by 100. What should it cost, and what does it in yours?",
    section=MARGINS,
)
def margins_not_clamped(S, y, delta=1.0):
    every = np.arange(len(y))
    M = S - S[every, y].reshape(-1, 1) + delta
    M[every, y] = 0.0
    return M


@misconception(
    id="MG07",
    exercise="svm-margins",
    says="Your difference of scores has the opposite sign.",
    try_this="A wrong class far ahead of the truth: should it cost a lot or nothing?",
    section=MARGINS,
)
def difference_turned_round(S, y, delta=1.0):
    return gaps_of(-S, y, delta)


@misconception(
    id="MG08",
    exercise="svm-margins",
    says="You cut off at zero first, and add the distance afterwards.",
    try_this="What does a class cost that is far behind? Which of the steps is first?",
    section=MARGINS,
)
def cut_before_the_distance(S, y, delta=1.0):
    every = np.arange(len(y))
    M = np.maximum(0.0, S - S[every, y].reshape(-1, 1)) + delta
    M[every, y] = 0.0
    return M


@misconception(
    id="MG09",
    exercise="svm-margins",
    says="A minus sign vanishes in your margins, as in an absolute value.",
    try_this="Far ahead and far behind: should both cost the same?",
    section=MARGINS,
)
def absolute_value_instead(S, y, delta=1.0):
    every = np.arange(len(y))
    M = np.abs(S - S[every, y].reshape(-1, 1) + delta)
    M[every, y] = 0.0
    return M


@misconception(
    id="MG10",
    exercise="svm-margins",
    says="You empty whole columns, where one entry of each row was meant.",
    try_this="Print A[:, y].shape for a table A. How many numbers did you want?",
    section=MARGINS,
)
def whole_columns_emptied(S, y, delta=1.0):
    M = gaps_of(S, y, delta)
    M[:, y] = 0.0
    return M


@misconception(
    id="MG11",
    exercise="svm-margins",
    says="Your margins are right, and the caller's scores are gone.",
    try_this="Into which array does your first line write? Who else is holding it?",
    section=CARD,
)
def scores_overwritten(S, y, delta=1.0):
    every = np.arange(len(y))
    S -= S[every, y].reshape(-1, 1) - delta
    np.maximum(0.0, S, out=S)
    S[every, y] = 0.0
    return S


@misconception(
    id="MG12",
    exercise="svm-margins",
    says="Your margins are a numpy.matrix.",
    try_this="Print the type of each array on the way. Where does a matrix enter?",
    section=FAULT,
)
def margins_as_a_matrix(S, y, delta=1.0):
    return gaps_of(S, y, delta).view(np.matrix)


@misconception(
    id="MG13",
    exercise="svm-margins",
    says="You return one number for each example, and the table is gone.",
    try_this="Which shape does the docstring promise? Who will need the single cells?",
    section=MARGINS,
)
def margins_added_up(S, y, delta=1.0):
    return gaps_of(S, y, delta).sum(axis=1)


@misconception(
    id="MG14",
    exercise="svm-margins",
    says="You say which classes come too close, and not how much.",
    try_this="Two classes lead, by 1 and by 100. Do both cost the same?",
    section=MARGINS,
)
def mask_instead_of_margins(S, y, delta=1.0):
    return np.where(gaps_of(S, y, delta) > 0, 1.0, 0.0)


@misconception(
    id="MG15",
    exercise="svm-margins",
    says="Who leads is charged without the distance, and who trails is not charged.",
    try_this="A class trails by half the distance: is that far enough behind?",
    section=ACTIVE,
)
def distance_charged_to_leaders_only(S, y, delta=1.0):
    leads = gaps_of(S, y, 0.0)
    return np.where(leads > 0, leads + delta, 0.0)


@misconception(
    id="MG16",
    exercise="svm-margins",
    says="Only the worst class of each example costs something in your table.",
    try_this="The true class must keep its distance from how many of the others?",
    section=MARGINS,
)
def worst_class_only(S, y, delta=1.0):
    return worst_of(gaps_of(S, y, delta))


@misconception(
    id="MG17",
    exercise="svm-margins",
    says="You compare the scores with the label itself, as if it were a score.",
    try_this="y[i] is the name of a class. What do you have to look up with it?",
    section=MARGINS,
)
def label_instead_of_its_score(S, y, delta=1.0):
    M = np.maximum(0.0, S - y.reshape(-1, 1) + delta)
    M[np.arange(len(y)), y] = 0.0
    return M


@misconception(
    id="MG18",
    exercise="svm-margins",
    says="You compare with the highest score of each row, not with the true one.",
    try_this="If the prediction is wrong, whose score is the highest one?",
    section=MARGINS,
)
def compared_with_the_winner(S, y, delta=1.0):
    M = np.maximum(0.0, S - S.max(axis=1, keepdims=True) + delta)
    M[np.arange(len(y)), y] = 0.0
    return M


# --- the coefficients -------------------------------------------------------------


@misconception(
    id="CO01",
    exercise="svm-coefficients",
    says="The true class gets no slope from its own examples.",
    try_this="Lower the score of the true class. Does the loss stay as it is?",
    section=PULLS,
)
def only_wrong_classes_pull(M, y):
    return np.where(M > 0, 1.0, 0.0)


@misconception(
    id="CO02",
    exercise="svm-coefficients",
    says="Only the true class gets a slope in your table.",
    try_this="Raise the score of a class that is too close. Does the loss change?",
    section=PULLS,
)
def only_the_true_class_pulls(M, y):
    B = np.zeros(M.shape)
    B[np.arange(len(y)), y] = -np.count_nonzero(M, axis=1)
    return B


@misconception(
    id="CO03",
    exercise="svm-coefficients",
    says="Your coefficients grow with the size of the margins.",
    try_this="What is the slope of max(0, u) at u = 3, and what is it at u = 30?",
    section=PULLS,
)
def margins_instead_of_a_mask(M, y):
    B = M.copy()
    B[np.arange(len(y)), y] = -M.sum(axis=1)
    return B


@misconception(
    id="CO04",
    exercise="svm-coefficients",
    says="The wrong classes are right, and the true one gets the sum of the margins.",
    try_this="How far does the loss fall when the true score rises by a tiny bit?",
    section=PULLS,
)
def sum_of_margins_at_the_truth(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -M.sum(axis=1)
    return B


@misconception(
    id="CO05",
    exercise="svm-coefficients",
    says="The true class gets the same slope however many classes are violated.",
    try_this="In how many margins does the score of the true class appear?",
    section=PULLS,
)
def minus_one_at_the_truth(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -1.0
    return B


@misconception(
    id="CO06",
    exercise="svm-coefficients",
    says="The number in the true column has no minus.",
    try_this="The true score rises. Does the loss rise with it?",
    section=PULLS,
)
def the_minus_is_missing(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = B.sum(axis=1)
    return B


@misconception(
    id="CO07",
    exercise="svm-coefficients",
    says="All your slopes have the opposite sign.",
    try_this="Raise a class that is too close. Does the loss fall?",
    section=PULLS,
)
def all_signs_turned(M, y):
    return -pulls_of(M, y)


@misconception(
    id="CO08",
    exercise="svm-coefficients",
    says="Your sums run over the examples of a class.",
    try_this="Whose violated classes does the truth of example 0 care about?",
    section=PULLS,
)
def counted_over_the_examples(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -B.sum(axis=0)
    return B


@misconception(
    id="CO09",
    exercise="svm-coefficients",
    says="All examples share one number: the violations of the whole batch.",
    try_this="How many classes are violated in row 0 alone? What stands there now?",
    section=PULLS,
)
def counted_over_the_whole_batch(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[np.arange(len(y)), y] = -B.sum()
    return B


@misconception(
    id="CO10",
    exercise="svm-coefficients",
    says="Your table is a table of truth values, and -2 becomes True in it.",
    try_this="What is the dtype of your mask? Which values can it hold?",
    section=PULLS,
)
def mask_of_truth_values(M, y):
    B = M > 0
    B[np.arange(len(y)), y] = -np.count_nonzero(M, axis=1)
    return B


@misconception(
    id="CO11",
    exercise="svm-coefficients",
    says="Your table holds unsigned integers, and negative numbers wrap around.",
    try_this="Print the table. Where do numbers near 254 come from?",
    section=PULLS,
)
def mask_of_unsigned_integers(M, y):
    B = (M > 0).astype(np.uint8)
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return B


@misconception(
    id="CO12",
    exercise="svm-coefficients",
    says="Your coefficients are right, and the caller's margins are gone.",
    try_this="How many arrays are there after B = M? Ask np.shares_memory.",
    section=FAULT,
)
def margins_overwritten(M, y):
    B = M
    B[M > 0] = 1.0
    B[np.arange(len(y)), y] = -B.sum(axis=1)
    return B


@misconception(
    id="CO13",
    exercise="svm-coefficients",
    says="Your coefficients are divided by N already.",
    try_this="Does the docstring speak of one example's loss, or of the mean?",
    section=CARD,
)
def averaged_too_early(M, y):
    return pulls_of(M, y) / len(y)


@misconception(
    id="CO14",
    exercise="svm-coefficients",
    says="Example and class are exchanged where you write into the true column.",
    try_this="In B[a, b], which index is the row? Is a row an example or a class?",
    section=PULLS,
)
def labels_pick_the_rows_of_B(M, y):
    B = np.where(M > 0, 1.0, 0.0)
    B[y, np.arange(len(y))] = -B.sum(axis=1)
    return B


@misconception(
    id="CO15",
    exercise="svm-coefficients",
    says="Every wrong class counts in your table, also those that are far behind.",
    try_this="A margin is 0 and its score falls. Does the loss change?",
    section=PULLS,
)
def every_wrong_class_counts(M, y):
    B = np.ones(M.shape)
    B[np.arange(len(y)), y] = 1.0 - M.shape[1]
    return B


@misconception(
    id="CO16",
    exercise="svm-coefficients",
    says="Only the worst class of each example pulls in your table.",
    try_this="Raise the second worst class. Does the loss change?",
    section=PULLS,
)
def only_the_worst_class_pulls(M, y):
    return pulls_of(worst_of(M), y)


@misconception(
    id="CO17",
    exercise="svm-coefficients",
    says="The true class counts itself: its number is one too large.",
    try_this="What does each row of your table add up to, and what should it?",
    section=PULLS,
)
def the_truth_counts_itself(M, y):
    B = pulls_of(M, y)
    B[np.arange(len(y)), y] -= 1.0
    return B


# --- SVM loss and gradient --------------------------------------------------------


@misconception(
    id="HV01",
    exercise=BOTH,
    says="Your loss is too large by the same number for every W.",
    try_this="What does the true class contribute if nobody leaves it out?",
    section=MARGINS,
)
def true_class_in_the_loss(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss + 1.0, dW


@misconception(
    id="HV02",
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
    id="HV04",
    exercise=BOTH,
    says="Your loss is content as soon as the true class wins.",
    try_this="With W = 0 all scores are equal. Should this loss be happy?",
    section=ACTIVE,
)
def no_safe_distance(W, X, y, reg):
    M = gaps_of(X @ W, y, 0.0)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="HV32",
    exercise=BOTH,
    says="Only classes that beat the truth are in your active set.",
    try_this="With W = 0 nobody beats anybody. Which test did you choose in step 10?",
    section=ACTIVE,
)
def only_leaders_are_asked(W, X, y, reg):
    M = np.where(gaps_of(X @ W, y, 0.0) > 0, gaps_of(X @ W, y), 0.0)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="HV05",
    exercise=BOTH,
    says="You subtract the safe distance, where it makes a class come closer.",
    try_this="A wrong class trails by 0.5. Is it safe in your formula?",
    section=MARGINS,
)
def safe_distance_subtracted(W, X, y, reg):
    M = gaps_of(X @ W, y, -1.0)
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="HV06",
    exercise=BOTH,
    says="Your loss knows the safe distance, and your gradient does not.",
    try_this="Which classes does your gradient ask, and which ones does your loss?",
    section=ACTIVE,
)
def gradient_asks_leaders_only(W, X, y, reg):
    leaders = gaps_of(X @ W, y, 0.0)
    return assembled(data_loss_of(W, X, y), pulls_of(leaders, y), W, X, reg)


@misconception(
    id="HV07",
    exercise=BOTH,
    says="In your gradient only the wrong classes hear of an example.",
    try_this="Lower the score of the true class. Does the loss change?",
    section=PULLS,
)
def true_class_hears_nothing(W, X, y, reg):
    B = np.where(gaps_of(X @ W, y) > 0, 1.0, 0.0)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="HV08",
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
    id="HV09",
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
    id="HV10",
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
    id="HV11",
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
    id="HV12",
    exercise=BOTH,
    says="Your loss squares the margins, and your gradient knows nothing of that.",
    try_this="A class is too close by 3. What should it cost, and what does it cost?",
    section=MARGINS,
)
def squares_in_the_loss_only(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(np.sum(M * M) / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="HV13",
    exercise=BOTH,
    says="Your mean divides by the number of cells, not by the number of examples.",
    try_this="How many numbers did your mean run over? How many examples are there?",
    section=WITHOUT_LOOPS,
)
def averaged_over_all_cells(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(M.mean(), pulls_of(M, y), W, X, reg)


@misconception(
    id="HV14",
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
    id="HV15",
    exercise=BOTH,
    says="Your loss counts the violated classes instead of adding up their margins.",
    try_this="Print the margins just before you add them up. Are they all that round?",
    section=WITHOUT_LOOPS,
)
def loss_of_the_mask(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(np.count_nonzero(M) / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="HV16",
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
    id="HV17",
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
    id="HV18",
    exercise=BOTH,
    says="You look at the worst class only, in the loss and in the gradient.",
    try_this="The true class must keep its distance from how many of the others?",
    section=MARGINS,
)
def worst_violation_only(W, X, y, reg):
    M = worst_of(gaps_of(X @ W, y))
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


@misconception(
    id="HV19",
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
    id="HV20",
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
    id="HV21",
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
    id="HV22",
    exercise=BOTH,
    says="Your loss is an average over the examples, and your gradient is a sum.",
    try_this="Give every example twice. Which of your results changes? Should it?",
    section=ALL,
)
def gradient_not_averaged(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return solve(W, X, y, reg)[0], X.T @ pulls_of(M, y) + reg * W


@misconception(
    id="HV23",
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
    id="HV24",
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
    id="HV26",
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
    id="HV27",
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
    id="HV28",
    exercise=BOTH,
    says="Your difference of scores has the opposite sign, in loss and gradient.",
    try_this="The true class leads by far. Should that cost a lot or nothing?",
    section=MARGINS,
)
def true_class_should_lose(W, X, y, reg):
    M = gaps_of(-X @ W, y)
    return assembled(M.sum() / len(y), -pulls_of(M, y), W, X, reg)


@misconception(
    id="HV29",
    exercise=BOTH,
    says="The part of your gradient that comes from the examples points downhill.",
    try_this="Move W a little along your dW, with reg = 0. Does the loss rise or fall?",
    section=PULLS,
)
def data_gradient_turned_round(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return assembled(M.sum() / len(y), -pulls_of(M, y), W, X, reg)


@misconception(
    id="HV30",
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
    id="HV31",
    exercise=BOTH,
    says="What belongs to the true class happens to its whole column.",
    try_this="Print A[:, y].shape for a table A. How many numbers did you want?",
    section=MARGINS,
)
def columns_of_the_labels_emptied(W, X, y, reg):
    M = gaps_of(X @ W, y)
    M[:, y] = 0.0
    return assembled(M.sum() / len(y), pulls_of(M, y), W, X, reg)


# --- averages and the penalty -----------------------------------------------------


@misconception(
    id="SN05",
    exercise=BOTH,
    says="Your loss adds the examples up, and is not averaged.",
    try_this="With W = 0, divide your loss by that of one example. What comes out?",
    section=CARD,
)
def loss_not_averaged(W, X, y, reg):
    M = gaps_of(X @ W, y)
    return M.sum() + 0.5 * reg * np.sum(W * W), solve(W, X, y, reg)[1]


@misconception(
    id="SN06",
    exercise=BOTH,
    says="Loss and gradient agree with each other, and both add up the examples.",
    try_this="Give every example twice. Should a mean change? Do your two results?",
    section=ALL,
)
def nothing_is_averaged(W, X, y, reg):
    M = gaps_of(X @ W, y)
    loss = M.sum() + 0.5 * reg * np.sum(W * W)
    return loss, X.T @ pulls_of(M, y) + reg * W


@misconception(
    id="SN07",
    exercise=BOTH,
    says="The penalty is in your gradient, and not in your loss.",
    try_this="Set reg to 1000. What should happen to the loss, and what happens?",
    section=ALL,
)
def penalty_missing_in_the_loss(W, X, y, reg):
    return solve(W, X, y, 0.0)[0], solve(W, X, y, reg)[1]


@misconception(
    id="SN08",
    exercise=BOTH,
    says="Your penalty has its value from one convention and its slope from another.",
    try_this="Differentiate lambda * w * w on paper. Is that the line in your dW?",
    section=ALL,
)
def value_of_the_full_convention(W, X, y, reg):
    return solve(W, X, y, 2 * reg)[0], solve(W, X, y, reg)[1]


@misconception(
    id="SN09",
    exercise=BOTH,
    says="Whatever `reg` is, your results are the same.",
    try_this="Which line of yours reads `reg`? Compare reg = 0 with reg = 100.",
    section=ALL,
)
def penalty_missing_everywhere(W, X, y, reg):
    return solve(W, X, y, 0.0)


@misconception(
    id="SN10",
    exercise=BOTH,
    says="Your loss pays the penalty once for every example.",
    try_this="How often should it be paid: once per example, or once?",
    section=ALL,
)
def penalty_paid_for_each_example(W, X, y, reg):
    return solve(W, X, y, len(y) * reg)[0], solve(W, X, y, reg)[1]


@misconception(
    id="SN11",
    exercise=BOTH,
    says="In your loss the penalty is divided by N together with the examples.",
    try_this="What comes first in your code: dividing by N, or adding the penalty?",
    section=ALL,
)
def penalty_added_before_dividing(W, X, y, reg):
    return solve(W, X, y, reg / len(y))[0], solve(W, X, y, reg)[1]


@misconception(
    id="SN12",
    exercise=BOTH,
    says="You pay the penalty once for every example, in the loss and in the gradient.",
    try_this="Does the penalty stand inside the loop over the examples? Should it?",
    section=ALL,
)
def penalty_paid_for_each_example_everywhere(W, X, y, reg):
    return solve(W, X, y, len(y) * reg)


@misconception(
    id="SN13",
    exercise=BOTH,
    says="Your penalty squares the sum of the weights.",
    try_this="Try W = [[1, -1]] by hand. What does your penalty say?",
    section=ALL,
)
def penalty_squares_the_sum(W, X, y, reg):
    loss = data_loss_of(W, X, y) + 0.5 * reg * np.sum(W) ** 2
    return loss, solve(W, X, y, reg)[1]


@misconception(
    id="SN14",
    exercise=BOTH,
    says="You add one and the same number to every entry of dW for the penalty.",
    try_this="The penalty has a slope for each weight. How many numbers did you add?",
    section=ALL,
)
def penalty_gradient_is_a_number(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 0.0)[1] + reg * np.sum(W)


@misconception(
    id="SN16",
    exercise=BOTH,
    says="Your penalty is a reward: large weights make your loss smaller.",
    try_this="Which W does your loss like best, a small one or a huge one?",
    section=ALL,
)
def penalty_with_the_wrong_sign(W, X, y, reg):
    return solve(W, X, y, -reg)


@misconception(
    id="SN19",
    exercise=BOTH,
    says="Only the last example is left in your results.",
    try_this="What do your running totals hold after two examples? Print them.",
    section=WITH_LOOPS,
)
def only_the_last_example_counts(W, X, y, reg):
    N = len(y)
    M = gaps_of(X @ W, y)
    M[:-1] = 0.0
    return assembled(M.sum() / N, pulls_of(M, y), W, X, reg)


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
    id="SL01",
    exercise=BOTH,
    says="The penalty is in your loss, and not in your gradient.",
    try_this="Set reg to 1000. Which way should a step downhill then go? Look at dW.",
    section=ALL,
)
def penalty_missing_in_the_gradient(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 0.0)[1]


@misconception(
    id="SL08",
    exercise=BOTH,
    says="Loss and gradient agree with each other, in the full convention.",
    try_this="Which convention does the docstring of this function ask for?",
    section=ALL,
)
def full_convention_throughout(W, X, y, reg):
    return solve(W, X, y, 2 * reg)


@misconception(
    id="SL09",
    exercise=BOTH,
    # also what the convention reg / (2 N) of other courses gives
    says="Your penalty depends on how many examples the batch has.",
    try_this="Is the penalty a property of the examples or of the weights?",
    section=ALL,
)
def penalty_averaged_too(W, X, y, reg):
    return solve(W, X, y, reg / len(y))


@misconception(
    id="SL10",
    exercise=BOTH,
    says="In your gradient the penalty is divided by N together with the examples.",
    try_this="What comes first for dW: dividing by N, or adding the penalty?",
    section=ALL,
)
def penalty_gradient_added_before_dividing(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, reg / len(y))[1]


@misconception(
    id="SL11",
    exercise=BOTH,
    says="The strength `reg` does not reach your penalty.",
    try_this="Call it with reg = 0. Is there still something to pay?",
    section=ALL,
)
def penalty_without_its_strength(W, X, y, reg):
    return solve(W, X, y, 1.0)


@misconception(
    id="SL12",
    exercise=BOTH,
    says="Your penalty multiplies different weights with each other.",
    try_this="Try W = [[1], [-1]]. Which products should be in the sum?",
    section=ALL,
)
def penalty_by_a_matrix_product(W, X, y, reg):
    loss = data_loss_of(W, X, y) + 0.5 * reg * np.sum(W @ W.T)
    return loss, solve(W, X, y, reg)[1]


@misconception(
    id="SL28",
    exercise=BOTH,
    says="The penalty in your dW is twice the slope of the penalty in your loss.",
    try_this="Differentiate lambda / 2 * w * w on paper. Is that your line?",
    section=ALL,
)
def gradient_of_the_full_convention(W, X, y, reg):
    return solve(W, X, y, reg)[0], solve(W, X, y, 2 * reg)[1]


# --- what matrices add to that ----------------------------------------------------


@misconception(
    id="SV01",
    exercise=BOTH,
    says="Your dW lies on its side: rows and columns are exchanged.",
    try_this="Could you subtract your dW from W? Print both shapes.",
    section=ALL,
)
def product_in_the_other_order(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss, dW.T


@misconception(
    id="SV02",
    exercise=BOTH,
    says="Your gradient is divided by N twice.",
    try_this="Walk from the loss to dW and count: where do you meet N?",
    section=ALL,
)
def averaged_twice(W, X, y, reg):
    B = pulls_of(gaps_of(X @ W, y), y) / len(y)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="SV04",
    exercise=BOTH,
    says="Example and class are exchanged where you write into the true column.",
    try_this="In B[a, b], which index is the row? Is a row an example or a class?",
    section=PULLS,
)
def labels_pick_the_rows(W, X, y, reg):
    B = np.where(gaps_of(X @ W, y) > 0, 1.0, 0.0)
    B[y, np.arange(len(y))] = -B.sum(axis=1)
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="SV05",
    exercise=BOTH,
    says="The last row of W goes free of the penalty in your code, like a bias row.",
    try_this="Does the docstring say that X has a column of ones here?",
    section=ALL,
)
def last_row_is_taken_for_a_bias(W, X, y, reg):
    loss, dW = solve(W, X, y, 0.0)
    weights = W.copy()
    weights[-1] = 0
    return loss + 0.5 * reg * np.sum(weights * weights), dW + reg * weights


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
    says="Your dW is a numpy.matrix: after one step W would be one too.",
    try_this="What does * mean for such a W? Print the type of each array on the way.",
    section=FAULT,
)
def a_numpy_matrix(W, X, y, reg):
    loss, dW = solve(W, X, y, reg)
    return loss, dW.view(np.matrix)


# --- more that was seen in real code ----------------------------------------------


@misconception(
    id="SL07",
    exercise=BOTH,
    says="Your code works for ten classes only.",
    try_this="Which shape in your code is a number that you typed in?",
    section=WITHOUT_LOOPS,
)
def always_ten_classes(W, X, y, reg):
    B = pulls_of(gaps_of(X @ W, y), y) * np.ones((1, 10))
    return assembled(data_loss_of(W, X, y), B, W, X, reg)


@misconception(
    id="SL13",
    exercise=BOTH,
    says="Your function changes the W that it was given.",
    try_this="Print W before and after the call. Which name of yours is that array?",
    section=CARD,
)
def gradient_written_into_W(W, X, y, reg):
    loss, data = solve(W, X, y, 0.0)
    loss = loss + 0.5 * reg * np.sum(W * W)
    dW = W
    dW *= reg
    dW += data
    return loss, dW


@misconception(
    id="SL14",
    exercise=BOTH,
    says="Your loss is right, and your gradient is still zero everywhere.",
    try_this="Which line of your code writes into dW?",
    section=WITH_LOOPS,
)
def gradient_still_zero(W, X, y, reg):
    return solve(W, X, y, reg)[0], np.zeros(W.shape)


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
    id="SL23",
    exercise=BOTH,
    says="You return a loss for each example.",
    try_this="What shape must the thing have whose gradient is a single matrix?",
    section=CARD,
)
def a_loss_for_each_example(W, X, y, reg):
    L = gaps_of(X @ W, y).sum(axis=1)
    return L + 0.5 * reg * np.sum(W * W), solve(W, X, y, reg)[1]


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
    id="SL32",
    exercise=BOTH,
    says="Your dW adds up the examples and knows no penalty; your loss knows better.",
    try_this="Put the lines of loss and dW side by side: what has no partner in dW?",
    section=ALL,
)
def gradient_of_the_bare_sum(W, X, y, reg):
    B = pulls_of(gaps_of(X @ W, y), y)
    return solve(W, X, y, reg)[0], X.T @ B


# --- kinks ------------------------------------------------------------------------


@misconception(
    id="HV25",
    exercise="kink-crossed",
    # also what comes out when all weights move alike: then no margin changes
    says="Your function never sees a kink, so a check on top of one would be trusted.",
    try_this="Which classes are violated with w + h, and which with w - h?",
    section=CORNERS,
)
def kinks_are_never_seen(W, X, y, k, j, h):
    return False


@misconception(
    id="KC01",
    exercise="kink-crossed",
    says="Your function sees a kink everywhere.",
    try_this="No margin changes its side. Has the loss a corner there?",
    section=CORNERS,
)
def kinks_are_seen_everywhere(W, X, y, k, j, h):
    return True


@misconception(
    id="KC02",
    exercise="kink-crossed",
    says="Your two points are w and w + h: you look to one side only.",
    try_this="Do you never go to the other side, or is the first nudge still in W when "
    "the second comes?",
    section=CORNERS,
)
def only_above_is_looked_at(W, X, y, k, j, h):
    return bool(np.any(sets_at(W, X, y, k, j, h) != sets_at(W, X, y, k, j, 0.0)))


@misconception(
    id="KC03",
    exercise="kink-crossed",
    says="Your two points are w - h and w: you look to one side only.",
    try_this="Do you never go to the other side, or is the first nudge still in W when "
    "the second comes?",
    section=CORNERS,
)
def only_below_is_looked_at(W, X, y, k, j, h):
    return bool(np.any(sets_at(W, X, y, k, j, 0.0) != sets_at(W, X, y, k, j, -h)))


@misconception(
    id="KC04",
    exercise="kink-crossed",
    says="You compare how many are violated, and not which ones.",
    try_this="One class comes in while another one leaves. What does a count say?",
    section=CORNERS,
)
def counts_are_compared(W, X, y, k, j, h):
    above, below = sets_at(W, X, y, k, j, h), sets_at(W, X, y, k, j, -h)
    return bool(above.sum() != below.sum())


@misconception(
    id="KC05",
    exercise="kink-crossed",
    says="Your corners lie where a class overtakes the true one.",
    try_this="By how much must a class trail before it costs nothing?",
    section=ACTIVE,
)
def corners_without_the_distance(W, X, y, k, j, h):
    above = sets_at(W, X, y, k, j, h, 0.0)
    return bool(np.any(above != sets_at(W, X, y, k, j, -h, 0.0)))


@misconception(
    id="KC06",
    exercise="kink-crossed",
    says="You ask whether the margins change, and not whether one changes its side.",
    try_this="A margin grows from 2 to 2.1. Is there a corner in between?",
    section=CORNERS,
)
def any_change_of_a_margin(W, X, y, k, j, h):
    step = np.zeros(W.shape)
    step[k, j] = h
    above, below = gaps_of(X @ (W + step), y), gaps_of(X @ (W - step), y)
    return bool(np.any(above != below))


@misconception(
    id="KC08",
    exercise="kink-crossed",
    says="Your answer is right, and one weight of the caller is not what it was.",
    try_this="Print W before and after the call. Who puts the weight back?",
    section=CARD,
)
def weight_not_put_back(W, X, y, k, j, h):
    W[k, j] += h
    above = gaps_of(X @ W, y) > 0
    W[k, j] -= 2 * h
    below = gaps_of(X @ W, y) > 0
    return bool(np.any(above != below))


@misconception(
    id="KC09",
    exercise="kink-crossed",
    says="Your two points are too close together: each is half a step away.",
    try_this="How far is it from w - h to w + h, and how far in your code?",
    section=CORNERS,
)
def half_a_step_to_each_side(W, X, y, k, j, h):
    above, below = sets_at(W, X, y, k, j, h / 2), sets_at(W, X, y, k, j, -h / 2)
    return bool(np.any(above != below))


@misconception(
    id="KC10",
    exercise="kink-crossed",
    says="You move all weights of a class at once.",
    try_this="How many entries of W differ between your two points?",
    section=CORNERS,
)
def a_column_is_moved(W, X, y, k, j, h):
    moved = np.zeros(W.shape)
    moved[:, j] = h
    above, below = gaps_of(X @ (W + moved), y), gaps_of(X @ (W - moved), y)
    return bool(np.any((above > 0) != (below > 0)))


@misconception(
    id="KC11",
    exercise="kink-crossed",
    says="You ask whether the prediction changes, and that is another corner.",
    try_this="May a class be violated although the prediction is right?",
    section=CORNERS,
)
def predictions_are_compared(W, X, y, k, j, h):
    step = np.zeros(W.shape)
    step[k, j] = h
    above, below = X @ (W + step), X @ (W - step)
    return bool(np.any(above.argmax(axis=1) != below.argmax(axis=1)))


@misconception(
    id="KC12",
    exercise="kink-crossed",
    says="Yes and no are exchanged in your answer.",
    try_this="The two sets are equal. Is there a corner in between?",
    section=CORNERS,
)
def answer_turned_round(W, X, y, k, j, h):
    return bool(np.all(sets_at(W, X, y, k, j, h) == sets_at(W, X, y, k, j, -h)))


@misconception(
    id="KC13",
    exercise="kink-crossed",
    says="You return a table of answers, and one answer was asked for.",
    try_this="How many margins must change their side for the loss to have a corner?",
    section=CORNERS,
)
def one_answer_for_each_margin(W, X, y, k, j, h):
    return sets_at(W, X, y, k, j, h) != sets_at(W, X, y, k, j, -h)


# --- the cost and the crowd -------------------------------------------------------


@misconception(
    id="CC01",
    exercise="cost-and-crowd",
    says="The types are mended, and one fault is still there: cost equals crowd.",
    try_this="Which array is added up for the cost, and what does it hold by then?",
    section=FAULT,
)
def two_names_for_one_table(S, y):
    M = gaps_of(S, y)
    violated = M
    violated[M > 0] = 1.0
    return M.sum(axis=1), violated.sum(axis=1)


@misconception(
    id="CC02",
    exercise="cost-and-crowd",
    says="The numbers are right, and what you return is a numpy.matrix.",
    try_this="Print the type of each array on the way. Where does a matrix enter?",
    section=FAULT,
)
def still_a_matrix(S, y):
    M = gaps_of(S, y).view(np.matrix)
    return M.sum(axis=1), (M > 0).sum(axis=1)


@misconception(
    id="CC03",
    exercise="cost-and-crowd",
    says="Both faults of the listing are still there.",
    try_this="Make .copy() of one array: does it help? Then print the types.",
    section=FAULT,
)
def nothing_is_mended(S, y):
    M = gaps_of(S, y).view(np.matrix)
    violated = M
    violated[M > 0] = 1.0
    return M.sum(axis=1), violated.sum(axis=1)


@misconception(
    id="CC04",
    exercise="cost-and-crowd",
    says="Your arrays have two axes: one number for each example was asked for.",
    try_this="Print their shapes. Which of the axes has the length 1, and why?",
    section=FAULT,
)
def columns_are_returned(S, y):
    M = gaps_of(S, y)
    return M.sum(axis=1, keepdims=True), (M > 0).sum(axis=1, keepdims=True)


@misconception(
    id="CC05",
    exercise="cost-and-crowd",
    says="Crowd and cost come back in the wrong order.",
    try_this="Which of the two does the docstring name first?",
    section=FAULT,
)
def crowd_comes_first(S, y):
    M = gaps_of(S, y)
    return np.count_nonzero(M, axis=1), M.sum(axis=1)


@misconception(
    id="CC06",
    exercise="cost-and-crowd",
    says="Your sums run over the examples.",
    try_this="How many numbers come back, and how many examples are there?",
    section=FAULT,
)
def summed_over_the_examples(S, y):
    M = gaps_of(S, y)
    return M.sum(axis=0), np.count_nonzero(M, axis=0)


@misconception(
    id="CC07",
    exercise="cost-and-crowd",
    says="The true class is among the crowd, and is charged as well.",
    try_this="Which line of the listing takes the true class out? Where is it now?",
    section=MARGINS,
)
def truth_in_the_crowd(S, y):
    M = np.maximum(0.0, S - S[np.arange(len(y)), y].reshape(-1, 1) + 1.0)
    return M.sum(axis=1), np.count_nonzero(M, axis=1)


@misconception(
    id="CC08",
    exercise="cost-and-crowd",
    says="Your crowd holds the leaders only: who trails by little is missing.",
    try_this="Compare your two results for one row: who is charged and not counted?",
    section=ACTIVE,
)
def crowd_of_the_leaders(S, y):
    return gaps_of(S, y).sum(axis=1), np.count_nonzero(gaps_of(S, y, 0.0), axis=1)


@misconception(
    id="CC09",
    exercise="cost-and-crowd",
    says="Your answers are right, and the caller's scores are gone.",
    try_this="Which array do you write into, and who else is holding it?",
    section=CARD,
)
def scores_of_the_caller_used_up(S, y):
    every = np.arange(len(y))
    S -= S[every, y].reshape(-1, 1) - 1.0
    np.maximum(S, 0.0, out=S)
    S[every, y] = 0.0
    return S.sum(axis=1), np.count_nonzero(S, axis=1)
