"""The paths that a student's process may read: the system and Python, nothing else.

Of Python's prefix only the folders with code: its etc/ may hold a database password.
Below these paths this package is hidden, and so is a course that lies there, as in many
containers.  Python stays readable if it lies in the course.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from autograder.errors import SandboxFailed

SYSTEM = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
)
_OF_PREFIX = ("bin", "lib", "lib64", "share", "pyvenv.cfg")
PACKAGE = str(Path(__file__).resolve().parent.parent)  # autograder itself


@cache
def readable() -> tuple[tuple[str, str], ...]:
    """Pairs (real path, path where Python expects it)."""
    return tuple(_system()) + tuple(dict.fromkeys(_python()))


def exposed(folders: Iterable[str]) -> list[str]:
    """Those of these folders that lie below a readable path, as they are seen there.

    Raises:
        SandboxFailed: one of them is a folder of the system itself.
    """
    of_system = {*map(os.path.realpath, SYSTEM), *(real for real, _ in _of_prefixes())}
    for folder in folders:
        if folder in of_system:
            raise SandboxFailed(
                f"the course lies in {folder} itself, which student code may read: "
                "move it into a folder of its own"
            )
    return [
        target + folder.removeprefix(source)
        for folder in folders
        for source, target in readable()
        if _is_below(folder, source)
    ]


def of_python(folder: str) -> list[str]:
    """The paths of Python below a folder: they stay readable in a hidden one."""
    paths = [path for pair in _of_prefixes() for path in pair]
    return [path for path in dict.fromkeys(paths) if _is_below(path, folder)]


def without(folder: str, hidden: Sequence[str]) -> Iterator[str]:
    """Paths that together cover `folder` except what is hidden; Python stays."""
    folder = os.path.realpath(folder)
    around = [each for each in hidden if _is_below(folder, each)]
    if around:
        others = [each for each in hidden if each not in around]
        for path in of_python(folder):
            yield from without(path, others)
    elif not _holds(folder, hidden):
        yield folder
    else:
        for entry in os.scandir(folder):
            # What such a link leads to is covered, or hidden, where it lies.
            if not (entry.is_symlink() and _holds(entry.path, hidden)):
                yield from without(entry.path, hidden)


def _holds(folder: str, hidden: Iterable[str]) -> bool:
    real = os.path.realpath(folder)
    return any(_is_below(each, real) for each in hidden)


def _system() -> Iterator[tuple[str, str]]:
    return ((path, path) for path in SYSTEM if os.path.lexists(path))


def _python() -> Iterator[tuple[str, str]]:
    for real, expected in _of_prefixes():
        if not _in_system(real):
            yield real, expected
            yield real, real  # a link from elsewhere may lead here


@cache
def _of_prefixes() -> tuple[tuple[str, str], ...]:
    """Pairs like those of `readable`, wherever Python lies."""
    prefixes = sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix
    expected = [os.path.join(each, name) for each in prefixes for name in _OF_PREFIX]
    return tuple((os.path.realpath(e), e) for e in expected if os.path.lexists(e))


def _in_system(path: str) -> bool:
    return any(_is_below(path, os.path.realpath(each)) for each in SYSTEM)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
