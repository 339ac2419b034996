"""Misconceptions of 00_orientation, each as code that a student might have written.

A misconception is recognised by its results, so it changes one thing and is right in
all others.  The ids, after "00-":

    SM, OR   shift each row
    CE, OP   one number from each row
    OH       labels as a table
    BI, OF   all shapes at once
"""

import numpy as np

from autograder.misconceptions import misconception

MEET = "Two shapes meet"
NAMES = "An array and its names"
CARD = "The card: what the letters mean"
SHIFT = "Write it: shift each row"
PICK = "Write it: one number from each row"
TABLE = "Write it: labels as a table"
SHAPES = "Write it: all shapes at once"


# --- shift each row -----------------------------------------------------------------


@misconception(
    id="00-SM04",
    exercise="row-shift",
    says="Two shapes meet here in a way that you did not mean.",
    try_this="Write them below each other, right-aligned. Which sizes meet?",
    section=MEET,
)
def without_keepdims(S):
    return S - S.max(axis=1)


@misconception(
    id="00-SM05",
    exercise="row-shift",
    says="All rows are shifted by the same number.",
    try_this="Two rows live at different heights. Is the top of each one 0 afterwards?",
    section=SHIFT,
)
def one_maximum_for_all(S):
    return S - S.max()


@misconception(
    id="00-OR01",
    exercise="row-shift",
    says="You shift the columns, and rows are asked for.",
    try_this="Print S.max(axis=0). How many numbers are that, and how many rows?",
    section=CARD,
)
def columns_shifted(S):
    return S - S.max(axis=0)


@misconception(
    id="00-SM07",
    exercise="row-shift",
    says="You take off the smallest number of each row.",
    try_this="Which number of each row is 0 after your shift?",
    section=SHIFT,
)
def minimum_taken_off(S):
    return S - S.min(axis=1, keepdims=True)


@misconception(
    id="00-SM08",
    exercise="row-shift",
    says="You take off the mean of each row.",
    try_this="After your shift, is any number of a row larger than 0?",
    section=SHIFT,
)
def mean_taken_off(S):
    return S - S.mean(axis=1, keepdims=True)


@misconception(
    id="00-SM11",
    exercise="row-shift",
    says="Your result is right, and the caller's scores are gone.",
    try_this="Print S after the call. Into which array does your function write?",
    section=NAMES,
)
def callers_scores_overwritten(S):
    S -= S.max(axis=1, keepdims=True)
    return S


@misconception(
    id="00-OR02",
    exercise="row-shift",
    says="You work on a second name of S, and so the caller's scores are gone.",
    try_this="Did `=` make an array, or a name? Try `a is S` in your function.",
    section=NAMES,
    marks=("shifted", "result", "scores", "out", "T", "A"),
)
def alias_overwritten(S):
    shifted = S
    shifted -= shifted.max(axis=1, keepdims=True)
    return shifted


@misconception(
    id="00-OR03",
    exercise="row-shift",
    says="The sign is turned: your numbers say how far each one is below the top.",
    try_this="The top of a row becomes 0. Are the others above or below it?",
    section=SHIFT,
)
def sign_turned(S):
    return S.max(axis=1, keepdims=True) - S


@misconception(
    id="00-OR04",
    exercise="row-shift",
    says="You return the largest numbers themselves.",
    try_this="Which shape does the docstring promise? Which line still has to come?",
    section=SHIFT,
)
def maxima_returned(S):
    return S.max(axis=1)


@misconception(
    id="00-OR05",
    exercise="row-shift",
    says="You divide where something is to be taken off.",
    try_this="What should the top of each row be afterwards, 0 or 1?",
    section=SHIFT,
)
def divided_by_the_maximum(S):
    return S / S.max(axis=1, keepdims=True)


@misconception(
    id="00-OR06",
    exercise="row-shift",
    says="You take off the size of the number that is farthest from 0.",
    try_this="In a row of -1, -4, -2: which number is the largest?",
    section=SHIFT,
)
def largest_size_taken_off(S):
    return S - np.abs(S).max(axis=1, keepdims=True)


@misconception(
    id="00-OR07",
    exercise="row-shift",
    says="Your function returns nothing.",
    try_this="Which line hands the new array to the caller?",
    section=SHIFT,
)
def no_table_returned(S):
    S - S.max(axis=1, keepdims=True)


# --- one number from each row -------------------------------------------------------


@misconception(
    id="00-CE05",
    exercise="pick",
    says="You take all the named columns from every row.",
    try_this="Print the shape of what you return. How many numbers do you want?",
    section=PICK,
)
def whole_columns(P, y):
    return P[:, y]


@misconception(
    id="00-CE10",
    exercise="pick",
    says="You count classes from 1, and label 0 picks the last column.",
    try_this="What does P[0, -1] pick? Which of your labels becomes -1?",
    section=CARD,
)
def labels_counted_from_one(P, y):
    return P[np.arange(len(y)), y - 1]


