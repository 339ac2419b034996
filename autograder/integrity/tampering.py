"""Finds a student's cells that patch, spy or reach out, by reading them.

It walks each cell once; each pattern gives at most one flag per cell, with its first
line.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.integrity import patterns
from autograder.integrity.origins import GLOBALS, SHELL, TUTORS, Origins, text_of
from autograder.report import Flag, FlagKind
from autograder.wire import clean

_MOST = 20  # flags of one submission: nobody reads more
_MENTIONS = (
    *(ast.Name, ast.Attribute, ast.Call, ast.Subscript),
    *(ast.Import, ast.ImportFrom),
)
_SETS = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Delete, ast.For)
_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class WrittenCell:
    """A cell with a text of the student's own, and how a person finds it."""

    where: str
    source: str
    statements: Sequence[ast.stmt]

    def line(self, number: int) -> str:
        """What stands in a line, shortened."""
        lines = self.source.splitlines()
        return _short(lines[number - 1].strip()) if number <= len(lines) else ""


@dataclass(frozen=True)
class _Sight:
    """Something seen in a cell, before it becomes a sentence."""

    kind: FlagKind
    line: int
    says: str
    same: str  # of sights that have this in common one is enough


def tampering(cells: Sequence[WrittenCell], names: Mapping[str, str]) -> list[Flag]:
    """What a person should look at in the student's own cells.

    names: where the names come from that our cells import and define.
    """
    origins = Origins((each for cell in cells for each in cell.statements), names)
    tutors = frozenset(
        name for name, origin in names.items() if origin.startswith(TUTORS)
    )
    flags: dict[tuple[str, str], Flag] = {}
    for cell in cells:
        for sight in _Reader(origins, tutors).sights(cell.statements):
            line = f"line {sight.line} of {cell.where} ({cell.line(sight.line)})"
            says = f"{sight.says}: {line}."
            flag = Flag(kind=sight.kind, where=cell.where, says=clean(says, 300))
            flags.setdefault((cell.where, sight.same), flag)
    return list(flags.values())[:_MOST]


