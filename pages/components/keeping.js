// Keeps the answers in this tab, and on the device if she says so; gives them back to a server that does not know them.
// The visit: sessionStorage, gone with the tab. The device: localStorage, only with her consent. The cookie holds nothing
// but that there is something, so that a page can wait for it.

const KEY = "plumbline", EXAMPLE = "plumbline-example", KEEPS = "plumbline-keeps", FLAG = "plumbline_kept";
const YEAR = 31536000, LONGEST_WAIT = 60000;  // a server that has only just started reads all its data first
const PRESSES = ["pointerdown", "pointerup", "mousedown", "mouseup", "touchstart", "touchend", "keydown", "keyup", "click"];
const app = () => document.querySelector('[data-testid="stApp"]');
const isUp = () => app().dataset.testConnectionState === "CONNECTED";
const isStill = () => isUp() && app().dataset.testScriptState === "notRunning";

// ------------------------------------------------------------------------------------------------ what is kept
const store = (name, act) => {  // a browser may forbid either store: then nothing is kept, and nothing breaks
  try { return act(window[name]); } catch { return null; }
};
const get = (name, key) => store(name, (x) => x.getItem(key));
const put = (name, key, value) => store(name, (x) => { value ? x.setItem(key, value) : x.removeItem(key); return true; });
const isKept = () => get("sessionStorage", KEEPS) === "1" && get("localStorage", KEY) !== null;

function found() {
  const own = get("sessionStorage", KEY), kept = own ? null : get("localStorage", KEY);
  if (kept) put("sessionStorage", KEEPS, "1");
  return { text: own ?? kept ?? "", example: get("sessionStorage", EXAMPLE) ?? "" };
}

function flag() {
  const kept = get("localStorage", KEY), any = kept || get("sessionStorage", KEY) || get("sessionStorage", EXAMPLE);
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const age = kept || !any ? `; Max-Age=${any ? YEAR : 0}` : "";
  document.cookie = `${FLAG}=${any ? 1 : ""}; Path=/; SameSite=Strict${age}${secure}`;
}

function write(state, { text, example, forget }) {
  const same = text === state.text && example === state.example && forget === state.forget;
  if (same || state.left) return;
  Object.assign(state, { text, example, forget });
  const kept = isKept() && !forget;
  put("sessionStorage", KEY, text);
  put("sessionStorage", EXAMPLE, example);
  if (kept || forget) put("localStorage", KEY, forget ? "" : text);
  if (!kept || !text) put("sessionStorage", KEEPS, "");
  flag();
  window.dispatchEvent(new Event("plumbline-kept"));
}

// ------------------------------------------------------------------------------------- a server that does not know
// After a lost connection the page still shows what was there, while the server may be a new one. Until it has taken
// the answers up again, what she presses waits, and is then pressed for her.
function report(state) {
  state.hello += 1;
  state.send({ hello: state.hello, ...found() });
}

function hold(state) {
  state.holds = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => release(state), LONGEST_WAIT);
}

// The page is drawn a moment after the server has finished: what is pressed for her must not be what is about to go.
function releaseWhenDrawn(state, still = 0) {
  if (!state.holds || !isUp()) return;
  if (still === 3) release(state);
  else setTimeout(() => releaseWhenDrawn(state, isStill() ? still + 1 : 0), 50);
}

function release(state) {
  clearTimeout(state.timer);
  state.holds = false;
  for (const press of state.pressed.splice(0)) again(press)?.click();
}

function onPress(state, event) {
  if (!state.holds || !event.isTrusted) return;
  const node = event.composedPath()[0];
  const types = node.matches?.("input:not([type=checkbox]):not([type=radio]), textarea");
  if (event.type.startsWith("key") && (types || ![" ", "Enter"].includes(event.key))) return;
  event.stopImmediatePropagation();
  if (event.type !== "click") return;
  event.preventDefault();
  state.pressed.push(described(node));
}

