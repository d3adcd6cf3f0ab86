// One screen of the check. It shows what the server sends and sends back what she does: each act once and in order,
// again until the server has seen it. What she ticks shows at once; the server's word counts as soon as it has caught up.
// Ticks that are private never leave the browser.

const PRIVATE_SHOWN = "shown-for-private-ticks";

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".check");
  const screen = (root.screen ??= new Screen(root));
  screen.send = (said) => setTriggerValue("said", said);
  screen.take(data);
  return () => screen.leave();
}

function icon(name) {
  return make("span", { class: "icon", "aria-hidden": "true", translate: "no" }, name);
}

// What is shown already is not written again: the page need not be laid out anew.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const app = () => document.querySelector('[data-testid="stApp"]');
const isUp = () => app().dataset.testConnectionState === "CONNECTED";

const PATIENCE = 3000; // milliseconds; a slow server is asked less and less often

class Screen {
  constructor(root) {
    this.root = root;
    this.acts = [];
    this.patience = PATIENCE;
    this.parts = new Map();
    this.watch = new MutationObserver(() => this.reachable());
    this.watch.observe(app(), { attributeFilter: ["data-test-connection-state"] });
  }

  leave() {
    this.watch.disconnect();
    clearTimeout(this.again);
    this.endLine?.();
    for (const part of this.parts.values()) part.leave?.();
    this.root.screen = undefined;
    this.root.replaceChildren();
  }

  // ---------------------------------------------------------------------------------------------- to the server
  act(what, id = "", value = null) {
    const { whose, topic } = this.data;
    this.acts.push({ n: ++this.last, whose, topic, do: what, id, value });
    this.sendActs();
  }

  // All that the server has not confirmed, and again after a while if it does not: each counts once, by its number.
  sendActs() {
    clearTimeout(this.again);
    if (!this.acts.length || !isUp()) return;
    this.send({ visit: this.data.visit, acts: this.acts });
    this.again = setTimeout(() => this.sendActs(), this.patience);
    this.patience *= 2;
  }

  // What was sent into a connection that broke is sent again by the screen that comes next.
  reachable() {
    this.all.disabled = !isUp();
    if (isUp()) this.sendActs();
  }

  waits(id) {
    return this.acts.some((act) => act.id === id);
  }

  // -------------------------------------------------------------------------------------------- from the server
  take(data) {
    const before = this.data;
    this.data = data;
    if (before?.visit !== data.visit) this.meet(before);
    this.acts = this.acts.filter((act) => act.n > data.seen);
    if (!this.acts.length) {
      clearTimeout(this.again);
      this.patience = PATIENCE;
    }
    if (before?.topic !== data.topic) this.begin(before);
    this.show();
    this.root.dataset.topic = data.topic;
  }

  // A server that does not know the visit counts anew; what it has not heard yet is told to it again.
  meet(before) {
    const same = before && before.topic === this.data.topic && before.whose === this.data.whose;
    this.acts = same ? this.acts.filter((act) => act.id) : [];
    this.last = this.data.seen;
    for (const act of this.acts) act.n = ++this.last;
    if (this.acts.length) setTimeout(() => this.sendActs());
  }

  begin(before) {
    const { data } = this;
    this.endLine?.();
    for (const part of this.parts.values()) part.leave?.();
    this.parts.clear();
    const button = (kind, does, ...inside) => make("button", { type: "button", class: kind, onclick: () => this.act(does) }, ...inside);
    this.bar = make("div", { class: "bar", role: "progressbar", "aria-label": "Progress", "aria-valuemin": 0, "aria-valuemax": 100 }, make("div"));
    this.left = make("p", { class: "left" });
    this.alerts = make("div", { class: "alerts" });
    this.asked = make("div", { class: "asked" });
    this.warning = make("p", { class: "note warning", role: "alert", hidden: true });
    this.next = button("next", "next");
    this.why = this.makeWhy();
    this.soFar = make("section", { class: "box so-far", "aria-label": data.so_far.title });
    this.line = make("div", { class: "keeping-line" }, make("p", { role: "status" }), make("div", { class: "row" }));
    const heading = make("h1", {}, data.title);
    this.all = make("fieldset", { class: "all", disabled: !isUp() },
      this.left, this.bar, heading, data.intro && make("p", {}, data.intro), this.alerts, this.asked, this.warning,
      make("div", { class: "way-on" }, data.back && button("back", "back", "Back"), this.next),
      data.look && this.makeLink(), this.why, this.soFar, this.line);
    this.root.replaceChildren(this.all);
    this.keepingLine();
    if (before || window.plumblineScreen !== undefined) this.toTheTop(heading);
    window.plumblineScreen = data.topic;
  }

