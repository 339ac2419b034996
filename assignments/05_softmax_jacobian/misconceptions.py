"""Wrong rules of 05_softmax_jacobian, each as code that a student might have written.

A rule is recognised by what it gives, so it changes one thing and is right (and stable)
in all others; what the rules have in common stands in the helpers.  Ids JA are those of
the course's list of misconceptions, the others are this assignment's.

    helpers
    JA   the Jacobian of one example     JN   more of it that was seen in real code
    JB   the Jacobians of a batch
    JV   the product with a Jacobian
    FU   the find of a fault             (JA stands in each of the last three as well)

Longer than other modules: it is a list, and its entries are read one at a time.
"""

import numpy as np
from scipy.special import softmax

from autograder.misconceptions import misconception

BOTH = ("softmax-jacobian-naive", "softmax-jacobian-vectorized")
CARD = "The card: what the letters mean"
PARTS = "Derive: numerator and denominator"
CASES = "Derive: the two cases"
ONE = "Derive: both cases in one line"
LOOPS = "Write it with loops"
WITHOUT_LOOPS = "Write it without loops"
BATCH = "A whole batch"
PRODUCT = "Derive: a product without a Jacobian"
WRITE_PRODUCT = "Write the product"
FAULT = "Find the fault: a check that likes everything"


# --- helpers ----------------------------------------------------------------------


def jacobian(p):
    """The Jacobian of one example without a mistake."""
    return np.diag(p) - np.outer(p, p)


def products(P):
    """(N, C, C): all products of two probabilities of one example."""
    return P[:, :, np.newaxis] * P[:, np.newaxis, :]


def diagonals(P):
    """(N, C, C): the probabilities on the diagonals."""
    return P[:, :, np.newaxis] * np.eye(P.shape[1])


def inner(P, G):
    """(N, 1): the sum of p times g for each example."""
    return np.sum(P * G, axis=1, keepdims=True)


# --- the Jacobian of one example --------------------------------------------------


@misconception(
    id="JA01",
    exercise=BOTH,
    says="Only your diagonal is filled: no probability feels another one's score.",
    try_this="Probabilities sum to one. If one of them grows, what must the others do?",
    section=CASES,
)
def only_the_diagonal(s):
    p = softmax(s)
    return np.diag(p * (1 - p))


@misconception(
    id="JA02",
    exercise=BOTH,
    says="Beside your diagonal the slopes are positive.",
    try_this="Raise one score. Do the other classes' probabilities go up or down?",
    section=CASES,
)
def other_sign_beside_the_diagonal(s):
    p = softmax(s)
    J = np.outer(p, p)
    np.fill_diagonal(J, p * (1 - p))
    return J


@misconception(
    id="JA04",
    exercise=BOTH,
    says="You treat all entries alike: the case of equal indices is missing.",
    try_this="When you differentiate the numerator: for which class is it not 0?",
    section=CASES,
)
def equal_indices_forgotten(s):
    p = softmax(s)
    return -np.outer(p, p)


@misconception(
    id="JA05",
    exercise=BOTH,
    says="The second term of the quotient rule is missing.",
    try_this="Does the denominator notice when you raise a score?",
    section=PARTS,
)
def denominator_taken_as_fixed(s):
    return np.diag(softmax(s))


@misconception(
    id="JA07",
    exercise=BOTH,
    says="You use one formula for both cases, as if delta were always 1.",
    try_this="What is delta(i, j) where i and j differ, and what do you put there?",
    section=ONE,
)
def delta_is_always_one(s):
    p = softmax(s)
    return p[:, np.newaxis] * (1 - p)


@misconception(
    id="JN01",
    exercise=BOTH,
    says="Your two cases are exchanged.",
    try_this="Which entries are the slopes of a probability along its own score?",
    section=CASES,
)
def cases_are_exchanged(s):
    p = softmax(s)
    J = p[:, np.newaxis] * (1 - p)
    np.fill_diagonal(J, -p * p)
    return J


