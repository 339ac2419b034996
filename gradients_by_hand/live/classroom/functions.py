"""The functions that a notebook or a file defines, without running the rest of it.

A lecture needs the functions of several notebooks within a second, without their
checks, pictures and long runs.  So only the definitions of each code cell run: imports,
functions, classes, and names for plain values.
"""

import ast
import inspect
import json
import linecache
from pathlib import Path

_DEFINES = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


class NothingToShow(Exception):
    """A file that yields no function; the text says why and what to do."""


def functions_of(path):
    """{name: function} of the functions at the top of a .py file or a notebook.

    Runs the file's imports and definitions in this process: give it only what you
    would open in JupyterLab as well.
    Raises:
        NothingToShow: the file is missing, is not Python, or defines no function.
    """
    path = Path(path)
    names = {"__name__": "__main__"}  # so that a message shows the line that failed
    for place, source in _sources(path):
        _define(source, f"{path.name}{place}", names)
    found = {
        name: value
        for name, value in names.items()
        if inspect.isfunction(value) and value.__globals__ is names
    }
    if not found:
        raise NothingToShow(f"{path} defines no function: name a file with your loss.")
    return found


def losses_of(functions):
    """The functions with the parameters of a loss: W, X, y and reg."""
    return {
        name: function
        for name, function in functions.items()
        if list(inspect.signature(function).parameters) == ["W", "X", "y", "reg"]
    }


def _sources(path):
    """(where, text) of each piece of Python in the file."""
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".ipynb":
            return [("", text)]
        cells = json.loads(text)["cells"]
        return [
            (f", cell {number}", "".join(cell["source"]))
            for number, cell in enumerate(cells, 1)
            if cell["cell_type"] == "code"
        ]
    except OSError as error:
        raise NothingToShow(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError):
        raise NothingToShow(f"{path} is neither Python nor a notebook.") from None


def _define(source, name, names):
    """Run the definitions in `names`.  Skips a cell that is not Python (a magic)."""
    try:
        tree = ast.parse(source, name)
    except SyntaxError:
        return
    # So that an exception can show its line.
    linecache.cache[name] = len(source), None, source.splitlines(True), name
    for node in tree.body:
        if isinstance(node, _DEFINES) or _is_plain(node):
            _run(node, name, names)


def _run(node, name, names):
    code = compile(ast.Module([node], []), name, "exec")
    try:
        exec(code, names)
    except NameError:
        return  # its defaults or decorators need a statement that did not run
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        where = f"{name}, line {node.lineno}"
        raise NothingToShow(f"{where} cannot be run: {said}.") from error


def _is_plain(node):
    """Whether a statement gives a name to a number, a string or a list of such."""
    if not isinstance(node, ast.Assign):
        return False
    try:
        ast.literal_eval(node.value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
