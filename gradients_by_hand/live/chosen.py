"""A widget that shows one of several functions; the student chooses which."""

import numpy as np
import traitlets as t

from gradients_by_hand.live.base import LiveWidget


class ChosenFunction(LiveWidget):
    """A live widget that shows one of its functions at a time."""

    which = t.Unicode(help="The name of the function that is shown.").tag(page=True)
    names = t.List(t.Unicode(), help="The names of all functions.").tag(page=True)

    def __init__(self, functions, **traits):
        names = list(functions)
        super().__init__(functions, **{"which": names[0], "names": names, **traits})

    @t.validate("which")
    def _known(self, proposal):
        if proposal["value"] not in self.names:
            raise t.TraitError(f"{proposal['value']} is not one of {self.names}")
        return proposal["value"]

    def ask(self, *args):
        """The answer of the chosen function, without warnings about infinities."""
        with np.errstate(all="ignore"):
            return self.call(self.which, *args)

    @property
    def chosen(self):
        """The chosen function as it is now, for a still picture."""
        return lambda *args: self.call(self.which, *args)
