"""What student source says, read without running it."""
