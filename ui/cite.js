// A button that copies a link. Where the browser gives no clipboard (plain http), the link is shown to be copied by hand.

function byHand(link) {
  const field = document.createElement("input");
  field.readOnly = true;
  field.value = link;
  field.setAttribute("aria-label", "Link to this view");
  return field;
}

async function copied(link, place) {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    const field = byHand(link);
    place.replaceChildren(field);
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector(".said");
  const place = parentElement.querySelector(".place");
  if (button.dataset.link !== data.link) {
    said.textContent = "";
    place.replaceChildren();
  }
  button.dataset.link = data.link;
  button.onclick = async () => {
    said.textContent = "";
    const done = await copied(data.link, place);
    if (done) place.replaceChildren();
    said.textContent = done ? "Copied" : "Copy it from the field";
  };
}
