"""The library functions that a function and its helpers use.

A name is followed to where it was imported, under whatever other name, and through
`getattr` with a plain text.  A call through which any function can be reached unseen
counts as borrowed, because nobody can see what it calls.

    borrowed_in         full names such as "scipy.special.softmax"
    borrowed_sentence   what a student reads of them
"""

import ast
from collections.abc import Iterator

from gradients_by_hand.rules.messages import unread_sentence
from gradients_by_hand.rules.notebook_code import NotebookCode, UsedDefinition
from gradients_by_hand.rules.scopes import full_name

# With these a library can be reached under no name that can be read.
_UNSEEN = frozenset(
    "__import__ eval exec importlib.import_module operator.attrgetter sys.modules"
    " IPython.get_ipython get_ipython".split()
)
# These are so with a library only: `getattr(np, name)`, `vars(np)`.
_UNSEEN_ON_A_LIBRARY = frozenset("getattr vars".split())


def borrowed_in(code: NotebookCode, function: str) -> frozenset[str]:
    """All that `function` and its helpers use of libraries, by full names."""
    if not code.defines(function):
        return frozenset(filter(None, [code.origin(function)]))
    return frozenset(
        name
        for part in code.parts(function)
        for node in ast.walk(part.definition)
        for name in _names_at(node, part)
    )


def borrowed_sentence(code: NotebookCode, function: str, *names: str) -> str:
    """What a student reads if `function` uses one of the named functions, or "".

    names: full names such as "scipy.special.softmax", or of whole modules.
    """
    if unread := unread_sentence(code, function):
        return unread
    used = borrowed_in(code, function)
    for each in sorted(used):
        if any(_is_of(each, name) for name in names):
            return f"{function} uses {each}, and here it is yours to write."
    if unseen := used & (_UNSEEN | _UNSEEN_ON_A_LIBRARY):
        return (
            f"{function} uses {min(unseen)}, so that nobody can see what it calls: "
            "write it without."
        )
    return ""


def _is_of(used: str, name: str) -> bool:
    """Whether a used name is the named function, or lies in the named module.

    Libraries keep a function in a private module as well: `scipy.special._x.softmax`.
    """
    if used == name or used.startswith(f"{name}."):
        return True
    package, last = name.partition(".")[0], name.rpartition(".")[2]
    return used.startswith(f"{package}.") and f".{last}." in f"{used}."


def _names_at(node: ast.AST, part: UsedDefinition) -> Iterator[str]:
    if isinstance(node, ast.Name | ast.Attribute):
        name = full_name(node, part.origins, part.foreign)
        if "." in name or name in part.origins.values() or name in _UNSEEN:
            yield name
        if name.endswith(".__dict__"):
            yield "vars"
    elif isinstance(node, ast.Call):
        if name := full_name(node, part.origins, part.foreign):
            yield name
        elif _reaches_into_a_library(node, part):
            yield getattr(node.func, "id", "getattr")


def _reaches_into_a_library(node: ast.Call, part: UsedDefinition) -> bool:
    called = full_name(node.func, part.origins, part.foreign)
    if called not in _UNSEEN_ON_A_LIBRARY or not node.args:
        return False
    owner = node.args[0]
    return isinstance(owner, ast.Name | ast.Attribute) and bool(
        full_name(owner, part.origins, ())
    )
