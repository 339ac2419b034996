"""Graphs of computations in the spelling of TensorFlow 1, with the engine left out.

A node says what is to be computed and from which nodes; nothing is computed when it is
built.  What goes back through a graph is written by students: the reverse rules, an
order, `gradients`, `run`.  They are put into `rules` and given to `install`.  All
numbers are float64; the types that TensorFlow asks for are read and not used.

    graph      nodes, and the functions that build them
    forward    what each operation computes, from arrays
    adapters   small graphs made from plain numbers, for trying out one function
    stories    small stories in which a session runs
    swap       a module called tinyflow, made of this one and of a student's functions
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
