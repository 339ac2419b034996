"""A formula as it was understood, written as mathematics.

A student who sees `2*a*b` as a product and `sum(k, ...)` as a sum sign notices slips of
the keyboard.  This module simplifies nothing.
"""

import ast

from gradients_by_hand.steps.reading import name_of

_GREEK = {
    "lam": r"\lambda",
    "alpha": r"\alpha",
    "beta": r"\beta",
    "mu": r"\mu",
    "eps": r"\varepsilon",
    "sigma": r"\sigma",
    "theta": r"\theta",
}
_ADD, _MULTIPLY, _POWER, _ATOM = 1, 2, 3, 4
_NAMED = {"log": r"\log", "ln": r"\log", "max": r"\max", "min": r"\min"}


def latex(tree, numbers=(), vectors=()):
    """LaTeX of a tree that `read` gave.

    numbers: the names that are single numbers; where neither factor is one, * is drawn
    as the product entry by entry.  vectors: the names with one axis, which .T leaves
    as they are.
    """
    return _Writer(frozenset(numbers), frozenset(vectors)).write(tree)


class _Writer:
    def __init__(self, numbers, vectors):
        self.numbers, self.vectors = numbers, vectors

    def write(self, node, at_least=0):
        """LaTeX of a node, in brackets where it binds less than `at_least`."""
        text, binds = self._bound(node)
        return rf"\left({text}\right)" if binds < at_least else text

    def _bound(self, node):
        if isinstance(node, ast.Constant):
            return _number(node.value), _ATOM
        if isinstance(node, ast.Name):
            return _name(node.id), _ATOM
        if isinstance(node, ast.UnaryOp):
            sign = "-" if isinstance(node.op, ast.USub) else ""
            return sign + self.write(node.operand, _MULTIPLY), _ADD
        if isinstance(node, ast.BinOp):
            return self._operation(node)
        if isinstance(node, ast.Subscript):
            return self._entry(node), _ATOM
        if isinstance(node, ast.Attribute):
            if node.attr == "T" and self._is_vector(node):
                return self._bound(node.value)
            if node.attr == "T":
                return rf"{self.write(node.value, _ATOM)}^\top", _POWER
            return _name(name_of(node) or node.attr), _ATOM
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Tuple):
            inner = ", ".join(self.write(each) for each in node.elts)
            inner += "," if len(node.elts) == 1 else ""
            return rf"\left({inner}\right)", _ATOM
        return rf"\text{{{ast.unparse(node)}}}", _ATOM

    def _operation(self, node):
        left, right, kind = node.left, node.right, type(node.op)
        if kind is ast.Add:
            return f"{self.write(left)} + {self.write(right, _ADD)}", _ADD
        if kind is ast.Sub:
            return f"{self.write(left)} - {self.write(right, _MULTIPLY)}", _ADD
        if kind is ast.Div:
            return rf"\frac{{{self.write(left)}}}{{{self.write(right)}}}", _MULTIPLY
        if kind is ast.Pow:
            base = self.write(left, _ATOM)
            return rf"{base}^{{{self.write(right)}}}", _POWER
        # A leading minus belongs to the whole product as well as to its first factor.
        is_signed = isinstance(left, ast.UnaryOp)
        factor = self.write(left, _ADD if is_signed else _MULTIPLY)
        factors = factor, self.write(right, _POWER)
        return self._sign(node).join(factors), _MULTIPLY

    def _sign(self, node):
        if isinstance(node.op, ast.MatMult):
            both = self._is_vector(node.left) and self._is_vector(node.right)
            return r" \cdot " if both else r"\,"
        if isinstance(node.right, ast.Constant):
            return r" \cdot "
        is_number = self._is_number(node.left) or self._is_number(node.right)
        return r"\," if is_number else r" \odot "

    def _is_number(self, node):
        """Whether a factor is a single number as far as can be read from it."""
        if isinstance(node, ast.Name):
            return node.id in self.numbers
        if isinstance(node, ast.BinOp):
            return self._is_number(node.left) and self._is_number(node.right)
        if isinstance(node, ast.UnaryOp):
            return self._is_number(node.operand)
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            if name in ("delta", "ind", "sum", "trace"):
                return True
            entrywise = name in (*_NAMED, "exp", "sqrt", "abs")
            return entrywise and all(map(self._is_number, node.args))
        return isinstance(node, ast.Constant | ast.Subscript)

    def _is_vector(self, node):
        """Whether a factor is an array with one axis, turned or not."""
        if isinstance(node, ast.Attribute) and node.attr == "T":
            node = node.value
        return isinstance(node, ast.Name) and node.id in self.vectors

    def _entry(self, node):
        slices = node.slice
        parts = slices.elts if isinstance(slices, ast.Tuple) else [slices]
        written = [self.write(each) for each in parts]
        glue = "" if all(len(each) == 1 for each in written) else ","
        return f"{self.write(node.value, _ATOM)}_{{{glue.join(written)}}}"

    def _call(self, node):
        name = name_of(node.func)
        args = [self.write(each) for each in node.args]
        if name == "sum" and len(args) == 2 and isinstance(node.args[0], ast.Name):
            inner = self.write(node.args[1], _MULTIPLY)
            return rf"\sum_{{{args[0]}}} {inner}", _MULTIPLY
        if name == "delta":
            return rf"\delta_{{{''.join(args)}}}", _ATOM
        if name == "ind":
            return rf"\left[{' = '.join(args)}\right]", _ATOM
        if name == "exp" and len(args) == 1:
            return rf"e^{{{args[0]}}}", _POWER
        if name == "sqrt" and len(args) == 1:
            return rf"\sqrt{{{args[0]}}}", _ATOM
        if name == "transpose" and len(args) == 1:
            return rf"{self.write(node.args[0], _ATOM)}^\top", _POWER
        if name == "abs" and len(args) == 1:
            return rf"\left|{args[0]}\right|", _ATOM
        if name == "outer" and len(args) == 2:
            one, other = (self.write(each, _ATOM) for each in node.args)
            return rf"{one}\,{other}^\top", _MULTIPLY
        if name == "kron" and len(args) == 2:
            one, other = (self.write(each, _POWER) for each in node.args)
            return rf"{one} \otimes {other}", _MULTIPLY
        if not name and isinstance(node.func, ast.Attribute):  # A.dot(B)
            return self._method(node, args)
        sign = _NAMED.get(name, rf"\operatorname{{{name}}}")
        return rf"{sign}\left({', '.join(args)}\right)", _ATOM

    def _method(self, node, args):
        owner = self.write(node.func.value, _POWER)
        if node.func.attr == "dot" and len(args) == 1:
            return rf"{owner}\,{self.write(node.args[0], _POWER)}", _MULTIPLY
        named = [f"{each.arg}={ast.unparse(each.value)}" for each in node.keywords]
        inner = ", ".join([owner, *args, *named])
        return rf"\operatorname{{{node.func.attr}}}\left({inner}\right)", _ATOM


def _number(value):
    mantissa, _, power = f"{value:.10g}".partition("e")
    return rf"{mantissa} \cdot 10^{{{int(power)}}}" if power else mantissa


def _name(name):
    if name in _GREEK:
        return _GREEK[name]
    stem = name.rstrip("0123456789")
    if stem and stem != name:
        return rf"{_name(stem)}_{{{name[len(stem) :]}}}"
    if len(name) == 1:
        return name
    escaped = name.replace("_", r"\_")
    return rf"\mathrm{{{escaped}}}"
