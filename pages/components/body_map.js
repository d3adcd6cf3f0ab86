// One stop of Tab a view; the arrow keys walk from the head down, Space or Enter ticks. What is ticked stands at the
// frame, in data-marks, where the second component leaves it.
export default function ({ parentElement: root, setTriggerValue }) {
  const frame = root.host.closest(".st-key-body-map");
  const map = root.querySelector(".map");
  const fold = root.querySelector(".fold");
  const turns = [...root.querySelectorAll(".turn button")];
  const views = [...root.querySelectorAll(".view")];
  const parts = [...root.querySelectorAll(".part")];
  const name = root.querySelector(".name");

  const partsOf = (view) => parts.filter((x) => view.contains(x));
  const isTicked = (part) => part.ariaChecked === "true";
  const say = (part) => { name.textContent = part ? part.ariaLabel : name.dataset.hint; };

  const paint = () => {
    const marked = (frame.dataset.marks || "").split(" ");
    for (const part of parts) part.ariaChecked = String(marked.includes(part.dataset.mark));
  };
  const toggle = (part) => {
    const ticked = String(!isTicked(part));
    for (const x of parts) if (x.dataset.mark === part.dataset.mark) x.ariaChecked = ticked;
    setTriggerValue("marked", [...new Set(parts.filter(isTicked).map((x) => x.dataset.mark))]);
  };
  const stopAt = (part) => {
    for (const x of partsOf(part.closest(".view"))) x.setAttribute("tabindex", x === part ? "0" : "-1");
  };
  const frameIt = (part) => {
    for (const ring of part.parentElement.querySelectorAll(".halo, .ring")) {
      ring.setAttribute("d", part.matches(":focus-visible") ? part.getAttribute("d") : "");
      ring.setAttribute("transform", part.getAttribute("transform") || "");
    }
  };
  const walk = (part, key) => {
    const all = partsOf(part.closest(".view"));
    const at = all.indexOf(part);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key];
    return to === undefined ? undefined : all.at(to % all.length);
  };
  const turnTo = (view) => {
    for (const x of turns) x.ariaPressed = String(x.dataset.view === view);
    for (const x of views) x.classList.toggle("shown", x.dataset.view === view);
  };

  for (const view of views) if (!view.querySelector(".part[tabindex='0']")) stopAt(partsOf(view)[0]);
  if (!views.some((x) => x.classList.contains("shown"))) turnTo(turns[0].dataset.view);
  for (const turn of turns) turn.onclick = () => turnTo(turn.dataset.view);
  fold.onclick = () => { fold.ariaExpanded = String(map.classList.toggle("open")); };

  for (const part of parts) {
    part.onclick = () => { stopAt(part); toggle(part); };
    part.onfocus = () => { stopAt(part); frameIt(part); say(part); };
    part.onblur = () => { frameIt(part); say(); };
    part.onpointerenter = () => say(part);
    part.onpointerleave = () => say(parts.find((x) => x === root.activeElement));
    part.onkeydown = (event) => {
      const next = walk(part, event.key);
      if (next) next.focus();
      else if (event.key === " " || event.key === "Enter") toggle(part);
      else return;
      event.preventDefault();
    };
  }

  say();
  paint();
  const watch = new MutationObserver(paint);
  watch.observe(frame, { attributeFilter: ["data-marks"] });
  return () => watch.disconnect();
}