@misconception(
    id="JA08",
    exercise=BOTH,
    says="One row of slopes comes back: the last score overwrites the others.",
    try_this="From C numbers to C numbers: how many slopes are there?",
    section=CARD,
)
def last_column_wins(s):
    return jacobian(softmax(s))[:, -1].copy()


@misconception(
    id="JA14",
    exercise=BOTH,
    says="You differentiate the first probability only.",
    try_this="How many outputs has softmax, and how many of them did you nudge?",
    section=CARD,
)
def first_output_only(s):
    return jacobian(softmax(s))[0].copy()


@misconception(
    id="JA10",
    exercise=BOTH,
    says="All your signs are turned: the quotient rule is the wrong way round.",
    try_this="Try the rule on 1/x. Which sign must its slope have?",
    section=PARTS,
)
def quotient_rule_reversed(s):
    return -jacobian(softmax(s))


@misconception(
    id="JA11",
    exercise=BOTH,
    says="Your slopes grow when all scores are raised: a division is missing.",
    try_this="What stands below the line in the quotient rule? And in your formula?",
    section=PARTS,
)
def denominator_not_squared(s):
    E = np.exp(s)
    return E.sum() * jacobian(softmax(s))


@misconception(
    id="JN06",
    exercise=BOTH,
    says="You divide by the sum once too often.",
    try_this="One of the divisions made a probability. Count the others: how many?",
    section=PARTS,
)
def divided_once_more(s):
    return jacobian(softmax(s)) / np.exp(s).sum()


@misconception(
    id="JA13",
    exercise=BOTH,
    says="Large scores overflow in your exponentials.",
    try_this="Which function of the setup is safe there, and could be used?",
    section=CARD,
)
def exponentials_of_raw_scores(s):
    E = np.exp(s)
    return jacobian(E / E.sum())


@misconception(
    id="JN04",
    exercise=BOTH,
    says="You return the slopes of log p, not those of p.",
    try_this="What is the derivative of p if you know that of log p? What is missing?",
    section=ONE,
)
def jacobian_of_the_logarithm(s):
    p = softmax(s)
    return np.eye(len(p)) - p


@misconception(
    id="JN07",
    exercise=BOTH,
    says="There are ones on your diagonal where probabilities belong.",
    try_this="Step 1 has a factor in front of delta. What became of it?",
    section=ONE,
)
def ones_on_the_diagonal(s):
    p = softmax(s)
    return np.eye(len(p)) - np.outer(p, p)


@misconception(
    id="JN02",
    exercise=BOTH,
    says="Beside your diagonal stands a product with 1 - p that does not belong there.",
    try_this="For different indices: which of the two terms of the rule is left?",
    section=CASES,
)
def minus_and_one_minus(s):
    p = softmax(s)
    J = -p[:, np.newaxis] * (1 - p)
    np.fill_diagonal(J, p * (1 - p))
    return J


@misconception(
    id="JN09",
    exercise=BOTH,
    says="You differentiate a sigmoid of each score, not softmax.",
    try_this="Raise the first score. Does your second row know of it?",
    section=CARD,
)
def slopes_of_a_sigmoid(s):
    q = 1 / (1 + np.exp(-np.asarray(s, dtype=float)))
    return np.diag(q * (1 - q))


@misconception(
    id="JN10",
    exercise=BOTH,
    says="Your function returns probabilities, not slopes.",
    try_this="From C numbers to C numbers: which shape has the table of slopes?",
    section=CARD,
)
def probabilities_are_returned(s):
    return softmax(s)


@misconception(
    id="JN11",
    exercise=BOTH,
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=LOOPS,
)
def nothing_is_returned(s):
    jacobian(softmax(s))


