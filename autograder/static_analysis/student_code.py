"""What a student's code says, read without running it.

Used where the *way* of an answer is part of the exercise ("without a Python loop") and
to tell misconceptions with equal answers apart.  The text is untrusted: it is parsed,
never compiled or run, and what does not parse has no functions.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from IPython.core.inputtransformer2 import TransformerManager

from autograder.static_analysis.memory import remembers

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
_LOOPING_NAMES = frozenset(
    "map filter reduce accumulate starmap exec eval globals locals getattr __import__"
    " iter next".split()
)
# With these a library can be reached under no name that can be read.
_IMPORTING = frozenset("__import__ eval exec".split())
_LOOPING_MODULES = ("functools", "itertools")
_CELLS = TransformerManager()
# Characters: enough for any notebook, and few enough to be parsed in a second.
_MOST_TEXT = 64_000
_MOST_MAGICS = 50
_MOST_PARTS = 12  # of a dotted name
_MARKS = re.compile(
    r"^[^\S\n]*([%!?,;/]+)|=[^\S\n]*([%!]+)|(\?+)[^\S\n]*$", re.MULTILINE
)
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class StudentCode:
    """What a notebook defines, by name.

    The last definition of a name counts, as in the notebook.  One that may not have
    run, because it stands below an `if` or in a cell that failed, counts beside it.
    """

    def __init__(self, cells: Iterable[tuple[str, bool]]) -> None:
        """cells: the source of each cell in order, and whether it ran to its end."""
        self._known: dict[str, list[ast.AST]] = {}
        self._imported: dict[str, str] = {}
        self.cells: list[list[ast.stmt]] = []
        for source, ran in cells:
            self.cells.append(_statements(source))
            for statement in self.cells[-1]:
                self._define(statement, certain=ran)

    def names(self) -> frozenset[str]:
        """Every name that the notebook defines."""
        return frozenset(self._known)

    def definitions(self, function: str) -> list[tuple[str, ast.AST]]:
        """(name, definition) of `function` and of the helpers that it uses."""
        return [
            (name, definition)
            for name in self._reachable(function)
            for definition in self._known[name]
        ]

    def loops(self, function: str) -> list[str]:
        """Each Python loop of `function` and of the helpers it uses, as a phrase.

        Lines are counted from the top of the cell.  A function whose text cannot be
        found (made by exec, say) is no function without loops.
        """
        if function not in self._known:
            return [f"{function} is not defined in a way that can be read"]
        reachable = self._reachable(function)
        return [
            phrase if name == function else f"{phrase} of {name}, which is called"
            for name in reachable
            for node in self._nodes(name)
            for phrase in self._loops_of(node)
        ] + [
            f"a function that calls itself ({name})"
            for name in reachable
            if name in self._direct(name)
        ]

    def uses(self, function: str) -> frozenset[str]:
        """Every name and attribute that `function` and its helpers mention."""
        return frozenset(
            name
            for each in self._reachable(function)
            for node in self._nodes(each)
            for name in _names_of(node)
        )

    def libraries(self, function: str) -> frozenset[str]:
        """What `function` and its helpers use of libraries, as `scipy.special.softmax`.

        A name is followed to where it was imported, under whatever other name.
        """
        if function not in self._known:
            return frozenset(filter(None, [self._imported.get(function)]))
        nodes = [
            node for each in self._reachable(function) for node in self._nodes(each)
        ]
        imported = self._imported | {
            name: origin for node in nodes for name, origin in imports_of(node)
        }
        return frozenset(
            dotted
            for node in nodes
            if isinstance(node, ast.Name | ast.Attribute)
            and (dotted := _dotted(node, imported))
        )

    def remembers(self, functions: Iterable[str]) -> bool:
        """Whether one of these functions may keep anything from call to call."""
        reachable = {name for each in functions for name in self._reachable(each)}
        return any(
            remembers(definition, self._imported.keys())
            for name in reachable
            for definition in self._known[name]
        )

    def _define(self, statement: ast.stmt, *, certain: bool) -> None:
        for name, definition in _definitions(statement):
            before = [] if certain else self._known.get(name, [])
            self._known[name] = [*before, definition]
            if certain:
                self._imported.pop(name, None)
        for name, origin in imports_of(statement):
            self._imported[name] = origin
            if certain:
                self._known.pop(name, None)
        for inner in _nested_statements(statement):
            self._define(inner, certain=False)

    def _nodes(self, name: str) -> Iterator[ast.AST]:
        for definition in self._known.get(name, []):
            yield from _body(definition)

    def _reachable(self, function: str) -> list[str]:
        found = dict.fromkeys([function] if function in self._known else [])
        waiting = list(found)
        while waiting:
            new = [each for each in self._direct(waiting.pop()) if each not in found]
            found.update(dict.fromkeys(new))
            waiting += new
        return list(found)

    def _direct(self, name: str) -> list[str]:
        """What of the notebook a definition mentions by its bare name."""
        mentioned: set[str] = set()
        for definition in self._known[name]:
            mentioned |= _names_read(definition)
        return sorted(mentioned & self._known.keys())

    def _loops_of(self, node: ast.AST) -> Iterator[str]:
        if type(node) in _LOOPS:
            yield f"{_LOOPS[type(node)]} in line {getattr(node, 'lineno', '?')}"
        if isinstance(node, ast.Call) and (name := self._looping_call(node.func)):
            yield f"{name}() in line {node.lineno}, which can hide a loop"

    def _looping_call(self, called: ast.expr) -> str:
        """The name of a called function that may loop in Python; empty for others."""
        if isinstance(called, ast.Name):
            suspect = called.id in _LOOPING_NAMES | _LOOPING_CALLS
            return called.id if suspect and called.id not in self._known else ""
        if not isinstance(called, ast.Attribute):
            return ""
        module = getattr(called.value, "id", "")
        loops = called.attr in _LOOPING_CALLS or (
            module in _LOOPING_MODULES and called.attr in _LOOPING_NAMES
        )
        return called.attr if loops else ""


def _statements(source: str) -> list[ast.stmt]:
    """The statements of a cell; none of one that is unfinished, hostile or huge."""
    if len(source) > _MOST_TEXT:
        return []
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _statements_with_magics(source)


def _statements_with_magics(source: str) -> list[ast.stmt]:
    """IPython's own lines (magics, `np.dot?`) would hide the rest of a cell."""
    marks = sum(len(each.group().strip()) for each in _MARKS.finditer(source))
    # The transformer walks the whole cell for each of them, also for ",,,,,".
    if marks > _MOST_MAGICS or marks * len(source) > _MOST_TEXT * 10:
        return []
    try:
        python: str = _CELLS.transform_cell(source)
        return _unwrapped(ast.parse(python).body)
    except Exception:  # of a hostile cell, anything
        return []


