"""Where Python still loops in a function, and what it borrows, read from its text.

    loops_in      the Python loops of a function
    borrowed_in   which of some library functions it uses

Read are the function and the helpers of the same notebook that it uses, because a loop
is no faster in a helper.  What comes from a library is not read.
"""

import ast
import importlib
import inspect
import textwrap
from types import FunctionType

_LOOPS = {
    ast.For: "a for loop",
    ast.While: "a while loop",
    ast.ListComp: "a list comprehension",
    ast.SetComp: "a set comprehension",
    ast.DictComp: "a dict comprehension",
    ast.GeneratorExp: "a generator expression",
}
# Calls that hide a loop, by their bare name and as attributes (np.vectorize).
_HIDDEN_ANYWHERE = {"vectorize", "frompyfunc", "apply_along_axis", "fromiter"}
_HIDDEN_BARE = {"map", "filter", "reduce", "accumulate", "starmap", "exec", "eval"}


def loops_in(function):
    """The Python loops of a function and of its helpers, as phrases; [] if none."""
    function = inspect.unwrap(function)
    phrases = []
    for each, tree in _with_helpers(function):
        where = "" if each is function else f" of {each.__name__}, which you call"
        phrases += [f"{loop}{where}" for loop in _loops(tree)]
        if each.__name__ in _names_read(tree):
            phrases.append(f"{each.__name__}, which calls itself")
    return phrases


def borrowed_in(function, *names):
    """Which of the named library functions a function or its helpers use, as phrases.

    names: full names such as "scipy.special.softmax", or of whole modules.
    """
    found = _same_as(function, names)
    if found:
        return sorted(found)  # the library's function itself, under another name
    for each, tree in _with_helpers(inspect.unwrap(function)):
        known = getattr(each, "__globals__", {})
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.Attribute):
                found |= _same_as(_meant(node, known), names)
            elif isinstance(node, ast.ImportFrom):
                imported = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= {name for name in names if imported & {name, f"{name}.*"}}
    return sorted(found)


def _meant(node, known):
    """What a name, or an attribute of a module, means inside a function; else None."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    owner = _meant(node.value, known) if isinstance(node, ast.Attribute) else None
    return getattr(owner, node.attr, None) if inspect.ismodule(owner) else None


def _same_as(value, names):
    return {name for name in names if value is not None and value is _library(name)}


def _library(name):
    """A library's function by its full name, or None where it is not installed."""
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute, None)
    except (ImportError, ValueError):
        return None


def _with_helpers(function):
    """[(function, its text as a tree)], helpers and helpers of helpers included."""
    found = [function]
    trees = []
    for each in found:  # grows while it is read
        tree = _tree(each)
        trees.append((each, tree))
        helpers = (_in_the_notebook(each, name) for name in sorted(_names_read(tree)))
        found += [helper for helper in helpers if helper and helper not in found]
    return trees


def _in_the_notebook(function, name):
    """The function that `name` means inside `function`, if the notebook defines it."""
    if not isinstance(function, FunctionType):
        return None
    meant = inspect.unwrap(function.__globals__.get(name, len))
    at_home = getattr(meant, "__globals__", None) is function.__globals__
    return meant if at_home and isinstance(meant, FunctionType) else None


def _tree(function):
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return ast.Module([], [])  # no text to read, as for a lambda inside a line


def _names_read(tree):
    """The bare names that are read; a local variable of that name is not meant."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return {node.id for node in names} - own


def _loops(tree):
    for node in ast.walk(tree):
        if type(node) in _LOOPS:
            yield f"{_LOOPS[type(node)]} in line {node.lineno}"
        elif isinstance(node, ast.Call) and (name := _hidden(node.func)):
            yield f"{name}, which hides a loop, in line {node.lineno}"


def _hidden(called):
    """The name of a called function that loops in Python, or ""."""
    if isinstance(called, ast.Name):
        return called.id if called.id in _HIDDEN_BARE | _HIDDEN_ANYWHERE else ""
    name = getattr(called, "attr", "")
    return name if name in _HIDDEN_ANYWHERE else ""
