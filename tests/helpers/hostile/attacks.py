"""The attacks as data: one TOML file per category in tests/submissions/."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parents[2] / "submissions"
ASSIGNMENT = "00_orientation"
EXERCISES = (
    *("step-1", "step-2", "step-3"),
    *("row-shift", "pick", "one-hot", "shapes-of-forward"),
)
WRONG = "def row_shift(S):\n    return np.zeros_like(S)\n\n"


class Attack(BaseModel):
    """One hostile submission: an honest notebook with something done to it.

    Without `row_shift` in `code`, a wrong one is written before it: then nobody has
    earned the points of `row-shift`, and whoever gets some has cheated.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    category: str
    tries: str  # a sentence: what it wants
    # What is done.  Words such as @COURSE@ become places and numbers of the arena.
    code: str = ""  # what the student's cell runs
    place: Literal["row-shift", "first", "last"] = "row-shift"
    answer: Literal["wrong", "right"] = "wrong"
    edit: str = ""  # Python of ours that changes `notebook` (`cells`, `cell(id)`)
    content: str = ""  # Python of ours that makes `content`, the bytes of the file
    beside: str = ""  # Python of ours that puts something into `folder`
    student: str = ""  # who hands it in, where the name itself is the attack
    # What must come of it.
    costs: tuple[str, ...] = ("row-shift",)  # exercises without a point; others full
    scores: Mapping[str, float] = Field(default_factory=dict)  # what they earn in part
    unreadable: bool = False  # the file is refused: no points, and a sentence why
    says: str = ""  # what the report must say
    passed_over: bool = False  # the grader names it and grades nobody for it
    seconds: float = 60.0  # it may not take longer, on a busy machine either
    not_contained: Mapping[str, str] = Field(default_factory=dict)  # tier -> reason

    @property
    def cell(self) -> str:
        """The text of the student's cell."""
        given = "def row_shift" in self.code or self.answer == "right"
        return self.code if given else WRONG + self.code


def attacks() -> list[Attack]:
    """All of them, by category."""
    return [
        Attack(name=name, category=path.stem.replace("_", " "), **fields)
        for path in sorted(FOLDER.glob("*.toml"))
        for name, fields in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]
