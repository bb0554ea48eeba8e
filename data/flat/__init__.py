"""A table of one's own: one row per event, in CSV or XLSX, read into the tables of Rapport."""
