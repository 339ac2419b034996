"""The statements of notebook cells, read without running them.

The text is untrusted.  A cell that is too long or too deeply nested is not read, and a
notebook is read up to a size that no person writes, so no reader of ours can run out of
time, memory or stack on it.

    CellReader   reads the cells of one notebook within these limits
    statements   the statements of one cell
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

# Turns IPython's own lines (magics, `np.dot?`) into Python.  The callers bring it,
# because this package does without IPython.
ToPython = Callable[[str], str]

MOST_TEXT = 64_000  # characters: enough for any notebook, and parsed in a second
MOST_DEPTH = 200  # levels of nesting; honest code has about 20
# Of all cells of a notebook together; the longest of the course has 28,000 and 5,300.
MOST_TEXT_IN_ALL = 256_000
MOST_NODES_IN_ALL = 50_000
# A long chain (`a + b + ...`, `a.b.c`) is no nesting: no reader recurses on it.
_CHAINED = (ast.Attribute, ast.BinOp, ast.Call, ast.Subscript, ast.UnaryOp)
_MOST_MAGICS = 50
_MARKS = re.compile(
    r"^[^\S\n]*([%!?,;/]+)|=[^\S\n]*([%!]+)|(\?+)[^\S\n]*$", re.MULTILINE
)
# Magics that run their text in the notebook, and one that runs it in a function.
_RUNNING = frozenset("time capture prun timeit".split())
_IN_A_FUNCTION = "timeit"


@dataclass
class CellReader:
    """Reads the cells of one notebook, and none beyond its limits of text and nodes."""

    to_python: ToPython
    _text_left: int = MOST_TEXT_IN_ALL
    _nodes_left: int = MOST_NODES_IN_ALL

    def statements(self, text: str) -> list[ast.stmt] | None:
        """The statements of the next cell, or None if it cannot be read."""
        self._text_left -= len(text)
        if self._text_left < 0:
            return None
        body = statements(text, self.to_python)
        self._nodes_left -= sum(1 for each in body or [] for _ in ast.walk(each))
        return body if self._nodes_left >= 0 else None


def statements(text: str, to_python: ToPython) -> list[ast.stmt] | None:
    """The statements of a cell, or None if it cannot be read.

    A cell cannot be read if it is unfinished, too long or too deeply nested.
    """
    if len(text) > MOST_TEXT:
        return None
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return _statements_with_magics(text, to_python)
    return body if _is_shallow(body) else None


def _statements_with_magics(text: str, to_python: ToPython) -> list[ast.stmt] | None:
    marks = sum(len(each.group().strip()) for each in _MARKS.finditer(text))
    # IPython walks the whole cell for each mark, also for ",,,,,".
    if marks > _MOST_MAGICS or marks * len(text) > MOST_TEXT * 10:
        return None
    try:
        body = ast.parse(to_python(text)).body
    except Exception:  # a hostile cell may cause any
        return None
    return _unwrapped(body, to_python) if _is_shallow(body) else None


def _unwrapped(body: list[ast.stmt], to_python: ToPython) -> list[ast.stmt] | None:
    """The same statements, with those that a magic such as `%%time` runs."""
    found: list[ast.stmt] = []
    for statement in body:
        magic, name, code, first_line = _magic(statement)
        if name not in _RUNNING:
            found.append(statement)
            continue
        inner = statements(code, to_python)
        if inner is None:
            # `%time -n 5` holds an option in place of code; a cell holds code.
            if magic == "run_cell_magic":
                return None
            continue
        inner = [ast.increment_lineno(each, first_line) for each in inner]
        found += [_function_of(inner)] if name == _IN_A_FUNCTION else inner
    return found


def _function_of(body: list[ast.stmt]) -> ast.stmt:
    """A function around statements: what they define is gone after them."""
    wrapper = ast.parse("def timeit(): pass").body[0]
    assert isinstance(wrapper, ast.FunctionDef)
    wrapper.name, wrapper.body = "%%timeit", body or wrapper.body
    return wrapper


def _magic(statement: ast.stmt) -> tuple[str, str, str, int]:
    """(how it runs, its name, its code, the lines above the code) of a magic."""
    value = getattr(statement, "value", None)
    match value:
        case ast.Call(ast.Attribute(attr="run_cell_magic" as how), args):
            above = 1
        case ast.Call(ast.Attribute(attr="run_line_magic" as how), args):
            above = statement.lineno - 1
        case _:
            return "", "", "", 0
    texts = [getattr(each, "value", "") for each in args]
    if not texts or not all(isinstance(each, str) for each in texts):
        return "", "", "", 0
    return how, texts[0], texts[-1], above


def _is_shallow(body: list[ast.stmt]) -> bool:
    pending: list[tuple[ast.AST, int]] = [(each, 0) for each in body]
    while pending:
        node, depth = pending.pop()
        if depth > MOST_DEPTH:
            return False
        below = depth if isinstance(node, _CHAINED) else depth + 1
        pending += [(child, below) for child in ast.iter_child_nodes(node)]
    return True
