// The brief in a frame in which nothing can run: no scripts, no forms; as high as what is in it.

export default function ({ data, parentElement }) {
  const frame = parentElement.querySelector("iframe");
  if (frame.dataset.shown === data.page) return;
  frame.dataset.shown = data.page;
  frame.onload = () => {
    const body = frame.contentDocument.documentElement;
    const fit = () => {
      frame.style.height = `${body.scrollHeight}px`;
    };
    fit();
    new ResizeObserver(fit).observe(frame.contentDocument.body);
  };
  frame.srcdoc = data.page;
}
