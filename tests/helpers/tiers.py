"""The tiers of the tests: every test file belongs to one, by its path.

    fast      no sandbox, no browser, no simulated class
    grading   notebooks run in the sandbox, nbgrader, classes
    browser   a real browser, JupyterLab, JupyterHub
    attacks   hostile notebooks, and graders that are killed

`pytest -m fast` runs one; a file that is in none, or in two, stops the collection.
"""

from fnmatch import fnmatchcase

import pytest

TIERS = {
    "fast": [
        "fuzz/*",
        "students/*",
        "integrity/test_alike.py",
        "integrity/test_cost.py",
        "integrity/test_tampering.py",
        "rules/*",
        "test_architecture.py",
        "test_author_modules.py",
        "test_build.py",
        "test_call_result.py",
        "test_checks.py",
        "test_course.py",
        "test_docs.py",
        "test_misconception_ids.py",
        "test_misconceptions.py",
        "test_notebook_pages.py",
        "test_progress.py",
        "test_render.py",
        "test_source.py",
        "test_sources.py",
        "test_submission.py",
        "test_vocabulary.py",
        "test_wire.py",
        "test_wire_damage.py",
        "test_wire_frames.py",
    ],
    "grading": [
        "integrity/test_constant.py",
        "integrity/test_flags.py",
        "parity/*",
        "sandbox/*",
        "test_assignments.py",
        "test_authoring.py",
        "test_blame.py",
        "test_build_keeps.py",
        "test_cli.py",
        "test_cluster.py",
        "test_demo.py",
        "test_first_edition.py",
        "test_forks.py",
        "test_grade.py",
        "test_gradebook.py",
        "test_gradebook_rerun.py",
        "test_kernel.py",
        "test_kernel_calls.py",
        "test_kernel_forks.py",
        "test_kernel_limits.py",
        "test_live_graded.py",
        "test_lms.py",
        "test_nbgrader.py",
        "test_no_idea.py",
        "test_regrading.py",
        "test_report.py",
        "test_same_meaning.py",
        "test_scheduler.py",
        "test_step_checks.py",
        "test_time_limits.py",
        "test_unlucky.py",
        "test_without_loops.py",
    ],
    "browser": ["browser/*"],
    "attacks": ["test_attacks.py", "test_kills.py"],
}
# The longest first, so that no process has nothing to do at the end.
ORDER = ["attacks", "browser", "grading", "fast"]


def tier_of(path):
    """The tier of a test file, by its path below tests/."""
    found = [
        tier
        for tier, patterns in TIERS.items()
        if any(fnmatchcase(path, each) for each in patterns)
    ]
    if len(found) != 1:
        raise pytest.UsageError(
            f"tests/{path} must be in one tier of tests/helpers/tiers.py, "
            f"and is in {' and '.join(found) or 'none'}."
        )
    return found[0]
