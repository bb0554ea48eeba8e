// Pictures of a figure, drawn here in the browser. The library that draws them is fetched at the first click.

const KINDS = [
  { format: "svg", scale: 1, text: "Picture for print and web (SVG)" },
  { format: "png", scale: 2, text: "Picture for documents (PNG)" },
];

let fetched; // one library for all figures of all pages that this visitor opens

function library(address) {
  fetched ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(address, document.baseURI).href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      fetched = undefined; // so that the next click tries again
      script.remove();
      reject(new Error("The drawing library did not arrive."));
    };
    document.head.append(script);
  });
  return fetched;
}

async function picture(spec, address, { format, scale }) {
  const plotly = await library(address);
  const { width, height } = spec.layout;
  // A copy: the library writes into what it draws, and the next picture starts from the same specification.
  return plotly.toImage(structuredClone(spec), { format, scale, width, height });
}

async function handOver(image, name, place) {
  const file = await (await fetch(image)).blob(); // a data: address, nothing is asked of anybody
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  place.append(link); // inside the popover, which a click anywhere else would close
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function button(kind, data, status) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = kind.text;
  made.onclick = async () => {
    made.disabled = true;
    status.textContent = "Drawing the picture …";
    try {
      const image = await picture(data.spec, data.library, kind);
      await handOver(image, `${data.name}.${kind.format}`, status.parentNode);
      status.textContent = "Saved.";
    } catch (error) {
      status.textContent = `The picture could not be saved. ${error.message ?? error}`;
    }
    made.disabled = false;
  };
  return made;
}

export default function ({ data, parentElement }) {
  const status = parentElement.querySelector("p");
  parentElement.querySelector("section").replaceChildren(...KINDS.map((kind) => button(kind, data, status)));
}
