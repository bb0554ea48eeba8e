"""The questions: filters, selection, and one module per question. Tables in, tables out; no Streamlit, no Plotly."""
