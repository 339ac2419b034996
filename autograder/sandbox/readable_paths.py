"""The paths that a student's process may read: the system and Python, nothing else.

Of Python's prefix only the folders with code: its etc/ may hold a database password.
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
    """Pairs (real path, path where Python expects it)."""
    return tuple(_system()) + tuple(dict.fromkeys(_python()))


def hidden() -> list[str]:
    """The paths of this package below a readable path, which must be hidden."""
    return [
        target + PACKAGE.removeprefix(source)
        for source, target in readable()
        if _is_below(PACKAGE, source)
    ]


def without(folder: str, hidden_path: str) -> Iterator[str]:
    """Paths that together cover `folder` except `hidden_path`."""
    if not _is_below(hidden_path, folder):
        yield folder
    elif folder != hidden_path:
        for entry in os.scandir(folder):
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
    return any(_is_below(path, os.path.realpath(each)) for each in SYSTEM)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")
