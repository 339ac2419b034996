"""Misconceptions about `topological_order`."""

from autograder.misconceptions import misconception

from .common import TURNS


@misconception(
    id="11-AD19",
    exercise="topological-order",
    says="Your function calls itself for every input, and long chains are too deep.",
    try_this="How deep is the graph of 3000 rounds, and where is Python's limit?",
    section=TURNS,
)
def order_by_recursion(y):
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for each in node.inputs:
                visit(each)
            order.append(node)

    visit(y)
    return order


@misconception(
    id="11-TO01",
    exercise="topological-order",
    says="Your nodes are sorted by when they were found from y, and turned round.",
    try_this="y = b * (a + b): at which place is b found, and who takes it still?",
    section=TURNS,
)
def order_by_distance(y):
    order = [y]
    for node in order:
        order += [each for each in dict.fromkeys(node.inputs) if each not in order]
    return order[::-1]


@misconception(
    id="11-TO02",
    exercise="topological-order",
    says="Your list is right, and it runs from y to the leaves.",
    try_this="Who should stand last, and who stands last in your list?",
    section=TURNS,
)
def order_turned_round(y):
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order[::-1]


@misconception(
    id="11-TO03",
    exercise="topological-order",
    says="A node that is taken twice stands in your list more than once.",
    try_this="For x * x, how many nodes are there, and how long is your list?",
    section=TURNS,
)
def order_with_repetitions(y):
    # Depth first on a list of its own, and nobody remembers what was seen.
    order, waiting = [], [y]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting += node.inputs
    return order[::-1]


@misconception(
    id="11-TO04",
    exercise="topological-order",
    says="The node that you were asked about is missing in your list.",
    try_this="For a leaf, what should the list be? What is yours?",
    section=TURNS,
)
def order_without_y(y):
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order[:-1]


@misconception(
    id="11-TO05",
    exercise="topological-order",
    says="The leaves are missing in your list.",
    try_this="A placeholder takes nothing. Is y computed from it?",
    section=TURNS,
)
def order_without_leaves(y):
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen and node.inputs:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order
