"""Whether a function may remember something from one call to the next.

Read from its text.  It errs on the side of memory: that costs time and nothing else.
"""

import ast
import builtins
from collections.abc import Set as AbstractSet

_KEEPING = frozenset("exec eval globals vars setattr random".split())
_BUILT_IN = frozenset(dir(builtins))
_CHANGEABLE = ast.List | ast.Dict | ast.Set | ast.Call | ast.ListComp | ast.DictComp


def remembers(definition: ast.AST, modules: AbstractSet[str]) -> bool:
    """Whether a definition keeps anything outside of its own variables.

    modules: names of imported modules, whose functions may be called for their value.
    """
    own = _own_names(definition)
    modules = modules | _BUILT_IN
    return any(_keeps(node, own, modules) for node in ast.walk(definition))


def _keeps(node: ast.AST, own: set[str], modules: AbstractSet[str]) -> bool:
    match node:
        case ast.Global() | ast.Nonlocal():
            return True
        case ast.ClassDef():  # an object of it may live in the notebook
            return any(map(_is_attribute_set, ast.walk(node)))
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return bool(node.decorator_list) or _has_changeable_default(node.args)
        case ast.Lambda():
            return _has_changeable_default(node.args)
        case ast.Name():
            return node.id in _KEEPING
        case ast.Attribute() if node.attr in _KEEPING:
            return True
        case ast.Attribute(ctx=ast.Load()):
            return False
        case ast.Attribute() | ast.Subscript():  # a store is a change of what it is in
            return not isinstance(node.ctx, ast.Load) and _root(node) not in own
        case ast.Expr(value=ast.Call(func=ast.Attribute() as called) as call):
            if _root(called) in own:  # called for its effect
                return False
            return _root(called) not in modules or not _fills(call, own)
        case ast.Call(func=ast.Attribute() as called):
            return _root(called) not in own | modules | {""}
    return False


def _fills(call: ast.Call, own: set[str]) -> bool:
    """Whether a function of a module is told which variable it shall write to.

    As in `np.add.at(dW, ...)`, `np.fill_diagonal(J, ...)` or `np.exp(S, out=P)`.
    """
    targets = [each.value for each in call.keywords if each.arg == "out"]
    return any(_root(each) in own for each in targets or call.args[:1])


def _is_attribute_set(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        return not isinstance(node.ctx, ast.Load)
    return isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)


def _own_names(definition: ast.AST) -> set[str]:
    """The parameters and variables of a definition and of what is nested in it."""
    names: set[str] = set()
    for node in ast.walk(definition):
        if isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def _root(node: ast.expr) -> str:
    """The name that a chain of attributes and brackets begins with; "" if none."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _has_changeable_default(arguments: ast.arguments) -> bool:
    defaults = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
    return any(isinstance(each, _CHANGEABLE) for each in defaults)
