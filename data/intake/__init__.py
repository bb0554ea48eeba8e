"""Files from strangers: looked at before any parser sees them, and read in a process that may fail."""
