// The map as a timetable: a row an exercise, a stop a level. The layout comes once; what changes comes as an event.
const SVG = "http://www.w3.org/2000/svg";
const NARROW = 600;
const NAMES = 176; // the column of names where there is room beside the line
const PADDING = 6; // above the line of a row, as in the style sheet
const EDGES = { narrow: 28, wide: 54 }; // room for what is written under the first and the last stop
const EVENT = "plumbline:map";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".map");
  const map = (root.map ??= new ExerciseMap(root));
  map.pickedBy = (id) => setTriggerValue("pick", id);
  map.take(data);
  return () => map.leave();
}

function make(tag, attributes = {}, ...children) {
  const svg = ["svg", "g", "path", "circle", "rect", "line", "text", "tspan", "title", "defs", "pattern"].includes(tag);
  const element = svg ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function same(one, other) {
  return ["by", "states", "fit", "hers"].every((name) => one[name] === other[name]);
}

// A state as it is told, without what is worked out of it.
function plain({ told, standing, ...state }) {
  return state;
}

function wrap(text, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

// Each state has a shape of its own; the colours are in the style sheet.
const SHAPES = {
  neutral: () => [make("circle", { class: "face", r: 8 })],
  now: () => [make("circle", { class: "face", r: 12 }), make("path", { class: "sign", d: "M-5.5 -4.5h11l-5.5 10z" })],
  next: () => [make("path", { class: "face", d: "M-8 -9.5h7l9.5 9.5l-9.5 9.5h-7l6 -9.5z" })],
  done: () => [make("circle", { class: "face", r: 7.5 }), make("path", { class: "sign", d: "M-3.4 .2l2.4 2.4l4.4 -4.8" })],
  reserve: () => [make("circle", { class: "face", r: 10 }), make("circle", { class: "sign", r: 4.2 })],
  later: () => [make("path", { class: "face", d: "M0 -8.5l8.5 8.5l-8.5 8.5l-8.5 -8.5z" })],
  held_back: () => [make("rect", { class: "face", x: -9, y: -9, width: 18, height: 18, rx: 3 })],
  not_relevant: () => [make("circle", { class: "face", r: 6 }), make("path", { class: "sign", d: "M-2.6 0h5.2" })],
  same: () => [make("circle", { class: "face", r: 8 })],
  adapted: () => [make("circle", { class: "face", r: 10 }), make("path", { class: "sign", d: "M-5 2c1.6 -5 3.4 -5 5 -2s3.4 3 5 -2" })],
  out: () => [make("rect", { class: "face", x: -9, y: -9, width: 18, height: 18, rx: 3 }), make("path", { class: "sign", d: "M-5 0h10" })],
};

class ExerciseMap {
  constructor(root) {
    this.root = root;
    this.open = {};
    this.drawn = new Map();
    this.heard = (event) => this.show(event.detail);
    window.addEventListener(EVENT, this.heard);
    this.seen = new ResizeObserver(() => this.resized());
    this.seen.observe(root);
    root.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("click", (event) => this.click(event));
  }

  leave() {
    window.removeEventListener(EVENT, this.heard);
    this.seen.disconnect();
    cancelAnimationFrame(this.joining);
    this.root.map = undefined;
  }

  take(text) {
    if (text !== this.text) [this.text, this.layout] = [text, JSON.parse(text)];
    const style = getComputedStyle(this.root);
    style.getPropertyValue("--st-chart-categorical-colors").split(/,(?![^(]*\))/).forEach((colour, i) => {
      if (colour.trim()) this.root.style.setProperty(`--line-${i}`, colour.trim());
    });
    if (window.plumblineMap) this.show(window.plumblineMap);
  }

  show(state) {
    const before = this.state;
    if (before && before.told === JSON.stringify(state)) return;  // what a tap has drawn already
    this.state = { ...state, told: JSON.stringify(state), standing: [...state.states].map((x) => this.layout.codes[x]) };
    const moved = before && before.picked !== state.picked && this.mine !== state.picked;
    this.mine = state.picked;
    if (before && this.root.firstChild && same(before, state)) this.repick();
    else this.draw();
    if (moved || (!before && state.asked)) this.root.querySelector(".row.picked")?.scrollIntoView({ block: "nearest" });
  }

  // Rows get their true height when they come into sight, and the joins go along.
  resized() {
    const width = Math.round(this.root.clientWidth);
    if (width && width !== this.width) {
      this.width = width;
      if (this.state) this.draw();
    } else if (this.state) this.join();
  }

  // ------------------------------------------------------------- what is there
  groups() {
    const { groups, rows } = this.layout;
    return groups[this.state.by]
      .map(([id, name], place) => {
        const inside = rows.filter((row) => row.groups[this.state.by] === id);
        return { id, name, all: inside.length, rows: inside.filter((row) => this.fits(row)), place };
      })
      .filter((group) => group.rows.length);
  }

  levels(row) {
    return this.layout.levels.slice(row.first, row.first + row.count);
  }

  fits(row) {
    return this.state.fit.slice(row.first, row.first + row.count).includes("1");
  }

  isOpen(group) {
    const chosen = this.open[`${this.state.by}:${group.id}`];
    if (chosen !== undefined) return chosen;
    const few = this.groups().reduce((sum, x) => sum + x.rows.length, 0) <= 20;
    return !this.narrow || few || group.rows.some((row) => this.holds(row));
  }

  holds(row) {
    return this.state.picked >= row.first && this.state.picked < row.first + row.count;
  }

  // ------------------------------------------------------------------ drawing
  draw() {
    this.width ||= Math.round(this.root.clientWidth) || 360;
    this.narrow = this.width < NARROW;
    const focused = this.root.getRootNode().activeElement?.dataset?.level;
    this.side = this.narrow ? 0 : NAMES;
    this.root.classList.toggle("narrow", this.narrow);
    this.root.classList.toggle("hers", this.state.hers);
    const groups = this.groups();
    this.unmark();
    this.root.replaceChildren(
      this.hatching(),
      this.legend(),
      this.axis(),
      ...groups.map((group) => this.group(group)),
      ...(groups.length ? [] : [make("p", { class: "none" }, this.layout.words.none)]),
      this.links(),
      this.tools(),
    );
    const stop = this.stop(focused ?? this.state.picked) ?? this.root.querySelector(".stop");
    stop?.setAttribute("tabindex", "0");
    if (focused !== undefined) this.stop(focused)?.focus({ preventScroll: true });
    this.join();
  }

  hatching() {
    const lines = make("path", { class: "hatch", d: "M-1 1l2 -2M0 6l6 -6M5 7l2 -2" });
    const pattern = make("pattern", { id: "hatching", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, lines);
    return make("svg", { class: "defs", width: 0, height: 0, "aria-hidden": "true" }, make("defs", {}, pattern));
  }

  legend() {
    const shown = [...new Set(this.state.standing)];
    const order = Object.values(this.layout.codes).filter((state) => shown.includes(state) && state !== "neutral");
    return make("ul", { class: "legend", "aria-label": this.layout.words.legend }, ...order.map((state) => {
      const mark = make("svg", { viewBox: "-14 -14 28 28", width: 26, height: 26, "aria-hidden": "true" });
      mark.append(make("g", { class: `stop ${state}` }, ...SHAPES[state]()));
      return make("li", {}, mark, make("span", {}, this.layout.words.states[state]));
    }));
  }

  x(demand) {
    const edge = this.narrow ? EDGES.narrow : EDGES.wide;
    return edge + (demand * (this.width - this.side - 2 * edge)) / (this.layout.axis.length - 1);
  }

  step() {
    return this.x(1) - this.x(0);
  }

  // How far below the top of its row a line runs.
  height() {
    return this.narrow ? 24 : 25;
  }

  axis() {
    const svg = make("svg", { class: "track", width: this.width - this.side, height: 52, "aria-hidden": "true" });
    this.layout.axis.forEach((name, demand) => {
      const text = make("text", { x: this.x(demand), "text-anchor": "middle", class: "scale" });
      text.append(make("tspan", { x: this.x(demand), y: 12, class: "figure" }, String(demand)));
      wrap(name, this.narrow ? 9 : 16).slice(0, 3).forEach((line, i) => {
        text.append(make("tspan", { x: this.x(demand), y: 25 + 12 * i }, line));
      });
      svg.append(text);
    });
    const label = make("div", { class: "label" }, this.layout.words.axis);
    return make("div", { class: "axis", "aria-hidden": "true" }, label, svg);
  }

  group(group) {
    const open = this.isOpen(group);
    const count = group.rows.length === group.all ? String(group.all) : `${group.rows.length} / ${group.all}`;
    const button = make("button", { type: "button", "aria-expanded": open, "data-group": group.id });
    button.append(make("span", { class: "bullet" }), make("span", { class: "title" }, group.name));
    const planned = group.rows.flatMap((row) => this.state.standing.slice(row.first, row.first + row.count)).filter((x) => x === "now");
    if (planned.length) button.append(make("span", { class: "planned" }, `${planned.length} ${this.layout.words.planned}`));
    button.append(make("span", { class: "count" }, count, make("span", { class: "unseen" }, ` ${this.layout.words.exercises}`)));
    button.append(make("span", { class: "arrow", "aria-hidden": "true" }));
    const section = make("section", { class: "group", "data-name": group.name }, make("h3", {}, button));
    section.style.setProperty("--line", `var(--line-${(group.place % 6)}, var(--st-primary-color))`);
    if (open) section.append(...group.rows.map((row) => this.row(row)));
    return section;
  }

  // A row that looks as it did is the one that was drawn.
  row(row) {
    const { states, fit, hers, picked, ticket } = this.state;
    const its = (marks) => marks.slice(row.first, row.first + row.count);
    const looks = JSON.stringify([this.width, its(states), its(fit), hers, this.holds(row) && [picked, ticket]]);
    const there = this.drawn.get(row.slug);
    if (there?.looks === looks) return there.node;
    const node = this.drawRow(row);
    this.drawn.set(row.slug, { looks, node });
    return node;
  }

  drawRow(row) {
    const levels = this.levels(row);
    const picked = this.holds(row);
    const name = make("div", { class: "name", id: `row-${row.slug}` }, make("strong", {}, row.name));
    const said = make("small", {}, make("span", {}, ...this.caption(row, levels)));
    const svg = this.track(row, levels);
    const stale = this.state.standing.slice(row.first, row.first + row.count).every((x) => ["not_relevant", "done", "next", "later"].includes(x));
    const place = make("div", { class: `row${picked ? " picked" : ""}${stale ? " quiet" : ""}`, "data-slug": row.slug });
    name.append(said);
    place.append(name, svg);
    if (picked) place.append(this.ticket(row));
    return place;
  }

  caption(row, levels) {
    const at = (...states) => levels.find((_, i) => states.includes(this.state.standing[row.first + i]));
    const { words } = this.layout;
    if (this.state.hers) {
      const [hers, next] = [at("now", "reserve", "not_relevant"), at("next")];
      const told = hers ? [`${words.yours} `, make("b", {}, hers.title), ". "] : [];
      if (hers && next) return [...told, `${words.then} `, make("b", {}, next.title), "."];
      return hers ? told : at("held_back") ? [words.states.held_back] : [];
    }
    return this.narrow ? [`${levels[0].title} … ${levels[levels.length - 1].title}`] : [];
  }

  track(row, levels) {
    const room = ({ demand }) => Math.min(this.step(), 2 * this.x(demand), 2 * (this.width - this.side - this.x(demand)));
    const lines = this.narrow ? [] : levels.map((level) => wrap(level.title, Math.max(12, Math.floor(room(level) / 6.4))).slice(0, 3));
    const y = this.height();
    const height = this.narrow ? 48 : y + 22 + 13 * Math.max(...lines.map((x) => x.length));
    const svg = make("svg", { class: "track", role: "group", "aria-labelledby": `row-${row.slug}`, height });
    svg.setAttribute("width", this.width - this.side);
    for (let demand = 0; demand < this.layout.axis.length; demand++) {
      svg.append(make("line", { class: "grid", x1: this.x(demand), x2: this.x(demand), y1: 0, y2: height }));
    }
    levels.slice(1).forEach((level, i) => {
      const held = ["held_back", "out"].includes(this.state.standing[row.first + i + 1]);
      const ahead = ["next", "later"].includes(this.state.standing[row.first + i + 1]);
      const kind = held ? "rail closed" : ahead ? "rail ahead" : "rail";
      svg.append(make("line", { class: kind, x1: this.x(levels[i].demand), x2: this.x(level.demand), y1: y, y2: y }));
    });
    levels.forEach((level, i) => svg.append(this.mark(row, level, i, y, lines[i])));
    return svg;
  }

  mark(row, level, i, y, lines) {
    const index = row.first + i;
    const state = this.state.standing[index];
    const [picked, fits] = [index === this.state.picked, this.state.fit[index] === "1"];
    const classes = `stop ${state}${picked ? " picked" : ""}${fits ? "" : " faint"}`;
    const half = Math.min(this.step() / 2, 30);
    const mark = make("g", {
      class: classes, role: "button", tabindex: "-1", "aria-pressed": picked, "data-level": index,
      "aria-label": this.said(row, level, i, state, fits), transform: `translate(${this.x(level.demand)} ${y})`,
    });
    mark.append(make("rect", { class: "hit", x: -half, y: -23, width: 2 * half, height: 46 }));
    if (picked) mark.append(make("circle", { class: "ring", r: 17 }));
    mark.append(...SHAPES[state]());
    if (lines) {
      const text = make("text", { class: "stop-name", "text-anchor": "middle" });
      lines.forEach((line, place) => text.append(make("tspan", { x: 0, y: 31 + 13 * place }, line)));
      mark.append(text);
    }
    return mark;
  }

  said(row, level, i, state, fits) {
    const { words } = this.layout;
    const parts = [`${row.name}, ${i + 1} / ${row.count}: ${level.title}`, `${words.axis} ${level.demand}, ${this.layout.axis[level.demand]}`];
    if (state !== "neutral" && state !== "same") parts.push(words.states[state]);
    if (!fits) parts.push(words.unfit);
    return parts.join(". ");
  }

  ticket(row) {
    const { words } = this.layout;
    const level = this.layout.levels[this.state.picked];
    const state = this.state.standing[this.state.picked];
    const card = make("div", { class: "ticket" });
    card.append(make("p", { class: "ticket-name" }, make("strong", {}, level.title)));
    if (state !== "neutral" && state !== "same") card.append(make("p", { class: `tag ${state}` }, words.states[state]));
    for (const line of this.state.ticket ?? []) card.append(make("p", {}, line));
    card.append(make("p", { class: "facts" }, level.facts));
    if (level.test) card.append(make("p", {}, make("b", {}, `${words.test} `), level.test));
    card.append(make("button", { type: "button", class: "more", "data-more": "1" }, words.more));
    return card;
  }

  tools() {
    const { words } = this.layout;
    const button = (act, text) => make("button", { type: "button", "data-act": act }, text);
    const box = make("div", { class: "tools" });
    box.append(button("open", words.open_all), button("close", words.close_all), button("svg", words.svg), button("png", words.png));
    return box;
  }

  // Another level is picked and nothing else has changed: its row is drawn anew, and the row it leaves.
  repick() {
    const focused = this.root.getRootNode().activeElement?.dataset?.level;
    const rows = this.layout.rows.filter((row) => this.holds(row) || this.root.querySelector(`.row.picked[data-slug="${row.slug}"]`));
    if (!rows.every((row) => this.root.querySelector(`.row[data-slug="${row.slug}"]`))) return this.draw();
    for (const row of rows) {
      this.root.querySelector(`.row[data-slug="${row.slug}"]`).replaceWith(this.row(row));
    }
    this.unmark();
    this.stop(focused ?? this.state.picked)?.setAttribute("tabindex", "0");
    if (focused !== undefined) this.stop(focused)?.focus({ preventScroll: true });
    this.join();
  }

  unmark() {
    this.root.querySelectorAll(".stop.linked").forEach((stop) => stop.classList.remove("linked"));
    this.root.querySelectorAll('.stop[tabindex="0"]').forEach((stop) => stop.setAttribute("tabindex", "-1"));
  }

  // -------------------------------------------------- cross-links of the picked one
  links() {
    return make("svg", { class: "links", "aria-hidden": "true" });
  }

  // With the frame that shows the rows, for where they lie is known only when they are laid out.
  join() {
    cancelAnimationFrame(this.joining);
    this.joining = requestAnimationFrame(() => this.drawJoins());
  }

  drawJoins() {
    const overlay = this.root.querySelector(".links");
    const from = this.stop(this.state.picked);
    if (!overlay || !from) return;
    overlay.replaceChildren();
    overlay.setAttribute("width", this.root.offsetWidth);
    overlay.setAttribute("height", this.root.scrollHeight);
    const centre = (stop) => {
      const row = stop.closest(".row");
      const above = this.narrow ? row.querySelector(".name").offsetHeight : 0; // asked only there: it lays the row out
      return [this.side + this.x(this.layout.levels[stop.dataset.level].demand), row.offsetTop + row.clientTop + PADDING + above + this.height()];
    };
    const [x, y] = centre(from);
    for (const other of this.layout.swaps[this.state.picked] ?? []) {
      const stop = this.stop(other);
      if (!stop) continue;
      const [there, below] = centre(stop);
      const [lane, turn] = [x - this.step() / 2 + 4, 10 * Math.sign(below - y)]; // between two stations, round corners
      const down = `M${x - 18} ${y}H${lane + 10}Q${lane} ${y} ${lane} ${y + turn}V${below - turn}`;
      overlay.append(make("path", { class: "link", d: `${down}Q${lane} ${below} ${lane + 10} ${below}H${there - 13}` }));
      stop.classList.add("linked");
    }
  }

  stop(index) {
    return this.root.querySelector(`.stop[data-level="${index}"]`);
  }

  // ------------------------------------------------------------------ answering
  click(event) {
    const at = (selector) => event.target.closest(selector);
    const [stop, group, tool] = [at(".stop[data-level]"), at("[data-group]"), at("[data-act]")];
    if (stop) this.pick(Number(stop.dataset.level));
    if (group) this.turn(group.dataset.group);
    if (tool) this.act(tool.dataset.act);
    if (at("[data-more]")) document.querySelector(this.layout.detail)?.scrollIntoView({ block: "start" });
  }

  pick(index) {
    this.mine = index;
    const level = this.layout.levels[index];
    this.pickedBy(`${level.slug}/${level.id}`);  // first, so that the server works while the rows are drawn
    if (index !== this.state.picked) {
      this.expect({ picked: index, ticket: [], asked: true });
      this.repick();
    }
  }

  // What the server will say of what she has just done: drawn at once, and not again when it says so.
  expect(change) {
    this.state = { ...this.state, ...change };
    this.state.told = JSON.stringify(plain(this.state));
  }

  turn(id) {
    const group = this.groups().find((x) => x.id === id);
    this.open[`${this.state.by}:${id}`] = !this.isOpen(group);
    this.draw();
    this.root.querySelector(`[data-group="${id}"]`)?.focus({ preventScroll: true });
  }

  act(what) {
    if (what === "open" || what === "close") {
      for (const group of this.groups()) this.open[`${this.state.by}:${group.id}`] = what === "open";
      this.draw();
      this.root.querySelector(`[data-act="${what}"]`)?.focus({ preventScroll: true });
    } else {
      save(this, what);
    }
  }

  key(event) {
    const stop = event.target.closest?.(".stop[data-level]");
    if (!stop) return;
    const rows = [...this.root.querySelectorAll(".row")].map((row) => [...row.querySelectorAll(".stop[data-level]")]);
    const at = rows.findIndex((row) => row.includes(stop));
    const place = rows[at].indexOf(stop);
    const demand = (x) => this.layout.levels[x.dataset.level].demand;
    const near = (row) => row && [...row].sort((a, b) => Math.abs(demand(a) - demand(stop)) - Math.abs(demand(b) - demand(stop)))[0];
    const ways = {
      ArrowRight: () => rows[at][place + 1], ArrowLeft: () => rows[at][place - 1],
      ArrowDown: () => near(rows[at + 1]), ArrowUp: () => near(rows[at - 1]),
      Home: () => rows[at][0], End: () => rows[at][rows[at].length - 1],
      Enter: () => stop, " ": () => stop,
    };
    if (!(event.key in ways)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter" || event.key === " ") return this.pick(Number(stop.dataset.level));
    const to = ways[event.key]();
    if (to) {
      stop.setAttribute("tabindex", "-1");
      to.setAttribute("tabindex", "0");
      to.focus();
    }
  }
}

// ------------------------------------------------------------------------ saving
const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-weight", "font-family"];

function picture(map) {
  const ground = getComputedStyle(map.root);
  const [width, sheet] = [map.width + 32, make("g", { transform: "translate(16 16)" })];
  let y = 0;
  const write = (text, x, size, weight) => {
    const line = make("text", { x, y, "font-size": size, "font-weight": weight, fill: ground.color, "font-family": ground.fontFamily });
    line.append(text);
    sheet.append(line);
  };
  const paste = (svg, x, top) => {
    const copy = make("g", { transform: `translate(${x} ${top})` }, ...[...svg.children].map((x) => x.cloneNode(true)));
    const [from, to] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
    from.forEach((element, i) => {
      const style = getComputedStyle(element);
      for (const name of STYLES) to[i].setAttribute(name, style.getPropertyValue(name).replace(/"/g, "'"));
      for (const name of ["role", "tabindex", "aria-pressed", "data-level", "class"]) to[i].removeAttribute(name);
    });
    sheet.append(copy);
  };
  y = 22;
  write(map.layout.words.title, 0, 20, 600);
  y += 14;
  for (const item of map.root.querySelectorAll(".legend li")) {
    y += 26;
    paste(item.querySelector("svg"), 14, y - 5);
    write(item.textContent, 36, 13, 400);
  }
  y += 20;
  paste(map.root.querySelector(".axis svg"), map.side, y);
  y += 52;
  for (const group of map.root.querySelectorAll(".group")) {
    y += 34;
    write(group.dataset.name, 0, 16, 600);
    y += 8;
    for (const row of group.querySelectorAll(".row")) {
      const svg = row.querySelector(".track");
      const [name, said] = [row.querySelector(".name strong").textContent, row.querySelector(".name small").textContent];
      const top = y;
      y += 20;
      write(name, 0, 14, 600);
      if (map.narrow && said) { y += 16; write(said, 0, 12, 400); }
      paste(svg, map.side, map.narrow ? y + 4 : top);
      y = (map.narrow ? y + 4 : top) + Number(svg.getAttribute("height")) + 6;
    }
  }
  y += 26;
  write(map.layout.words.note, 0, 12, 400);
  const whole = make("svg", { xmlns: SVG, width, height: y + 32, viewBox: `0 0 ${width} ${y + 32}` });
  const defs = map.root.querySelector(".defs defs").cloneNode(true);
  const hatch = getComputedStyle(map.root.querySelector(".defs .hatch"));
  defs.querySelector("path").setAttribute("stroke", hatch.stroke);
  defs.querySelector("path").setAttribute("stroke-width", hatch.strokeWidth);
  whole.append(defs, make("rect", { width: "100%", height: "100%", fill: ground.getPropertyValue("--st-background-color") }), sheet);
  return whole;
}

function save(map, kind) {
  const whole = picture(map);
  const text = new XMLSerializer().serializeToString(whole);
  const blob = new Blob([text], { type: "image/svg+xml" });
  if (kind === "svg") return hand(blob, "plumbline-map.svg");
  const image = new Image();
  const url = URL.createObjectURL(blob);
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((png) => hand(png, "plumbline-map.png"));
  };
  image.src = url;
}

function hand(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
