"""Formats of the field: files of other data sets, read into the tables of Rapport. One module each."""
