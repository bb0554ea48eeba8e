"""Analysis tables → Plotly figures as plain dicts, each with the sentence that says the same in words."""