@misconception(
    id="JN12",
    exercise=BOTH,
    says="Softmax is applied twice before you differentiate.",
    try_this="Are your s scores or probabilities already? What does the card say?",
    section=CARD,
)
def softmax_of_probabilities(s):
    return jacobian(softmax(softmax(s)))


@misconception(
    id="JN13",
    exercise=BOTH,
    says="You take the scores for probabilities.",
    try_this="What do the numbers in your formula add up to, and what should they?",
    section=CARD,
)
def scores_taken_for_probabilities(s):
    return jacobian(s)


@misconception(
    id="JN15",
    exercise=BOTH,
    says="Half of your table is still zero.",
    try_this="Which values does your second index take? Is J[1, 0] among them?",
    section=LOOPS,
)
def upper_half_only(s):
    return np.triu(jacobian(softmax(s)))


@misconception(
    id="JN16",
    exercise=BOTH,
    says="Your diagonal is still zero.",
    try_this="What does your code do when both indices are equal?",
    section=CASES,
)
def diagonal_left_out(s):
    J = jacobian(softmax(s))
    np.fill_diagonal(J, 0)
    return J


@misconception(
    id="JN17",
    exercise=BOTH,
    says="Whole-number scores give whole-number slopes.",
    try_this="Print the dtype of the table that you fill. What can it not hold?",
    section=LOOPS,
)
def whole_numbers_in_and_out(s):
    J = np.zeros((len(s), len(s)), dtype=s.dtype)
    J[...] = jacobian(softmax(s))
    return J


@misconception(
    id="JN18",
    exercise=BOTH,
    says="Your slopes are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=CARD,
)
def scores_are_overwritten(s):
    s -= s.max()
    return jacobian(softmax(s))


@misconception(
    id="JN19",
    exercise=BOTH,
    says="The last class is missing: your loops end too early.",
    try_this="Which is the last index of C classes? Does your loop reach it?",
    section=LOOPS,
)
def last_class_left_out(s):
    J = jacobian(softmax(s))
    J[-1] = J[:, -1] = 0
    return J


@misconception(
    id="JN20",
    exercise="softmax-jacobian-vectorized",
    says="The same number is taken off every entry: your product is a single number.",
    try_this="Which shape has p @ p, and which shape do you need there?",
    section=WITHOUT_LOOPS,
)
def inner_product_taken_off(s):
    p = softmax(s)
    return np.diag(p) - p @ p


@misconception(
    id="JN21",
    exercise="softmax-jacobian-vectorized",
    says="All rows of your second term are equal: a product of numbers side by side.",
    try_this="Print the shape of p * p. Does it know a row and a column?",
    section=WITHOUT_LOOPS,
)
def products_side_by_side(s):
    p = softmax(s)
    return np.diag(p) - p * p


@misconception(
    id="JN22",
    exercise="softmax-jacobian-vectorized",
    says="Each row of your table holds all probabilities, not only its own.",
    try_this="Where should the first term be zero? What puts a vector on a diagonal?",
    section=WITHOUT_LOOPS,
)
def diagonal_not_built(s):
    p = softmax(s)
    return p - np.outer(p, p)


@misconception(
    id="JN23",
    exercise=BOTH,
    says="Your slopes are right to some digits only: they are measured or rounded.",
    try_this="Which line is not a formula but a difference, or not float64?",
    section=ONE,
    # What measuring loses depends on the step that is taken.
    rtol=1e-5,
)
def measured_with_two_points(s):
    h, each = 1e-4, np.eye(len(s))
    up, down = softmax(s + h * each, axis=1), softmax(s - h * each, axis=1)
    return (up - down).T / (2 * h)


# --- the Jacobians of a batch -----------------------------------------------------


@misconception(
    id="JA16",
    exercise="softmax-jacobian-batch",
    says="np.diag of a table takes a diagonal out, where you want to build some.",
    try_this="What does np.diag give for a vector, and what for a table? Print both.",
    section=BATCH,
)
def diagonal_taken_out(S):
    P = softmax(S, axis=1)
    return np.diag(P) - P.T @ P