class _Reader:
    """Reads the statements of one cell."""

    def __init__(self, origins: Origins, tutors: frozenset[str]) -> None:
        self._origins = origins
        self._tutors = tutors

    def sights(self, statements: Iterable[ast.stmt]) -> Iterator[_Sight]:
        for statement in statements:
            yield from self._rebound(statement)
            for node in ast.walk(statement):
                if isinstance(node, _MENTIONS):
                    yield from self._mentioned(node)
                elif isinstance(node, _SETS):
                    yield from self._replaced(node)
                if isinstance(node, ast.Call):
                    yield from self._called(node)

    def _mentioned(self, node: ast.AST) -> Iterator[_Sight]:
        for origin in self._origins.mentioned(node):
            for pattern in patterns.uses(origin):
                says = f"{_short(origin)} {pattern.does}"
                yield _sight(pattern.kind, node, says, pattern.does)
            part = origin.removeprefix(f"{SHELL}.")
            if part != origin and part.split(".")[0] not in patterns.SHELL_IS_FOR:
                says = f"the shell's {_short(part)} controls the notebook itself"
                yield _sight("patch", node, says, SHELL)
            if origin.startswith("gradients_by_hand.") and "._" in origin.replace(
                ".__", ""
            ):
                says = f"{_short(origin)} is an internal name of gradients_by_hand"
                yield _sight("reach", node, says, "gradients_by_hand")
        if isinstance(node, ast.Attribute) and (
            does := patterns.INSIDES.get(node.attr)
        ):
            yield _sight("reach", node, f".{node.attr} {does}", does)

    def _replaced(self, node: ast.AST) -> Iterator[_Sight]:
        for target in _targets(node):
            if not isinstance(target, ast.Attribute | ast.Subscript):
                continue
            owner = self._origins.of(target.value)
            key = text_of(target.slice) if isinstance(target, ast.Subscript) else ""
            if isinstance(target, ast.Attribute):
                yield from self._set(node, owner, target.attr)
            elif owner in ("sys.modules", GLOBALS) and (
                _is_owned(key) or _is_owned(self._origins.of_name(key))
            ):
                says = f"{owner}[{key!r}] is given another meaning"
                yield _sight("patch", node, says, key)
            elif owner.endswith(".__dict__"):
                yield from self._set(node, owner.removesuffix(".__dict__"), key)

    def _called(self, call: ast.Call) -> Iterator[_Sight]:
        called = self._origins.of(call.func)
        if called in patterns.SETTERS and len(call.args) > 1:
            name = text_of(call.args[1])
            owner = self._origins.of(call.args[0])
            yield from self._set(call, owner, name or "something")
        if called == "builtins.eval" and call.args and _is_made(call.args[0]):
            says = "eval runs a text that is put together, so that it cannot be read"
            yield _sight("unreadable", call, says, "eval")
        if called == "builtins.getattr" and len(call.args) > 1:
            yield from self._hidden_name(call)
        yield from self._places(call, called)

    def _set(self, node: ast.AST, owner: str, name: str) -> Iterator[_Sight]:
        full = f"{owner}.{name}"
        if _is_owned(owner) and not patterns.MAY_BE_SET.fullmatch(full):
            shown = f"the tutor's {name}" if "()" in owner else _short(full)
            yield _sight("patch", node, f"{shown} is replaced", full)

    def _hidden_name(self, call: ast.Call) -> Iterator[_Sight]:
        owner, name = self._origins.of(call.args[0]), call.args[1]
        if _is_owned(owner) and not text_of(name) and _is_made(name):
            says = f"getattr asks {_short(owner)} for a name that is put together"
            yield _sight("unreadable", call, says, "getattr")

    def _places(self, call: ast.Call, called: str) -> Iterator[_Sight]:
        if patterns.ONLY_SHOWN.fullmatch(called):
            return
        last = called.rpartition(".")[2] or getattr(call.func, "attr", "")
        for argument in [*call.args, *(each.value for each in call.keywords)]:
            text = text_of(argument)
            words = text.split() if patterns.SHELLS_OUT.fullmatch(called) else [text]
            for word in words:
                if len(word) > patterns.LONGEST_PATH:
                    continue
                upwards = last in patterns.OPENERS and patterns.UPWARDS.fullmatch(word)
                if upwards or patterns.PLACES.fullmatch(word):
                    says = f"{_short(word)} is no file of the notebook's"
                    yield _sight("reach", call, says, "places")

    def _rebound(self, statement: ast.stmt) -> Iterator[_Sight]:
        """A cell that gives the tutor's name to something else."""
        for name, value in _bound(statement):
            origin = self._origins.of(value) if value is not None else ""
            if name in self._tutors and not origin.startswith("gradients_by_hand."):
                says = f"{name}, which is the tutor's, is given another meaning"
                yield _sight("patch", statement, says, name)


def _is_owned(origin: str) -> bool:
    return origin.split(".")[0] in patterns.OWNED


def _targets(node: ast.AST) -> list[ast.expr]:
    """What a statement sets or deletes, tuples taken apart."""
    if isinstance(node, ast.Assign | ast.Delete):
        targets = node.targets
    elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.For):
        targets = [node.target]
    else:
        return []
    return [
        part
        for target in targets
        for part in (getattr(target, "elts", None) or [target])
    ]


def _bound(statement: ast.stmt) -> Iterator[tuple[str, ast.expr | None]]:
    """(name, value) of each name that a statement of a cell gives a meaning to."""
    if isinstance(statement, _Function | ast.ClassDef):
        yield statement.name, None
    elif isinstance(statement, ast.Assign):
        for target in statement.targets:
            if isinstance(target, ast.Name):
                yield target.id, statement.value


def _is_made(node: ast.expr) -> bool:
    """Whether a text is computed: by a call, an operator, a subscript."""
    return isinstance(node, ast.Call | ast.BinOp | ast.JoinedStr | ast.Subscript)


def _sight(kind: FlagKind, node: ast.AST, says: str, same: str) -> _Sight:
    return _Sight(kind, getattr(node, "lineno", 1), says, same)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
