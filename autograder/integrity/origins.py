"""Where a name or an expression of a notebook comes from, read without running it.

`sys.settrace` has this origin under whatever name it was imported, assigned, or asked
for with getattr, `__import__`, `sys.modules` or `__dict__`.  It is a guess by names,
made for finding things to look at: it does not follow values through calls.
"""

import ast
import builtins
from collections.abc import Iterable, Iterator, Mapping

from gradients_by_hand.rules.scopes import imports_of

# The workbook's modules whose objects are its own as well.
TUTORS = ("gradients_by_hand.hints", "gradients_by_hand.recognition")
SHELL = "shell"  # the origin of what get_ipython() returns
GLOBALS = "globals"
_BUILTINS = frozenset(dir(builtins)) | {"__builtins__"}
_SHELLS = {
    "builtins.get_ipython",
    "IPython.get_ipython",
    "IPython.core.getipython.get_ipython",
    "IPython.core.interactiveshell.InteractiveShell.instance",
    "ipykernel.zmqshell.ZMQInteractiveShell.instance",
}
_IMPORTERS = {"builtins.__import__", "importlib.import_module"}
# Values, not places: what is named after one of them is an ordinary variable.
_VALUES = frozenset("inf nan pi e newaxis".split())
_DEEPEST = 40  # levels of one expression


class Origins:
    """The origins of the names of one notebook; `names` are those known before it."""

    def __init__(
        self, statements: Iterable[ast.stmt], names: Mapping[str, str] | None = None
    ) -> None:
        self.names = dict(names or {})
        for statement in statements:
            for node in ast.walk(statement):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    self.names.update(imports_of(node))
                elif isinstance(node, ast.Assign):
                    self.names.update(self._aliases(node))

    def mentioned(self, node: ast.AST) -> list[str]:
        """The origins that a single node mentions, those of an import included."""
        if isinstance(node, ast.Import | ast.ImportFrom):
            full = [each.name for each in node.names if isinstance(node, ast.Import)]
            return [*full, *(origin for _, origin in imports_of(node))]
        origin = self.of(node)
        return [origin] if origin else []

    def of(self, node: ast.AST, depth: int = 0) -> str:
        """The dotted origin of an expression, "" where it is the notebook's own."""
        if depth > _DEEPEST:
            return ""
        match node:
            case ast.Name(id=name):
                return self.of_name(name)
            case ast.Attribute(value=owner, attr=name):
                return _joined(self.of(owner, depth + 1), name)
            case ast.Call():
                return self._of_call(node, depth + 1)
            case ast.Subscript(value=owner, slice=key):
                return self._of_entry(self.of(owner, depth + 1), text_of(key))
        return ""

    def of_name(self, name: str) -> str:
        """The origin of a bare name."""
        if name in self.names:
            return self.names[name]
        if name == "__builtins__":
            return "builtins"
        if name == "get_ipython":
            return "builtins.get_ipython"
        return f"builtins.{name}" if name in _BUILTINS else ""

    def _of_call(self, call: ast.Call, depth: int) -> str:
        called = self.of(call.func, depth)
        if called in _SHELLS:
            return SHELL
        if called == "builtins.globals":
            return GLOBALS
        if called.startswith(TUTORS):
            return f"{called}()"  # other things that are made are the student's
        if not call.args:
            return ""
        if called in _IMPORTERS:
            return text_of(call.args[0])
        if called == "builtins.vars":
            return _joined(self.of(call.args[0], depth), "__dict__")
        if called == "builtins.getattr" and len(call.args) > 1:
            return _joined(self.of(call.args[0], depth), text_of(call.args[1]))
        return ""

    def _of_entry(self, owner: str, key: str) -> str:
        if owner == "sys.modules":
            return key
        if owner == GLOBALS:
            return self.of_name(key)
        if owner.endswith(".__dict__"):
            return _joined(owner.removesuffix(".__dict__"), key)
        return ""

    def _aliases(self, assigned: ast.Assign) -> Iterator[tuple[str, str]]:
        origin = self.of(assigned.value)
        if origin and origin.rpartition(".")[2] not in _VALUES:
            for target in assigned.targets:
                if isinstance(target, ast.Name):
                    yield target.id, origin


def text_of(node: ast.AST, depth: int = 0) -> str:
    """A text that is written in the code, in one piece or joined; "" if none is."""
    parts: list[ast.expr] = []
    joint = ""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            pass
        case ast.BinOp(op=ast.Add()):
            parts = _summands(node)
        case ast.Call(func=ast.Attribute(value=by, attr="join"), args=[listed]):
            parts = getattr(listed, "elts", [])
            joint = text_of(by, depth + 1) if depth < _DEEPEST else ""
    if depth >= _DEEPEST:
        return ""
    return joint.join(text_of(each, depth + 1) for each in parts)


def _summands(sum: ast.expr) -> list[ast.expr]:
    """a + b + c as its parts; a hostile sum has thousands."""
    parts: list[ast.expr] = []
    while isinstance(sum, ast.BinOp) and len(parts) < _DEEPEST:
        parts.append(sum.right)
        sum = sum.left
    return [sum, *reversed(parts)] if not isinstance(sum, ast.BinOp) else []


def _joined(owner: str, name: str) -> str:
    return f"{owner}.{name}" if owner and name else ""
