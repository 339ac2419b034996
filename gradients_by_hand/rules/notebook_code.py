"""What a notebook defines, read from the text of its cells without running them."""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from gradients_by_hand.rules.definitions import (
    definitions_of,
    nested_statements,
    rebindings_of,
)
from gradients_by_hand.rules.scopes import free_names, imports_of
from gradients_by_hand.rules.source_reading import CellReader, ToPython

_BUILT_IN = frozenset(dir(builtins))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class UsedDefinition:
    """One definition that a function needs: its own, or that of a helper.

    origins: the names in it that come from a library, each with its full name.
    foreign: the names in it that the notebook does not define.
    """

    name: str
    definition: ast.AST
    origins: Mapping[str, str]
    foreign: frozenset[str]


class NotebookCode:
    """The definitions of a notebook by name.

    The last definition of a name counts, as in the notebook.  One that may not have
    run, because it stands below an `if` or in a cell that failed, counts beside it.
    """

    def __init__(self, cells: Iterable[tuple[str, bool]], to_python: ToPython) -> None:
        """cells: the text of each cell in order, and whether it ran to its end."""
        self._known: dict[str, list[ast.AST]] = {}
        self._rebound: dict[str, list[ast.AST]] = {}
        self._imported: dict[str, str] = {}
        self._unread: set[str] = set()  # the words of cells that cannot be read
        self._free: dict[int, set[str]] = {}
        self.cells: list[list[ast.stmt]] = []
        reader = CellReader(to_python)
        for text, ran in cells:
            body = reader.statements(text)
            if body is None and ran:
                self._unread.update(_WORD.findall(text))
            self.cells.append(body or [])
            self._define_all(body or [], ran=ran)

    def names(self) -> frozenset[str]:
        """Every name that the notebook defines."""
        return frozenset(self._known)

    def defines(self, function: str) -> bool:
        """Whether a definition of `function` can be read."""
        return function in self._known

    def is_in_an_unread_cell(self, function: str) -> bool:
        """Whether a cell that ran and cannot be read mentions it or a helper."""
        return not self._unread.isdisjoint([function, *self._reachable(function)])

    def origin(self, name: str) -> str:
        """The full name of what `name` was imported from, "" if it was not."""
        return self._imported.get(name, "")

    @property
    def imported(self) -> frozenset[str]:
        """The names that import statements of cells brought."""
        return frozenset(self._imported)

    def definitions(self, function: str) -> list[tuple[str, ast.AST]]:
        """(name, definition) of `function` and of the helpers that it uses."""
        return [
            (name, each)
            for name in self._reachable(function)
            for each in self._definitions(name)
        ]

    def parts(self, function: str) -> list[UsedDefinition]:
        """The definitions of `function` and of its helpers, with their names."""
        return [
            UsedDefinition(name, each, self._origins(each), self._foreign(each))
            for name, each in self.definitions(function)
        ]

    def called(self, name: str) -> set[str]:
        """What of the notebook the functions of this name may call.

        Data is left out: a number that a call made does not call it again.
        """
        code = [each for each in self._definitions(name) if not _is_call(each)]
        taken = {each for part in code for each in self._names(part)}
        return taken & self._known.keys()

    def uses(self, function: str) -> frozenset[str]:
        """Every name and attribute that `function` and its helpers mention."""
        nodes = (
            node for _, each in self.definitions(function) for node in ast.walk(each)
        )
        return frozenset(name for node in nodes for name in _names_of(node))

    def _define_all(self, body: list[ast.stmt], *, ran: bool) -> None:
        pending = [(each, ran) for each in reversed(body)]
        while pending:
            statement, certain = pending.pop()
            self._define(statement, certain=certain)
            inner = list(nested_statements(statement))
            pending += [(each, False) for each in reversed(inner)]

    def _define(self, statement: ast.stmt, *, certain: bool) -> None:
        for name, definition, plain in definitions_of(statement):
            holds = certain and plain
            before = [] if holds else self._known.get(name, [])
            self._known[name] = [*before, definition]
            if holds:
                self._imported.pop(name, None)
        for name, origin in imports_of(statement):
            self._imported[name] = origin
            if certain:
                self._known.pop(name, None)
        for name, code in rebindings_of(statement):
            self._rebound.setdefault(name, []).append(code)

    def _definitions(self, name: str) -> list[ast.AST]:
        known = self._known.get(name, [])
        return [*known, *self._rebound.get(name, [])] if known else []

    def _reachable(self, function: str) -> list[str]:
        found = dict.fromkeys([function] if function in self._known else [])
        pending = list(found)
        while pending:
            new = [each for each in self._direct(pending.pop()) if each not in found]
            found.update(dict.fromkeys(new))
            pending += new
        return list(found)

    def _direct(self, name: str) -> list[str]:
        """The names of the notebook that the definitions of `name` take."""
        taken = {each for code in self._definitions(name) for each in self._names(code)}
        return sorted(taken & self._known.keys())

    def _names(self, definition: ast.AST) -> set[str]:
        if id(definition) not in self._free:
            self._free[id(definition)] = free_names(definition)
        return self._free[id(definition)]

    def _origins(self, definition: ast.AST) -> dict[str, str]:
        names = self._names(definition)
        origins = {name: self._imported[name] for name in names & self._imported.keys()}
        for module in self._star_imports[:1]:  # nobody knows what the others bring
            for name in self._foreign(definition) - origins.keys() - _BUILT_IN:
                origins[name] = f"{module}.{name}"
        for node in ast.walk(definition):
            origins.update(imports_of(node))
        return origins

    def _foreign(self, definition: ast.AST) -> frozenset[str]:
        # One by one: a difference of sets would walk over all that is known.
        names = self._names(definition)
        return frozenset(each for each in names if each not in self._known)

    @cached_property
    def _star_imports(self) -> list[str]:
        return [
            node.module
            for cell in self.cells
            for statement in cell
            for node in ast.walk(statement)
            if isinstance(node, ast.ImportFrom)
            and node.module
            and any(alias.name == "*" for alias in node.names)
        ]


def _is_call(definition: ast.AST) -> bool:
    return isinstance(definition, ast.Call)


def _names_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
