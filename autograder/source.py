"""What a student's code says, read without running it.

Used where the *way* of an answer is part of the exercise ("without a Python loop") and
to tell wrong rules with equal answers apart.  The text is untrusted: it is parsed,
never compiled or run, and what does not parse has no functions.
"""

import ast
from collections.abc import Iterable, Iterator

from IPython.core.inputtransformer2 import TransformerManager

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
# IPython's own lines (magics, `np.dot?`) would hide the rest of a cell from the parser.
_CELLS = TransformerManager()
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class StudentCode:
    """What a notebook defines, by name; the last definition counts."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._functions: dict[str, ast.AST] = {}
        for source in sources:
            for statement in _statements(source):
                self._functions.update(_definitions(statement))

    def loops(self, function: str) -> list[str]:
        """Each Python loop of `function` and of the helpers it uses, as a phrase.

        Lines are counted from the top of the cell.  A function whose text cannot be
        found (made by exec, say) is no function without loops.
        """
        if function not in self._functions:
            return [f"{function} is not defined in a way that can be read"]
        return [
            phrase if name == function else f"{phrase} of {name}, which is called"
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
        python: str = _CELLS.transform_cell(source)
        return ast.parse(python).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []  # unfinished or hostile text: running it has its own verdict


def _definitions(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """What a statement of a cell defines: functions, classes, names for values."""
    for node in ast.walk(statement):
        if isinstance(node, _Function | ast.ClassDef):
            yield node.name, node
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name) and (code := _code(statement.value)):
                yield target.id, code


def _code(value: ast.expr) -> ast.expr | None:
    """What of a named value may run when the name is used: data of a cell does not."""
    if isinstance(value, ast.Name | ast.Attribute | ast.Lambda):
        return value
    if not isinstance(value, ast.Call):
        return None
    passed: list[ast.expr] = [
        each for each in value.args if isinstance(each, ast.Name | ast.Lambda)
    ]
    return ast.copy_location(ast.Call(value.func, passed, []), value)


def _body(definition: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a definition, without those of a signature and decorators."""
    body = getattr(definition, "body", definition)
    for part in body if isinstance(body, list) else [body]:
        yield from ast.walk(part)


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
