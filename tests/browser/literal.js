// What a page must not hold when every text in it is somebody else's, and all the text that a reader sees.
// Components draw into shadow roots, which no selector reaches: they are walked one by one.

(root) => {
  const seen = { scripts: [], live: [], foreign: [], text: [] };
  const inner = document.querySelector("[data-testid=stApp]") ?? document.documentElement;
  const own = new URL(document.baseURI).origin;
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return void seen.text.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
    if (node.nodeType === Node.ELEMENT_NODE) look(node);
    if (node.shadowRoot) walk(node.shadowRoot);
    if (node.tagName === "IFRAME" && node.contentDocument) walk(node.contentDocument.documentElement);
    if (node.tagName !== "STYLE") node.childNodes.forEach(walk);
  };
  const look = (node) => {
    if (node.tagName.toLowerCase() === "script") seen.scripts.push(node.outerHTML.slice(0, 200));
    for (const { name, value } of node.attributes) {
      if (name.startsWith("on") || /^\s*(javascript|vbscript|data:text)/i.test(value)) seen.live.push(`${name}=${value.slice(0, 150)}`);
      const fetched = ["src", "poster", "data", "action", "srcset", "background"].includes(name);
      if (fetched && !/^(data:image|blob:|$)/.test(value) && new URL(value, own).origin !== own) seen.foreign.push(value.slice(0, 150));
      const led = name.endsWith("href") && /^https?:/.test(value) && new URL(value).origin !== own;
      if (led) seen.foreign.push(`link ${value.slice(0, 150)}`);
    }
    if (node.value && ["INPUT", "TEXTAREA"].includes(node.tagName)) seen.text.push(node.value);
  };
  walk(inner);
  return { ...seen, text: seen.text.join("") };
};
