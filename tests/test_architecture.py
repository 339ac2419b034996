"""The plan of the house, held by tests: who may import whom, and what is pinned."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

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


def test_the_engine_imports_of_the_students_package_the_shared_rules_only():
    modules = {
        module for path in python_files("autograder") for module in imports_of(path)
    }
    packages = {module.partition(".")[0] for module in modules}
    of_students = {f"{each}." for each in modules if "gradients_by_hand" in each}

    assert not packages & {"assignments", "source", "release"}
    assert of_students
    assert all(each.startswith("gradients_by_hand.rules.") for each in of_students)


def test_what_runs_inside_loads_no_module_of_the_students_package():
    """A sandbox shows it at another path; the zygote must not know it by ours."""
    code = (
        "import sys, autograder.inside.zygote, autograder.inside.serve\n"
        "packages = {each.partition('.')[0] for each in sys.modules}\n"
        "assert 'gradients_by_hand' not in packages"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_shared_rules_import_nothing_but_numpy():
    allowed = {"numpy", "gradients_by_hand.rules"}

    assert strangers("gradients_by_hand/rules", allowed) == set()


def test_assignments_import_what_authors_are_given_only():
    assert strangers("assignments", ASSIGNMENT) == set()


def test_no_two_test_files_have_the_same_name():
    count = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))

    assert {name for name, times in count.items() if times > 1} == set()


def names(requirements):
    return {
        re.split(r"[ >=<\[;]", each, maxsplit=1)[0].lower() for each in requirements
    }


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NEEDED = names(PROJECT["dependencies"])
EXTRAS = [each for group in PROJECT["optional-dependencies"].values() for each in group]


def test_conda_and_pip_install_the_same_packages():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    given = names(re.findall(r"^  - ([a-z].*)$", text, re.MULTILINE))

    wanted = {CONDA_NAMES.get(name, name) for name in NEEDED}
    assert given - {"conda-forge", "python", "pip", "pip:", "make"} == wanted


def test_every_package_of_the_project_is_pinned_by_name_and_version_only():
    lines = (ROOT / "constraints.txt").read_text().split()

    assert all(
        re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line) for line in lines
    )
    assert NEEDED | names(EXTRAS) <= names(lines)


def test_contributing_says_why_each_package_is_here():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()

    missing = {name for name in NEEDED | names(EXTRAS) if f"| {name} |" not in text}

    assert missing == set()


def test_no_two_classes_share_a_name():
    places = defaultdict(list)
    for folder in ("autograder", "gradients_by_hand"):
        for path in python_files(folder):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    places[node.name].append(str(path.relative_to(ROOT)))

    assert {name: at for name, at in places.items() if len(at) > 1} == {}
