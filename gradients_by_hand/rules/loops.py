"""The Python loops of a function and of the helpers that it uses.

A helper is read as well, because a loop is no faster there.  A call that can hide a
loop counts as one: nobody can see from the text whether it does.  What a default value
was made with does not count: that ran once, with the cell.

    loops_in        the loops, as phrases
    loop_sentence   what a student reads of them
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from gradients_by_hand.rules.definitions import code_of
from gradients_by_hand.rules.messages import unread_sentence
from gradients_by_hand.rules.notebook_code import NotebookCode, UsedDefinition
from gradients_by_hand.rules.scopes import Function, free_names, full_name

_LOOPS: dict[type[ast.AST], str] = {
    ast.For: "a for loop",
    ast.AsyncFor: "a for loop",
    ast.While: "a while loop",
    ast.ListComp: "a list comprehension",
    ast.SetComp: "a set comprehension",
    ast.DictComp: "a dict comprehension",
    ast.GeneratorExp: "a generator expression",
}
# Functions that call Python code once per item, under whatever object they are found.
_HIDING_ANYWHERE = frozenset(
    "vectorize frompyfunc apply_along_axis fromiter map starmap sub subn __dict__"
    " __code__ __globals__".split()
)
# The same by their bare name; with some, any function can be reached unseen.
_HIDING_NAMES = frozenset(
    "map filter reduce accumulate starmap iter next exec eval compile globals locals"
    " vars getattr __import__ vectorize frompyfunc apply_along_axis fromiter".split()
)
# `reduce` is a loop in functools, and none in a ufunc.
_HIDING_MODULES = "builtins functools itertools importlib operator".split()
_HIDING_IN_MODULES = _HIDING_NAMES | frozenset(
    "import_module attrgetter methodcaller groupby takewhile dropwhile".split()
)
_QUIET_METHODS = frozenset("__init__ __post_init__ __call__ __repr__ __str__".split())
_MOST_TOLD = 3


def loops_in(code: NotebookCode, function: str) -> list[str]:
    """The loops of `function` and its helpers, as phrases; lines count in the cell."""
    parts = code.parts(function)
    phrases = [
        f"{what} in line {line}{_whose(part.name, function)}"
        for part in parts
        for line, what in _loops_of(part)
    ]
    calls = {part.name: code.called(part.name) for part in parts}
    circles = [_circle(calls), *(_circle(_inner_calls(part)) for part in parts)]
    return phrases + [f"{name}, which calls itself" for name in circles if name]


def loop_sentence(code: NotebookCode, function: str) -> str:
    """What a student reads if `function` loops, or "" if it does not.

    A function that cannot be read is not one without loops.
    """
    if unread := unread_sentence(code, function):
        return unread
    if not code.defines(function):
        return f"{function} cannot be read: write it with `def` in a cell of its own."
    loops = loops_in(code, function)
    if not loops:
        return ""
    return f"There is still a Python loop: {'; '.join(loops[:_MOST_TOLD])}."


def _circle(calls: Mapping[str, Collection[str]]) -> str:
    """A function that calls itself, directly or through others; "" if none does."""
    try:
        TopologicalSorter({name: sorted(calls[name]) for name in calls}).prepare()
    except CycleError as error:
        return str(min(error.args[1]))
    return ""


def _inner_calls(part: UsedDefinition) -> dict[str, set[str]]:
    """What the functions inside a definition take from outside of themselves."""
    inner = [
        node
        for node in _nodes(part.definition)
        if isinstance(node, Function) and node is not part.definition
    ]
    return {each.name: free_names(each) for each in inner}


def _whose(name: str, function: str) -> str:
    return "" if name == function else f" of {name}, which you call"


def _loops_of(part: UsedDefinition) -> list[tuple[int, str]]:
    """(line, loop) of one definition, from its first line to its last."""
    found = [
        (getattr(node, "lineno", 0), getattr(node, "col_offset", 0), what)
        for node in _nodes(part.definition)
        for what in _loops_at(node, part)
    ]
    return [(line, what) for line, _, what in sorted(found)]


def _loops_at(node: ast.AST, part: UsedDefinition) -> Iterator[str]:
    if type(node) in _LOOPS:
        yield _LOOPS[type(node)]
    elif isinstance(node, ast.ClassDef) and _is_walked(node):
        yield f"the class {node.name}, whose methods Python can call once per item,"
    elif name := _hiding(node, part) or _with_a_key(node):
        yield f"{name}, which can hide a loop,"


def _hiding(node: ast.AST, part: UsedDefinition) -> str:
    """The name of a function that may loop in Python, "" for others."""
    if not isinstance(node, ast.Name | ast.Attribute):
        return ""
    name = full_name(node, part.origins, part.foreign)
    module, _, last = name.rpartition(".")
    if module in _HIDING_MODULES:
        names = _HIDING_IN_MODULES
    elif module or isinstance(node, ast.Attribute):
        names = _HIDING_ANYWHERE
        last = last or getattr(node, "attr", "")
    else:
        names = _HIDING_NAMES
    return last if last in names else ""


def _with_a_key(node: ast.AST) -> str:
    """The name of a function that calls its `key` once per item."""
    if not isinstance(node, ast.Call):
        return ""
    if not any(each.arg == "key" for each in node.keywords):
        return ""
    name = getattr(node.func, "id", getattr(node.func, "attr", "a function"))
    return f"{name} with a key"


def _is_walked(node: ast.ClassDef) -> bool:
    """Whether Python may call a method for each item, as with `__getitem__`."""
    methods = {each.name for each in node.body if isinstance(each, Function)}
    assigned = [each for each in node.body if isinstance(each, ast.Assign)]
    targets = [target for each in assigned for target in each.targets]
    methods |= {each.id for each in targets if isinstance(each, ast.Name)}
    special = {each for each in methods if each.startswith("__")}
    return bool(special - _QUIET_METHODS)


def _nodes(definition: ast.AST) -> Iterator[ast.AST]:
    """The nodes that can run in a call: the body, decorators, functions as defaults."""
    if not isinstance(definition, Function | ast.Lambda):
        yield from ast.walk(definition)
        return
    body = definition.body
    run: list[ast.AST] = list(body) if isinstance(body, list) else [body]
    run += getattr(definition, "decorator_list", [])
    for each in [*definition.args.defaults, *definition.args.kw_defaults]:
        if each is not None and (code := code_of(each)):
            run.append(code)
    for part in run:
        yield from ast.walk(part)