@misconception(
    id="JB20",
    exercise="softmax-jacobian-batch",
    says="np.diag of a table takes a diagonal out, and your products are fine.",
    try_this="What does np.diag give for a vector, and what for a table? Print both.",
    section=BATCH,
)
def diagonal_taken_out_beside_products(S):
    P = softmax(S, axis=1)
    return np.diag(P) - products(P)


@misconception(
    id="JB21",
    exercise="softmax-jacobian-batch",
    says="Your diagonals hold ones where something that depends on P belongs.",
    try_this="What stands beside the delta when step 5 is multiplied out?",
    section=ONE,
)
def ones_on_the_diagonals(S):
    P = softmax(S, axis=1)
    return np.eye(P.shape[1]) - products(P)


@misconception(
    id="JA17",
    exercise="softmax-jacobian-batch",
    says="Your table holds slopes of each example along the scores of all others.",
    try_this="Can the score of one example move another one? Which blocks are zero?",
    section=BATCH,
)
def one_table_for_the_flat_batch(S):
    P = softmax(S, axis=1)
    N, C = P.shape
    J = np.zeros((N * C, N * C))
    for n in range(N):
        J[n * C : (n + 1) * C, n * C : (n + 1) * C] = jacobian(P[n])
    return J


@misconception(
    id="JB01",
    exercise="softmax-jacobian-batch",
    says="Only the diagonals are filled: no probability feels another one's score.",
    try_this="Probabilities sum to one. If one of them grows, what must the others do?",
    section=CASES,
)
def only_the_diagonals(S):
    P = softmax(S, axis=1)
    return diagonals(P * (1 - P))


@misconception(
    id="JB02",
    exercise="softmax-jacobian-batch",
    says="You add the products of probabilities.",
    try_this="Raise one score. Do the other classes' probabilities go up or down?",
    section=ONE,
)
def products_added(S):
    P = softmax(S, axis=1)
    return diagonals(P) + products(P)


@misconception(
    id="JB03",
    exercise="softmax-jacobian-batch",
    says="You treat all entries alike: the case of equal indices is missing.",
    try_this="What do the rows of each table add up to? What should they?",
    section=ONE,
)
def products_only(S):
    return -products(softmax(S, axis=1))


@misconception(
    id="JB04",
    exercise="softmax-jacobian-batch",
    says="The second term of the quotient rule is missing.",
    try_this="Does the denominator notice when you raise a score?",
    section=PARTS,
)
def probabilities_on_the_diagonals(S):
    return diagonals(softmax(S, axis=1))


@misconception(
    id="JB05",
    exercise="softmax-jacobian-batch",
    says="You use one formula for both cases, as if delta were always 1.",
    try_this="What is delta(i, j) where i and j differ, and what do you put there?",
    section=ONE,
)
def delta_is_one_in_the_batch(S):
    P = softmax(S, axis=1)
    return P[:, :, np.newaxis] * (1 - P[:, np.newaxis, :])


@misconception(
    id="JB06",
    exercise="softmax-jacobian-batch",
    says="All your signs are turned.",
    try_this="Raise a score: which sign has the slope of its own probability?",
    section=ONE,
)
def signs_turned_in_the_batch(S):
    P = softmax(S, axis=1)
    return products(P) - diagonals(P)


@misconception(
    id="JB07",
    exercise="softmax-jacobian-batch",
    says="All examples share one softmax: without an axis scipy's takes it all.",
    try_this="What do the rows of your P add up to? Print P.sum(axis=1).",
    section=BATCH,
)
def one_softmax_for_the_table(S):
    P = softmax(S)
    return diagonals(P) - products(P)


@misconception(
    id="JB08",
    exercise="softmax-jacobian-batch",
    says="Your softmax runs down the columns.",
    try_this="Is a row an example or a class? Which axis did you give to softmax?",
    section=BATCH,
)
def softmax_down_the_columns(S):
    P = softmax(S, axis=0)
    return diagonals(P) - products(P)


