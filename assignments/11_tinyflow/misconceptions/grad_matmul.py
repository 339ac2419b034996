"""Misconceptions about `grad_matmul`: the reverse rule of a matrix product."""

import gradients_by_hand.tinyflow as tf
from autograder.misconceptions import misconception

MATRIX = "The rule for a matrix product"


@misconception(
    id="11-AD02",
    exercise="grad-matmul",
    says="Your products have the right factors, and none of them is turned.",
    try_this="The gradient of A has the shape of A. Which product has it?",
    section=MATRIX,
)
def matmul_without_turning(node, g):
    left, right = node.inputs
    return [tf.matmul(g, right), tf.matmul(left, g)]


@misconception(
    id="11-GR23",
    exercise="grad-matmul",
    says="The factors are right, and they stand in the other order.",
    try_this="Write the two shapes under each product. Which sizes meet there?",
    section=MATRIX,
)
def matmul_in_the_other_order(node, g):
    left, right = node.inputs
    return [tf.matmul(tf.transpose(right), g), tf.matmul(g, tf.transpose(left))]


@misconception(
    id="11-GR24",
    exercise="grad-matmul",
    says="Your two gradients have changed places.",
    try_this="Which input comes first, and which shape has your first gradient?",
    section=MATRIX,
)
def matmul_gradients_swapped(node, g):
    left, right = node.inputs
    return [tf.matmul(tf.transpose(left), g), tf.matmul(g, tf.transpose(right))]


@misconception(
    id="11-GR25",
    exercise="grad-matmul",
    says="Your gradients lie on their side: rows and columns are exchanged.",
    try_this="Could you subtract your gradient from A? Compare the shapes.",
    section=MATRIX,
)
def matmul_on_its_side(node, g):
    left, right = node.inputs
    return [tf.matmul(right, tf.transpose(g)), tf.matmul(tf.transpose(g), left)]


@misconception(
    id="11-GR26",
    exercise="grad-matmul",
    says="You multiply entry by entry, as for another kind of product.",
    try_this="With how many entries of B does one entry of A meet on its way?",
    section=MATRIX,
)
def matmul_entry_by_entry(node, g):
    left, right = node.inputs
    return [g * right, g * left]
