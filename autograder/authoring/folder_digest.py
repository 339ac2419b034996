"""A digest of what a built folder says, whichever editor saved it last.

JupyterLab and nbgrader's formgrader rewrite a notebook when they save it: key order,
indentation, the kernel's metadata, cell ids.  None of that changes the digest.  The
source of a cell, an added or removed cell, and nbgrader's metadata do.

    files_of   the files of a folder that count
    digest_of  the digest of a folder
"""

import hashlib
import json
from pathlib import Path
from typing import Any

# Editors and file managers leave these behind.
_LEFTOVERS = frozenset({".ipynb_checkpoints", "__pycache__", ".DS_Store"})
# Editors write these into the metadata of cells that were only displayed or run.
_VOLATILE = frozenset(
    {
        *("ExecuteTime", "collapsed", "execution", "jupyter", "pycharm"),
        *("scrolled", "trusted", "vscode"),
    }
)
# JupyterLab's property inspector writes out these defaults.
_DEFAULTS = {
    "deletable": True,
    "editable": True,
    "slideshow": {"slide_type": ""},
    "tags": [],
}


def files_of(folder: Path) -> list[str]:
    """The files below `folder` by their relative paths, without what editors leave."""
    paths = (each.relative_to(folder) for each in folder.rglob("*") if each.is_file())
    return sorted(each.as_posix() for each in paths if not _LEFTOVERS & {*each.parts})


def digest_of(folder: Path, *, with_runs: bool) -> str:
    """The digest of what `folder` says; with_runs: outputs of cells count as well."""
    digest = hashlib.sha256()
    for name in files_of(folder):
        content = _meaning(folder / name, with_runs)
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _meaning(path: Path, with_runs: bool) -> bytes:
    """What a file says; its bytes if it is not JSON, or damaged."""
    raw = path.read_bytes()
    if path.suffix not in (".ipynb", ".json"):
        return raw
    try:
        content = json.loads(raw)
        if path.suffix == ".ipynb":
            content = [_cell(each, with_runs) for each in content["cells"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return raw
    return json.dumps(content, sort_keys=True).encode()


def _cell(cell: dict[str, Any], with_runs: bool) -> dict[str, Any]:
    says = {
        "type": cell["cell_type"],
        "source": "".join(cell["source"]),
        "attachments": cell.get("attachments") or {},
        "metadata": _decided(cell["metadata"]),
    }
    if with_runs:
        says["runs"] = [cell.get("outputs") or [], cell.get("execution_count")]
    return says


def _decided(metadata: dict[str, Any]) -> dict[str, Any]:
    """The part of a cell's metadata that a person decides."""
    kept = {
        key: value
        for key, value in metadata.items()
        if key not in _VOLATILE and value != _DEFAULTS.get(key)
    }
    if "nbgrader" in kept:  # the checksum follows from the rest of the cell
        ours = kept["nbgrader"].items()
        kept["nbgrader"] = {key: value for key, value in ours if key != "checksum"}
    return kept
