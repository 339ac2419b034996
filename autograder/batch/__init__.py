"""Many submissions: scheduled over workers, graded and recorded."""
