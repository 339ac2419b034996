"""Misconceptions about `softmax_vjp`: a product with a Jacobian."""

import numpy as np
from scipy.special import softmax

from autograder.misconceptions import misconception

from .common import BATCH, CARD, diagonals, products

PRODUCT = "Derive: a product without a Jacobian"
WRITE_PRODUCT = "Write the product"


def inner(P, G):
    """(N, 1): the sum of p times g for each example."""
    return np.sum(P * G, axis=1, keepdims=True)


@misconception(
    id="05-JA19",
    exercise="softmax-vjp",
    says="Your product uses the diagonal of the Jacobian only.",
    try_this="The rows of J add up to 0. What must each row of the answer add up to?",
    section=PRODUCT,
)
def diagonal_of_the_jacobian_only(S, G):
    P = softmax(S, axis=1)
    return P * (1 - P) * G


@misconception(
    id="05-JA20",
    exercise="softmax-vjp",
    says="Your inner sum runs over the examples.",
    try_this="Does the answer for the first example change if you delete the last one?",
    section=WRITE_PRODUCT,
)
def inner_sum_over_examples(S, G):
    P = softmax(S, axis=1)
    return P * (G - np.sum(P * G, axis=0, keepdims=True))


@misconception(
    id="05-JV01",
    exercise="softmax-vjp",
    says="Your inner sum runs over the whole table.",
    try_this="How many inner sums has a batch of 5 examples, and how many have you?",
    section=WRITE_PRODUCT,
)
def inner_sum_over_everything(S, G):
    P = softmax(S, axis=1)
    return P * (G - np.sum(P * G))


@misconception(
    id="05-JV02",
    exercise="softmax-vjp",
    says="An axis got lost: the sums of the examples meet the classes.",
    try_this="Write both shapes under each other, right-aligned. What meets what?",
    section=WRITE_PRODUCT,
)
def inner_sum_lost_its_axis(S, G):
    P = softmax(S, axis=1)
    return P * (G - np.sum(P * G, axis=1))


@misconception(
    id="05-JV03",
    exercise="softmax-vjp",
    says="The second term of the product is missing.",
    try_this="Add 1 to every entry of G. Should the answer change? Does yours?",
    section=PRODUCT,
)
def inner_sum_forgotten(S, G):
    return softmax(S, axis=1) * G


@misconception(
    id="05-JV04",
    exercise="softmax-vjp",
    says="The first term of the product is missing: equal indices are forgotten.",
    try_this="Which entry of J stands where both indices are equal? Did you use it?",
    section=PRODUCT,
)
def first_term_forgotten(S, G):
    P = softmax(S, axis=1)
    return -P * inner(P, G)


@misconception(
    id="05-JV05",
    exercise="softmax-vjp",
    says="Your inner sum is added where it should be taken off.",
    try_this="Add 1 to every entry of G. Should the answer change? Does yours?",
    section=PRODUCT,
)
def inner_sum_added(S, G):
    P = softmax(S, axis=1)
    return P * (G + inner(P, G))


@misconception(
    id="05-JV06",
    exercise="softmax-vjp",
    says="In your inner sum the probabilities are missing.",
    try_this="Write the sum over j with the entries of J. Which factors has each term?",
    section=PRODUCT,
)
def inner_sum_without_probabilities(S, G):
    P = softmax(S, axis=1)
    return P * (G - G.sum(axis=1, keepdims=True))


@misconception(
    id="05-JV07",
    exercise="softmax-vjp",
    says="You take off the plain mean of the slopes.",
    try_this="Do all classes count alike in the sum? What weighs them?",
    section=PRODUCT,
)
def plain_mean_taken_off(S, G):
    return softmax(S, axis=1) * (G - G.mean(axis=1, keepdims=True))


@misconception(
    id="05-JV08",
    exercise="softmax-vjp",
    says="A probability multiplies your first term, and not the second one.",
    try_this="Which factor can be taken out of both terms of the sum?",
    section=PRODUCT,
)
def factor_for_one_term_only(S, G):
    P = softmax(S, axis=1)
    return P * G - inner(P, G)


@misconception(
    id="05-JV09",
    exercise="softmax-vjp",
    says="The probability in front of your bracket is missing.",
    try_this="A class with probability 0: what should its score move?",
    section=PRODUCT,
)
def factor_in_front_forgotten(S, G):
    return G - inner(softmax(S, axis=1), G)


@misconception(
    id="05-JV10",
    exercise="softmax-vjp",
    says="Your product belongs to the Jacobian of log p.",
    try_this="Does G hold slopes along p or along log p? The docstring says it.",
    section=PRODUCT,
)
def product_for_the_logarithm(S, G):
    return G - softmax(S, axis=1) * G.sum(axis=1, keepdims=True)


@misconception(
    id="05-JV11",
    exercise="softmax-vjp",
    says="All signs of your product are turned.",
    try_this="One slope of G is 1, the others are 0. Should that score rise or fall?",
    section=PRODUCT,
)
def signs_of_the_product_turned(S, G):
    P = softmax(S, axis=1)
    return P * (inner(P, G) - G)


@misconception(
    id="05-JV12",
    exercise="softmax-vjp",
    says="Your product is right, and it builds all the Jacobians on the way.",
    try_this="With 1000 classes: how many numbers has one Jacobian? And g?",
    section=PRODUCT,
)
def jacobians_are_built(S, G):
    P = softmax(S, axis=1)
    return np.einsum("nij,ni->nj", diagonals(P) - products(P), G)


@misconception(
    id="05-JV13",
    exercise="softmax-vjp",
    says="All examples share one softmax: without an axis scipy's takes it all.",
    try_this="What do the rows of your P add up to? Print P.sum(axis=1).",
    section=BATCH,
)
def one_softmax_for_all(S, G):
    P = softmax(S)
    return P * (G - inner(P, G))


@misconception(
    id="05-JV14",
    exercise="softmax-vjp",
    says="Your softmax runs down the columns.",
    try_this="Is a row an example or a class? Which axis did you give to softmax?",
    section=BATCH,
)
def softmax_along_the_examples(S, G):
    P = softmax(S, axis=0)
    return P * (G - inner(P, G))


@misconception(
    id="05-JV15",
    exercise="softmax-vjp",
    says="Your answer does not depend on G.",
    try_this="Call it with G and with 2 G. What should happen to the answer?",
    section=PRODUCT,
)
def upstream_is_ignored(S, G):
    return np.zeros(np.shape(S))


@misconception(
    id="05-JV16",
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
    id="05-JV17",
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
    id="05-JV18",
    exercise="softmax-vjp",
    says="Your product is divided by the number of examples.",
    try_this="Where should a factor 1/N come from: is it in G, or is it in softmax?",
    section=WRITE_PRODUCT,
)
def averaged_over_the_examples(S, G):
    P = softmax(S, axis=1)
    return P * (G - inner(P, G)) / len(P)


@misconception(
    id="05-JV20",
    exercise="softmax-vjp",
    says="You take the scores for probabilities.",
    try_this="What do the rows of S add up to? Where is softmax in your function?",
    section=CARD,
)
def scores_used_as_probabilities(S, G):
    return S * (G - inner(S, G))


@misconception(
    id="05-JV21",
    exercise="softmax-vjp",
    says="Your function computes something and hands nothing back.",
    try_this="What does a Python function give when it ends without `return`?",
    section=WRITE_PRODUCT,
)
def no_product_is_returned(S, G):
    P = softmax(S, axis=1)
    G - inner(P, G)


@misconception(
    id="05-JV22",
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
