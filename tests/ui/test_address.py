"""What public links begin with: the setting where there is one, the address that the reader used otherwise."""

from ui import address


def test_links_begin_with_the_address_of_the_request(dataset, monkeypatch):
    monkeypatch.delenv(address.SETTING, raising=False)
    links = address.links_below("http://localhost:8501/", dataset)
    assert (links.base, links.version) == ("http://localhost:8501", dataset.version)


def test_the_setting_wins(dataset, monkeypatch):
    monkeypatch.setenv(address.SETTING, "https://example.org/rapport/")
    assert address.links_below("http://localhost:8501/", dataset).base == "https://example.org/rapport"
