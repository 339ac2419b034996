"""Misconceptions of 03_kronecker, each as code that a student might have written.

A misconception is recognised by its results, so it changes one thing and is right in
all others.  Formulas on paper are in steps.py.  The ids, after "03-":

    helpers
    KJ   the Jacobian of the scores, with loops and with a Kronecker product
    KC   the way back, from J and G to dW
    KB   the block layout
"""

import numpy as np

from autograder.misconceptions import misconception

LOOPS, KRON = "jacobian-scores-loops", "jacobian-scores"
BOTH = (LOOPS, KRON)
CARD = "The card: what the letters mean"
LAYOUTS = "Two ways to lay them out"
SCORES = "Derive: all scores by all weights"
PATTERNS = "A product of patterns"
ALONG = "How to get along without it"
PATIENT = "Find the fault: a table that was too patient"


# --- helpers ----------------------------------------------------------------------


def four_indices(X, C):
    """T[i, j, k, c]: how the score (i, j) moves with the weight (k, c)."""
    return np.einsum("ik,jc->ijkc", X, np.eye(C))


# --- the Jacobian of the scores ---------------------------------------------------


@misconception(
    id="03-KJ01",
    exercise=BOTH,
    says="In your J every weight moves every class.",
    try_this="Does the weight of another class appear in the score f[i,j] at all?",
    section=SCORES,
)
def every_weight_moves_every_class(X, C):
    blocks = np.broadcast_to(X[:, None, :, None], (len(X), C, X.shape[1], C))
    return blocks.reshape(len(X) * C, -1).copy()


# The function that belongs to 03-MC05 of steps.py.
@misconception(
    id="03-KJ02",
    exercise=BOTH,
    says="Your J is right for tables that are unrolled column by column.",
    try_this="Print W.ravel(): which entry comes second, W[0,1] or W[1,0]?",
    section=PATTERNS,
)
def unrolled_by_columns(X, C):
    return np.kron(np.eye(C), X)


# The function that belongs to 03-MC07 of steps.py.
@misconception(
    id="03-KJ03",
    exercise=LOOPS,
    says="You read X with its indices the other way round.",
    try_this="Which index of X counts the examples, says the card?",
    section=CARD,
)
def examples_read_as_features(X, C):
    N, D = X.shape
    J = np.zeros((N * C, D * C))
    for i in range(N):
        for k in range(D):
            for j in range(C):
                J[i * C + j, k * C + j] = X[k, i]
    return J


@misconception(
    id="03-KJ04",
    exercise=BOTH,
    says="Your J is turned (transposed): its rows are the weights.",
    try_this="What are the rows of a Jacobian: what moves, or what is nudged?",
    section=CARD,
)
def jacobian_on_its_side(X, C):
    return four_indices(X, C).reshape(len(X) * C, -1).T.copy()


@misconception(
    id="03-KJ05",
    exercise=BOTH,
    says="The scores are unrolled row by row in your J, and the weights are not.",
    try_this="In W.ravel(), how many entries stand before w[1,0]?",
    section=SCORES,
)
def weights_unrolled_by_columns(X, C):
    T = four_indices(X, C).transpose(0, 1, 3, 2)
    return T.reshape(len(X) * C, -1).copy()


@misconception(
    id="03-KJ06",
    exercise=BOTH,
    says="The weights are unrolled row by row in your J, and the scores are not.",
    try_this="In F.ravel(), how many entries stand before f[1,0]?",
    section=SCORES,
)
def scores_unrolled_by_columns(X, C):
    T = four_indices(X, C).transpose(1, 0, 2, 3)
    return T.reshape(len(X) * C, -1).copy()


@misconception(
    id="03-KJ07",
    exercise=BOTH,
    says="Your J knows where the slopes are, and not how large: it holds only ones.",
    try_this="If feature k of an example is 5, how does its score move with w[k,l]?",
    section=SCORES,
)
def ones_instead_of_features(X, C):
    return four_indices(np.ones(X.shape), C).reshape(len(X) * C, -1)


@misconception(
    id="03-KJ08",
    exercise=BOTH,
    says="Your slopes stand in a table with four indices.",
    try_this="How many indices has the J of the card? What does `reshape` do?",
    section=LAYOUTS,
)
def left_with_four_indices(X, C):
    return four_indices(X, C)


@misconception(
    id="03-KJ09",
    exercise=BOTH,
    says="This is the block layout, and the card asks for the vec layout.",
    try_this="What has a row of its own in J: one score, or one row of a block?",
    section=LAYOUTS,
)
def block_layout(X, C):
    T = four_indices(X, C).transpose(2, 0, 3, 1)
    return T.reshape(X.size, C * C).copy()


@misconception(
    id="03-KJ10",
    exercise=LOOPS,
    says="The row of a score is not where F.ravel() has it.",
    try_this="How many entries has one row of F: as many as examples, or as classes?",
    section=SCORES,
)
def rows_as_long_as_the_batch(X, C):
    N, D = X.shape
    J = np.zeros((N * C, D * C))
    for i in range(N):
        for j in range(C):
            for k in range(D):
                J[i * N + j, k * C + j] = X[i, k]
    return J


