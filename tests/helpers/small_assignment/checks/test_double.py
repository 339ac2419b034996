"""Hidden checks of `double`.  They run outside the student's process."""

from autograder.checks import agree, check, untouched


@check(exercise="double", weight=3)
def test_every_entry_is_doubled(student, reference, rng):
    """On a random array, every entry is doubled."""
    x = rng.normal(size=(3, 5))

    agree(student.double(x), reference.double(x), what="the array")


@check(exercise="double", depends_on=test_every_entry_is_doubled)
def test_the_array_is_left_alone(student, rng):
    """The array that is passed in stays as it is."""
    student.double(rng.normal(size=4))

    untouched(student)
