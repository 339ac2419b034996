"""Misconceptions about `decision_grid`: the grid of a picture."""

import numpy as np

from autograder.misconceptions import misconception

GRID = "Write it: a map of the plane"


@misconception(
    id="09-VZ02",
    exercise="decision-grid",
    says="Your grid lies on its side: rows follow x, and columns follow y.",
    try_this="Put one class at large x only. Which row or column does it fill?",
    section=GRID,
)
def grid_on_its_side(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for x in xs for y in ys])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="09-DG01",
    exercise="decision-grid",
    says="Your grid is upside down: row 0 is the highest y.",
    try_this="Print grid[0]. At which y are these points?",
    section=GRID,
)
def grid_upside_down(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)[::-1]
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="09-DG02",
    exercise="decision-grid",
    says="The ends of the limits are not on your grid.",
    try_this="With n = 2, which four points should the grid have?",
    section=GRID,
)
def ends_left_out(W, b, xlim, ylim, n):
    xs = np.linspace(*xlim, n, endpoint=False)
    ys = np.linspace(*ylim, n, endpoint=False)
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="09-DG03",
    exercise="decision-grid",
    says="Your y runs over the limits of x.",
    try_this="Which line of yours reads `ylim`? Try two limits that differ.",
    section=GRID,
)
def one_pair_of_limits(W, b, xlim, ylim, n):
    xs = np.linspace(*xlim, n)
    points = np.array([[x, y] for y in xs for x in xs])
    return np.argmax(points @ W + b, axis=1).reshape(n, n)


@misconception(
    id="09-DG04",
    exercise="decision-grid",
    says="Your map does not listen to the bias: all borders meet in the origin.",
    try_this="Change b by much. Does your map move?",
    section=GRID,
)
def grid_without_bias(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W, axis=1).reshape(n, n)


@misconception(
    id="09-DG05",
    exercise="decision-grid",
    says="Your grid is one long row.",
    try_this="The picture needs rows and columns. Print the shape, is it (n, n)?",
    section=GRID,
)
def grid_not_folded(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for y in ys for x in xs])
    return np.argmax(points @ W + b, axis=1)


@misconception(
    id="09-DG06",
    exercise="decision-grid",
    says="Only the points on a diagonal are asked, one for each pair (x, y).",
    try_this="How many points has a grid of n rows and n columns? How many have you?",
    section=GRID,
)
def diagonal_only(W, b, xlim, ylim, n):
    points = np.c_[np.linspace(*xlim, n), np.linspace(*ylim, n)]
    return np.tile(np.argmax(points @ W + b, axis=1), (n, 1))


@misconception(
    id="09-DG07",
    exercise="decision-grid",
    says="Your map holds scores of all classes, not the class that wins.",
    try_this="How many numbers belong to one point of the map?",
    section=GRID,
)
def grid_of_scores(W, b, xlim, ylim, n):
    xs, ys = np.linspace(*xlim, n), np.linspace(*ylim, n)
    points = np.array([[x, y] for y in ys for x in xs])
    return (points @ W + b).reshape(n, n, -1)