const looks = (node) => [node.tagName, node.textContent.trim(), node.ariaLabel, node.getAttribute("value")].join("|");
const alike = (node) => [...document.querySelectorAll(node.tagName)].filter((x) => looks(x) === looks(node));

function described(node) {
  const whole = node.closest("button, a, label, input, summary") ?? node;
  return { node: whole, tag: whole.tagName, looks: looks(whole), place: alike(whole).indexOf(whole) };
}

function again({ node, tag, looks: wanted, place }) {
  if (node.isConnected) return node;
  return [...document.querySelectorAll(tag)].filter((x) => looks(x) === wanted)[Math.max(place, 0)];
}

function watch(state) {
  const look = () => {
    if (!isUp()) {
      state.lost = true;
      state.holds = false;
      state.pressed = [];
    } else if (state.lost) {
      state.lost = false;
      hold(state);
      report(state);
    }
  };
  new MutationObserver(look).observe(app(), { attributes: true });
  for (const press of PRESSES) window.addEventListener(press, (event) => onPress(state, event), true);
  window.addEventListener("plumbline-leave", () => {
    state.left = true;
    for (const key of [KEY, EXAMPLE, KEEPS]) put("sessionStorage", key, "");
    flag();
  });
}

function keep(data, send) {
  const first = !window.plumbline;
  const state = (window.plumbline ??= { hello: 0, pressed: [] });
  state.send = send;
  if (first) watch(state);
  if (data.visit !== state.visit) {
    Object.assign(state, { visit: data.visit, text: undefined });
    const { text, example } = found();
    state.mayWrite = data.fetched || !(text || example || data.waits);
    if (!state.mayWrite && !state.holds) report(state);
  }
  state.mayWrite ||= data.fetched;
  if (state.mayWrite) write(state, data);
  if (state.holds && data.hello === state.hello) releaseWhenDrawn(state);
}

// ------------------------------------------------------------------------------------------------- the calm line
const SAYS = {
  nothing: "Your answers will stay in this browser tab only.",
  visit: "Kept in this browser tab only, until you close it. If you keep them on this device, others who use it could read them.",
  device: "Kept on this device. Others who use it could read them.",
  refused: "This browser does not let us keep anything. You can save a file instead.",
};

function button(words, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: words, onclick: act });
  return made;
}

function consent(draw) {
  const text = get("sessionStorage", KEY);
  const done = put("localStorage", KEY, text) && put("sessionStorage", KEEPS, "1");
  flag();
  draw(done ? "" : SAYS.refused);
}

function stopKeeping(draw) {
  put("localStorage", KEY, "");
  put("sessionStorage", KEEPS, "");
  flag();
  draw("Deleted from this device. Your answers are still here, in this tab.");
}

function save() {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([window.plumbline.text], { type: "application/json" }));
  Object.assign(link, { href: address, download: "plumbline-answers.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function line(parentElement) {
  const says = parentElement.querySelector("p"), row = parentElement.querySelector(".row");
  const draw = (words) => {
    const text = window.plumbline?.text, kept = isKept();
    words ||= SAYS[!text ? "nothing" : kept ? "device" : "visit"];
    const now = [words, kept, Boolean(text)].join("|");
    if (row.drawn === now) return;
    row.drawn = now;
    const had = row.querySelector(":focus") !== null;
    says.textContent = words;
    const keeps = kept
      ? button("Delete from this device", () => stopKeeping(draw))
      : button("Keep on this device", () => consent(draw));
    row.replaceChildren(...(text ? [keeps, button("Save to a file", save)] : []));
    if (had) row.querySelector("button")?.focus();
  };
  const redraw = () => draw("");
  redraw();
  window.addEventListener("plumbline-kept", redraw);
  return () => window.removeEventListener("plumbline-kept", redraw);
}

export default function ({ data, setTriggerValue }) {
  if (!window.plumblineLine) {
    window.plumblineLine = line;
    window.dispatchEvent(new Event("plumbline-line"));
  }
  keep(data, (value) => setTriggerValue("report", value));
}