@misconception(
    id="03-KJ11",
    exercise=LOOPS,
    says="The column of a weight is not where W.ravel() has it.",
    try_this="How many entries has one row of W: as many as features, or as classes?",
    section=SCORES,
)
def columns_as_long_as_the_features(X, C):
    N, D = X.shape
    J = np.zeros((N * C, D * C))
    for i in range(N):
        for j in range(C):
            for k in range(D):
                J[i * C + j, k * D + j] = X[i, k]
    return J


@misconception(
    id="03-KJ12",
    exercise=LOOPS,
    says="Your slopes are measured, so they are not exact.",
    try_this="Step 4 has no h in it. Can you do without one here?",
    section=SCORES,
    rtol=1e-4,
)
def measured_slopes(X, C):
    N, D = X.shape
    J = np.zeros((N * C, D * C))
    for column in range(D * C):
        W = np.linspace(0.3, 0.7, D * C)
        W[column] += 1e-5
        above = (X @ W.reshape(D, C)).ravel()
        W[column] -= 2e-5
        J[:, column] = (above - (X @ W.reshape(D, C)).ravel()) / 2e-5
    return J


@misconception(
    id="03-KJ13",
    exercise=LOOPS,
    says="The slopes are cut off to whole numbers.",
    try_this="Print the dtype of the array that you fill. Can it hold 0.5?",
    section=SCORES,
)
def cut_to_whole_numbers(X, C):
    return four_indices(X, C).reshape(len(X) * C, -1).astype(int)


@misconception(
    id="03-KJ14",
    exercise=BOTH,
    says="Your J compares the wrong two letters: example and feature.",
    try_this="Which two letters stand in the delta of step 4?",
    section=SCORES,
)
def example_compared_with_feature(X, C):
    N, D = X.shape
    T = np.einsum("ik,jc->ijkc", X * np.eye(N, D), np.ones((C, C)))
    return T.reshape(N * C, D * C)


@misconception(
    id="03-KJ15",
    exercise=KRON,
    says="Your blocks have as many rows as there are features.",
    try_this="Which letters does the delta compare, and how many values do they take?",
    section=PATTERNS,
)
def blocks_as_large_as_the_features(X, C):
    return np.kron(X, np.eye(X.shape[1]))


@misconception(
    id="03-KJ16",
    exercise=KRON,
    says="X is turned inside of your product.",
    try_this="What are the rows of a Jacobian: what moves, or what is nudged?",
    section=PATTERNS,
)
def turned_examples_by_columns(X, C):
    return np.kron(np.eye(C), X.T)


@misconception(
    id="03-KJ17",
    exercise=KRON,
    says="np.outer unrolls both tables completely: there are no blocks any more.",
    try_this="Which shape has your table? How many scores are there?",
    section=PATTERNS,
)
def outer_instead_of_kron(X, C):
    return np.outer(X, np.eye(C))


@misconception(
    id="03-KJ18",
    exercise=KRON,
    says="You multiply the tables as matrices, and they do not meet.",
    try_this="In the Kronecker product, does anything get added up?",
    section=PATTERNS,
)
def matrix_product_instead_of_kron(X, C):
    return X @ np.eye(C)


@misconception(
    id="03-KJ19",
    exercise=KRON,
    says="Your blocks have as many rows as there are examples.",
    try_this="Which letters does the delta compare, and how many values do they take?",
    section=PATTERNS,
)
def blocks_as_large_as_the_batch(X, C):
    return np.kron(X, np.eye(len(X)))


@misconception(
    id="03-KJ20",
    exercise=BOTH,
    says="Your function stops at a batch with one example, or with one feature.",
    try_this="Print the shape of X[:1] and of np.squeeze(X[:1]). Which axis is gone?",
    section=CARD,
)
def axes_of_length_one_lost(X, C):
    squeezed = np.squeeze(X)
    return four_indices(squeezed, C).reshape(len(X) * C, -1)


# --- the way back -----------------------------------------------------------------


@misconception(
    id="03-KC01",
    exercise="contract",
    says="You add up over the weights, and the paths run through the scores.",
    try_this="Which side of J belongs to the scores, and which side does @ add up?",
    section=ALONG,
)
def jacobian_not_turned(J, G, D, C):
    return (J @ G.ravel()).reshape(D, C)


@misconception(
    id="03-KC02",
    exercise="contract",
    says="Your table has a row for each class.",
    try_this="Could you subtract your dW from W? Print both shapes.",
    section=CARD,
)
def rows_for_classes(J, G, D, C):
    return (J.T @ G.ravel()).reshape(C, D)


@misconception(
    id="03-KC03",
    exercise="contract",
    says="You unroll G column by column, and the rows of J stand in the other order.",
    try_this="Which score belongs to row 1 of J, and which entry of G comes second?",
    section=CARD,
)
def slopes_unrolled_by_columns(J, G, D, C):
    return (J.T @ G.T.ravel()).reshape(D, C)


