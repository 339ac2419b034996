"""Wrong rules of 02_matrix_rules, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right (and stable)
in all others.  Rules about formulas on paper are in steps.py; MC10 is that of the
course's list of misconceptions, the others are this assignment's.

    helpers
    QF   the gradient of x^T A x
    BF   the gradient of a^T W b
    LE   the gradient of log sum exp(xW)
    PA   paths: the gradient of the sum of squared scores (with MC10)
"""

import numpy as np

from autograder.misconceptions import misconception

CARD = "The card: what the letters mean"
MOVES = "One move behind all rules"
VECTOR = "Derive: a number by a vector"
MATRIX = "Derive: a number by a matrix"
SCORE = "Derive: one score and all the weights"
LOGARITHM = "Derive: the logarithm of a sum"
ANY_SIZE = "Numbers of any size"
PATHS = "Find the fault: one path of many"


# --- helpers ----------------------------------------------------------------------


def shares(x, W):
    """p (C,): the shares of the classes, for scores of any size."""
    f = x @ W
    e = np.exp(f - f.max())
    return e / e.sum()


def measured(f, x, h=1e-5):
    """The slopes of f at x, from two points each."""
    here = x.astype(float)
    slopes = np.zeros(here.shape)
    for where in np.ndindex(here.shape):
        kept = here[where]
        here[where] = kept + h
        above = f(here)
        here[where] = kept - h
        slopes[where] = (above - f(here)) / (2 * h)
        here[where] = kept
    return slopes


# --- the gradient of x^T A x ------------------------------------------------------


# The function that belongs to MC01 of steps.py.
@misconception(
    id="QF01",
    exercise="grad-quadratic",
    says="Your gradient is right for symmetric matrices only.",
    try_this="Try A = [[0, 1], [0, 0]]: what does your rule give for the slope of "
    "x[0]*x[1] along x[1], and what does nudging x[1] give?",
    section=VECTOR,
)
def taken_for_symmetric(A, x):
    return 2 * A @ x


@misconception(
    id="QF02",
    exercise="grad-quadratic",
    says="Your gradient sees x on one side of A only, the left one.",
    try_this="At how many places of x^T A x does a single entry of x stand?",
    section=VECTOR,
)
def left_place_only(A, x):
    return A @ x


@misconception(
    id="QF03",
    exercise="grad-quadratic",
    says="Your gradient sees x on one side of A only, the right one.",
    try_this="At how many places of x^T A x does a single entry of x stand?",
    section=VECTOR,
)
def right_place_only(A, x):
    return A.T @ x


@misconception(
    id="QF04",
    exercise="grad-quadratic",
    says="The columns of A are counted twice and its rows not at all.",
    try_this="In the two parts of step 2, where does k stand in A each time?",
    section=VECTOR,
)
def columns_twice(A, x):
    return 2 * A.T @ x


@misconception(
    id="QF05",
    exercise="grad-quadratic",
    says="x is missing: you return a whole table.",
    try_this="What is the slope of 7*u*v along u: does v still appear in it?",
    section=VECTOR,
)
def without_the_other_x(A, x):
    return A + A.T


@misconception(
    id="QF06",
    exercise="grad-quadratic",
    says="You multiply entry by entry, so nothing is added up.",
    try_this="Step 2 has a sum over l. Which sign of Python adds up products?",
    section=VECTOR,
)
def star_instead_of_at(A, x):
    return (A + A.T) * x


@misconception(
    id="QF07",
    exercise="grad-quadratic",
    says="You return the number x^T A x itself, and not its slopes.",
    try_this="How many entries of x can be nudged, so how many slopes are there?",
    section=MOVES,
)
def value_instead_of_slopes(A, x):
    return x @ A @ x


@misconception(
    id="QF08",
    exercise="grad-quadratic",
    says="Your slopes are the mean of the two parts.",
    try_this="When x stands at two places, are the two slopes added or averaged?",
    section=VECTOR,
)
def mean_of_both_places(A, x):
    return 0.5 * (A + A.T) @ x


@misconception(
    id="QF09",
    exercise="grad-quadratic",
    says="Only the squares are in your gradient: the mixed products are gone.",
    try_this="For A = [[0, 1], [0, 0]] the number is x[0]*x[1]. Is its slope zero?",
    section=VECTOR,
)
def squares_only(A, x):
    return 2 * np.diag(A) * x