  keepingLine() {
    const draw = () => { this.endLine = window.plumblineLine(this.line); };
    if (window.plumblineLine) draw();
    else window.addEventListener("plumbline-line", draw, { once: true });
  }

  toTheTop(heading) {
    heading.setAttribute("tabindex", "-1");
    requestAnimationFrame(() => {  // with the frame that shows it: at once would lay the page out twice
      document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0, behavior: "instant" });
      heading.focus({ preventScroll: true });
    });
  }

  makeLink() {
    const go = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.act("plan");
    };
    return make("a", { class: "link", href: "plan", onclick: go }, icon("visibility"), make("span", {}, this.data.look));
  }

  makeWhy() {
    const answer = make("div");
    const box = make("details", { class: "box why" }, make("summary", {}, this.data.why.ask), answer);
    box.addEventListener("toggle", () => { if (box.open && !this.data.why.because) this.act("why"); });
    return box;
  }

  show() {
    const { data } = this;
    say(this.left, `${data.section} · ${data.left}`);
    this.bar.setAttribute("aria-valuenow", Math.round(100 * data.done));
    this.bar.firstChild.style.width = `${100 * data.done}%`;
    say(this.next, data.next);
    this.warning.hidden = !data.warning;
    say(this.warning, data.warning);
    this.showAlerts();
    this.showParts();
    this.showWhy();
    this.showSoFar();
  }

  showAlerts() {
    const told = JSON.stringify(this.data.alerts);
    if (this.told === told) return;
    this.told = told;
    this.alerts.replaceChildren(...this.data.alerts.map(({ text, clear }) => make("div", { class: "note warning", role: "alert" },
      make("p", {}, text),
      ...clear.map(([id, label]) => make("button", { type: "button", onclick: () => this.act("clear", id) }, label)))));
  }

  showParts() {
    const wanted = this.data.parts.map((part) => `${part.kind}:${part.id}`);
    for (const [key, part] of this.parts) {
      if (wanted.includes(key)) continue;
      part.leave?.();
      part.node.remove();
      this.parts.delete(key);
    }
    this.data.parts.forEach((told, place) => {
      const key = wanted[place];
      if (!this.parts.has(key)) this.parts.set(key, new PARTS[told.kind](this, told));
      const part = this.parts.get(key);
      if (this.asked.children[place] !== part.node) this.asked.insertBefore(part.node, this.asked.children[place] ?? null);
      if (!this.waits(told.id)) part.show?.(told);
    });
  }

  showWhy() {
    const because = this.data.why.because ?? [];
    const told = JSON.stringify(because);
    if (this.why.told === told) return;
    this.why.told = told;
    this.why.lastChild.replaceChildren(...because.flatMap(({ text, why, lines }) => [
      make("p", {}, make("strong", {}, text), ` ${why}`),
      make("ul", {}, ...lines.map(([line, under]) => make("li", {}, line, under.length ? make("ul", {}, ...under.map((x) => make("li", {}, x))) : ""))),
    ]));
  }

  showSoFar() {
    const { title, lines } = this.data.so_far;
    const told = JSON.stringify(lines);
    if (this.soFar.told === told) return;
    this.soFar.told = told;
    this.soFar.replaceChildren(make("p", { class: "small" }, title), ...lines.map(([sign, strong, text]) =>
      make("p", {}, icon(sign), " ", strong && make("strong", {}, `${strong} `), text)));
  }
}

