"""Reads the text of a formula as a tree of Python's grammar, and refuses all else.

The text is never compiled or run.  The tree has few kinds of nodes, and the modules
beside this one evaluate it.  So this module refuses hostile text in milliseconds.

    read         the tree of a formula
    name_of      the name that a call or an attribute mentions
    unknown      what is said of a name that a step does not have
    ParseError   why a text is no formula, in words for the student; it costs nothing
    ShapeError   a formula whose sizes do not fit: it can be read, and it is wrong
"""

import ast
import re
import warnings
from functools import lru_cache

_MOST_CHARACTERS, _MOST_NODES, _DEEPEST, _LARGEST = 400, 250, 40, 1e6
_SPELLINGS = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "·": "*",
        "⋅": "*",
        "×": "*",
        "∗": "*",
        "÷": "/",
        "λ": "lam",
        "δ": "delta",
        "Σ": "sum",
        "∑": "sum",
        "ᵀ": ".T",
        "²": "**2",
        "³": "**3",
        "^": "**",
        "\u00a0": " ",
    }
)
# A word of Python that people write for the Greek letter.
_LAMBDA = re.compile(r"\blambda\b(?=\s*[-+*/)]|$)")
_NODES = (
    ast.BinOp,
    ast.UnaryOp,
    ast.Name,
    ast.Constant,
    ast.Call,
    ast.Subscript,
    ast.Tuple,
    ast.Attribute,
    ast.keyword,
    ast.operator,
    ast.unaryop,
    ast.expr_context,
)
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult, ast.USub)
_WHAT = {
    "Compare": "a comparison",
    "BoolOp": "`and` or `or`",
    "Lambda": "a function",
    "IfExp": "an `if`",
    "ListComp": "a loop",
    "GeneratorExp": "a loop",
    "SetComp": "a loop",
    "DictComp": "a loop",
    "List": "a list",
    "Dict": "a dict",
    "Set": "a set",
    "JoinedStr": "a text",
    "Slice": "a colon",
    "Starred": "a star in a call",
    "NamedExpr": "`:=`",
}


class ParseError(Exception):
    """A text that is no formula; its message says why, and what to write instead."""


class ShapeError(Exception):
    """A formula that can be read, whose sizes do not fit together."""


def read(text):
    """The tree of a formula.

    Raises:
        ParseError: the text is no formula; its message is for the student.
    """
    if not isinstance(text, str):
        raise ParseError(
            f"An answer is a formula in quotation marks, and this is {_kind(text)}."
        )
    if len(text) > _MOST_CHARACTERS:
        raise ParseError(f"A formula has at most {_MOST_CHARACTERS} characters here.")
    return _read(str(text))


@lru_cache(maxsize=512)  # one answer is evaluated on many samples; trees stay as made
def _read(text):
    text = _LAMBDA.sub("lam", text.translate(_SPELLINGS).strip())
    if not text or text.strip(". ") == "":
        raise ParseError("There is no formula yet.")
    if "=" in text.replace("axis=", "").replace("keepdims=", ""):
        raise ParseError("Write only what stands on the right of the equals sign.")
    tree = _parsed(text)
    _check(tree)
    return tree


def name_of(node):
    """The name that is called or read: `f`, and `f` of `np.f`; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    is_numpy = isinstance(node, ast.Attribute) and name_of(node.value) in {
        "np",
        "numpy",
    }
    return node.attr if is_numpy else ""


def unknown(name, sample):
    """What is said of a name that a step does not have."""
    available = ", ".join(sorted(sample))
    if not available:
        return "A plain number is asked here: no letters are needed."
    if name == "T":
        return "To turn a matrix write .T behind it, as in A.T."
    if name == "e":
        return "Write exp(a) for e to the power of a."
    stem, _, index = name.partition("_")
    if index and stem in sample:
        return f"Write an index in brackets: {stem}[{index}]."
    return f"{name} is not known in this step; there are: {available}."


def _parsed(text):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python's remarks on odd spellings
            return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ParseError(_where(text, error.offset)) from None
    except (ValueError, RecursionError, MemoryError):
        raise ParseError("This cannot be read as a formula.") from None


def _where(text, offset):
    """Where the reading stopped, and the two things that are most often the reason."""
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return "This cannot be read: count the brackets, one of them has no partner."
    at = min(max((offset or 1) - 1, 0), len(text) - 1)
    near = text[max(at - 8, 0) : at + 9]
    return (
        f"This cannot be read near `{near}`. "
        "Write every product with *, as in 2*a*b, or with @ for matrices."
    )


def _check(tree):
    nodes = list(ast.walk(tree))
    if len(nodes) > _MOST_NODES or _depth(tree) > _DEEPEST:
        raise ParseError("This formula is too long to be read: can it be shorter?")
    for node in nodes:
        if not isinstance(node, _NODES):
            kind = type(node).__name__
            raise ParseError(f"A formula has no {_without_a(_WHAT.get(kind, kind))}.")
        if isinstance(node, ast.operator | ast.unaryop):
            _check_operator(node)
        if isinstance(node, ast.Constant):
            _check_constant(node)
        if isinstance(node, ast.Name | ast.Attribute):
            _check_name(node)


def _check_operator(node):
    if not isinstance(node, (*_OPERATORS, ast.UAdd)):
        raise ParseError("A formula has only + - * / @ and ** here.")


def _check_constant(node):
    number = node.value
    if isinstance(number, bool):
        return  # as in keepdims=True
    if not isinstance(number, int | float):
        raise ParseError("A formula has numbers, names and brackets, and no text.")
    if not abs(number) <= _LARGEST:
        raise ParseError(f"A number in a formula is at most {_LARGEST:.0f} here.")


def _check_name(node):
    name = node.id if isinstance(node, ast.Name) else node.attr
    if "__" in name:
        raise ParseError(f"There is nothing named {name} here.")


def _depth(tree):
    deepest, level = 0, [tree]
    while level and deepest <= _DEEPEST:
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        deepest += 1
    return deepest


def _without_a(words):
    return words.removeprefix("a ").removeprefix("an ")


def _kind(value):
    if value is None:
        return "nothing; is a `return` missing"
    return f"of type {type(value).__name__}"
