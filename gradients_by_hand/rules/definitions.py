"""What one statement of a cell defines: functions, classes, and names for code.

Data counts for nothing: a table that was made in a loop makes no function slow.  A name
that a statement binds in an unusual way (a `for` target, a tuple, `:=`, `with`,
`match`, `globals()`, `__code__`) may mean any code that the statement mentions.
"""

import ast
from collections.abc import Iterator

from gradients_by_hand.rules.scopes import Function, free_names, outside_a_function

# With these a statement can give a name another meaning without naming it.
_REBINDING = frozenset("globals locals vars setattr exec eval".split())
_REBINDING_ATTRIBUTES = frozenset("__code__ __dict__ user_ns".split())
_LITERAL = ast.Tuple | ast.List | ast.Set


def definitions_of(statement: ast.stmt) -> Iterator[tuple[str, ast.AST, bool]]:
    """(name, definition, whether it certainly holds) of what a statement defines."""
    if isinstance(statement, Function | ast.ClassDef):
        yield statement.name, statement, True
    certain = isinstance(statement, ast.Assign | ast.AnnAssign)
    for name, value in _bindings(statement):
        if code := code_of(value):
            yield name, code, certain
    for node in outside_a_function([statement]):
        if isinstance(node, ast.NamedExpr) and (code := code_of(node.value)):
            yield node.target.id, code, False


def rebindings_of(statement: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    """(name, code) of names that a statement may rebind when it runs or is called.

    That is through `globals()`, `__code__` or a `global` of a function.  Each name may
    then mean any name that the statement mentions.
    """
    nodes = list(ast.walk(statement))
    declared = (each.names for each in nodes if isinstance(each, ast.Global))
    names = {name for each in declared for name in each}
    if any(_rebinds(each) for each in nodes):
        names |= {name for each in nodes for name in _spelled(each)}
    if names:
        reads = [ast.Name(each, ast.Load()) for each in sorted(free_names(statement))]
        for each in reads:
            ast.copy_location(each, statement)
        code = ast.Tuple(list[ast.expr](reads), ast.Load())
        yield from ((name, code) for name in sorted(names))


def nested_statements(statement: ast.stmt) -> Iterator[ast.stmt]:
    """The statements below an `if`, `try`, `with` or loop of a cell."""
    if not isinstance(statement, Function | ast.ClassDef):
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.stmt):
                yield child
            elif isinstance(child, ast.ExceptHandler | ast.match_case):
                yield from child.body


def code_of(value: ast.expr) -> ast.expr | None:
    """What of a value may run when its name is used; None for data."""
    if isinstance(value, ast.Name | ast.Attribute | ast.Lambda):
        return value
    if isinstance(value, ast.NamedExpr):
        return code_of(value.value)
    if isinstance(value, ast.IfExp):
        return _either([value.body, value.orelse])
    if isinstance(value, ast.Subscript):  # [f, g][0]: either of them
        literal = isinstance(value.value, _LITERAL | ast.Dict)
        return code_of(value.value) if literal else None
    if isinstance(value, _LITERAL):
        return _either(value.elts)
    if isinstance(value, ast.Dict):
        return _either(value.values)
    return _call(value) if isinstance(value, ast.Call) else None


def _call(value: ast.Call) -> ast.expr:
    """A call with the functions that it is given, without its data."""
    given = [*value.args, *(each.value for each in value.keywords)]
    passed = [each for each in given if isinstance(each, ast.Name | ast.Lambda)]
    return ast.copy_location(ast.Call(value.func, list[ast.expr](passed), []), value)


def _either(values: list[ast.expr]) -> ast.expr | None:
    known = [code for each in values if (code := code_of(each)) is not None]
    return ast.Tuple(known, ast.Load()) if known else None


def _bindings(statement: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    """(name, value) of what a statement binds, without those of nested ones."""
    match statement:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _paired(target, value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, value
        case (
            ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value)
        ):
            yield from _walked(target, value)
        case ast.With(items=items) | ast.AsyncWith(items=items):
            for item in items:
                if item.optional_vars is not None:
                    yield from _paired(item.optional_vars, item.context_expr)
        case ast.Match(subject=subject, cases=cases):
            captures = (node for case in cases for node in ast.walk(case.pattern))
            for node in captures:
                if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
                    yield node.name, subject


def _walked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """The bindings of a `for` over a literal: each item may be the last one."""
    for item in value.elts if isinstance(value, _LITERAL) else [value]:
        yield from _paired(target, item)


def _paired(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple | ast.List) and isinstance(value, _LITERAL):
        if len(target.elts) == len(value.elts):
            for inner, item in zip(target.elts, value.elts):
                yield from _paired(inner, item)
        else:  # a starred name takes several
            for name in _names(target):
                yield name, value


def _names(target: ast.expr) -> Iterator[str]:
    nodes = ast.walk(target)
    return (node.id for node in nodes if isinstance(node, ast.Name))


def _rebinds(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id in _REBINDING
    return isinstance(node, ast.Attribute) and node.attr in _REBINDING_ATTRIBUTES


def _spelled(node: ast.AST) -> Iterator[str]:
    """The names that a node spells as a text, a keyword or a changed object."""
    match node:
        case ast.Constant(value=str(text)) if text.isidentifier():
            yield text
        case ast.keyword(arg=str(name)):
            yield name
        case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store()):
            yield name
