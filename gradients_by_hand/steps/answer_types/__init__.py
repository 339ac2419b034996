"""The kinds of answers, one module for each; all that lie in this folder are found.

    scalar    one formula of numbers            -> its values at many points
    index     one formula in index notation     -> a table over the free indices
    matrix    one formula of matrices           -> an array
    chain     lines that follow from each other -> the values of each line
    number    a number         \\
    shape     a shape           } -> a word, of which only a digest is compared
    choice    one word of a few/

A module holds the answer type and the function with which authors write such answers,
named like the module: `shape.py` has `Shape`.  `gradients_by_hand.steps` offers all.
"""

import importlib
import pkgutil

# What authors write, by its name.
AUTHORING = {
    name.capitalize(): getattr(
        importlib.import_module(f"{__name__}.{name}"), name.capitalize()
    )
    for _, name, _ in pkgutil.iter_modules(__path__)
}