@misconception(
    id="QF10",
    exercise="grad-quadratic",
    says="The diagonal of A is counted once, and its terms are squares.",
    try_this="Take n = 1 and A = [[5]]: what is the slope of 5*x*x?",
    section=VECTOR,
)
def diagonal_once(A, x):
    return (A + A.T) @ x - np.diag(A) * x


@misconception(
    id="QF11",
    exercise="grad-quadratic",
    says="The call changes the caller's A.",
    try_this="Print A before and after the call. Which sign writes into an array?",
    section=CARD,
)
def matrix_made_symmetric_in_place(A, x):
    A += A.T
    return A @ x


@misconception(
    id="QF12",
    exercise="grad-quadratic",
    says="Your numbers are right, and they stand in a table with one column.",
    try_this="Print x.shape. Could you subtract your gradient from x?",
    section=CARD,
)
def as_a_column(A, x):
    return ((A + A.T) @ x).reshape(-1, 1)


@misconception(
    id="QF13",
    exercise="grad-quadratic",
    says="You measure the slopes instead of computing them.",
    try_this="Step 3 has no h in it. Can you do without one here?",
    section=VECTOR,
    rtol=1e-4,
)
def measured_quadratic(A, x):
    return measured(lambda z: z @ A @ z, x)


# --- the gradient of a^T W b ------------------------------------------------------


# The function that belongs to MC02 of steps.py.
@misconception(
    id="BF01",
    exercise="grad-bilinear",
    says="Your table lies on its side: it has one row for each class.",
    try_this="In the slope along W[k,l], which of a and b carries k?",
    section=MATRIX,
)
def factors_swapped(a, b):
    return np.outer(b, a)


@misconception(
    id="BF02",
    exercise="grad-bilinear",
    says="You pair entries of equal place, and every pair should appear.",
    try_this="With 5 features and 3 classes, how many weights can be nudged?",
    section=MATRIX,
)
def paired_entries(a, b):
    return a * b


@misconception(
    id="BF03",
    exercise="grad-bilinear",
    says="You add up to a single number.",
    try_this="How many weights can be nudged, so how many slopes are there?",
    section=MATRIX,
)
def one_number(a, b):
    return a @ b


@misconception(
    id="BF04",
    exercise="grad-bilinear",
    says="Your slopes do not look at b.",
    try_this="In the term 2*w*5, what is the slope along w: does the 5 matter?",
    section=MATRIX,
)
def without_b(a, b):
    return np.outer(a, np.ones(len(b)))


@misconception(
    id="BF05",
    exercise="grad-bilinear",
    says="Your slopes do not look at a.",
    try_this="In the term 2*w*5, what is the slope along w: does the 2 matter?",
    section=MATRIX,
)
def without_a(a, b):
    return np.outer(np.ones(len(a)), b)


@misconception(
    id="BF06",
    exercise="grad-bilinear",
    says="You add the two factors of the weight.",
    try_this="Raise w by 1 in the term 2*w*5. By how much does it rise?",
    section=MATRIX,
)
def factors_added(a, b):
    return a[:, None] + b[None, :]


@misconception(
    id="BF07",
    exercise="grad-bilinear",
    says="All your slopes are twice as large as they should be.",
    try_this="At how many places of a^T W b does W stand?",
    section=MATRIX,
)
def weight_counted_twice(a, b):
    return 2.0 * np.outer(a, b)


@misconception(
    id="BF08",
    exercise="grad-bilinear",
    says="The slopes are right, and they stand in one long row.",
    try_this="Print the shape of your answer. What has a gradient the shape of?",
    section=CARD,
)
def one_long_row(a, b):
    return np.kron(a, b)


@misconception(
    id="BF09",
    exercise="grad-bilinear",
    says="When a holds whole numbers, your slopes are cut off to whole numbers.",
    try_this="Print the dtype of the array that you fill. Where does it come from?",
    section=MATRIX,
)
def cut_to_whole_numbers(a, b):
    table = np.zeros((len(a), len(b)), dtype=a.dtype)
    for k in range(len(a)):
        table[k] = a[k] * b
    return table


@misconception(
    id="BF10",
    exercise="grad-bilinear",
    says="You use the length of a for both sides of the table.",
    try_this="Which of the two vectors says how many columns W has?",
    section=MATRIX,
)
def square_table(a, b):
    table = np.zeros((len(a), len(a)))
    for k in range(len(a)):
        for j in range(len(a)):
            table[k, j] = a[k] * b[j]
    return table


# --- the gradient of log sum exp(xW) ----------------------------------------------


