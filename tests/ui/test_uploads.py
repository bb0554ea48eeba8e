"""What becomes of a file that is refused: the reader hears why, and the server lets go of it."""

from __future__ import annotations

import gc

from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from tests.ui.opened import opened

COMMAS = b"," * 123_456


def kept(content: bytes) -> list[object]:
    """Everything in this process that holds a file of just this length."""
    gc.collect()
    there = [one for one in gc.get_objects() if isinstance(one, UploadedFile | UploadedFileRec)]
    return [one for one in there if len(_bytes(one)) == len(content)]


def _bytes(one: UploadedFile | UploadedFileRec) -> bytes:
    return one.data if isinstance(one, UploadedFileRec) else one.getvalue()


def test_a_refused_file_is_told_of_and_not_kept():
    app = opened("your_data")
    app.file_uploader[0].set_value(("commas.csv", COMMAS, "text/csv"))
    app.run()
    assert "has 123,457 columns" in app.error[0].value
    assert "own_file" not in app.session_state
    assert not kept(COMMAS)
    app.run()
    assert "has 123,457 columns" in app.error[0].value  # the browser still names it
