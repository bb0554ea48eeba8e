"""The brief: a selection as a note of a few printed pages, as plain values that every format is written from."""