# The function that belongs to MC08 of steps.py.
@misconception(
    id="LE01",
    exercise="grad-logsumexp-linear",
    says="You divide by the sum, and forget how the sum itself moves.",
    try_this="When log(u) is differentiated, what multiplies 1/u?",
    section=LOGARITHM,
)
def inner_derivative_missing(x, W):
    f = x @ W
    one_over_the_sum = np.exp(-f.max()) / np.exp(f - f.max()).sum()
    return np.outer(x, np.full(len(f), one_over_the_sum))


@misconception(
    id="LE02",
    exercise="grad-logsumexp-linear",
    says="In your gradient all features have the same slope.",
    try_this="How many times as much as its weight does a score move?",
    section=SCORE,
)
def feature_missing(x, W):
    return np.outer(np.ones(len(x)), shares(x, W))


@misconception(
    id="LE03",
    exercise="grad-logsumexp-linear",
    says="This is how the sum of the exponentials moves: the logarithm is missing.",
    try_this="How much does log(u) move when u moves?",
    section=LOGARITHM,
)
def logarithm_missing(x, W):
    return np.outer(x, np.exp(x @ W))


@misconception(
    id="LE04",
    exercise="grad-logsumexp-linear",
    says="In your gradient all classes have the same slopes, whatever the scores are.",
    try_this="Is log(1 + 1) the same as log(1) + log(1)?",
    section=LOGARITHM,
)
def logarithm_of_each_term(x, W):
    return np.outer(x, np.ones(W.shape[1]))


@misconception(
    id="LE05",
    exercise="grad-logsumexp-linear",
    says="Only the class with the highest score has a slope in your gradient.",
    try_this="Raise the second best score a little. Does the sum stay the same?",
    section=LOGARITHM,
)
def winner_takes_all(x, W):
    f = x @ W
    return np.outer(x, np.arange(len(f)) == f.argmax())


@misconception(
    id="LE06",
    exercise="grad-logsumexp-linear",
    says="Your gradient lies on its side: it has one row for each class.",
    try_this="Could you subtract your gradient from W? Print both shapes.",
    section=MATRIX,
)
def table_on_its_side(x, W):
    return np.outer(shares(x, W), x)


@misconception(
    id="LE07",
    exercise="grad-logsumexp-linear",
    says="You stop at the scores: these are the slopes along them.",
    try_this="How many weights are there, and how many slopes do you return?",
    section=LOGARITHM,
)
def stops_at_the_scores(x, W):
    return shares(x, W)


@misconception(
    id="LE08",
    exercise="grad-logsumexp-linear",
    says="Your gradient is right until the scores become large.",
    try_this="What is np.exp(1000)? What may you take off all scores at once?",
    section=ANY_SIZE,
)
def scores_not_shifted(x, W):
    e = np.exp(x @ W)
    return np.outer(x, e / e.sum())


@misconception(
    id="LE09",
    exercise="grad-logsumexp-linear",
    says="You multiply the share by the weight.",
    try_this="Which of x and W is nudged here, and which one is its factor?",
    section=SCORE,
)
def weight_instead_of_feature(x, W):
    return W * shares(x, W)


@misconception(
    id="LE10",
    exercise="grad-logsumexp-linear",
    says="The call overwrites the caller's W.",
    try_this="Does `B = A` make a new array, or a second name for the same one?",
    section=CARD,
)
def gradient_written_into_the_weights(x, W):
    p = shares(x, W)
    dW = W
    for k in range(len(x)):
        dW[k] = x[k] * p
    return dW


@misconception(
    id="LE11",
    exercise="grad-logsumexp-linear",
    says="The share itself was differentiated once more.",
    try_this="What is asked: the slope of a share, or the slope of log(u)?",
    section=LOGARITHM,
)
def share_differentiated_again(x, W):
    p = shares(x, W)
    return np.outer(x, p * (1 - p))


@misconception(
    id="LE12",
    exercise="grad-logsumexp-linear",
    says="You cut large scores off, and that makes different scores equal.",
    try_this="What are the shares of the scores 1000 and 1001 in your function?",
    section=ANY_SIZE,
)
def scores_cut_off(x, W):
    e = np.exp(np.clip(x @ W, -500, 500))
    return np.outer(x, e / e.sum())


@misconception(
    id="LE13",
    exercise="grad-logsumexp-linear",
    says="You take the lowest score off, and the highest one can still be too large.",
    try_this="After your shift, which score is 0? And the one 3000 above it?",
    section=ANY_SIZE,
)
def shifted_by_the_lowest(x, W):
    f = x @ W
    e = np.exp(f - f.min())
    return np.outer(x, e / e.sum())


