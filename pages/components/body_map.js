// The body to tap. One stop of Tab a view; the arrow keys walk from the head down, Space or Enter ticks.
function bodyMap(root, tapped) {
  const fold = root.querySelector(".fold");
  const turns = [...root.querySelectorAll(".turn button")];
  const views = [...root.querySelectorAll(".view")];
  const parts = [...root.querySelectorAll(".part")];
  const name = root.querySelector(".name");

  const partsOf = (view) => parts.filter((x) => view.contains(x));
  const say = (part) => { name.textContent = part ? part.ariaLabel : name.dataset.hint; };
  const toggle = (part) => {
    const isOn = part.ariaChecked !== "true";
    for (const x of parts) if (x.dataset.mark === part.dataset.mark) x.ariaChecked = String(isOn);
    tapped(part.dataset.mark, isOn);
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

  for (const view of views) stopAt(partsOf(view)[0]);
  turnTo(turns[0].dataset.view);
  for (const turn of turns) turn.onclick = () => turnTo(turn.dataset.view);
  fold.onclick = () => { fold.ariaExpanded = String(root.classList.toggle("open")); };

  for (const part of parts) {
    part.onclick = () => { stopAt(part); toggle(part); };
    part.onfocus = () => { stopAt(part); frameIt(part); say(part); };
    part.onblur = () => { frameIt(part); say(); };
    part.onpointerenter = () => say(part);
    part.onpointerleave = () => say(parts.find((x) => x === document.activeElement));
    part.onkeydown = (event) => {
      const next = walk(part, event.key);
      if (next) next.focus();
      else if (event.key === " " || event.key === "Enter") toggle(part);
      else return;
      event.preventDefault();
    };
  }
  say();
  return {
    paint: (marked) => { for (const part of parts) part.ariaChecked = String(marked.includes(part.dataset.mark)); },
  };
}
