"""The request for one sandbox: plain data that travels as JSON to whoever starts it."""

import dataclasses
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from autograder.sandbox.limits import Limits
from autograder.sandbox.root import HOME, View

_PACKAGES = ("gradients_by_hand",)  # what students import from the course


@dataclass(frozen=True, slots=True)
class Confinement:
    """How the student's process confines itself; what differs between backends."""

    makes_namespaces: bool  # else it runs in what the backend has made, if anything
    walled: bool  # it has a root directory and process ids of its own
    restricted: bool  # it drops capabilities, then applies Landlock and seccomp


@dataclass(frozen=True, slots=True)
class Request:
    """One sandbox, as its first process must set it up."""

    confinement: Confinement
    limits: Limits
    home: str  # the working directory, as the student's process sees it
    views: list[View]  # (source, target), in addition to the system and Python
    path: list[str]  # entries of sys.path before the installed packages
    environment: dict[str, str]
    hidden: list[str]  # folders that stay hidden below what the system shows
    cgroup: str = ""  # the cgroup to join, if one is delegated

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Self:
        parts = {
            "confinement": Confinement(**message["confinement"]),
            "limits": Limits(**message["limits"]),
            "views": [(source, target) for source, target in message["views"]],
        }
        return cls(**{**message, **parts})

    def message(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


def request(
    confinement: Confinement,
    limits: Limits,
    *,
    files: Sequence[Path],
    python_path: Sequence[Path],
    hidden: Sequence[Path],
    scratch: Path | None = None,
) -> Request:
    """A request that shows these files in the working directory, and the course.

    hidden: folders that must not be seen although a readable one holds them.
    scratch: the working directory, if the sandbox has no root directory of its own.
    """
    home = str(scratch or HOME)
    course = f"{home}/.course" if scratch else "/course"
    path = [f"{course}/{number}" for number in range(len(python_path))]
    views = [(str(file.resolve()), f"{home}/{file.name}") for file in files]
    views += [
        (str(directory.resolve() / name), f"{place}/{name}")
        for directory, place in zip(python_path, path)
        for name in _PACKAGES
        if (directory / name).is_dir()
    ]
    environment = _environment(home, f"{home}/tmp" if scratch else "/tmp")
    secret = [str(folder.resolve()) for folder in hidden]
    return Request(confinement, limits, home, views, path, environment, secret)


def _environment(home: str, temporary: str) -> dict[str, str]:
    libraries = {k: v for k, v in os.environ.items() if k == "LD_LIBRARY_PATH"}
    return libraries | {
        "HOME": home,
        "IPYTHONDIR": f"{home}/.ipython",
        "JUPYTER_RUNTIME_DIR": f"{home}/.jupyter",
        "LANG": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": f"{home}/.matplotlib",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": temporary,
        # Nobody looks at the course's pictures during grading: they describe
        # themselves in words, and nothing is drawn.
        "WORKBOOK_PICTURES": "off",
        "USER": "student",
    }
