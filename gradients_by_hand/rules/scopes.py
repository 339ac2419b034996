"""What a definition binds, imports and takes from outside, by Python's scopes."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef
_MOST_PARTS = 12  # of a full name
_COMPREHENSION = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_SCOPE = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.Lambda,
    ast.ClassDef,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


@dataclass
class _Scope:
    """The names of one scope, and the scopes inside it."""

    read: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)  # global or nonlocal
    inner: list[ast.AST] = field(default_factory=list)


def free_names(definition: ast.AST) -> set[str]:
    """The names that a definition takes from the notebook, a library or Python."""
    if not isinstance(definition, _SCOPE):
        return _free(_scanned([definition]))
    outside = _scanned(_outside(definition))
    return _free(outside) | _free_inside(definition)


def imports_of(node: ast.AST) -> Iterator[tuple[str, str]]:
    """(name, its origin) of each name that an import statement brings.

    `from scipy.special import *` brings the name "*".
    """
    if isinstance(node, ast.Import):
        for alias in node.names:
            first = alias.name.partition(".")[0]
            yield (alias.asname, alias.name) if alias.asname else (first, first)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def outside_a_function(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of statements that run with the cell, not with a later call."""
    pending = list(body)
    while pending:
        node = pending.pop()
        yield node
        pending += (
            _outside(node)
            if isinstance(node, Function | ast.Lambda)
            else ast.iter_child_nodes(node)
        )


def _free(scope: _Scope) -> set[str]:
    inner = {name for each in scope.inner for name in _free_inside(each)}
    return (scope.read | inner) - (scope.bound - scope.declared)


def _free_inside(node: ast.AST) -> set[str]:
    """The free names of the scope that a node opens."""
    scope = _scanned(_inside(node))
    scope.bound |= _parameters(node)
    if not isinstance(node, ast.ClassDef):
        return _free(scope)
    # The methods of a class do not see its names.
    inner = {name for each in scope.inner for name in _free_inside(each)}
    return (scope.read - scope.bound) | inner


def _scanned(nodes: Iterable[ast.AST]) -> _Scope:
    """What nodes read and bind in their own scope."""
    scope = _Scope()
    pending = list(nodes)
    while pending:
        node = pending.pop()
        _note(node, scope)
        if isinstance(node, _SCOPE):
            scope.inner.append(node)
            pending += _outside(node)
        else:
            pending += ast.iter_child_nodes(node)
    return scope


def _note(node: ast.AST, scope: _Scope) -> None:
    match node:
        case ast.Name(id=name, ctx=ast.Load()):
            scope.read.add(name)
        case ast.Name(id=name):
            scope.bound.add(name)
        case ast.Global() | ast.Nonlocal():
            scope.declared.update(node.names)
        case ast.Import() | ast.ImportFrom():
            scope.bound.update(name for name, _ in imports_of(node))
        case ast.MatchMapping(rest=str(name)):
            scope.bound.add(name)
        case (
            ast.FunctionDef(name=name)
            | ast.AsyncFunctionDef(name=name)
            | ast.ClassDef(name=name)
            | ast.ExceptHandler(name=str(name))
            | ast.MatchAs(name=str(name))
            | ast.MatchStar(name=str(name))
        ):
            scope.bound.add(name)


def _parameters(node: ast.AST) -> set[str]:
    if not isinstance(node, Function | ast.Lambda):
        return set()
    every = ast.walk(node.args)
    return {each.arg for each in every if isinstance(each, ast.arg)}


def _outside(node: ast.AST) -> list[ast.AST]:
    """What Python evaluates around a scope: decorators, defaults, base classes."""
    parts: list[ast.AST] = list(getattr(node, "decorator_list", []))
    if isinstance(node, ast.ClassDef):
        parts += [*node.bases, *node.keywords]
    if isinstance(node, Function | ast.Lambda):
        defaults = [*node.args.defaults, *node.args.kw_defaults]
        parts += [each for each in defaults if each is not None]
    return parts


def _inside(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, _COMPREHENSION):
        return list(ast.iter_child_nodes(node))
    body = getattr(node, "body", [])
    return list(body) if isinstance(body, list) else [body]


def full_name(
    node: ast.AST, origins: Mapping[str, str], foreign: Collection[str]
) -> str:
    """The full name of a library's or Python's function; "" for what is not one.

    `getattr(np, "exp")` means `np.exp`.  origins: imported names and what they mean;
    foreign: names that the notebook does not define.
    """
    parts: list[str] = []
    # Not a recursion: a hostile chain has thousands of parts, a full name few.
    while len(parts) < _MOST_PARTS:
        match node:
            case ast.Attribute(value=value, attr=attribute):
                parts.append(attribute)
            case ast.Call(
                ast.Name("getattr"), [value, ast.Constant(str(attribute)), *_]
            ):
                parts.append(attribute)
            case ast.Name(id=name):
                first = origins.get(name, name if name in foreign else "")
                return ".".join([first, *reversed(parts)]) if first else ""
            case _:
                return ""
        node = value
    return ""