@misconception(
    id="JB10",
    exercise="softmax-jacobian-batch",
    says="You average over the examples: one table comes back.",
    try_this="How many examples are there, and how many tables should come back?",
    section=BATCH,
)
def tables_averaged(S):
    P = softmax(S, axis=1)
    return (diagonals(P) - products(P)).mean(axis=0)


@misconception(
    id="JB11",
    exercise="softmax-jacobian-batch",
    says="You add up the examples: one table comes back.",
    try_this="Which index disappears in a matrix product? Should it do so here?",
    section=BATCH,
)
def tables_added_up(S):
    P = softmax(S, axis=1)
    return np.diag(P.sum(axis=0)) - P.T @ P


@misconception(
    id="JB12",
    exercise="softmax-jacobian-batch",
    says="Your tables are right, and the examples stand along the last axis.",
    try_this="Which axis counts the examples in the docstring: the first or the last?",
    section=BATCH,
)
def examples_along_the_last_axis(S):
    P = softmax(S, axis=1)
    return np.moveaxis(diagonals(P) - products(P), 0, -1)


@misconception(
    id="JB13",
    exercise="softmax-jacobian-batch",
    says="Large scores overflow in your exponentials.",
    try_this="Which function of the setup is safe there, and could be used?",
    section=CARD,
)
def raw_exponentials_of_a_batch(S):
    E = np.exp(S)
    P = E / E.sum(axis=1, keepdims=True)
    return diagonals(P) - products(P)


@misconception(
    id="JB14",
    exercise="softmax-jacobian-batch",
    says="Every example gets the Jacobian of the first one.",
    try_this="Compare your tables 0 and 1. Have their examples the same scores?",
    section=BATCH,
)
def first_example_for_all(S):
    P = softmax(S, axis=1)
    return np.tile(jacobian(P[0]), (len(P), 1, 1))


@misconception(
    id="JB15",
    exercise="softmax-jacobian-batch",
    says="In your products both factors run along the same axis.",
    try_this="Which of the factors should know i, and which j? Where is the new axis?",
    section=BATCH,
)
def squares_for_products(S):
    P = softmax(S, axis=1)
    return P[:, :, np.newaxis] * (np.eye(P.shape[1]) - P[:, :, np.newaxis])


@misconception(
    id="JB09",
    exercise="softmax-jacobian-batch",
    says="In your products the examples get mixed: an index of the example is missing.",
    try_this="Write the shapes of both factors under each other. What meets what?",
    section=BATCH,
)
def examples_get_mixed(S):
    P = softmax(S, axis=1)
    return P[:, :, np.newaxis] * (np.eye(P.shape[1]) - P)


@misconception(
    id="JB16",
    exercise="softmax-jacobian-batch",
    says="Your function returns probabilities, not slopes.",
    try_this="How many slopes has one example? Which shape does the docstring name?",
    section=CARD,
)
def probabilities_of_the_batch(S):
    return softmax(S, axis=1)


@misconception(
    id="JB17",
    exercise="softmax-jacobian-batch",
    says="Your tables are right, and the caller's scores are destroyed.",
    try_this="Print the scores after the call. Which line of yours writes into them?",
    section=CARD,
)
def batch_is_overwritten(S):
    S -= S.max(axis=1, keepdims=True)
    P = softmax(S, axis=1)
    return diagonals(P) - products(P)


@misconception(
    id="JB18",
    exercise="softmax-jacobian-batch",
    says="You return the slopes of log p, not those of p.",
    try_this="What is the derivative of p if you know that of log p? What is missing?",
    section=ONE,
)
def logarithms_of_the_batch(S):
    P = softmax(S, axis=1)
    return np.eye(P.shape[1]) - P[:, np.newaxis, :]


