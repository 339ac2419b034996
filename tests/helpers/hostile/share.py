"""The submissions of some attackers, each followed by an honest student."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from hostile.arena import Arena, words
from hostile.attacks import Attack


def hand_in(
    arena: Arena, share: Sequence[Attack], listeners: Mapping[str, str]
) -> None:
    """Hand in everything; who is who stands in a file."""
    students = {}
    for number, attack in enumerate(share):
        student = attack.student or f"a{number:03}-{attack.name}"
        arena.hand_in(attack, student, words(arena, attack, listeners))
        arena.hand_in_honestly(then(student))
        students[student] = attack.model_dump(mode="json")
    _list(arena).write_text(json.dumps(students))


def handed_in(arena: Arena) -> dict[str, tuple[Attack, str]]:
    """Each attack with the student who hands it in, by the attack's name."""
    students = json.loads(_list(arena).read_bytes())
    attacks = [(Attack(**fields), student) for student, fields in students.items()]
    return {attack.name: (attack, student) for attack, student in attacks}


def then(student: str) -> str:
    """The honest student who is graded after another one."""
    return re.sub(r"[^\w-]", "_", student) + "-then"


def _list(arena: Arena) -> Path:
    return arena.root / "students.json"
