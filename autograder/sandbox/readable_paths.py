"""What of this machine a student's process may read: the system and Python, no more.

Of Python's prefix only the parts with code: its etc/ may hold a database's password.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

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
    """Pairs (where it really is, where Python expects it)."""
    return tuple(_system()) + tuple(dict.fromkeys(_python()))


def hidden() -> list[str]:
    """Where this package would be seen below one of the readable trees."""
    return [
        target + PACKAGE.removeprefix(source)
        for source, target in readable()
        if _is_below(PACKAGE, source)
    ]


def without(tree: str, hidden_path: str) -> Iterator[str]:
    """The parts of `tree` that together are all of it except `hidden_path`."""
    if not _is_below(hidden_path, tree):
        yield tree
    elif tree != hidden_path:
        for entry in os.scandir(tree):
            yield from without(entry.path, hidden_path)


def _system() -> Iterator[tuple[str, str]]:
    return ((path, path) for path in SYSTEM if os.path.lexists(path))


def _python() -> Iterator[tuple[str, str]]:
    for prefix in (sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix):
        for name in _OF_PREFIX:
            expected = os.path.join(prefix, name)
            real = os.path.realpath(expected)
            if os.path.lexists(expected) and not _in_system(real):
                yield real, expected
                yield real, real  # a link from elsewhere may lead here


def _in_system(path: str) -> bool:
    return any(_is_below(path, os.path.realpath(tree)) for tree in SYSTEM)


def _is_below(path: str, tree: str) -> bool:
    return path == tree or path.startswith(tree.rstrip("/") + "/")
