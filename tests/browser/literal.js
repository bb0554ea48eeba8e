// What a page must not hold when every text in it is somebody else's, and all the text that a reader sees.
// Components draw into shadow roots, which no selector reaches: they are walked one by one.

() => {
  const seen = { scripts: [], live: [], foreign: [], text: [] };
  const inner = document.querySelector("[data-testid=stApp]") ?? document.documentElement;
  const away = (value) => {
    const { protocol, hostname } = new URL(value, document.baseURI);
    return /^https?:$/.test(protocol) && !["127.0.0.1", "localhost"].includes(hostname);
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return void seen.text.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
    if (node.nodeType === Node.ELEMENT_NODE) look(node);
    if (node.shadowRoot) walk(node.shadowRoot);
    // A frame that is just being loaded has no document yet.
    if (node.tagName === "IFRAME" && node.contentDocument?.documentElement) walk(node.contentDocument.documentElement);
    if (node.tagName !== "STYLE") node.childNodes.forEach(walk);
  };
  const look = (node) => {
    if (node.tagName.toLowerCase() === "script") seen.scripts.push(node.outerHTML.slice(0, 200));
    for (const { name, value } of node.attributes) {
      const acts = name.startsWith("on") || (name.endsWith("href") && /^\s*(javascript|vbscript|data):/i.test(value));
      if (acts) seen.live.push(`${name}=${value.slice(0, 150)}`);
      const fetched = ["src", "poster", "data", "action", "srcset", "background"].includes(name);
      if ((fetched || name.endsWith("href")) && away(value)) seen.foreign.push(`${name}=${value.slice(0, 150)}`);
    }
    if (node.value && ["INPUT", "TEXTAREA"].includes(node.tagName)) seen.text.push(node.value);
  };
  walk(inner);
  return { ...seen, text: seen.text.join("") };
};
