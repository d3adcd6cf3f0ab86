// A part of a page: draws what it is told, keeps what has not changed, and tells what is done on it.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".sheet");
  root.did = (name, value) => setTriggerValue("did", [name, value]);
  const focus = root.contains(document.activeElement) ? document.activeElement.dataset.of : undefined;
  draw(root, data, root.did);
  if (focus && !root.contains(document.activeElement)) root.querySelector(`[data-of="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
}

// Each block in its place: the same one stays, one that only holds another value is told it, any other is made anew.
function draw(into, blocks, did) {
  blocks.forEach((block, place) => {
    const told = JSON.stringify(block), there = into.children[place];
    if (there?.told === told) return;
    const kind = KINDS[block[0]];
    const key = typeof block[1] === "string" ? block[1] : "";
    const same = there && there.kind === block[0] && there.key === key && kind.change?.(there, block, did);
    const node = same ? there : kind.make(block, did);
    Object.assign(node, { told, kind: block[0], key });
    if (!same) there ? there.replaceWith(node) : into.append(node);
  });
  while (into.children.length > blocks.length) into.lastElementChild.remove();
}

const withMarkup = (kind, markup) => {
  const made = make("div", { class: kind });
  made.innerHTML = markup;
  return made;
};
const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const options = (all, chosen) => all.map(([value, label]) => make("option", { value, selected: value === chosen }, label));
const reads = (kind) => ({ make: ([, markup]) => withMarkup(kind, markup) });
const holds = (kind) => ({
  make: ([, inside], did) => {
    const made = make("div", { class: kind });
    draw(made, inside, did);
    return made;
  },
  change: (there, [, inside], did) => {
    draw(there, inside, did);
    return true;
  },
});

let count = 0;

const KINDS = {
  h2: { make: ([, text]) => make("h2", {}, text) },
  h3: { make: ([, text]) => make("h3", {}, text) },
  text: reads("text"),
  small: reads("text small"),
  html: reads("markup"),
  box: holds("box"),
  row: holds("row"),
  beside: holds("beside"),
  folded: {
    make: ([, label, inside], did) => {
      const made = make("details", { class: "fold" }, make("summary", {}, label), make("div"));
      draw(made.lastChild, inside, did);
      return made;
    },
    change: (there, [, , inside], did) => {
      draw(there.lastChild, inside, did);
      return true;
    },
  },
  button: {
    make: ([, key, label, about], did) =>
      make("button", { type: "button", "data-of": key, title: about || undefined, onclick: () => did(key, null) }, label),
  },
  link: {
    make: ([, key, label, href, icon], did) => {
      const go = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        did(key, null);
      };
      const sign = make("span", { class: "icon", "aria-hidden": "true", translate: "no" }, icon);
      return make("a", { class: "link", href, "data-of": key, onclick: go }, sign, make("span", {}, label));
    },
  },
  pills: {
    make: ([, key, label, all, chosen], did) => {
      const name = `sheet-${(count += 1)}`;
      const one = ([value, text]) => make("label", {},
        make("input", { type: "radio", name, value, checked: value === chosen, "data-of": `${key}=${value}`, onchange: () => did(key, value) }), make("span", {}, text));
      const made = make("fieldset", { class: "pills", role: "radiogroup" }, make("legend", {}, label), ...all.map(one));
      made.all = all;
      return made;
    },
    change: (there, [, , label, all, chosen]) => {
      if (!alike(there.all, all) || there.firstChild.textContent !== label) return false;
      for (const input of there.querySelectorAll("input")) input.checked = input.value === chosen;
      return true;
    },
  },
  select: {
    make: ([, key, label, all, chosen], did) => {
      const id = `sheet-${(count += 1)}`;
      const box = make("select", { id, "data-of": key, onchange: () => did(key, box.value) }, ...options(all, chosen));
      const made = make("div", { class: "choice" }, make("label", { for: id }, label), box);
      made.all = all;
      return made;
    },
    change: (there, [, , label, all, chosen]) => {
      if (!alike(there.all, all) || there.firstChild.textContent !== label) return false;
      there.querySelector("select").value = chosen;
      return true;
    },
  },
  ticks: {
    make: ([, key, label, all, chosen, none], did) => {
      const name = make("summary", { "data-of": key });
      const told = () => [...made.querySelectorAll("input:checked")].map((x) => x.value);
      const one = ([value, text]) => make("label", { class: "tick" },
        make("input", { type: "checkbox", value, "data-of": `${key}=${value}`, onchange: () => did(key, told()) }), make("span", {}, text));
      const list = make("details", {}, name, make("div", { role: "group", "aria-label": label }, ...all.map(one)));
      const outside = (event) => { if (!list.contains(event.target)) list.open = false; };
      list.ontoggle = () => document[list.open ? "addEventListener" : "removeEventListener"]("pointerdown", outside);
      list.onkeydown = ({ key: pressed }) => {
        if (pressed !== "Escape" || !list.open) return;
        list.open = false;
        name.focus();
      };
      const made = make("div", { class: "choice some" }, make("span", { class: "name" }, label), list);
      Object.assign(made, { all, none });
      KINDS.ticks.change(made, [, , label, all, chosen]);
      return made;
    },
    change: (there, [, , label, all, chosen]) => {
      if (!alike(there.all, all) || there.firstChild.textContent !== label) return false;
      for (const input of there.querySelectorAll("input")) input.checked = chosen.includes(input.value);
      const named = all.filter(([value]) => chosen.includes(value)).map(([, text]) => text);
      there.querySelector("summary").textContent = named.join(", ") || there.none;
      return true;
    },
  },
  toggle: {
    make: ([, key, label, on], did) => {
      const input = make("input", { type: "checkbox", role: "switch", checked: on, "data-of": key, onchange: () => did(key, input.checked) });
      return make("label", { class: `tick ${key.replace(/[^a-z]+/g, "-")}` }, input, make("span", {}, label));
    },
    change: (there, [, , label, on]) => {
      there.lastChild.textContent = label;
      there.firstChild.checked = on;
      return true;
    },
  },
  fold: {
    make: ([, key, label, open, inside], did) => {
      const made = make("details", { class: "fold", open }, make("summary", { "data-of": key }, label), make("div"));
      draw(made.lastChild, inside, did);
      made.ontoggle = () => { if (made.open !== made.wasOpen) did(key, (made.wasOpen = made.open)); };
      made.wasOpen = open;
      return made;
    },
    change: (there, [, , label, open, inside], did) => {
      if (there.firstChild.textContent !== label) there.firstChild.textContent = label;
      draw(there.lastChild, inside, did);
      there.open = there.wasOpen = open;
      return true;
    },
  },
};
