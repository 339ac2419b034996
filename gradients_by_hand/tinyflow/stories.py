"""Small scenarios for a session; each returns the numbers that `run` produces.

story_of_run   the numbers of one scenario with a student's `run`
"""

import contextlib

import numpy as np

from gradients_by_hand.tinyflow import graph, swap
from gradients_by_hand.tinyflow.forward import forwards


def story_of_run(run, story, *numbers):
    """The numbers that `run` produces in one of the scenarios below."""
    return _STORIES[story](run, *numbers)


def _one_fetch(run, a, b):
    x, y = graph.placeholder(), graph.placeholder()
    return run(swap.EmptySession(), x * y - x, {x: a, y: b})


def _many_fetches(run, a, b):
    x, y = graph.placeholder(), graph.placeholder()
    product = x * y
    return run(swap.EmptySession(), [product, x + product, x], {x: a, y: b})


def _list_of_one(run, a, b):
    x, y = graph.placeholder(), graph.placeholder()
    return run(swap.EmptySession(), [x / y], {x: a, y: b})


def _two_batches(run, a, b):
    x, session = graph.placeholder(), swap.EmptySession()
    total = graph.reduce_sum(x * x)
    return [run(session, total, {x: each}) for each in (a, b)]


def _counter(run, start, amount, times):
    """Raise a counter several times; return each run's value and the final value."""
    v = graph.Variable(start)
    session, step = swap.EmptySession(), graph.assign(v, v + amount)
    session.variables[v] = np.array(start, dtype=float)
    return [*(run(session, step) for _ in range(times)), run(session, v)]


def _twice_in_one_run(run, start, amount):
    """Fetch the same step twice in one run, then read the counter."""
    v = graph.Variable(start)
    session, step = swap.EmptySession(), graph.assign(v, v + amount)
    session.variables[v] = np.array(start, dtype=float)
    return [run(session, [step, step, v]), run(session, v)]


def _two_variables(run, a, b):
    """Initialise two variables, then change one."""
    v, w = graph.Variable(a), graph.Variable(b)
    session = swap.EmptySession()
    begin = graph.group(*(graph.assign(x, x.options["initial"]) for x in (v, w)))
    run(session, begin)
    run(session, graph.assign(v, v * w))
    return run(session, [v, w])


def _two_sessions(run, a, b):
    """Assign the same variable in each of two sessions."""
    v, sessions = graph.Variable(0.0), (swap.EmptySession(), swap.EmptySession())
    for session, value in zip(sessions, (a, b)):
        run(session, graph.assign(v, value))
    return [run(session, v) for session in sessions]


def _not_fed(run, name):
    x, y = graph.placeholder(name=name), graph.placeholder(name="other")
    return _complaint(name, run, swap.EmptySession(), y * x + 2.5, {y: 2.0})


def _not_initialised(run, name):
    v = graph.Variable(1.0, name=name)
    return _complaint(name, run, swap.EmptySession(), v + 2.5)


def _not_needed(run, a):
    """Fetch a node without feeding a placeholder that it does not use."""
    x, y = graph.placeholder(), graph.placeholder()
    _unused = x * y
    return run(swap.EmptySession(), x + x, {x: a})


def _buffer(run, a, b):
    """Feed and assign an array, then overwrite that array."""
    x, v, session = graph.placeholder(), graph.Variable(0.0), swap.EmptySession()
    buffer = np.array(a, dtype=float)
    run(session, graph.assign(v, x), {x: buffer})
    buffer[...] = b
    return run(session, v)


def _tower(run, height):
    """Add each floor to itself to get the next; count the computations of each."""
    asked, node = [0] * height, graph.constant(1.0)
    for floor in range(height):
        node = graph.Node("floor", [node, node], asked=asked, floor=floor)
    with _op("floor", _floor):
        value = run(swap.EmptySession(), node)
    return [value, asked]


def _floor(a, b, asked, floor):
    asked[floor] += 1
    return a + b


def _chain(run, length):
    node = graph.constant(1.0)
    for _ in range(length):
        node = -node
    return run(swap.EmptySession(), node)


def _complaint(name, run, *args):
    """Whether `run` raises a ValueError that contains `name`; else the value."""
    try:
        return run(*args)
    except ValueError as error:
        return name in str(error)


@contextlib.contextmanager
def _op(op, function):
    """Define an operation within a block."""
    forwards[op] = function
    try:
        yield
    finally:
        del forwards[op]


_STORIES = {
    "one fetch": _one_fetch,
    "many fetches": _many_fetches,
    "list of one": _list_of_one,
    "two batches": _two_batches,
    "counter": _counter,
    "twice in one run": _twice_in_one_run,
    "two variables": _two_variables,
    "two sessions": _two_sessions,
    "not fed": _not_fed,
    "not initialised": _not_initialised,
    "not needed": _not_needed,
    "buffer": _buffer,
    "tower": _tower,
    "chain": _chain,
}
