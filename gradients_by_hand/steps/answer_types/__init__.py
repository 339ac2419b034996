"""The kinds of answers, one module for each; all that lie in this folder are found.

    scalar    one formula of numbers            -> its values at many points
    index     one formula in index notation     -> a table over the free indices
    matrix    one formula of matrices           -> an array
    chain     lines that follow from each other -> the values of each line
    number    a number         \\
    shape     a shape           } -> a word, of which only a digest is compared
    choice    one word of a few/

A module holds the answer type and the function with which authors write such answers.
"""

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."):
    importlib.import_module(_module.name)