def _unwrapped(statements: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a cell below `%%time` or `%%capture`, which run as ever."""
    match statements:
        case [ast.Expr(ast.Call(ast.Attribute(attr="run_cell_magic"), args))]:
            name, _, text = (getattr(each, "value", None) for each in args)
            if name in ("time", "capture") and isinstance(text, str):
                below = _statements(text)
                return [ast.increment_lineno(each) for each in below]
    return statements


def _definitions(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """What one statement defines: a function, a class, names for values."""
    if isinstance(statement, _Function | ast.ClassDef):
        yield statement.name, statement
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name) and (code := _code(statement.value)):
                yield target.id, code


def imports_of(node: ast.AST) -> Iterator[tuple[str, str]]:
    """(name, where it comes from) of each name that an import statement brings."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            first = alias.name.partition(".")[0]
            yield (alias.asname, alias.name) if alias.asname else (first, first)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _dotted(node: ast.AST, imported: Mapping[str, str]) -> str:
    """The full name of what a name or attribute means, "" if it is no library's."""
    parts: list[str] = []
    # Not a recursion: a hostile chain has thousands of parts, a library's name few.
    while isinstance(node, ast.Attribute) and len(parts) < _MOST_PARTS:
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    builtin = node.id if node.id in _IMPORTING else ""
    first = imported.get(node.id, builtin)
    return ".".join([first, *reversed(parts)]) if first else ""


def _nested_statements(statement: ast.stmt) -> Iterator[ast.stmt]:
    """The statements below an `if`, `try`, `with` or loop of a cell."""
    if not isinstance(statement, _Function | ast.ClassDef):
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.stmt):
                yield child
            elif isinstance(child, ast.ExceptHandler | ast.match_case):
                yield from child.body


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


def _names_read(definition: ast.AST) -> set[str]:
    """The bare names that a definition reads and that are not its own variables."""
    own: set[str] = set()
    read: set[str] = set()
    for node in _body(definition):
        if isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else own).add(node.id)
        elif isinstance(node, ast.arg):
            own.add(node.arg)
    if isinstance(definition, _Function | ast.Lambda):
        arguments = ast.walk(definition.args)
        own |= {each.arg for each in arguments if isinstance(each, ast.arg)}
    # Defaults and decorators are read outside, where parameters mean nothing.
    return (read - own) | _names_outside(definition)


def _names_outside(definition: ast.AST) -> set[str]:
    if not isinstance(definition, _Function):
        return set()
    outside = [
        *definition.decorator_list,
        *definition.args.defaults,
        *(each for each in definition.args.kw_defaults if each is not None),
    ]
    nodes = [node for each in outside for node in ast.walk(each)]
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def _names_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