@misconception(
    id="03-KC04",
    exercise="contract",
    says="The slopes are right, and dW is filled column by column.",
    try_this="Which weight belongs to column 1 of J: w[0,1] or w[1,0]?",
    section=CARD,
)
def filled_by_columns(J, G, D, C):
    return (J.T @ G.ravel()).reshape(D, C, order="F")


@misconception(
    id="03-KC05",
    exercise="contract",
    says="The slopes are right, and they stand in one long row.",
    try_this="Which shape has the gradient of a number along a table?",
    section=CARD,
)
def left_as_one_row(J, G, D, C):
    return J.T @ G.ravel()


@misconception(
    id="03-KC06",
    exercise="contract",
    says="You divide by the number of examples.",
    try_this="Is there a 1/N in the double sum, or is it inside of G already?",
    section=ALONG,
)
def averaged_over_the_examples(J, G, D, C):
    return (J.T @ G.ravel()).reshape(D, C) / len(G)


@misconception(
    id="03-KC07",
    exercise="contract",
    says="Your dW does not look at G: all scores count the same.",
    try_this="If L does not move with a score, do its paths matter?",
    section=ALONG,
)
def slopes_of_the_loss_forgotten(J, G, D, C):
    return J.sum(axis=0).reshape(D, C)


@misconception(
    id="03-KC08",
    exercise="contract",
    says="You multiply along each path, and never add the paths up.",
    try_this="How many paths lead from one weight to L, and how many slopes has it?",
    section=ALONG,
)
def paths_not_added_up(J, G, D, C):
    return J * G.reshape(-1, 1)


@misconception(
    id="03-KC09",
    exercise="contract",
    says="Your dW hears of the first example only.",
    try_this="Which rows of J belong to the other examples? Where do you use them?",
    section=ALONG,
)
def first_example_only(J, G, D, C):
    return (J[:C].T @ G[0]).reshape(D, C)


@misconception(
    id="03-KC10",
    exercise="contract",
    says="You read X out of J, which works for the pattern of F = XW only.",
    try_this="Where in your code would a slope be used that is no entry of X?",
    section=ALONG,
)
def relies_on_the_pattern(J, G, D, C):
    return J[::C, ::C].T @ G


@misconception(
    id="03-KC11",
    exercise="contract",
    says="Your numbers are right, and the call changes the caller's G.",
    try_this="Print G before and after the call. Which sign writes into an array?",
    section=CARD,
)
def writes_into_the_slopes(J, G, D, C):
    dW = J.T @ G.ravel()
    G *= 0
    return dW.reshape(D, C)


# --- the block layout -------------------------------------------------------------


@misconception(
    id="03-KB01",
    exercise="jacobian-blocks",
    says="The size is from the note, and there the letters r and s mean other sizes.",
    try_this="How many rows has one block, and how many blocks lie below each other?",
    section=PATIENT,
)
def size_from_the_note(X, C):
    N, D = X.shape
    T = four_indices(X, C).transpose(2, 0, 3, 1)
    return T.reshape(C * D, N * C)


@misconception(
    id="03-KB02",
    exercise="jacobian-blocks",
    says="This is the vec layout, and here the block layout is asked.",
    try_this="In which of the two layouts does W keep its form?",
    section=LAYOUTS,
)
def vec_layout(X, C):
    return four_indices(X, C).reshape(len(X) * C, -1)


@misconception(
    id="03-KB03",
    exercise="jacobian-blocks",
    says="Every block is turned (transposed).",
    try_this="Which shape has a block, if it is the table of all scores that move?",
    section=PATIENT,
)
def blocks_on_their_side(X, C):
    N, D = X.shape
    return four_indices(X, C).transpose(2, 1, 3, 0).reshape(D * C, C * N)


@misconception(
    id="03-KB04",
    exercise="jacobian-blocks",
    says="The blocks are right, and they stand in the places of a turned W.",
    try_this="Which weight has its block in the upper right corner?",
    section=PATIENT,
)
def blocks_in_turned_places(X, C):
    N, D = X.shape
    return four_indices(X, C).transpose(3, 0, 2, 1).reshape(C * N, D * C)


@misconception(
    id="03-KB05",
    exercise="jacobian-blocks",
    says="The shape is right, and the rows of the blocks are not lined up.",
    try_this="`reshape` never moves an entry past another. Who moves the axes first?",
    section=PATIENT,
)
def reshaped_without_moving(X, C):
    N, D = X.shape
    return four_indices(X, C).transpose(2, 3, 0, 1).reshape(D * N, C * C)


@misconception(
    id="03-KB06",
    exercise="jacobian-blocks",
    says="In your blocks all classes move.",
    try_this="Raise w[k,c]: which column of the scores moves, and which ones stay?",
    section=SCORES,
)
def all_columns_move(X, C):
    return np.kron(X.T.reshape(-1, 1), np.ones((1, C * C)))


@misconception(
    id="03-KB07",
    exercise="jacobian-blocks",
    says="Your blocks stand in a table with four indices.",
    try_this="How many rows has the table, if the blocks are put side by side?",
    section=LAYOUTS,
)
def blocks_not_joined(X, C):
    return four_indices(X, C).transpose(2, 3, 0, 1).copy()