// ------------------------------------------------------------------------------------------------------ questions
function pictures(drawings) {
  return drawings.length && make("div", { class: "pictures" }, ...drawings.map(({ src, alt, caption, width, height }) =>
    make("figure", { style: `width: ${width}px` }, make("img", { src, alt, width, height }), make("figcaption", {}, caption))));
}

class Question {
  constructor(screen, told) {
    this.screen = screen;
    this.id = told.id;
    this.shown = JSON.stringify(told.choices);
    this.node = make("div", { class: "question", "data-question": told.id });
    this.build(told);
  }

  act(what, value) {
    this.screen.act(what, this.id, value);
  }

  group(told, role, kind, ...inside) {
    this.box = make("fieldset", { class: kind, role }, make("legend", {}, told.text), ...inside);
    this.told = make("div", { class: "told" });
    this.node.replaceChildren(...[pictures(told.drawings), this.box, this.told].filter(Boolean));
    return this.box;
  }

  input(told, type, [value, label], onchange) {
    const input = make("input", { type, name: this.id, value });
    input.onchange = () => onchange(input);
    return make("label", { class: "choice" }, input, make("span", {}, label));
  }

  inputs() {
    return [...this.box.querySelectorAll("input")];
  }

  help(told) {
    return told.help && make("p", { class: "small" }, told.help);
  }

  show(told) {
    const shown = JSON.stringify(told.choices);
    if (this.shown !== shown) {
      this.shown = shown;
      this.build(told);
    }
    this.showTellApart(told);
    this.fill(told);
  }

  showTellApart({ tell_apart: told }) {
    if (this.told.dataset.told === JSON.stringify(told)) return;
    this.told.dataset.told = JSON.stringify(told);
    this.told.replaceChildren(...(told ? [make("div", { class: "note", role: "status" }, make("p", {}, told.ask),
      make("ul", {}, ...told.lines.map((line) => make("li", {}, line))), make("p", {}, told.then))] : []));
  }
}

class OneOf extends Question {
  build(told) {
    const pick = (input) => this.act("pick", input.value);
    const choices = told.choices.map((choice) => this.input(told, "radio", choice, pick));
    this.group(told, "radiogroup", told.pills ? "pills" : "lines", ...choices);
    if (told.help) this.node.insertBefore(this.help(told), this.told);
    if (told.pills) this.mayTakeBack();
  }

  mayTakeBack() {
    for (const input of this.inputs()) {
      input.onpointerdown = input.parentElement.onpointerdown = () => { input.was = input.checked; };
      input.onclick = () => {
        if (!input.was) return;
        input.was = input.checked = false;
        this.act("pick", null);
      };
    }
  }

  fill({ value }) {
    for (const input of this.inputs()) input.checked = input.value === value;
  }
}

class ManyOf extends Question {
  build(told) {
    this.privately = told.private;
    const tick = (input) => this.tick(input);
    const choices = told.choices.map((choice) => this.input(told, "checkbox", choice, tick));
    this.group(told, "group", told.pills ? "pills" : "lines boxed", ...choices);
    const help = this.help(told);
    if (help && told.pills) this.node.insertBefore(help, this.told);
    else if (help) this.box.insertBefore(help, choices[0]);
    if (told.body) this.makeBody(told);
  }

  makeBody({ body }) {  // the one thing that comes as HTML: the figure, which holds no word of hers
    const figure = document.createRange().createContextualFragment(body).firstElementChild;
    this.body = bodyMap(figure, (mark, isOn) => this.act("tap", [mark, isOn]));
    const beside = make("div", { class: "beside" }, ...this.node.childNodes);
    this.node.replaceChildren(make("div", { class: "on-a-body" }, beside, figure));
  }

