"""What a student's code says, read without running it.

Used where the *way* of an answer is part of the exercise ("without a Python loop") and
to tell misconceptions with equal answers apart.  The text is untrusted: it is parsed,
never compiled or run, and a cell that does not parse has no functions.  The reading is
that of the notebook's own checks, `gradients_by_hand.rules`.
"""

from collections.abc import Iterable

from IPython.core.inputtransformer2 import TransformerManager

from autograder.static_analysis.memory import remembers
from gradients_by_hand.rules.notebook_code import NotebookCode

_CELLS = TransformerManager()


class StudentCode(NotebookCode):
    """What the cells of a submission define, by name."""

    def __init__(self, cells: Iterable[tuple[str, bool]]) -> None:
        """cells: the source of each cell in order, and whether it ran to its end."""
        super().__init__(cells, _CELLS.transform_cell)

    def remembers(self, functions: Iterable[str]) -> bool:
        """Whether one of these functions may keep anything from call to call."""
        every = {id(each): each for f in functions for _, each in self.definitions(f)}
        return any(remembers(each, self.imported) for each in every.values())
