"""From the text of an assignment to source/ and release/."""