  // "None of these" stands alone, here at once and on the server for good. Private ticks are nobody's but hers.
  tick(input) {
    const isPrivate = (x) => this.privately.includes(x.value);
    const others = this.inputs().filter((x) => x !== input && x.checked && (x.value === "none") !== (input.value === "none"));
    if (input.checked && (input.value === "none" || others.some((x) => x.value === "none"))) for (const x of others) x.checked = false;
    if (!isPrivate(input)) this.act("tick", [input.value, input.checked]);
    else if (others.some((x) => x.value === "none")) this.act("tick", ["none", false]);
    this.showPrivate();
  }

  showPrivate() {
    const any = this.inputs().some((x) => x.checked && this.privately.includes(x.value));
    for (const x of document.getElementsByClassName(PRIVATE_SHOWN)) x.hidden = !any;
  }

  fill({ value, marks }) {
    for (const input of this.inputs()) if (!this.privately.includes(input.value)) input.checked = value.includes(input.value);
    this.body?.paint(marks);
  }
}

class NumberOf extends Question {
  build(told) {
    const id = `number-${told.id}`;
    this.field = make("input", { type: "text", inputmode: "decimal", id, autocomplete: "off", placeholder: "Type a number", "aria-describedby": `${id}-odd` });
    this.field.oninput = () => { this.types = true; };
    this.field.onchange = () => this.typed();
    this.field.onkeydown = ({ key }) => { if (key === "Enter") this.typed(); };
    this.odd = make("p", { class: "note wrong", id: `${id}-odd`, role: "alert" });
    this.told = make("div");
    this.unsure = told.unsure && this.input(told, "checkbox", ["not_sure", told.unsure], (input) => this.act("unsure", input.checked));
    const label = make("label", { for: id, class: "name" }, told.text);
    this.node.replaceChildren(...[pictures(told.drawings), label, make("div", { class: "field" }, this.field), this.odd, this.unsure, this.help(told), this.told].filter(Boolean));
  }

  typed() {
    if (this.types) this.act("type", this.field.value);
    this.types = false;
  }

  fill({ value, odd, is_unsure: unsure }) {
    const text = String(odd ? odd.text : (value ?? ""));
    if (!this.types && this.field.value !== text) this.field.value = text;
    this.field.disabled = unsure;
    this.field.setAttribute("aria-invalid", Boolean(odd));
    this.odd.hidden = !odd;
    say(this.odd, odd?.wanted ?? "");
    if (this.unsure) this.unsure.querySelector("input").checked = unsure;
  }

  measured(seconds) {
    this.field.value = seconds;
    this.act("type", String(seconds));
  }
}

// ------------------------------------------------------------------------------------------- what stands beside them
class SelfTest {
  constructor(screen, told) {
    const line = (name, text) => text && make("p", {}, make("strong", {}, `${name} `), text);
    this.node = make("section", { class: "box test" },
      make("p", {}, make("strong", {}, told.name), ` · ${told.time}`),
      line("Who leaves it out:", told.who_skips), pictures(told.drawings),
      make("ol", {}, ...told.steps.map((step) => make("li", {}, step))),
      line("You need:", told.needs), line("Stop at:", told.stop_if));
    if (told.timed) this.node.append(this.watch(screen, told.measures));
    this.node.append(make("p", { class: "small" }, told.caveat));
  }

  watch(screen, measures) {
    const box = make("div", { class: "watch", role: "group", "aria-label": "Stopwatch" });
    this.leave = stopwatch(box, measures ? (seconds) => screen.parts.get(`number:${measures}`)?.measured(seconds) : null);
    return box;
  }
}

class Support {
  constructor(screen, told) {
    this.node = make("div", { class: `note ${PRIVATE_SHOWN}`, role: "status", hidden: true },
      make("p", {}, make("strong", {}, told.title)), ...told.lines.map((line) => make("p", {}, line)));
  }
}

class WayOut {
  constructor(screen, told) {
    const leave = () => {
      window.dispatchEvent(new Event("plumbline-leave"));
      window.location.replace(told.to);
    };
    this.node = make("button", { type: "button", class: "way-out", onclick: leave }, told.label);
  }
}

const PARTS = { one: OneOf, many: ManyOf, number: NumberOf, test: SelfTest, support: Support, way_out: WayOut };
