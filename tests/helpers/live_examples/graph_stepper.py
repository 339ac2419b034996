"""The graph of x + x, walked by code that knows no other graph."""

import gradients_by_hand.tinyflow as tf
from gradients_by_hand.live.graph_stepper import GraphStepper


def make(student):
    x = tf.placeholder(name="x")
    y = x + x
    tf.rules.setdefault("add", lambda node, g: [g, g])

    def gradients(y, xs):
        one, other = tf.rules["add"](y, tf.constant(1.0))
        return [{x: one + other, y: tf.constant(1.0)}[each] for each in xs]

    ways = {"gradients": student(gradients)}
    return GraphStepper(ways, student(lambda y: [x, y]), y, {x: 3.0})
