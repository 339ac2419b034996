"""The answers of one run of a check, to compare them with those of another run."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.misconceptions import RIGHT_RTOL
from autograder.wire import encode
from autograder.wire.call_result import CallResult, Raised, same

_MOST_BYTES = 16 << 20


@dataclass
class AnswerRecord:
    """Every answer of a run, in order, with a digest of the call that it answers.

    complete: false if the answers grew so large that the last ones were not kept.
    """

    complete: bool = True
    _answers: list[tuple[bytes, CallResult]] = field(default_factory=list)
    _left: int = _MOST_BYTES

    def add(
        self,
        name: str,
        sent: Sequence[object],
        keywords: Mapping[str, object],
        result: CallResult,
    ) -> None:
        """Keep the answer to a call with these arguments, as they were sent."""
        self._left -= 0 if isinstance(result, Raised) else len(encode(result.value))
        self.complete = self.complete and self._left > 0
        if self.complete:
            call = encode([name, list(sent), dict(keywords)])
            self._answers.append((hashlib.sha256(call).digest(), result))

    def contradicts(self, other: "AnswerRecord") -> bool:
        """Whether both runs made the same call, and got two different values."""
        return any(
            call == again and _differ(one, two)
            for (call, one), (again, two) in zip(self._answers, other._answers)
        )


def _differ(one: CallResult, two: CallResult) -> bool:
    """An exception is no answer: the other checks of a shared fork may cause it."""
    if isinstance(one, Raised) or isinstance(two, Raised):
        return False
    return not same(one, two, rtol=RIGHT_RTOL)
