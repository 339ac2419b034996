"""Misconceptions about `delta_cross_entropy`: the gradient in the scores."""

import numpy as np

from autograder.misconceptions import misconception

from .common import (
    ANY_SIZE,
    BATCH,
    CARD,
    CHAIN,
    is_true,
    log_probabilities,
    of_the_truth,
    probabilities,
    pulls,
)

DELTA = "delta-cross-entropy"
WRITE_DELTA = "Write its gradient"


@misconception(
    id="06-DL01",
    exercise=DELTA,
    says="Your gradient is positive everywhere: the label has no say in it.",
    try_this="For a perfect prediction the gradient should vanish. What is yours?",
    section=CHAIN,
)
def label_forgotten(S, y):
    return probabilities(S) / len(y)


@misconception(
    id="06-DL02",
    exercise=DELTA,
    says="You take 1 off every class of an example.",
    try_this="Which single entry of each row belongs to the true class?",
    section=WRITE_DELTA,
)
def one_off_the_whole_row(S, y):
    return (probabilities(S) - 1) / len(y)


@misconception(
    id="06-DL04",
    exercise=DELTA,
    says="Your gradient points downhill: its sign is wrong.",
    try_this="If p of the truth is 0.3, should its score rise? Which slope has L then?",
    section=CHAIN,
)
def sign_turned(S, y):
    return -pulls(probabilities(S), y) / len(y)


@misconception(
    id="06-DL05",
    exercise=DELTA,
    says="Your gradient belongs to the sum of the losses.",
    try_this="The loss is a mean. Where did its 1/N go when you differentiated?",
    section=BATCH,
)
def not_averaged(S, y):
    return pulls(probabilities(S), y)


@misconception(
    id="06-DL07",
    exercise=DELTA,
    says="Your gradient is divided by N twice.",
    try_this="Walk from the loss to the scores: how many times do you meet 1/N?",
    section=BATCH,
)
def averaged_twice(S, y):
    return pulls(probabilities(S), y) / len(y) ** 2


@misconception(
    id="06-DL08",
    exercise=DELTA,
    says="You divide first and take the 1 off afterwards.",
    try_this="Add up a row of your gradient. Is it 0? Is (p-1)/N the same as p/N - 1?",
    section=BATCH,
)
def divided_before_the_one_is_off(S, y):
    return pulls(probabilities(S) / len(y), y)


@misconception(
    id="06-DL10",
    exercise=DELTA,
    says="Only the true class has a slope: you follow one path of the chain rule.",
    try_this="Raise the score of a wrong class. Does the loss stay? Which p_k move?",
    section=CHAIN,
)
def only_the_diagonal_path(S, y):
    P = probabilities(S)
    return np.where(is_true(S, y), pulls(P, y), 0.0) / len(y)


@misconception(
    id="06-DL11",
    exercise=DELTA,
    says="In every row you take 1 off for every class that occurs in the batch.",
    try_this="How many entries of row 0 changed? How many did you intend?",
    section=CARD,
)
def one_off_for_every_label(S, y):
    G = probabilities(S)
    G[np.arange(len(y)), y[:, None]] -= 1
    return G / len(y)


@misconception(
    id="06-DL13",
    exercise=DELTA,
    says="Your gradient is right, and it lies in the caller's own array of scores.",
    try_this="`a = b` copies what, the numbers or the name? Print S after the call.",
    section=WRITE_DELTA,
)
def second_name_for_the_scores(S, y):
    G = S
    G -= G.max(axis=1, keepdims=True)
    np.exp(G, out=G)
    G /= G.sum(axis=1, keepdims=True)
    G[np.arange(len(y)), y] -= 1
    G /= len(y)
    return G


@misconception(
    id="06-DL14",
    exercise=DELTA,
    says="The slope of the probabilities is multiplied in once more.",
    try_this="Was the Jacobian used on the way to step 6? How often do you apply it?",
    section=CHAIN,
)
def slope_of_softmax_applied_again(S, y):
    P = probabilities(S)
    return pulls(P, y) * P * (1 - P) / len(y)


@misconception(
    id="06-DL15",
    exercise=DELTA,
    says="You subtract the number of the class, and not the row of Y.",
    try_this="Does class 2 pull twice as hard as class 1? What is in a row of Y?",
    section=CARD,
)
def class_number_subtracted(S, y):
    return (probabilities(S) - y[:, None]) / len(y)


@misconception(
    id="06-DL16",
    exercise=DELTA,
    says="Your labels seem to count from 1: the 1 is taken off the class before.",
    try_this="Which index has the first class? Where does your first -1 land?",
    section=CARD,
)
def one_off_the_class_before(S, y):
    return pulls(probabilities(S), y.astype(int) - 1) / len(y)


@misconception(
    id="06-DL17",
    exercise=DELTA,
    says="Example and class are exchanged where you pick one entry of each row.",
    try_this="In P[a, b], which index is the row? Is a row an example or a class?",
    section=CARD,
)
def labels_pick_the_rows(S, y):
    G = probabilities(S)
    G[y, np.arange(len(y))] -= 1
    return G / len(y)


@misconception(
    id="06-DL18",
    exercise=DELTA,
    says="You divide by the number of classes instead of examples.",
    try_this="Over what is the mean taken, and how many of them are there?",
    section=BATCH,
)
def gradient_divided_by_the_classes(S, y):
    return pulls(probabilities(S), y) / S.shape[1]


