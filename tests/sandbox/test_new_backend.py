"""A new sandbox is one module: this one, which no module of the grader knows."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.grading.grade import grade
from autograder.reporting import render
from autograder.sandbox import Limits, machine_capabilities, plan, requirements
from autograder.sandbox.backend import Availability, Capabilities, Layers
from autograder.sandbox.backends import backends, by_strength
from autograder.sandbox.programs import ProgramLauncher, environment
from autograder.sandbox.request import Confinement
from autograder.sandbox.watched import WatchedBackend
from autograder.submission.notebook_file import parse
from notebooks import NAME


class OwnProcess(WatchedBackend):
    """A plain Python for each sandbox, as a container engine would start one."""

    name = "own-process"
    strength = 99
    automatic = True
    isolates = False
    meaning = "Student code is not isolated."
    confinement = Confinement(makes_namespaces=False, walled=False, restricted=False)

    def available(self, machine: Capabilities) -> Availability:
        return requirements.check(machine, requirements.has_readable_python)

    def layers(self, machine: Capabilities) -> Layers:
        return Layers(("resource limits",), ("isolation",))

    def launcher(self) -> ProgramLauncher:
        return ProgramLauncher(lambda _, inside, __: (inside, []), environment())


class Recording:
    """The strongest sandbox of this machine behind the bare protocol: no base class."""

    name, strength, automatic, isolates = "recording", 99, True, False
    meaning = "It notes whether it was started."

    def __init__(self) -> None:
        self.wrapped = by_strength()[0]
        self.started = 0

    def available(self, machine: Capabilities) -> Availability:
        return self.wrapped.available(machine)

    def layers(self, machine: Capabilities) -> Layers:
        return self.wrapped.layers(machine)

    def start(
        self,
        limits: Limits,
        *,
        files: Sequence[Path],
        python_path: Sequence[Path],
        hidden: Sequence[Path],
    ):
        self.started += 1
        return self.wrapped.start(
            limits, files=files, python_path=python_path, hidden=hidden
        )


@pytest.fixture(params=[OwnProcess, Recording])
def toy(request, monkeypatch):
    """A backend of this module, where the registry finds it."""
    backend = request.param()
    if not (available := backend.available(machine_capabilities())):
        pytest.skip(available.reason)
    monkeypatch.setitem(backends(), backend.name, backend)
    return backend


@pytest.fixture
def report(toy, solved, small_course):
    """The report on a solved notebook, graded in the strongest sandbox there is."""
    submission = parse(json.dumps(solved).encode())
    assignment = small_course.assignment(NAME)
    return grade(submission, assignment, secret=b"s" * 32, sandbox=plan()).report


def test_a_new_backend_grades_a_notebook(toy, report):
    assert (report.status, report.score) == ("graded", report.max)
    assert report.sandbox.tier == toy.name
    assert report.sandbox.missing == toy.layers(machine_capabilities()).missing


def test_reports_warn_of_a_new_backend_that_does_not_isolate(toy, report):
    page = render.report_html(report, "ada")

    assert ("without a sandbox" in page) == (not toy.isolates)


def test_a_new_backend_is_asked_for_by_its_name(toy):
    assert plan(toy.name).meaning == toy.meaning
    assert by_strength()[0] is toy