@misconception(
    id="JB19",
    exercise="softmax-jacobian-batch",
    says="Your slopes are right to some digits only: they are measured or rounded.",
    try_this="Which line is not a formula but a difference, or not float64?",
    section=ONE,
    # What measuring loses depends on the step that is taken.
    rtol=1e-5,
)
def batch_measured_with_two_points(S):
    h, rows = 1e-4, np.eye(S.shape[1])
    up, down = S[:, np.newaxis] + h * rows, S[:, np.newaxis] - h * rows
    slopes = (softmax(up, axis=2) - softmax(down, axis=2)) / (2 * h)
    return slopes.transpose(0, 2, 1)


# --- the product with a Jacobian --------------------------------------------------


@misconception(
    id="JA19",
    exercise="softmax-vjp",
    says="Your product uses the diagonal of the Jacobian only.",
    try_this="The rows of J add up to 0. What must each row of the answer add up to?",
    section=PRODUCT,
)
def diagonal_of_the_jacobian_only(S, G):
    P = softmax(S, axis=1)
    return P * (1 - P) * G


@misconception(
    id="JA20",
    exercise="softmax-vjp",
    says="Your inner sum runs over the examples.",
    try_this="Does the answer for the first example change if you delete the last one?",
    section=WRITE_PRODUCT,
)
def inner_sum_over_examples(S, G):
    P = softmax(S, axis=1)
    return P * (G - np.sum(P * G, axis=0, keepdims=True))


@misconception(
    id="JV01",
    exercise="softmax-vjp",
    says="Your inner sum runs over the whole table.",
    try_this="How many inner sums has a batch of 5 examples, and how many have you?",
    section=WRITE_PRODUCT,
)
def inner_sum_over_everything(S, G):
    P = softmax(S, axis=1)
    return P * (G - np.sum(P * G))


@misconception(
    id="JV02",
    exercise="softmax-vjp",
    says="An axis got lost: the sums of the examples meet the classes.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=WRITE_PRODUCT,
)
def inner_sum_lost_its_axis(S, G):
    P = softmax(S, axis=1)
    return P * (G - np.sum(P * G, axis=1))


@misconception(
    id="JV03",
    exercise="softmax-vjp",
    says="The second term of the product is missing.",
    try_this="Add 1 to every entry of G. Should the answer change? Does yours?",
    section=PRODUCT,
)
def inner_sum_forgotten(S, G):
    return softmax(S, axis=1) * G


@misconception(
    id="JV04",
    exercise="softmax-vjp",
    says="The first term of the product is missing: equal indices are forgotten.",
    try_this="Which entry of J stands where both indices are equal? Did you use it?",
    section=PRODUCT,
)
def first_term_forgotten(S, G):
    P = softmax(S, axis=1)
    return -P * inner(P, G)


@misconception(
    id="JV05",
    exercise="softmax-vjp",
    says="Your inner sum is added where it should be taken off.",
    try_this="Add 1 to every entry of G. Should the answer change? Does yours?",
    section=PRODUCT,
)
def inner_sum_added(S, G):
    P = softmax(S, axis=1)
    return P * (G + inner(P, G))


@misconception(
    id="JV06",
    exercise="softmax-vjp",
    says="In your inner sum the probabilities are missing.",
    try_this="Write the sum over j with the entries of J. Which factors has each term?",
    section=PRODUCT,
)
def inner_sum_without_probabilities(S, G):
    P = softmax(S, axis=1)
    return P * (G - G.sum(axis=1, keepdims=True))


@misconception(
    id="JV07",
    exercise="softmax-vjp",
    says="You take off the plain mean of the slopes.",
    try_this="Do all classes count alike in the sum? What weighs them?",
    section=PRODUCT,
)
def plain_mean_taken_off(S, G):
    return softmax(S, axis=1) * (G - G.mean(axis=1, keepdims=True))