@misconception(
    id="00-CE07",
    exercise="pick",
    says="You take the largest number of each row, whatever the labels say.",
    try_this="Exchange all labels. Does your result change? Should it?",
    section=PICK,
)
def largest_of_each_row(P, y):
    return P.max(axis=1)


@misconception(
    id="00-OP01",
    exercise="pick",
    says="You take whole rows, and the labels name columns.",
    try_this="Is P[y] a number of each row, or a row for each label?",
    section=PICK,
)
def whole_rows(P, y):
    return P[y]


@misconception(
    id="00-OP02",
    exercise="pick",
    says="The two indices are exchanged.",
    try_this="In P[i, j], which one is the row? Which one of yours is the label?",
    section=CARD,
)
def indices_exchanged(P, y):
    return P[y, np.arange(len(y))]


@misconception(
    id="00-OP03",
    exercise="pick",
    says="You have the right numbers, and an axis too many.",
    try_this="Print the shape of what you return. Which shape is promised?",
    section=PICK,
)
def an_axis_too_many(P, y):
    return P[np.arange(len(y)), y].reshape(-1, 1)


@misconception(
    id="00-OP04",
    exercise="pick",
    says="Only one number comes back: the loop overwrites it, or ends too early.",
    try_this="For 4 rows, how many numbers do you expect?",
    section=PICK,
)
def first_row_only(P, y):
    return P[0, y[0]]


@misconception(
    id="00-OP05",
    exercise="pick",
    says="You add the picked numbers up.",
    try_this="Which shape does the docstring promise?",
    section=PICK,
)
def picked_and_added_up(P, y):
    return P[np.arange(len(y)), y].sum()


@misconception(
    id="00-OP06",
    exercise="pick",
    says="Every row is asked for the label of the first one.",
    try_this="Does each example have a label of its own? Which of them do you use?",
    section=PICK,
)
def one_label_for_all(P, y):
    return P[:, y[0]]


@misconception(
    id="00-OP07",
    exercise="pick",
    says="You blank out the rest of the table, and keep its shape.",
    try_this="How many numbers of each row are to come back?",
    section=PICK,
)
def table_with_zeros(P, y):
    kept = np.zeros(P.shape)
    kept[np.arange(len(y)), y] = P[np.arange(len(y)), y]
    return kept


@misconception(
    id="00-OP08",
    exercise="pick",
    says="Your function returns nothing.",
    try_this="Which line hands the picked numbers to the caller?",
    section=PICK,
)
def nothing_picked(P, y):
    P[np.arange(len(y)), y]


# --- labels as a table --------------------------------------------------------------


def right_table(y, C):
    """(N, C): the right table."""
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), y] = 1
    return Y


@misconception(
    id="00-OH01",
    exercise="one-hot",
    says="Your table has as many columns as the largest label needs.",
    try_this="What if nobody has the last class? Who knows how many classes there are?",
    section=TABLE,
)
def columns_from_the_labels(y, C):
    return np.eye(int(y.max()) + 1)[y]


@misconception(
    id="00-OH02",
    exercise="one-hot",
    says="Your ones stand one column too far to the left.",
    try_this="Which index has the first column? Where does label 0 belong?",
    section=CARD,
)
def columns_counted_from_one(y, C):
    return right_table(y - 1, C)


@misconception(
    id="00-OH03",
    exercise="one-hot",
    says="Your table lies on its side.",
    try_this="Is there a row for each example, or for each class?",
    section=CARD,
)
def table_on_its_side(y, C):
    return right_table(y, C).T.copy()


@misconception(
    id="00-OH04",
    exercise="one-hot",
    says="Each row has a 1 for every class that occurs anywhere in y.",
    try_this="Print the row sums of your table. What should each of them be?",
    section=PICK,
)
def ones_in_whole_columns(y, C):
    Y = np.zeros((len(y), C))
    Y[:, y] = 1
    return Y


# Stands for booleans as well: both raise where a half is to be stored.
@misconception(
    id="00-OH05",
    exercise="one-hot",
    says="Your table holds integers or booleans, and floats are asked for.",
    try_this="Print its dtype. What becomes of it when it is halved in place?",
    section=TABLE,
)
def a_table_of_integers(y, C):
    return right_table(y, C).astype(int)


@misconception(
    id="00-OH06",
    exercise="one-hot",
    says="The label itself stands in the table, and a 1 is asked for.",
    try_this="What do you see in the row of label 0? What should stand there?",
    section=TABLE,
)
def labels_in_the_table(y, C):
    Y = np.zeros((len(y), C))
    Y[np.arange(len(y)), y] = y
    return Y


