"""What the grader asks the warm process for: plain data that travels as JSON."""

import dataclasses
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from autograder.sandbox.limits import Limits
from autograder.sandbox.root import HOME, View
from autograder.sandbox.tiers import WALLED, Tier

_PACKAGES = ("gradients_by_hand",)  # all that students import of a directory


@dataclass(frozen=True, slots=True)
class Request:
    """One sandbox."""

    tier: Tier
    limits: Limits
    home: str  # the working directory, as the student's process sees it
    views: list[View]  # beside the system and Python: (what to show, where)
    path: list[str]  # of Python, before what is installed
    environment: dict[str, str]
    cgroup: str = ""  # to join, where one is delegated

    @property
    def walled(self) -> bool:
        """Whether it has a root directory and process ids of its own."""
        return self.tier in WALLED

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Self:
        limits = Limits(**message["limits"])
        views = [(source, target) for source, target in message["views"]]
        return cls(**{**message, "limits": limits, "views": views})

    def message(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


def request(
    tier: Tier,
    limits: Limits,
    *,
    files: Sequence[Path],
    python_path: Sequence[Path],
    scratch: Path | None = None,
) -> Request:
    """Show these files in the working directory, and the course's package.

    scratch: the working directory of a sandbox without a root directory of its own.
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
    return Request(tier, limits, home, views, path, environment)


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
        # Nobody looks at pictures of the course while it is graded: they are told in
        # words, and not drawn.
        "WORKBOOK_PICTURES": "off",
        "USER": "student",
    }
