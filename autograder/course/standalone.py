"""Extracts the source of a function so that it runs alone in a notebook cell.

Misconceptions and variants share helpers, in one file or in the files of a package.  A
simulated student needs one function with its helpers, under the name of the exercise.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

from autograder.course.steps import FixedAnswer


def standalone(function: Callable[..., Any], name: str) -> str:
    """Source text that defines `function` as `name`, with everything that it uses.

    Imports, helper functions and constants of its assignment come first.  The text
    omits the function's own decorators.
    """
    if isinstance(function, FixedAnswer):
        return function.source(name)
    parts: dict[str, str] = {}
    _collect(function, parts)
    return "\n\n".join([*parts.values(), _definition(function, name)]) + "\n"


def _collect(function: Any, parts: dict[str, str]) -> None:
    """Collect the source of everything that `function` uses, dependencies first."""
    for used in _names(function):
        module_globals = function.__globals__
        if used in parts or used not in module_globals or used == function.__name__:
            continue
        value = module_globals[used]
        if isinstance(value, ModuleType):
            parts[used] = f"import {value.__name__} as {used}"
        elif isinstance(value, FunctionType) and _is_beside(value, function):
            _collect(value, parts)
            parts[used] = _definition(value, used)
        elif isinstance(value, FunctionType | type):
            parts[used] = f"from {value.__module__} import {value.__name__} as {used}"
        else:
            parts[used] = f"{used} = {value!r}"


def _is_beside(value: FunctionType, function: Any) -> bool:
    """Whether both functions belong to the same assignment."""
    mine, other = (str(each.__module__).partition(".")[0] for each in (function, value))
    return mine == other


def _names(function: Any) -> list[str]:
    names = {
        node.id
        for node in ast.walk(_undecorated(function))
        if isinstance(node, ast.Name)
    }
    return sorted(names)


def _definition(function: Any, name: str) -> str:
    definition = _undecorated(function)
    definition.name = name
    return ast.unparse(definition)


def _undecorated(function: Any) -> ast.FunctionDef:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    return definition
