// Every text of the page whose contrast to what lies behind it is below WCAG 2.2 AA (4.5:1), as {"ratio colours": [texts]}.
() => {
  const channel = (v) => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const luminance = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const parse = (text) => {
    const parts = text.match(/[\d.]+/g).map(Number);
    return parts.length < 4 ? [...parts, 1] : parts;
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const opacity = (element) => {
    let product = 1;
    for (let at = element; at; at = at.parentElement) product *= parseFloat(getComputedStyle(at).opacity);
    return product;
  };
  const faint = {};
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim();
    const element = texts.currentNode.parentElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    // Dots and arrows say nothing that a label does not; Streamlit's skip link is seen on focus only.
    if (!/[\p{L}\p{N}]/u.test(text) || !box.width || box.bottom <= 0 || style.visibility === "hidden") continue;
    if (element.closest("script, style, noscript, [disabled], [aria-disabled=true]")) continue;
    const inChart = element.closest("svg.main-svg");
    const colour = inChart ? style.fill : style.color;
    if (!/rgb/.test(colour)) continue;
    const ink = parse(colour);
    ink[3] *= opacity(element) * (inChart ? parseFloat(style.fillOpacity) : 1);
    const paper = background(element);
    const [light, dark] = [luminance(over(ink, paper)), luminance(paper)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) {
      const key = `${ratio.toFixed(2)}: ${over(ink, paper).map(Math.round)} on ${paper.map(Math.round)}`;
      (faint[key] = faint[key] || []).push(text.slice(0, 40));
    }
  }
  return faint;
}
