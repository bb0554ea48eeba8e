"""The tables: schema, loading and checking, EDTF dates, extracts; and the data sets themselves."""