@misconception(
    id="JV08",
    exercise="softmax-vjp",
    says="A probability multiplies your first term, and not the second one.",
    try_this="Which factor can be taken out of both terms of the sum?",
    section=PRODUCT,
)
def factor_for_one_term_only(S, G):
    P = softmax(S, axis=1)
    return P * G - inner(P, G)


@misconception(
    id="JV09",
    exercise="softmax-vjp",
    says="The probability in front of your bracket is missing.",
    try_this="A class with probability 0: what should its score move?",
    section=PRODUCT,
)
def factor_in_front_forgotten(S, G):
    return G - inner(softmax(S, axis=1), G)


@misconception(
    id="JV10",
    exercise="softmax-vjp",
    says="Your product belongs to the Jacobian of log p.",
    try_this="Does G hold slopes along p or along log p? The docstring says it.",
    section=PRODUCT,
)
def product_for_the_logarithm(S, G):
    return G - softmax(S, axis=1) * G.sum(axis=1, keepdims=True)


@misconception(
    id="JV11",
    exercise="softmax-vjp",
    says="All signs of your product are turned.",
    try_this="One slope of G is 1, the others are 0. Should that score rise or fall?",
    section=PRODUCT,
)
def signs_of_the_product_turned(S, G):
    P = softmax(S, axis=1)
    return P * (inner(P, G) - G)


@misconception(
    id="JV12",
    exercise="softmax-vjp",
    says="Your product is right, and it builds all the Jacobians on the way.",
    try_this="With 1000 classes: how many numbers has one Jacobian? And g?",
    section=PRODUCT,
)
def jacobians_are_built(S, G):
    P = softmax(S, axis=1)
    return np.einsum("nij,ni->nj", diagonals(P) - products(P), G)


@misconception(
    id="JV13",
    exercise="softmax-vjp",
    says="All examples share one softmax: without an axis scipy's takes it all.",
    try_this="What do the rows of your P add up to? Print P.sum(axis=1).",
    section=BATCH,
)
def one_softmax_for_all(S, G):
    P = softmax(S)
    return P * (G - inner(P, G))


@misconception(
    id="JV14",
    exercise="softmax-vjp",
    says="Your softmax runs down the columns.",
    try_this="Is a row an example or a class? Which axis did you give to softmax?",
    section=BATCH,
)
def softmax_along_the_examples(S, G):
    P = softmax(S, axis=0)
    return P * (G - inner(P, G))


@misconception(
    id="JV15",
    exercise="softmax-vjp",
    says="Your answer does not depend on G.",
    try_this="Call it with G and with 2 G. What should happen to the answer?",
    section=PRODUCT,
)
def upstream_is_ignored(S, G):
    return np.zeros(np.shape(S))


@misconception(
    id="JV16",
    exercise="softmax-vjp",
    says="Large scores overflow in your exponentials.",
    try_this="Which function of the setup is safe there, and could be used?",
    section=CARD,
)
def raw_exponentials_in_the_product(S, G):
    E = np.exp(S)
    P = E / E.sum(axis=1, keepdims=True)
    return P * (G - inner(P, G))


@misconception(
    id="JV17",
    exercise="softmax-vjp",
    says="Your product is right, and the caller's G is destroyed.",
    try_this="Print G after the call. Which line of yours writes into it?",
    section=CARD,
)
def upstream_is_overwritten(S, G):
    P = softmax(S, axis=1)
    G -= np.sum(P * G, axis=1, keepdims=True).astype(G.dtype)
    return P * G


@misconception(
    id="JV18",
    exercise="softmax-vjp",
    says="Your product is divided by the number of examples.",
    try_this="Where should a factor 1/N come from: is it in G, or is it in softmax?",
    section=WRITE_PRODUCT,
)
def averaged_over_the_examples(S, G):
    P = softmax(S, axis=1)
    return P * (G - inner(P, G)) / len(P)


