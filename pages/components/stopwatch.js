// A watch that runs in the browser, so that it ticks evenly whatever the server does. Returns how to end it.
function stopwatch(root, take) {
  const shown = document.createElement("output");
  shown.setAttribute("aria-live", "off");
  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.onclick = act;
    root.append(made);
    return made;
  };
  root.append(shown);
  let began = null;
  let before = 0;
  let timer = null;
  const seconds = () => (before + (began === null ? 0 : performance.now() - began)) / 1000;
  const draw = () => { shown.textContent = `${seconds().toFixed(1)} s`; };
  const stop = () => {
    if (began !== null) before += performance.now() - began;
    began = null;
    clearInterval(timer);
    draw();
    start.textContent = before ? "Go on" : "Start";
    shown.setAttribute("aria-live", "polite");
    if (takes) takes.hidden = before < 1000;
  };
  const start = button("Start", () => {
    if (began !== null) return stop();
    shown.setAttribute("aria-live", "off");
    began = performance.now();
    timer = setInterval(draw, 100);
    start.textContent = "Stop";
    if (takes) takes.hidden = true;
  });
  button("Back to 0", () => { before = 0; stop(); });
  const takes = take ? button("Use this time", () => take(Math.floor(seconds()))) : null;
  if (takes) takes.hidden = true;
  draw();
  return () => clearInterval(timer);
}
