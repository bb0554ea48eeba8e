// When the page last changed what a reader waits for: the state of the script, or the inside of a chart. The time is
// taken at the next frame, when the change is on the screen; the page is settled after a stretch without any.
(() => {
  const QUIET = 400;
  let start = 0, last = 0, ran = false, timer, tell = [];
  const app = () => document.querySelector("[data-testid=stApp]");
  const idle = () => ran && app()?.dataset.testScriptState === "notRunning";
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (idle()) tell.splice(0).forEach((answer) => answer(last - start));
    }, QUIET);
  };
  const matters = ({ target, attributeName }) => {
    if (attributeName === "data-test-script-state") return (ran = true);
    return target.closest?.("[data-testid=stPlotlyChart]");
  };
  new MutationObserver((changes) => {
    if (changes.filter(matters).length) requestAnimationFrame(() => { last = performance.now(); settle(); });
  }).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener("click", () => { start = performance.now(); ran = false; }, { capture: true });
  window.settled = () => new Promise((answer) => { tell.push(answer); settle(); });
})();
