"""One word for one thing: the words of the first edition do not come back."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
# What the field calls it, or the better word -> how the first edition wrote it in code.
OLD = {
    "forks, ForkPool": r"\bCopies\b|\bcopies\.py\b",
    "time limits": r"\b_?[Pp]atience\b|\bOutOfPatience\b",
    "GradingTask, SubmissionRef": r"\bclass (Order|Submitted)\b|\b(Order|Submitted)\(",
    "report cache": r"\bkept\.(Key|key|keep|read)\b|\bclass Kept\b",
    "content digests": r"\bfingerprints\.(py|engine|of_assignment)\b",
    "CallResult": r"\bOutcome\b|\boutcome_(of|with)\b",
    "ERROR": r'(verdict|each)[^\n]*"broken"',
    "depends_on": r"\bneeds=",
    "control socket": r"\b_?leash\b",
    "readable paths": r"\btrees\.(py|readable|hidden|PACKAGE)\b",
    "UserError, message": r"\bPlainly\b|\b_told\(|\bcomplaint\(",
    "submitted folder": r"\bbeside_notebook\b",
    "autograded notebook": r"\bautograded\.py\b",
    "dependency mask": r"\bfelt\(|\bimport felt\b|\bfelt\.py\b",
    "live lookup": r"\blive[./]own\b|\bown\.py\b",
    "front end, headless": r"\bnobody_looks\b|\baudience\b",
    "AnswerKey, AnswerType": r"\bclass (Sheet|Clash|Unreadable)\b|\b[A-Z][a-z]+Form\b",
    "free_indices, forbidden_names, equivalents": r"\b(left|without|also)=[({]",
    "misconception": r"\bWrong\(|\bKnown\(|\brules_of\b|\bwrong=\(",
    "adapter, capabilities": r"\bprobes?\.py\b|\bdef probe\b|\bProbe\b",
    "gradients_by_hand": r"\b(from|import) workbook\b|\bworkbook/",
}
# These tell of the first edition, or keep a promise that was made in it.
EXEMPT = {
    "CHANGELOG.md",
    "autograder/inside/first_edition.py",
    "autograder/submission/first_edition.py",
    "tests/test_first_edition.py",
    "tests/test_vocabulary.py",
}
TEXTS = {".py", ".js", ".md", ".toml", ".j2", ".txt", ".html", ".yml", ".cfg"}


def tracked():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in listed.stdout.splitlines()]


def test_the_words_of_the_first_edition_are_gone():
    found = [
        f"{path}:{number}: {word} and not {match[0]!r}"
        for path in tracked()
        if path.suffix in TEXTS
        and path.as_posix() not in EXEMPT
        and path.parts[0] not in ("source", "release")
        for number, line in enumerate(
            (ROOT / path).read_text(encoding="utf-8").splitlines(), 1
        )
        for word, pattern in OLD.items()
        if (match := re.search(pattern, line))
    ]

    assert found == []
