"""Lets notebooks of the first edition run: `import workbook` means `gradients_by_hand`.

The first edition called the students' package `workbook`.  Its notebooks are still in
gradebooks and hand-ins, and cells of the students' own import from it.  This alias
exists only inside the sandbox, never on a student's machine.
"""

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

OLD, NEW = "workbook", "gradients_by_hand"
RENAMED = {
    "felt": "dependency_mask",
    "live.audience": "live.front_end",
    "live.gradient_light": "live.boundary.gradient_light",
    "live.inspection": "live.boundary.inspection",
    "live.loss_forms": "live.boundary.loss_forms",
    "live.own": "live.live_lookup",
    "live.player": "live.boundary.player",
    "live.point_sets": "live.boundary.point_sets",
    "live.replay": "live.boundary.replay",
    "live.settings": "live.boundary.settings",
    "live.training": "live.boundary.training",
    "live.training_widget": "live.boundary.training_widget",
    "loops": "rules.loops",
    "steps.forms": "steps.answer_types",
    "tinyflow.probes": "tinyflow.adapters",
}


class FirstEditionFinder(MetaPathFinder):
    """Finds `workbook` and its modules."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        is_ours = fullname.partition(".")[0] == OLD
        return ModuleSpec(fullname, _Alias()) if is_ours else None


class _Alias(Loader):
    """Loads today's module under its old name: there are never two of it."""

    def exec_module(self, module: ModuleType) -> None:
        old = module.__name__
        sys.modules[old] = _todays(old)


def _todays(old: str) -> ModuleType:
    name = old.partition(".")[2]
    same = f"{NEW}.{name}".rstrip(".")
    try:
        return importlib.import_module(same)
    except ModuleNotFoundError as error:
        if name not in RENAMED or error.name != same:
            raise
    return importlib.import_module(f"{NEW}.{RENAMED[name]}")
