"""The graph stepper: values forward and gradients backward, one node at a time.

The widget shows what happened: while the student's `gradients` runs, it records each
call of a rule, the gradient that the rule got, and the gradients that it returned.
"""

from functools import partial

import numpy as np
import traitlets as t

from gradients_by_hand.gradients import numerical_gradient
from gradients_by_hand.live.base import LiveWidget
from gradients_by_hand.live.bundle import page_of
from gradients_by_hand.pictures.graph import in_letters, places_of, title_of, walk_back
from gradients_by_hand.tinyflow import forward, rules, rules_in_use


class GraphStepper(LiveWidget):
    """The graph of y, and how the student's order and gradients walk through it.

    functions: {name: gradients}, gradients(y, xs) -> a node or None for each; the
    first one is shown.  order(y) -> nodes.  known: placeholder -> value.
    """

    _esm, _css = page_of(__file__)

    which = t.Unicode(help="The gradients that are shown.").tag(page=True)
    step = t.Int(0, min=0, help="How many steps have happened.").tag(page=True)
    leaves = t.List(t.Float(), help="Leaves that are single numbers.").tag(page=True)

    def __init__(self, functions, order, y, known=None, **traits):
        known = {
            node: np.asarray(value, float) for node, value in (known or {}).items()
        }
        self._y, self._known = y, known
        self._movable = [node for node, value in known.items() if value.ndim == 0]
        super().__init__(
            {"order": order, **functions},
            which=next(iter(functions)),
            leaves=[float(known[node]) for node in self._movable],
            **traits,
        )

    def view(self):
        nodes = list(self.call("order", self._y))
        numbers = {node: number for number, node in enumerate(nodes)}
        places = places_of(nodes)
        values = self._values(nodes)
        turns, found = self._way_back(nodes)
        told = partial(in_letters, known=values)
        story = [
            {
                "node": numbers[node],
                "given": told(g),
                "handed": [None if part is None else told(part) for part in parts],
            }
            for node, g, parts in turns
        ]
        totals = [None if each is None else told(each) for each in found]
        return {
            "nodes": [
                {
                    "title": title_of(node),
                    "value": told(node),
                    "total": total,
                    "place": list(map(float, places[node])),
                    "inputs": [numbers[each] for each in node.inputs],
                }
                for node, total in zip(nodes, totals)
            ],
            "turns": story,
            "names": [name for name in self._functions if name != "order"],
            "movable": [node.name for node in self._movable],
            "measured": self._measured(nodes),
            "words": self._words(nodes, story, totals),
        }

    def still(self):
        return walk_back(
            self._functions[self.which], self._functions["order"], self._y, self._now
        )

    def _cell_was_run(self):
        # `gradients` looks a rule up by its name in `rules`, so its own code does not
        # tell which rules have changed.
        if self._pages > 0:
            self.code_changed()

    @property
    def _now(self):
        return {**self._known, **dict(zip(self._movable, self.leaves))}

    def _values(self, nodes, leaves=None):
        """{node: value}; leaves: other numbers for the movable nodes."""
        values = {
            **self._now,
            **dict(zip(self._movable, () if leaves is None else leaves)),
        }
        for node in nodes:
            if node not in values:
                taken = [values[each] for each in node.inputs]
                values[node] = forward(node, taken)
        return values

    def _way_back(self, nodes):
        """Turns (node, its gradient, what its rule returned), and all gradients."""
        turns = []

        def watched(rule, node, g):
            parts = rule(node, g)
            turns.append((node, g, list(parts)))
            return parts

        ops = {node.op for node in nodes if node.inputs}
        with rules_in_use({op: partial(watched, rules[op]) for op in ops}):
            found = self.call(self.which, self._y, nodes)
        return turns, list(found)

    def _measured(self, nodes):
        """The slope of y along each single number, as it is measured."""
        if not self.leaves or np.ndim(self._values(nodes)[self._y]):
            return []

        def value(leaves):
            return float(self._values(nodes, leaves)[self._y])

        return [f"{each:.4g}" for each in numerical_gradient(value, self.leaves)]

    def _words(self, nodes, story, totals):
        """What happened at this step."""
        if self.step == 0:
            return f"A graph of {len(nodes)} nodes; nothing is computed yet."
        if self.step <= len(nodes):
            node = nodes[self.step - 1]
            return f"{title_of(node)} gets its value."
        turn = self.step - len(nodes) - 1
        if turn < len(story):
            turn = story[turn]
            node = nodes[turn["node"]]
            handed = ", ".join(
                f"{part or 'nothing'} to {title_of(each)}"
                for part, each in zip(turn["handed"], node.inputs)
            )
            return f"{title_of(node)} has its turn with {turn['given']}: {handed}."
        ends = (
            f"{title_of(node)} {total}"
            for node, total in zip(nodes, totals)
            if total is not None and not node.inputs
        )
        return f"The way back is done: {', '.join(ends)}."
