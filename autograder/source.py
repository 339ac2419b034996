"""What a student's code says, read without running it.

Used where the *way* of an answer is part of the exercise ("without a Python loop") and
to tell wrong rules with equal answers apart.  The text is untrusted: it is parsed,
never compiled or run, and what does not parse has no functions.
"""

import ast
from collections.abc import Iterable, Iterator

_LOOPS: dict[type[ast.AST], str] = {
    ast.For: "a for loop",
    ast.AsyncFor: "a for loop",
    ast.While: "a while loop",
    ast.ListComp: "a list comprehension",
    ast.SetComp: "a set comprehension",
    ast.DictComp: "a dict comprehension",
    ast.GeneratorExp: "a generator expression",
}
# Calls that hide a Python loop.  `reduce` is one in functools, and none in a ufunc.
_LOOPING_CALLS = frozenset("vectorize frompyfunc apply_along_axis fromiter".split())
_LOOPING_NAMES = frozenset("map filter reduce accumulate starmap exec eval".split())
_LOOPING_MODULES = ("functools", "itertools")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class StudentCode:
    """The functions of a notebook, by name; the last definition counts."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._functions: dict[str, _Function | ast.Lambda] = {}
        for source in sources:
            for statement in _statements(source):
                self._functions.update(_definitions(statement))

    def loops(self, function: str) -> list[str]:
        """Each Python loop of `function` and of the helpers it uses, as a phrase."""
        return [
            phrase
            for name in self._reachable(function)
            for node in _body(self._functions[name])
            for phrase in _loops_of(node)
        ] + [
            f"a function that calls itself ({name})"
            for name in self._reachable(function)
            if name in self._direct(name)
        ]

    def uses(self, function: str) -> frozenset[str]:
        """Every name and attribute that `function` and its helpers mention."""
        return frozenset(
            name
            for each in self._reachable(function)
            for node in _body(self._functions[each])
            for name in _names_of(node)
        )

    def _reachable(self, function: str) -> list[str]:
        found = [function] if function in self._functions else []
        for name in found:  # grows while it is read: helpers of helpers count
            found += [each for each in self._direct(name) if each not in found]
        return found

    def _direct(self, function: str) -> list[str]:
        """The functions of the notebook that `function` mentions by their bare name."""
        nodes = list(ast.walk(self._functions[function]))
        own = {each.arg for each in nodes if isinstance(each, ast.arg)}
        read: set[str] = set()
        for node in nodes:
            if isinstance(node, ast.Name):
                (read if isinstance(node.ctx, ast.Load) else own).add(node.id)
        # A local variable with the name of a function is not that function.
        return sorted((read - own) & self._functions.keys())


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(_without_magics(source)).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []  # unfinished or hostile text: running it has its own verdict


def _without_magics(source: str) -> str:
    """IPython's own lines would hide the rest of a cell from the parser."""
    return "\n".join(
        "" if line.lstrip().startswith(("%", "!")) else line
        for line in source.splitlines()
    )


def _definitions(statement: ast.stmt) -> Iterator[tuple[str, _Function | ast.Lambda]]:
    for node in ast.walk(statement):
        if isinstance(node, _Function):
            yield node.name, node
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value


def _body(function: _Function | ast.Lambda) -> Iterator[ast.AST]:
    """The nodes inside a function, without those of its signature and decorators."""
    body = [function.body] if isinstance(function, ast.Lambda) else function.body
    for statement in body:
        yield from ast.walk(statement)


def _loops_of(node: ast.AST) -> Iterator[str]:
    if type(node) in _LOOPS:
        yield f"{_LOOPS[type(node)]} in line {getattr(node, 'lineno', '?')}"
    if isinstance(node, ast.Call) and (name := _looping_call(node.func)):
        yield f"{name}(), which loops in Python, in line {node.lineno}"


def _looping_call(called: ast.expr) -> str:
    """The name of a called function that loops in Python; empty for any other."""
    if isinstance(called, ast.Name):
        return called.id if called.id in _LOOPING_NAMES | _LOOPING_CALLS else ""
    if not isinstance(called, ast.Attribute):
        return ""
    module = getattr(called.value, "id", "")
    loops = called.attr in _LOOPING_CALLS or (
        module in _LOOPING_MODULES and called.attr in _LOOPING_NAMES
    )
    return called.attr if loops else ""


def _names_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
