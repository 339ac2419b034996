"""Computes the operations of a graph from the arrays of their inputs.

forwards    op -> function of arrays; it takes the node's options as keywords
forward     the value of one node, from the values of its inputs
value_of    the value of a node of a small graph, by slow recursion
"""

import numpy as np
from scipy.special import softmax


def _summed_to(g, x):
    g, shape = np.asarray(g), np.shape(x)
    first = g.ndim - len(shape)
    repeated = [first + k for k, size in enumerate(shape) if size == 1]
    return g.sum(axis=(*range(first), *repeated)).reshape(shape)


def _spread(g, x, axis, keep_dims):
    if axis is not None and not keep_dims:
        g = np.expand_dims(g, tuple(each % np.ndim(x) for each in axis))
    return np.broadcast_to(g, np.shape(x)).copy()


def _count(x, axis, keep_dims):
    sizes = np.shape(x) if axis is None else [np.shape(x)[each] for each in axis]
    return float(np.prod(sizes))


forwards = {
    "constant": lambda value: value,
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "matmul": np.matmul,
    "exp": np.exp,
    "log": np.log,
    "softmax": lambda x: softmax(x, axis=-1),
    "reduce_sum": lambda x, axis, keep_dims: np.sum(x, axis=axis, keepdims=keep_dims),
    "reduce_mean": lambda x, axis, keep_dims: np.mean(x, axis=axis, keepdims=keep_dims),
    "argmax": lambda x, axis: np.argmax(x, axis=axis),
    "equal": lambda a, b: np.equal(a, b).astype(float),
    "assign": lambda value, variable: value,
    "group": lambda *values: None,
    "ones_like": np.ones_like,
    "zeros_like": np.zeros_like,
    "transpose": np.transpose,
    "expand_dims": lambda x, axis: np.expand_dims(x, axis),
    "sum_to": _summed_to,
    "spread": _spread,
    "count": _count,
}


def forward(node, values):
    """The value of one node, from the values of its inputs in order.

    Raises:
        ValueError: the operation computes nothing, or the shapes do not fit.
    """
    if node.op not in forwards:
        raise ValueError(f"{node.name} is a {node.op}: it does not compute anything.")
    try:
        with np.errstate(all="ignore"):
            return forwards[node.op](*values, **node.options)
    except ValueError as error:
        shapes = " and ".join(str(np.shape(each)) for each in values)
        raise ValueError(f"{node.name} got the shapes {shapes}: {error}.") from None


def value_of(node, known=None):
    """The value of a node, by recursion over its inputs.

    known: node -> value, for placeholders and variables.  For small graphs only: it
    computes shared nodes again, and a long chain ends in a RecursionError.
    """
    if known is not None and node in known:
        return known[node]
    return forward(node, [value_of(each, known) for each in node.inputs])
