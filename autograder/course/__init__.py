"""The course: its folders, its assignments, and digests of what a grade depends on."""
