"""The plan of the house, held by tests: who may import whom, and what is pinned."""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STANDARD = sys.stdlib_module_names
PICTURES = {"numpy", "scipy", "matplotlib", "IPython"}
WIDGETS = {"ipywidgets", "anywidget", "traitlets", "jupyter_server"}
WORKBOOK = PICTURES | WIDGETS
ASSIGNMENT = {
    "numpy",
    "scipy",
    "autograder.checks",
    "autograder.misconceptions",
    "autograder.variants",
    "gradients_by_hand.datasets",
    "gradients_by_hand.gradients",
    "gradients_by_hand.steps",
    "gradients_by_hand.tinyflow",
}
# conda-forge names one package differently.
CONDA_NAMES = {"msgpack": "msgpack-python"}


def imports_of(path):
    """The modules that a file imports, those inside functions included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level == 1 and path.parent.name == "misconceptions":
                continue  # a folder of an assignment has no name to import it by
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module


def python_files(folder):
    return sorted(
        path
        for path in (ROOT / folder).rglob("*.py")
        if "__pycache__" not in path.parts
    )


def strangers(folder, allowed):
    """The imports below a folder that are not allowed there."""
    return {
        (str(path.relative_to(ROOT)), module)
        for path in python_files(folder)
        for module in imports_of(path)
        if module.partition(".")[0] not in STANDARD
        and not any(f"{module}.".startswith(f"{each}.") for each in allowed)
    }


def test_the_workbook_imports_numbers_pictures_and_widgets_only():
    assert strangers("gradients_by_hand", WORKBOOK | {"gradients_by_hand"}) == set()


def test_the_engine_imports_neither_workbook_nor_assignments():
    modules = {
        module.partition(".")[0]
        for path in python_files("autograder")
        for module in imports_of(path)
    }

    assert not modules & {"gradients_by_hand", "assignments", "source", "release"}


def test_assignments_import_what_authors_are_given_only():
    assert strangers("assignments", ASSIGNMENT) == set()


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in (
            "autograder",
            "gradients_by_hand",
            "assignments",
            "tests",
            "benchmarks",
        )
        for path in python_files(folder)
        if "template" not in path.parts
    ],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_module_opens_with_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def names(requirements):
    return {
        re.split(r"[ >=<\[;]", each, maxsplit=1)[0].lower() for each in requirements
    }


def test_conda_and_pip_install_the_same_packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = names(project["dependencies"])
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    given = names(re.findall(r"^  - ([a-z].*)$", text, re.MULTILINE))

    wanted = {CONDA_NAMES.get(name, name) for name in wanted}
    assert given - {"conda-forge", "python", "pip", "pip:", "make"} == wanted


def test_every_package_of_the_project_is_pinned_by_name_and_version_only():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = (ROOT / "constraints.txt").read_text().split()

    assert all(
        re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines
    )
    assert names(project["dependencies"]) <= names(lines)


def test_contributing_says_why_each_package_is_here():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    extras = [
        each for group in project["optional-dependencies"].values() for each in group
    ]

    missing = {
        name
        for name in names([*project["dependencies"], *extras])
        if f"| {name} |" not in text
    }

    assert missing == set()


def test_no_two_classes_share_a_name():
    places = defaultdict(list)
    for folder in ("autograder", "gradients_by_hand"):
        for path in python_files(folder):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places[node.name].append(str(path.relative_to(ROOT)))

    assert {name: at for name, at in places.items() if len(at) > 1} == {}