@misconception(
    id="JV20",
    exercise="softmax-vjp",
    says="You take the scores for probabilities.",
    try_this="What do the rows of S add up to? Where is softmax in your function?",
    section=CARD,
)
def scores_used_as_probabilities(S, G):
    return S * (G - inner(S, G))


@misconception(
    id="JV21",
    exercise="softmax-vjp",
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=WRITE_PRODUCT,
)
def no_product_is_returned(S, G):
    P = softmax(S, axis=1)
    G - inner(P, G)


@misconception(
    id="JV22",
    exercise="softmax-vjp",
    says="Your product is right to some digits only: it is measured or rounded.",
    try_this="Which line is not a formula but a difference, or not float64?",
    section=PRODUCT,
    # What float32 loses depends on the order of the operations.
    rtol=1e-5,
)
def product_in_float32(S, G):
    P = softmax(S.astype(np.float32), axis=1)
    return P * (G.astype(np.float32) - inner(P, G.astype(np.float32)))


# --- the find of a fault ----------------------------------------------------------


@misconception(
    id="JA22",
    exercise="revealing-upstream",
    says="Your G is the colleague's: the same number everywhere.",
    try_this="What is the sum of a row of probabilities, whatever the scores are?",
    section=FAULT,
)
def ones_everywhere(S):
    return np.ones(np.shape(S))


@misconception(
    id="FU02",
    exercise="revealing-upstream",
    says="Your G is 0 everywhere, and so is every product with it.",
    try_this="What is L if G is 0? Has it a slope anywhere?",
    section=FAULT,
)
def zeros_everywhere(S):
    return np.zeros(np.shape(S))


@misconception(
    id="FU03",
    exercise="revealing-upstream",
    says="In each row your G has a single value.",
    try_this="Take one example: how does L move if its G is 3, 3, 3?",
    section=FAULT,
)
def one_value_for_each_example(S):
    return np.arange(1.0, len(S) + 1)[:, np.newaxis] * np.ones(np.shape(S))


@misconception(
    id="FU04",
    exercise="revealing-upstream",
    says="Your rows differ by a constant only, and a constant moves nothing.",
    try_this="Row 1 minus row 0 of your G: what is the product with that?",
    section=FAULT,
)
def numbered_through(S):
    return np.arange(float(np.size(S))).reshape(np.shape(S))


@misconception(
    id="FU05",
    exercise="revealing-upstream",
    says="All rows of your G are equal.",
    try_this="A program uses the first row of G for all examples. Would you notice?",
    section=FAULT,
)
def equal_rows(S):
    return np.tile(np.arange(np.shape(S)[1]) ** 2.0, (len(S), 1))


@misconception(
    id="FU06",
    exercise="revealing-upstream",
    says="Your G is a single row of numbers.",
    try_this="How many numbers has the table of probabilities? One slope for each?",
    section=FAULT,
)
def one_row_of_slopes(S):
    return np.arange(np.shape(S)[1]) ** 2.0


@misconception(
    id="FU07",
    exercise="revealing-upstream",
    says="Your G tells the examples apart, and only the first class counts in it.",
    try_this="One slope per example, says the shape. Whose slope along which class?",
    section=FAULT,
)
def one_number_for_each_example(S):
    return np.arange(1.0, len(S) + 1)


@misconception(
    id="FU08",
    exercise="revealing-upstream",
    says="Your G is the scores: where they are nearly equal, it reveals little.",
    try_this="Which numbers would you choose if you were not allowed to look at S?",
    section=FAULT,
)
def the_scores_themselves(S):
    return np.array(S, dtype=float)


@misconception(
    id="FU09",
    exercise="revealing-upstream",
    says="Your G is the probabilities: of nearly equal scores they are nearly equal.",
    try_this="Which numbers would you choose if you were not allowed to look at S?",
    section=FAULT,
)
def the_probabilities_themselves(S):
    return softmax(S, axis=1)
