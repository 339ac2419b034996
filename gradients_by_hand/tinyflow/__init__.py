"""Computation graphs with the API of TensorFlow 1, but without the engine.

A node names an operation and its inputs; building a node computes nothing.  Students
write the backward pass and the session: the reverse rules, an order, `gradients` and
`run`.  They put the rules into `rules` and pass the rest to `install`.  All numbers are
float64; the functions accept TensorFlow's types and ignore them.

    graph      nodes, and the functions that build them
    forward    the value of each operation, from arrays
    adapters   small graphs made from plain numbers, to try out one function
    stories    small scenarios for a session
    swap       builds a module called tinyflow from this package and the student's code
"""

from gradients_by_hand.tinyflow.forward import forward, forwards, value_of
from gradients_by_hand.tinyflow.graph import (
    Node,
    Variable,
    argmax,
    assign,
    constant,
    count,
    equal,
    exp,
    expand_dims,
    float32,
    float64,
    group,
    initialize_all_variables,
    log,
    matmul,
    nn,
    normal,
    ones,
    ones_like,
    placeholder,
    reduce_mean,
    reduce_sum,
    rules,
    rules_in_use,
    spread,
    sum_to,
    transpose,
    zeros,
    zeros_like,
)
from gradients_by_hand.tinyflow.swap import EmptySession, get_mnist, install

__all__ = [
    "EmptySession",
    "Node",
    "Variable",
    "argmax",
    "assign",
    "constant",
    "count",
    "equal",
    "exp",
    "expand_dims",
    "float32",
    "float64",
    "forward",
    "forwards",
    "get_mnist",
    "group",
    "initialize_all_variables",
    "install",
    "log",
    "matmul",
    "nn",
    "normal",
    "ones",
    "ones_like",
    "placeholder",
    "reduce_mean",
    "reduce_sum",
    "rules",
    "rules_in_use",
    "spread",
    "sum_to",
    "transpose",
    "value_of",
    "zeros",
    "zeros_like",
]
