"""Loads an author's Python file by path, or a folder of files as one package.

A folder such as misconceptions/ is an ordinary package: its files import one another by
`from .common import CARD`.  Loading the package loads all its files, in the order of
their names.  No module stays in sys.modules, so the next load sees a changed file.
"""

import contextlib
import importlib
import importlib.util
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from autograder.errors import AssignmentError

# Without the lock, two threads could get each other's file of the same name.
_LOADING = threading.RLock()


def load(folder: Path, name: str) -> ModuleType:
    """The module `name`.py of an assignment's folder, or its package `name`/.

    Raises:
        AssignmentError: neither exists, or a file raises an error.
    """
    path = _path(folder, name)
    full_name = f"{folder.name}.{name}"
    with _LOADING, _registered_meanwhile(full_name):
        try:
            module = _execute(full_name, path)
            for file in _files_of_package(path):
                importlib.import_module(f"{full_name}.{file.stem}")
        except Exception as error:  # an author's file may raise any error
            raise AssignmentError(_what_failed(error, path)) from error
    return module


def _path(folder: Path, name: str) -> Path:
    for path in (folder / f"{name}.py", folder / name / "__init__.py"):
        if path.is_file():
            return path
    raise AssignmentError(f"{folder} has no {name}.py.")


def _execute(full_name: str, path: Path) -> ModuleType:
    importlib.invalidate_caches()
    spec = importlib.util.spec_from_file_location(full_name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[full_name] = module
    spec.loader.exec_module(module)
    return module


def _files_of_package(path: Path) -> list[Path]:
    """The files beside an __init__.py; none for a plain file."""
    if path.name != "__init__.py":
        return []
    return sorted(each for each in path.parent.glob("*.py") if each != path)


@contextlib.contextmanager
def _registered_meanwhile(full_name: str) -> Iterator[None]:
    """Forget the module and its submodules at the end."""
    try:
        yield
    finally:
        for name in [*sys.modules]:
            if f"{name}.".startswith(f"{full_name}."):
                del sys.modules[name]


def _what_failed(error: Exception, path: Path) -> str:
    """A sentence with the file, the line, the type and the message of an error."""
    line = None
    if isinstance(error, SyntaxError) and error.filename:
        path, line = Path(error.filename), error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            if Path(frame.filename).is_relative_to(path.parent):
                path, line = Path(frame.filename), frame.lineno
    says = f"{type(error).__name__} in line {line}: {error}".rstrip(".")
    return f"{path} cannot be run: {says}."