@misconception(
    id="LE14",
    exercise="grad-logsumexp-linear",
    says="You take the mean off, and the highest score can still be too large.",
    try_this="Take the scores 3000 and 0. How large is the first after your shift?",
    section=ANY_SIZE,
)
def shifted_by_the_mean(x, W):
    f = x @ W
    e = np.exp(f - f.mean())
    return np.outer(x, e / e.sum())


@misconception(
    id="LE15",
    exercise="grad-logsumexp-linear",
    says="You measure the slopes instead of computing them.",
    try_this="Step 8 has no h in it. Can you do without one here?",
    section=LOGARITHM,
    rtol=1e-4,
)
def measured_logarithm(x, W):
    def log_of_sum(V):
        f = x @ V
        return f.max() + np.log(np.exp(f - f.max()).sum())

    return measured(log_of_sum, W)


@misconception(
    id="LE16",
    exercise="grad-logsumexp-linear",
    says="You shift the scores in the exponentials, and not in their sum.",
    try_this="Add up your shares. What has to come out, and does it?",
    section=ANY_SIZE,
)
def shifted_above_only(x, W):
    f = x @ W
    return np.outer(x, np.exp(f - f.max()) / np.exp(f).sum())


@misconception(
    id="LE17",
    exercise="grad-logsumexp-linear",
    says="You take exponentials of the weights, and the shares belong to scores.",
    try_this="How many scores has one example, and how many exponentials do you take?",
    section=LOGARITHM,
)
def shares_of_the_weights(x, W):
    e = np.exp(W - W.max(axis=1, keepdims=True))
    return x[:, None] * e / e.sum(axis=1, keepdims=True)


@misconception(
    id="LE18",
    exercise="grad-logsumexp-linear",
    says="You take the largest weight off, and scores can still be too large.",
    try_this="What stands in the exponents? With a negative feature, which way does "
    "your shift move it?",
    section=ANY_SIZE,
)
def shifted_by_the_largest_weight(x, W):
    e = np.exp(x @ (W - W.max()))
    return np.outer(x, e / e.sum())


# --- the gradient of the sum of squared scores ------------------------------------


@misconception(
    id="MC10",
    exercise="grad-squared-scores",
    says="Each feature reaches the sum on one path only in your function.",
    try_this="Which of the scores change when x[k] changes?",
    section=PATHS,
)
def one_path_only(x, W):
    f = x @ W
    slopes = np.zeros(len(x))
    for k in range(len(x)):
        slopes[k] = 2 * f[k] * W[k, k]
    return slopes


@misconception(
    id="PA01",
    exercise="grad-squared-scores",
    says="Your slopes are half of what they should be.",
    try_this="How much does f*f rise when f goes from 3 to 3.01?",
    section=PATHS,
)
def exponent_stays_up(x, W):
    return W @ (x @ W)


@misconception(
    id="PA02",
    exercise="grad-squared-scores",
    says="You stop at the scores: these are the slopes along them.",
    try_this="How does a score move when a feature moves?",
    section=PATHS,
)
def stops_at_the_squares(x, W):
    return 2 * (x @ W)


@misconception(
    id="PA03",
    exercise="grad-squared-scores",
    says="This is the gradient of the squared sum, not of the sum of squares.",
    try_this="Take the scores 1 and -1. What is the sum of their squares?",
    section=PATHS,
)
def square_of_the_sum(x, W):
    return 2 * np.sum(x @ W) * W.sum(axis=1)


@misconception(
    id="PA04",
    exercise="grad-squared-scores",
    says="The scores meet the wrong side of W.",
    try_this="The paths are added up over the classes. Which index of W is that?",
    section=PATHS,
)
def wrong_side_of_the_weights(x, W):
    return 2 * (x @ W) @ W


@misconception(
    id="PA05",
    exercise="grad-squared-scores",
    says="Each path overwrites the one before, so only the last class is left.",
    try_this="What is the difference between `=` and `+=` inside a loop?",
    section=PATHS,
)
def paths_overwritten(x, W):
    f = x @ W
    slopes = np.zeros(len(x))
    for j in range(len(f)):
        slopes = 2 * f[j] * W[:, j]
    return slopes


@misconception(
    id="PA06",
    exercise="grad-squared-scores",
    says="The links of each path are added, and they belong multiplied.",
    try_this="If f rises 3 times as fast as x, and g rises 4 times as fast as f, "
    "how much faster than x does g rise?",
    section=PATHS,
)
def links_added(x, W):
    return (2 * (x @ W) + W).sum(axis=1)