@misconception(
    id="00-OH07",
    exercise="one-hot",
    says="Zeros and ones are exchanged.",
    try_this="How many ones should a row have? How many are in yours?",
    section=TABLE,
)
def zeros_and_ones_exchanged(y, C):
    return 1 - right_table(y, C)


@misconception(
    id="00-OH08",
    exercise="one-hot",
    says="Your table is square, whatever the number of examples.",
    try_this="How many rows should it have: one for each class, or each label?",
    section=CARD,
)
def a_square_table(y, C):
    Y = np.zeros((C, C))
    Y[y, y] = 1
    return Y


@misconception(
    id="00-OH09",
    exercise="one-hot",
    says="Only the first row of your table is filled.",
    try_this="How often does your loop run? How far is `return` indented?",
    section=TABLE,
)
def first_row_filled(y, C):
    Y = np.zeros((len(y), C))
    Y[0, y[0]] = 1
    return Y


@misconception(
    id="00-OH10",
    exercise="one-hot",
    says="Your function returns nothing.",
    try_this="Which line hands the table to the caller?",
    section=TABLE,
)
def no_labels_returned(y, C):
    right_table(y, C)


# --- all shapes at once -------------------------------------------------------------


def right_shapes(N, D, C, **others):
    """The right dict, with some shapes replaced."""
    right = {"scores": (N, C), "probs": (N, C), "dscores": (N, C), "dW": (D, C)}
    return {**right, "db": (1, C), **others}


@misconception(
    id="00-BI05",
    exercise="shapes-of-forward",
    says="Your db has lost an axis.",
    try_this="How is b written on the card?",
    section=CARD,
)
def bias_without_an_axis(N, D, C):
    return right_shapes(N, D, C, db=(C,))


@misconception(
    id="00-OF01",
    exercise="shapes-of-forward",
    says="Your db has a bias for each example.",
    try_this="To what does a bias belong: to an example, or to a class?",
    section=CARD,
)
def bias_of_each_example(N, D, C):
    return right_shapes(N, D, C, db=(N, 1))


@misconception(
    id="00-OF02",
    exercise="shapes-of-forward",
    says="Your dW lies on its side.",
    try_this="Could you subtract your dW from W?",
    section=SHAPES,
)
def weights_on_their_side(N, D, C):
    return right_shapes(N, D, C, dW=(C, D))


@misconception(
    id="00-OF03",
    exercise="shapes-of-forward",
    says="Your dW depends on the number of examples.",
    try_this="Does W grow when there are more examples?",
    section=SHAPES,
)
def weights_of_each_example(N, D, C):
    return right_shapes(N, D, C, dW=(N, D, C))


@misconception(
    id="00-OF04",
    exercise="shapes-of-forward",
    says="Your scores lie on their side.",
    try_this="One example is a row of X. Is it a row or a column of the scores?",
    section=CARD,
)
def scores_on_their_side(N, D, C):
    side = (C, N)
    return right_shapes(N, D, C, scores=side, probs=side, dscores=side)


@misconception(
    id="00-OF05",
    exercise="shapes-of-forward",
    says="You have one probability for each example.",
    try_this="How many classes may an example belong to? Which of them get a number?",
    section=CARD,
)
def one_probability_each(N, D, C):
    return right_shapes(N, D, C, probs=(N,))


@misconception(
    id="00-OF06",
    exercise="shapes-of-forward",
    says="You have one slope for each example, and every score has one.",
    try_this="How many scores can be nudged?",
    section=SHAPES,
)
def one_slope_each(N, D, C):
    return right_shapes(N, D, C, dscores=(N,))


@misconception(
    id="00-MC04",
    exercise="shapes-of-forward",
    says="Your dW has the shape of a product of two shapes.",
    try_this="What do you differentiate by, and which shape has that?",
    section=SHAPES,
)
def sizes_multiplied(N, D, C):
    return right_shapes(N, D, C, dW=(N * C, D * C))


@misconception(
    id="00-OF07",
    exercise="shapes-of-forward",
    says="Your shapes come as a tuple, and a dict is asked for.",
    try_this="How does a reader see which shape belongs to what?",
    section=SHAPES,
)
def shapes_in_a_tuple(N, D, C):
    return tuple(right_shapes(N, D, C).values())


@misconception(
    id="00-OF08",
    exercise="shapes-of-forward",
    says="Your scores have the shape of the examples.",
    try_this="A score belongs to an example and to what else?",
    section=CARD,
)
def scores_like_the_examples(N, D, C):
    return right_shapes(N, D, C, scores=(N, D))


@misconception(
    id="00-OF09",
    exercise="shapes-of-forward",
    says="Your sizes are fixed numbers.",
    try_this="Call it with other sizes. Does anything change?",
    section=SHAPES,
)
def sizes_of_the_example(N, D, C):
    return right_shapes(7, 5, 3)
