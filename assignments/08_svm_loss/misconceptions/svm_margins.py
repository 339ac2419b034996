"""Misconceptions about `svm_margins`."""

import numpy as np

from autograder.misconceptions import misconception

from .common import ACTIVE, CARD, FAULT, MARGINS, gaps_of, worst_of


@misconception(
    id="08-MG01",
    exercise="svm-margins",
    says="In your table the true class costs something as well.",
    try_this="Put j = y into your formula. What is left of the two scores?",
    section=MARGINS,
)
def true_class_not_left_out(S, y, delta=1.0):
    return np.maximum(0.0, S - S[np.arange(len(y)), y].reshape(-1, 1) + delta)


@misconception(
    id="08-MG02",
    exercise="svm-margins",
    says="Your margins do not ask for any distance: to win is enough.",
    try_this="With all scores equal, should the loss be satisfied?",
    section=MARGINS,
)
def no_distance_asked_for(S, y, delta=1.0):
    return gaps_of(S, y, 0.0)


@misconception(
    id="08-MG03",
    exercise="svm-margins",
    says="You subtract the distance, where it makes a class come closer.",
    try_this="A class trails by half the distance. Is it safe, and what do you say?",
    section=MARGINS,
)
def distance_subtracted(S, y, delta=1.0):
    return gaps_of(S, y, -delta)


@misconception(
    id="08-MG04",
    exercise="svm-margins",
    says="Your distance is always 1, whatever `delta` is.",
    try_this="Call it with delta = 5. Which line of yours reads `delta`?",
    section=MARGINS,
)
def distance_is_always_one(S, y, delta=1.0):
    return gaps_of(S, y, 1.0)


@misconception(
    id="08-MG05",
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
    id="08-MG06",
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
    id="08-MG07",
    exercise="svm-margins",
    says="Your difference of scores has the opposite sign.",
    try_this="A wrong class far ahead of the truth: should it cost a lot or nothing?",
    section=MARGINS,
)
def difference_turned_round(S, y, delta=1.0):
    return gaps_of(-S, y, delta)


@misconception(
    id="08-MG08",
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
    id="08-MG09",
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
    id="08-MG10",
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
    id="08-MG11",
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
    id="08-MG12",
    exercise="svm-margins",
    says="Your margins are a numpy.matrix.",
    try_this="Print the type of each array on the way. Where does a matrix enter?",
    section=FAULT,
)
def margins_as_a_matrix(S, y, delta=1.0):
    return gaps_of(S, y, delta).view(np.matrix)


@misconception(
    id="08-MG13",
    exercise="svm-margins",
    says="You return one number for each example, and the table is gone.",
    try_this="Which shape does the docstring promise? Who will need the single cells?",
    section=MARGINS,
)
def margins_added_up(S, y, delta=1.0):
    return gaps_of(S, y, delta).sum(axis=1)


@misconception(
    id="08-MG14",
    exercise="svm-margins",
    says="You say which classes come too close, and not how much.",
    try_this="Two classes lead, by 1 and by 100. Do both cost the same?",
    section=MARGINS,
)
def mask_instead_of_margins(S, y, delta=1.0):
    return np.where(gaps_of(S, y, delta) > 0, 1.0, 0.0)


@misconception(
    id="08-MG15",
    exercise="svm-margins",
    says="Who leads is charged without the distance, and who trails is not charged.",
    try_this="A class trails by half the distance: is that far enough behind?",
    section=ACTIVE,
)
def distance_charged_to_leaders_only(S, y, delta=1.0):
    leads = gaps_of(S, y, 0.0)
    return np.where(leads > 0, leads + delta, 0.0)


@misconception(
    id="08-MG16",
    exercise="svm-margins",
    says="Only the worst class of each example costs something in your table.",
    try_this="The true class must keep its distance from how many of the others?",
    section=MARGINS,
)
def worst_class_only(S, y, delta=1.0):
    return worst_of(gaps_of(S, y, delta))


@misconception(
    id="08-MG17",
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
    id="08-MG18",
    exercise="svm-margins",
    says="You compare with the highest score of each row, not with the true one.",
    try_this="If the prediction is wrong, whose score is the highest one?",
    section=MARGINS,
)
def compared_with_the_winner(S, y, delta=1.0):
    M = np.maximum(0.0, S - S.max(axis=1, keepdims=True) + delta)
    M[np.arange(len(y)), y] = 0.0
    return M
