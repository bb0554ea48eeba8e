// The brief in a frame in which nothing can run: no scripts, no forms; as high as what is in it.

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector("iframe");
  if (frame.dataset.shown === data.page) return;
  frame.dataset.shown = data.page;
  frame.onload = () => {
    const page = frame.contentDocument;
    const fit = () => {
      frame.style.height = `${page.documentElement.scrollHeight}px`;
    };
    fit();
    new ResizeObserver(fit).observe(page.body);
    page.addEventListener("click", leadWithin);
  };
  frame.srcdoc = data.page;
}

// A page given as text has the address of the page around it: the frame would follow "#note-1" to the dashboard.
function leadWithin(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  const place = link.ownerDocument.getElementById(link.getAttribute("href").slice(1));
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "center" });
}
