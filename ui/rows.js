// Rows of links: a date or a role in front, the link, a line of facts below it. All texts go in as text, never as HTML.

function navigate(event) {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!plain) return; // a new tab or window: the browser knows what to do
  event.preventDefault();
  // The dashboard follows the browser's history: the same session goes on, and Back leads back here.
  window.history.pushState(null, "", event.currentTarget.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function link(row) {
  const made = element("a", row.text);
  made.href = row.href;
  if (row.outside) {
    made.target = "_blank";
    made.rel = "noopener noreferrer";
  } else {
    made.onclick = navigate;
  }
  return made;
}

function item(row) {
  const made = document.createElement("li");
  if (row.lead) made.append(element("span", row.lead, "lead"));
  const body = document.createElement("span");
  body.className = "body";
  body.append(row.href ? link(row) : element("span", row.text));
  for (const fact of row.facts) body.append(element("span", fact, "fact"));
  made.append(body);
  return made;
}

export default function ({ data, parentElement }) {
  const list = parentElement.querySelector("ul");
  list.replaceChildren(...data.rows.map(item));
  list.classList.toggle("led", data.rows.some((row) => row.lead));
  list.classList.toggle("bar", data.bar);
}
