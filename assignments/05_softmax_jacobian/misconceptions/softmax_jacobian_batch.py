"""Misconceptions about `softmax_jacobian_batch`: the Jacobians of a batch."""

import numpy as np
from scipy.special import softmax

from autograder.misconceptions import misconception

from .common import BATCH, CARD, CASES, ONE, PARTS, diagonals, jacobian, products


@misconception(
    id="05-JA16",
    exercise="softmax-jacobian-batch",
    says="np.diag of a table takes a diagonal out, where you want to build some.",
    try_this="What does np.diag give for a vector, and what for a table? Print both.",
    section=BATCH,
)
def diagonal_taken_out(S):
    P = softmax(S, axis=1)
    return np.diag(P) - P.T @ P


@misconception(
    id="05-JB20",
    exercise="softmax-jacobian-batch",
    says="np.diag of a table takes a diagonal out, and your products are fine.",
    try_this="What does np.diag give for a vector, and what for a table? Print both.",
    section=BATCH,
)
def diagonal_taken_out_beside_products(S):
    P = softmax(S, axis=1)
    return np.diag(P) - products(P)


@misconception(
    id="05-JB21",
    exercise="softmax-jacobian-batch",
    says="Your diagonals hold ones where something that depends on P belongs.",
    try_this="What stands beside the delta when step 5 is multiplied out?",
    section=ONE,
)
def ones_on_the_diagonals(S):
    P = softmax(S, axis=1)
    return np.eye(P.shape[1]) - products(P)


@misconception(
    id="05-JA17",
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
    id="05-JB01",
    exercise="softmax-jacobian-batch",
    says="Only the diagonals are filled: no probability feels another one's score.",
    try_this="Probabilities sum to one. If one of them grows, what must the others do?",
    section=CASES,
)
def only_the_diagonals(S):
    P = softmax(S, axis=1)
    return diagonals(P * (1 - P))


@misconception(
    id="05-JB02",
    exercise="softmax-jacobian-batch",
    says="You add the products of probabilities.",
    try_this="Raise one score. Do the other classes' probabilities go up or down?",
    section=ONE,
)
def products_added(S):
    P = softmax(S, axis=1)
    return diagonals(P) + products(P)


@misconception(
    id="05-JB03",
    exercise="softmax-jacobian-batch",
    says="You treat all entries alike: the case of equal indices is missing.",
    try_this="What do the rows of each table add up to? What should they?",
    section=ONE,
)
def products_only(S):
    return -products(softmax(S, axis=1))


@misconception(
    id="05-JB04",
    exercise="softmax-jacobian-batch",
    says="The second term of the quotient rule is missing.",
    try_this="Does the denominator notice when you raise a score?",
    section=PARTS,
)
def probabilities_on_the_diagonals(S):
    return diagonals(softmax(S, axis=1))


@misconception(
    id="05-JB05",
    exercise="softmax-jacobian-batch",
    says="You use one formula for both cases, as if delta were always 1.",
    try_this="What is delta(i, j) where i and j differ, and what do you put there?",
    section=ONE,
)
def delta_is_one_in_the_batch(S):
    P = softmax(S, axis=1)
    return P[:, :, np.newaxis] * (1 - P[:, np.newaxis, :])


@misconception(
    id="05-JB06",
    exercise="softmax-jacobian-batch",
    says="All your signs are turned.",
    try_this="Raise a score: which sign has the slope of its own probability?",
    section=ONE,
)
def signs_turned_in_the_batch(S):
    P = softmax(S, axis=1)
    return products(P) - diagonals(P)


@misconception(
    id="05-JB07",
    exercise="softmax-jacobian-batch",
    says="All examples share one softmax: without an axis scipy's takes it all.",
    try_this="What do the rows of your P add up to? Print P.sum(axis=1).",
    section=BATCH,
)
def one_softmax_for_the_table(S):
    P = softmax(S)
    return diagonals(P) - products(P)


@misconception(
    id="05-JB08",
    exercise="softmax-jacobian-batch",
    says="Your softmax runs down the columns.",
    try_this="Is a row an example or a class? Which axis did you give to softmax?",
    section=BATCH,
)
def softmax_down_the_columns(S):
    P = softmax(S, axis=0)
    return diagonals(P) - products(P)


@misconception(
    id="05-JB10",
    exercise="softmax-jacobian-batch",
    says="You average over the examples: one table comes back.",
    try_this="How many examples are there, and how many tables should come back?",
    section=BATCH,
)
def tables_averaged(S):
    P = softmax(S, axis=1)
    return (diagonals(P) - products(P)).mean(axis=0)


@misconception(
    id="05-JB11",
    exercise="softmax-jacobian-batch",
    says="You add up the examples: one table comes back.",
    try_this="Which index disappears in a matrix product? Should it do so here?",
    section=BATCH,
)
def tables_added_up(S):
    P = softmax(S, axis=1)
    return np.diag(P.sum(axis=0)) - P.T @ P


@misconception(
    id="05-JB12",
    exercise="softmax-jacobian-batch",
    says="Your tables are right, and the examples stand along the last axis.",
    try_this="Which axis counts the examples in the docstring: the first or the last?",
    section=BATCH,
)
def examples_along_the_last_axis(S):
    P = softmax(S, axis=1)
    return np.moveaxis(diagonals(P) - products(P), 0, -1)


@misconception(
    id="05-JB13",
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
    id="05-JB14",
    exercise="softmax-jacobian-batch",
    says="Every example gets the Jacobian of the first one.",
    try_this="Compare your tables 0 and 1. Have their examples the same scores?",
    section=BATCH,
)
def first_example_for_all(S):
    P = softmax(S, axis=1)
    return np.tile(jacobian(P[0]), (len(P), 1, 1))


@misconception(
    id="05-JB15",
    exercise="softmax-jacobian-batch",
    says="In your products both factors run along the same axis.",
    try_this="Which of the factors should know i, and which j? Where is the new axis?",
    section=BATCH,
)
def squares_for_products(S):
    P = softmax(S, axis=1)
    return P[:, :, np.newaxis] * (np.eye(P.shape[1]) - P[:, :, np.newaxis])


@misconception(
    id="05-JB09",
    exercise="softmax-jacobian-batch",
    says="In your products the examples get mixed: an index of the example is missing.",
    try_this="Write the shapes of both factors under each other. What meets what?",
    section=BATCH,
)
def examples_get_mixed(S):
    P = softmax(S, axis=1)
    return P[:, :, np.newaxis] * (np.eye(P.shape[1]) - P)


@misconception(
    id="05-JB16",
    exercise="softmax-jacobian-batch",
    says="Your function returns probabilities, not slopes.",
    try_this="How many slopes has one example? Which shape does the docstring name?",
    section=CARD,
)
def probabilities_of_the_batch(S):
    return softmax(S, axis=1)


@misconception(
    id="05-JB17",
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
    id="05-JB18",
    exercise="softmax-jacobian-batch",
    says="You return the slopes of log p, not those of p.",
    try_this="What is the derivative of p if you know that of log p? What is missing?",
    section=ONE,
)
def logarithms_of_the_batch(S):
    P = softmax(S, axis=1)
    return np.eye(P.shape[1]) - P[:, np.newaxis, :]


@misconception(
    id="05-JB19",
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
