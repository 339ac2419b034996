"""Shared by the files of this folder: sections of the notebook, and correct helpers."""

PLUS = "Rules for plus and minus"
PRODUCTS = "Rules for products and quotients"
LOG_EXP = "Rules for log and exp"
SUMS = "Rules for sums and means"
RULE = "What a rule is"
TURNS = "Who has a turn, and when"
FUSED = "Two nodes that should be one"


def sorted_nodes(y):
    """The nodes below y, each behind its inputs."""
    order, seen, waiting = [], set(), [(y, False)]
    while waiting:
        node, inputs_are_in = waiting.pop()
        if inputs_are_in:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting += [(each, False) for each in node.inputs]
    return order