@misconception(
    id="06-DL19",
    exercise=DELTA,
    says="Your softmax runs down the columns.",
    try_this="Print the row sums of your probabilities. What should they be?",
    section=CARD,
)
def gradient_with_softmax_down_the_columns(S, y):
    return pulls(probabilities(S.T).T, y) / len(y)


@misconception(
    id="06-DL20",
    exercise=DELTA,
    says="The examples of the batch share one probability of 1 in your softmax.",
    try_this="Print P.sum(axis=1). What should each row add up to?",
    section=CARD,
)
def gradient_normalised_over_the_batch(S, y):
    return pulls(probabilities(S.reshape(1, -1)).reshape(S.shape), y) / len(y)


@misconception(
    id="06-DL21",
    exercise=DELTA,
    says="You compare scores with the labels, where probabilities are meant.",
    try_this="Add 5 to all scores. Should the gradient change? Does yours?",
    section=WRITE_DELTA,
)
def scores_in_place_of_probabilities(S, y):
    return pulls(S, y) / len(y)


@misconception(
    id="06-DL22",
    exercise=DELTA,
    says="Your exponentials do not add up to one.",
    try_this="Add 1 to every score. Should the gradient change? Does yours?",
    section=CARD,
)
def exponentials_not_normalised(S, y):
    return pulls(np.exp(S), y) / len(y)


@misconception(
    id="06-DL23",
    exercise=DELTA,
    says="Large scores overflow in your exponentials.",
    try_this="What is np.exp(1000)? Which change to a row leaves its ratios alone?",
    section=ANY_SIZE,
)
def gradient_from_raw_exponentials(S, y):
    E = np.exp(S)
    return pulls(E / E.sum(axis=1, keepdims=True), y) / len(y)


@misconception(
    id="06-DL24",
    exercise=DELTA,
    says="Your gradient is measured by nudging scores, and not computed.",
    try_this="How many losses does one gradient cost you? How many should it?",
    section=WRITE_DELTA,
)
def measured_instead_of_derived(S, y):
    h, G = 1e-5, np.zeros(S.shape)
    for index in np.ndindex(*S.shape):
        step = np.zeros(S.shape)
        step[index] = h
        right = -of_the_truth(log_probabilities(S + step), y).mean()
        left = -of_the_truth(log_probabilities(S - step), y).mean()
        G[index] = (right - left) / (2 * h)
    return G


@misconception(
    id="06-DL25",
    exercise=DELTA,
    says="You return one slope for each example, that of its true class.",
    try_this="How many scores can be nudged? Each of them has a slope: which shape?",
    section=CARD,
)
def only_the_true_entries(S, y):
    return (of_the_truth(probabilities(S), y) - 1) / len(y)


@misconception(
    id="06-DL26",
    exercise=DELTA,
    says="You average the slopes themselves: the examples are gone.",
    try_this="Which scores does one example move? Has your answer a row for it?",
    section=BATCH,
)
def slopes_averaged_over_the_examples(S, y):
    return pulls(probabilities(S), y).mean(axis=0)


@misconception(
    id="06-DL27",
    exercise=DELTA,
    says="Logarithms stand where probabilities belong.",
    try_this="Which sign have your entries of wrong classes? Which should they have?",
    section=WRITE_DELTA,
)
def logarithms_in_place_of_probabilities(S, y):
    return pulls(log_probabilities(S), y) / len(y)


@misconception(
    id="06-DL28",
    exercise=DELTA,
    says="Softmax is applied twice, the second time to probabilities.",
    try_this="A true score 100 ahead of all: is your gradient next to nothing there?",
    section=WRITE_DELTA,
)
def gradient_with_softmax_of_softmax(S, y):
    return pulls(probabilities(probabilities(S)), y) / len(y)


@misconception(
    id="06-DL29",
    exercise=DELTA,
    says="Your results are right to a few digits only, as if float32 were inside.",
    try_this="Print the dtype of each array on the way. How many digits can it keep?",
    section=CARD,
    rtol=1e-4,
)
def gradient_in_float32(S, y):
    return (pulls(probabilities(S.astype(np.float32)), y) / len(y)).astype(float)


@misconception(
    id="06-DL30",
    exercise=DELTA,
    says="The true class gets no slope from its own examples.",
    try_this="Add up a row of your gradient. Which sum did step 10 ask for?",
    section=CHAIN,
)
def true_class_skipped(S, y):
    return np.where(is_true(S, y), 0.0, probabilities(S)) / len(y)


@misconception(
    id="06-DL31",
    exercise=DELTA,
    says="The 1 is taken off the predicted class: the labels are never read.",
    try_this="Swap all labels. Does your gradient notice?",
    section=WRITE_DELTA,
)
def one_off_the_prediction(S, y):
    return pulls(probabilities(S), S.argmax(axis=1)) / len(y)


@misconception(
    id="06-DL32",
    exercise=DELTA,
    says="You stop at the probabilities: this is the slope along P, not along S.",
    try_this="Of step 4 and step 6, which one does your line say?",
    section=CHAIN,
)
def slope_along_the_probabilities(S, y):
    return np.where(is_true(S, y), -1 / probabilities(S), 0.0) / len(y)
