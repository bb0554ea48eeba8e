"""A reader can overrule how a text is read; a workbook leaves no choice."""

from streamlit.testing.v1 import AppTest


def _page():
    import io  # noqa: PLC0415 (the function is run as a script of its own)

    import streamlit as st  # noqa: PLC0415

    from ui.your_data import _dialect  # noqa: PLC0415

    class Given(io.BytesIO):
        file_id = "1"

    st.json(_dialect(Given(b"a;b\n"), "own"))  # type: ignore[arg-type]
    st.json(_dialect(Given(b"PK\x03\x04"), "own"))  # type: ignore[arg-type]
    st.json(_dialect(Given(b"a\tb\n"), "gdelt"))  # type: ignore[arg-type]


def test_encoding_separator_and_quotation_marks_can_be_chosen():
    page = AppTest.from_function(_page).run(timeout=30)
    assert [(box.label, box.value) for box in page.selectbox] == [
        ("Encoding", ""), ("Separator of cells", ""), ("Quotation marks", ""),
    ]  # fmt: skip
    page.selectbox[0].select("cp1251")
    page.selectbox[1].select(";").run(timeout=30)
    assert not page.exception
    assert [box.value for box in page.json] == ['{"encoding": "cp1251", "separator": ";"}', "{}", "{}"]
