"""Adapters: small graphs made from plain numbers, to try out a student's function.

Each adapter takes the function first, then numbers and arrays.  It builds the nodes,
calls the function and returns numbers and arrays.

    apply_rule, apply_reduction_rule
                       one operation, and what its reverse rule makes of an upstream
    order_of_net       a net of arrows, and the order of its nodes
    gradients_of_net   the same with a slope at each arrow, and the gradients
    rules_asked        how many reverse rules were asked on the way
    loss_of_cost, ten_steps, keys_of_class     what was repaired in three listings
    trained_weights    the whole engine: W after some steps on random digits

A net is described by `arrows`, rows (from, to) of node numbers in which a node only
points to larger ones; a node that no arrow reaches is a leaf.  The inputs of a node
stand in the order of the rows.
"""

import numpy as np

from gradients_by_hand.tinyflow import graph, swap
from gradients_by_hand.tinyflow.forward import forward, value_of

# --- rules ------------------------------------------------------------------------


def apply_rule(rule, op, upstream, *arrays):
    """What a rule gives for one operation on arrays, as a list of arrays.

    upstream: the gradient with respect to what the operation gives.
    """
    node = graph.Node(op, arrays)
    return _computed(rule(node, graph.constant(upstream)))


def apply_reduction_rule(rule, op, upstream, array, indices, keep_dims):
    """The same for a sum or a mean over some axes."""
    make = {"reduce_sum": graph.reduce_sum, "reduce_mean": graph.reduce_mean}[op]
    several = np.ndim(indices)
    node = make(array, [int(k) for k in indices] if several else indices, keep_dims)
    return _computed(rule(node, graph.constant(upstream)))


# --- orders and gradients ---------------------------------------------------------


def order_of_net(order, arrows, y):
    """The numbers of the nodes in the order that a function gives for node y."""
    nodes = _net(arrows)
    numbers = {node: number for number, node in enumerate(nodes)}
    found = order(nodes[y])
    if not isinstance(found, list | tuple):
        return found
    return np.array([numbers.get(each, -1) for each in found], dtype=int)


def gradients_of_net(gradients, arrows, slopes, y, xs, upstream=None):
    """What `gradients` gives for node y and the nodes xs: numbers, or None.

    slopes: one for each arrow: by how much the node at its end rises when the one at
    its beginning rises by 1.  Where it is nan, the rule gives None for that arrow.
    """
    nodes = _net(arrows, slopes)
    known = _values(nodes)
    extra = [] if upstream is None else [graph.constant(upstream)]
    with graph.rules_in_use({"net": _rule_of_net(known)}):
        found = gradients(nodes[y], [nodes[each] for each in xs], *extra)
    return _computed(found, known)


def rules_asked(gradients, arrows, slopes, y, xs):
    """How many times a rule was asked."""
    nodes, asked = _net(arrows, slopes), []
    rule = _rule_of_net(_values(nodes), asked)
    with graph.rules_in_use({"net": rule}):
        gradients(nodes[y], [nodes[each] for each in xs])
    return len(asked)


def _rule_of_net(known, asked=None):
    """The rule of all nodes of a net; asked: a list that keeps who was asked."""

    def rule(node, g):
        if asked is not None:
            asked.append(node)
        # A number at once, so that long nets do not make deep graphs.
        arrived = value_of(g, known)
        return [
            None if np.isnan(slope) else graph.constant(slope * arrived)
            for slope in node.options["slopes"]
        ]

    return rule


def _net(arrows, slopes=None):
    arrows = np.asarray(arrows)
    slopes = np.ones(len(arrows)) if slopes is None else np.asarray(slopes)
    arriving = [[] for _ in range(arrows.max() + 1)]
    for (start, end), slope in zip(arrows.tolist(), slopes.tolist()):
        arriving[end].append((start, slope))
    nodes = []
    for number, each in enumerate(arriving):
        name = f"node_{number}"
        if each:
            inputs = [nodes[start] for start, _ in each]
            weights = tuple(slope for _, slope in each)
            nodes.append(graph.Node("net", inputs, name=name, slopes=weights))
        else:
            nodes.append(graph.placeholder(name=name))
    return nodes


def _values(nodes):
    """The value of each node of a net when each leaf is 1."""
    known = {}
    for each in nodes:
        weights = np.nan_to_num(each.options.get("slopes", ()))
        taken = [known[source] for source in each.inputs]
        known[each] = np.dot(weights, taken) if taken else np.array(1.0)
    return known


def _computed(found, known=None):
    """The values of a list of nodes; what is no node stays as it is."""
    if isinstance(found, list | tuple):
        return [_computed(each, known) for each in found]
    return value_of(found, known) if isinstance(found, graph.Node) else found


# --- repaired listings, and everything together -----------------------------------


def loss_of_cost(make_cost, labels, probs):
    """The number that a cost of labels and probabilities comes to."""
    return value_of(make_cost(graph.constant(labels), graph.constant(probs)))


def ten_steps(make_step, start, amount):
    """Where a counter stands after each of ten runs of one and the same step."""
    v = graph.Variable(start)
    step, path, stands = make_step(v, amount), [], np.array(start, dtype=float)
    for _ in range(10):
        inputs = [value_of(each, {v: stands}) for each in step.inputs]
        value = forward(step, inputs)
        if step.op == "assign":
            stands = value
        path.append(stands)
    return np.array(path)


def keys_of_class(make_class):
    """Whether == of nodes of a class builds a node; whether such nodes can be keys.

    The second answer is 1 if they can, 0 if they have no hash, -1 if a dict compares
    them, and 0.5 if a dict finds another node than was asked for.
    """
    Made = make_class()
    nodes = [Made("constant", value=np.array(1.0)) for _ in range(20)]
    compared = nodes[0] == nodes[1]
    builds = isinstance(compared, graph.Node) and compared.op == "equal"
    try:
        found = {node: number for number, node in enumerate(nodes)}
        keys = 1.0 if [found[each] for each in nodes] == list(range(20)) else 0.5
    except TypeError as error:
        keys = 0.0 if "unhashable" in str(error) else -1.0
    return [builds, keys]


def trained_weights(make_cost, run, gradients, steps, seed):
    """W (4, 3) of a linear softmax classifier after some steps, each on a new batch."""
    X, Y = random_batches(steps, seed)
    x, labels = graph.placeholder(name="x"), graph.placeholder(name="labels")
    W, session = graph.Variable(graph.zeros([4, 3])), swap.EmptySession()
    session.variables[W] = np.zeros((4, 3))
    cost = make_cost(labels, graph.nn.softmax(graph.matmul(x, W)))
    step = graph.assign(W, W - 0.5 * gradients(cost, [W])[0])
    for batch, truth in zip(X, Y):
        run(session, step, {x: batch, labels: truth})
    return session.variables[W]


def random_batches(steps, seed, size=6):
    """X (steps, size, 4) and one-hot Y (steps, size, 3), the same for the same seed."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(steps, size, 4))
    return X, np.eye(3)[rng.integers(3, size=(steps, size))]
