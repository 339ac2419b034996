"""Misconceptions about `weight_templates`."""

import numpy as np

from autograder.misconceptions import misconception

PLAY = "Play: what was learned, and how fast"


@misconception(
    id="10-WT01",
    exercise="weight-templates",
    says="Your templates are cut from rows of W, so each of them mixes all classes.",
    try_this="W.ravel() walks along the first row. Do neighbours there belong to one "
    "class?",
    section=PLAY,
)
def rows_of_W_cut(W, shape):
    return W.reshape(W.shape[1], *shape)


@misconception(
    id="10-VZ07",
    exercise="weight-templates",
    says="Every template is stretched to its own largest weight.",
    try_this="Two templates of yours look equally strong. Are their weights?",
    section=PLAY,
)
def each_scaled_by_itself(W, shape):
    return (W / np.abs(W).max(axis=0)).T.reshape(-1, *shape)


@misconception(
    id="10-WT02",
    exercise="weight-templates",
    says="The class stands on the last axis.",
    try_this="What should templates[0] be: an image, or a row of pixels?",
    section=PLAY,
)
def classes_on_the_last_axis(W, shape):
    return W.reshape(*shape, W.shape[1])


@misconception(
    id="10-WT03",
    exercise="weight-templates",
    says="Your templates are mirrored along their diagonal.",
    try_this="Take a class with one weight, for pixel 1. Where is it in your image?",
    section=PLAY,
)
def folded_by_columns(W, shape):
    height, width = shape
    return W.T.reshape(-1, width, height).transpose(0, 2, 1)


@misconception(
    id="10-WT04",
    exercise="weight-templates",
    says="Height and width are exchanged.",
    try_this="Fold an image that is not square. Which size comes first in shape?",
    section=PLAY,
)
def height_and_width_exchanged(W, shape):
    return W.T.reshape(-1, *shape[::-1])


@misconception(
    id="10-WT05",
    exercise="weight-templates",
    says="What speaks against a class looks as if it spoke for it.",
    try_this="Which sign has a weight that makes the score of a class smaller?",
    section=PLAY,
)
def sizes_of_weights_only(W, shape):
    return np.abs(W.T).reshape(-1, *shape)


@misconception(
    id="10-WT06",
    exercise="weight-templates",
    says="Your templates run from 0 to 1, as if they were pixels.",
    try_this="Where in your templates is a weight of zero?",
    section=PLAY,
)
def squeezed_between_0_and_1(W, shape):
    return ((W - W.min()) / (W.max() - W.min())).T.reshape(-1, *shape)


@misconception(
    id="10-WT07",
    exercise="weight-templates",
    says="There is one template only.",
    try_this="How many classes has W? Which of them do you show?",
    section=PLAY,
)
def the_first_class_only(W, shape):
    return W[:, 0].reshape(shape)


@misconception(
    id="10-WT08",
    exercise="weight-templates",
    says="The templates are right, and nobody has folded them yet.",
    try_this="How many axes has a stack of images? And what you return?",
    section=PLAY,
)
def columns_not_folded(W, shape):
    return W.T.copy()
