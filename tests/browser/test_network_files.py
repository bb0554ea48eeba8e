"""The buttons of the Network page and the addresses beside them give the same network, that of the screen."""

from io import BytesIO

import networkx

from analysis.filters import Filters
from analysis.network import network
from analysis.selection import select
from tests.browser.harness import open_page

FILES = {"GEXF": ("network.gexf", networkx.read_gexf), "GraphML": ("network.graphml", networkx.read_graphml)}


def test_button_and_address_give_the_network_of_the_page(page, dataset):
    shown = network(select(dataset, Filters(spheres=("energy",))), "both", least=2)
    open_page(page, "/network?sphere=energy&who=both&least=2")
    page.get_by_text("Addresses of these files for scripts").click()
    for heading, (file, read) in FILES.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {heading}").click()
        content = download.value.path().read_bytes()
        address = page.locator("code").filter(has_text=f"/extract/{file}").inner_text()
        assert page.request.get(address.replace("\n", "")).body() == content
        graph = read(BytesIO(content))
        assert {data["label"] for _, data in graph.nodes(data=True)} == set(shown.nodes.table["label"])
        assert graph.number_of_edges() == len(shown.ties.table)
        assert download.value.suggested_filename.startswith(f"{dataset.about.name}_network_sphere-energy")
