"""Misconceptions about `gradients`: the way back through a graph."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

from .common import TURNS, sorted_nodes

BACK = "The way back"


def beginning(y, grad_ys):
    return tf.ones_like(y) if grad_ys is None else grad_ys


def walk(y, start, combine):
    """node -> gradient, where combine says what becomes of an old and a new part."""
    total = {y: start}
    for node in sorted_nodes(y)[::-1]:
        if node.inputs and node in total:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                if part is not None:
                    old = total.get(source)
                    total[source] = part if old is None else combine(old, part)
    return total


@misconception(
    id="11-AD01",
    exercise="gradients",
    says="Of several contributions to one node you keep the last one.",
    try_this="Through how many arrows does x reach x * x? How many parts did you keep?",
    section=BACK,
)
def gradients_overwrite(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: new)
    return [total.get(x) for x in xs]


@misconception(
    id="11-GD01",
    exercise="gradients",
    says="Of several contributions to one node you keep the first one.",
    try_this="Through how many arrows does x reach x * x? How many parts did you keep?",
    section=BACK,
)
def gradients_keep_the_first(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old)
    return [total.get(x) for x in xs]


@misconception(
    id="11-AD17",
    exercise="gradients",
    says="Nodes have their turn as soon as something arrives, and again later.",
    try_this="A node with two users: when is its gradient complete?",
    section=TURNS,
)
def gradients_without_an_order(y, xs, grad_ys=None):
    total, waiting = {y: beginning(y, grad_ys)}, [y]
    while waiting:
        node = waiting.pop(0)
        if node.inputs:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                if part is not None:
                    total[source] = total[source] + part if source in total else part
                    waiting.append(source)
    return [total.get(x) for x in xs]


@misconception(
    id="11-GD02",
    exercise="gradients",
    says="Your nodes have their turns on the way there instead of the way back.",
    try_this="Whose gradient is known at the beginning? Who has the first turn?",
    section=TURNS,
)
def gradients_in_forward_order(y, xs, grad_ys=None):
    total = {y: beginning(y, grad_ys)}
    for node in sorted_nodes(y):
        if node.inputs and node in total:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                if part is not None:
                    total[source] = total[source] + part if source in total else part
    return [total.get(x) for x in xs]


@misconception(
    id="11-AD28",
    exercise="gradients",
    says="Where y does not depend on x, your function stops with an error.",
    try_this="Does y depend on this x at all? What does the docstring promise then?",
    section=BACK,
)
def gradients_raise_without_a_way(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old + new)
    return [total[x] for x in xs]


@misconception(
    id="11-GD03",
    exercise="gradients",
    says="Where y does not depend on x, you give zeros.",
    try_this="How does somebody see that a weight was forgotten: by 0, or by None?",
    section=BACK,
)
def gradients_zeros_without_a_way(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old + new)
    return [total.get(x, tf.constant(0.0)) for x in xs]


@misconception(
    id="11-GD04",
    exercise="gradients",
    says="Your function begins with ones, also when something else is given.",
    try_this="Which line of yours reads grad_ys?",
    section=BACK,
)
def gradients_ignore_the_beginning(y, xs, grad_ys=None):
    total = walk(y, tf.ones_like(y), lambda old, new: old + new)
    return [total.get(x) for x in xs]


@misconception(
    id="11-GD05",
    exercise="gradients",
    says="Your way back begins with y itself.",
    try_this="If y grows by 1, by how much does y grow?",
    section=BACK,
)
def gradients_begin_with_y(y, xs, grad_ys=None):
    start = y if grad_ys is None else grad_ys
    total = walk(y, start, lambda old, new: old + new)
    return [total.get(x) for x in xs]


@misconception(
    id="11-GD06",
    exercise="gradients",
    says="You take the mean of contributions that should be added up.",
    try_this="Two arrows, each with slope 1. If x grows by 1, by how much does x + x?",
    section=BACK,
)
def gradients_take_the_mean(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: (old + new) / 2)
    return [total.get(x) for x in xs]


@misconception(
    id="11-GD07",
    exercise="gradients",
    says="Your function gives one node where a list should come back.",
    try_this="What does len() say of your answer, and how many nodes are in xs?",
    section=BACK,
)
def gradients_of_the_first_only(y, xs, grad_ys=None):
    total = walk(y, beginning(y, grad_ys), lambda old, new: old + new)
    return total.get(xs[0]) if xs else None


@misconception(
    id="11-GD08",
    exercise="gradients",
    says="You walk every way by itself, and ask the same rules again and again.",
    try_this="In a tower of 30 doublings, how many ways lead from the top to the base?",
    section=TURNS,
)
def gradients_way_by_way(y, xs, grad_ys=None):
    total, waiting = {}, [(y, beginning(y, grad_ys))]
    while waiting:
        node, part = waiting.pop()
        total[node] = total[node] + part if node in total else part
        if node.inputs:
            handed = tf.rules[node.op](node, part)
            waiting += [
                each for each in zip(node.inputs, handed) if each[1] is not None
            ]
    return [total.get(x) for x in xs]


@misconception(
    id="11-GD09",
    exercise="gradients",
    says="A rule that hands on None stops your function.",
    try_this="What may stand in the list of a rule, according to the text above?",
    section=BACK,
)
def gradients_stumble_over_none(y, xs, grad_ys=None):
    total = {y: beginning(y, grad_ys)}
    for node in sorted_nodes(y)[::-1]:
        if node.inputs and node in total:
            for source, part in zip(node.inputs, tf.rules[node.op](node, total[node])):
                total[source] = total[source] + part if source in total else part
    return [total.get(x) for x in xs]
