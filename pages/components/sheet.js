// A part of a page: draws what it is told, keeps what has not changed, and tells what is done on it.

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".sheet");
  root.did = (name, value) => setTriggerValue("did", [name, value]);
  root.onclick = follow;
  const focus = root.contains(document.activeElement) ? document.activeElement.dataset.of : undefined;
  draw(root, data, root.did);
  if (focus && !root.contains(document.activeElement)) root.querySelector(`[data-of="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
}

// A link to a page of ours is followed within the visit; one to elsewhere, or with a key held, is the browser's.
function follow(event) {
  const link = event.target.closest("a[href]"), to = link?.getAttribute("href");
  if (!to || /^(#|\/|[a-z]+:)/i.test(to) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  this.did("to", to);
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

const bold = (label) => label.split("**").map((x, i) => (i % 2 ? make("strong", {}, x) : x));
const signed = (icon, label) => [icon && make("span", { class: "icon", "aria-hidden": "true", translate: "no" }, icon), label];

let count = 0, file; // a file lives in this tab alone, and nobody else can fetch it

const KINDS = {
  begin: {
    make: ([, page, section]) => {
      const moved = window.plumblineScreen !== undefined; // on a first page nobody takes the focus from where it is
      window.plumblineScreen = page;
      const place = () => (section && document.getElementById(section)) || document.querySelector("[data-testid=stMain] h1");
      if (moved) requestAnimationFrame(() => {
        place()?.setAttribute("tabindex", "-1");
        place()?.focus({ preventScroll: true });
      });
      setTimeout(() => {
        if (place()?.id) place().scrollIntoView();
        else document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0, behavior: "instant" });
      }, 150);
      return make("div", { hidden: true });
    },
  },
  h1: { make: ([, text]) => make("h1", {}, text) },
  h2: { make: ([, text, anchor]) => make("h2", { id: anchor || undefined }, text) },
  h3: { make: ([, text]) => make("h3", {}, text) },
  text: reads("text"),
  small: reads("text small"),
  html: reads("markup"),
  signed: { make: ([, icon, markup]) => make("div", { class: "signed" }, ...signed(icon, withMarkup("text", markup))) },
  callout: {
    make: ([, kind, markup]) => {
      const made = withMarkup(`callout text ${kind}`, markup);
      made.setAttribute("role", kind === "error" || kind === "warning" ? "alert" : "note");
      return made;
    },
  },
  box: holds("box"),
  row: holds("row"),
  beside: holds("beside"),
  "small-beside": holds("small-beside"),
  within: {
    make: ([, language, inside], did) => {
      const made = make("div", { class: "within", lang: language });
      draw(made, inside, did);
      return made;
    },
  },
  folded: {
    make: ([, label, open, inside], did) => {
      const made = make("details", { class: "fold", open }, make("summary", {}, ...bold(label)), make("div"));
      draw(made.lastChild, inside, did);
      return made;
    },
    change: (there, [, , , inside], did) => {
      draw(there.lastChild, inside, did);
      return true;
    },
  },
  copyable: {
    make: ([, text]) => {
      const lines = make("pre", {}, text);
      const take = () => navigator.clipboard.writeText(text).then(() => { copy.textContent = "Copied"; });
      const mark = () => getSelection().selectAllChildren(lines); // where a page may not copy, she still can
      const copy = make("button", { type: "button", "aria-live": "polite", onclick: () => { navigator.clipboard ? take().catch(mark) : mark(); } }, "Copy");
      return make("div", { class: "copyable" }, lines, copy);
    },
  },
  file: {
    make: ([, name, type, content]) => {
      const blob = new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type });
      URL.revokeObjectURL(file);
      file = URL.createObjectURL(blob);
      return make("div", { class: "file" }, make("p", { role: "status" }, `Ready: ${name}, ${Math.ceil(blob.size / 1000)} kB.`),
        make("a", { class: "primary", href: file, download: name }, `Save ${name}`),
        type === "application/pdf" && make("a", { href: file, target: "_blank", rel: "noopener" }, "Open to print"));
    },
  },
  button: {
    make: ([, key, label, about, icon, primary], did) =>
      make("button", { type: "button", class: primary && "primary", "data-of": key, title: about || undefined, onclick: () => did(key, null) }, ...signed(icon, label)),
  },
  link: { make: ([, label, href, icon]) => make("a", { class: "link", href, "data-of": href }, ...signed(icon, make("span", {}, label))) },
  search: {
    make: ([, key, label, hint, value], did) => {
      const id = `sheet-${(count += 1)}`;
      const field = make("input", { id, type: "search", placeholder: hint, value, maxlength: 200, "data-of": key, autocomplete: "off" });
      let soon;
      const tell = () => { clearTimeout(soon); if (field.value !== field.told) did(key, (field.told = field.value)); };
      field.told = value;
      field.oninput = () => { clearTimeout(soon); soon = setTimeout(tell, 300); };
      field.onchange = tell;
      return make("div", { class: "choice" }, make("label", { for: id }, label), field);
    },
    change: (there, [, , , , value]) => {
      const field = there.lastChild;
      if (field !== document.activeElement) field.value = field.told = value;
      return true;
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
      const input = make("input", { type: "checkbox", checked: on, "data-of": key, onchange: () => did(key, input.checked) });
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
      const made = make("details", { class: "fold", open }, make("summary", { "data-of": key }, ...bold(label)), make("div"));
      draw(made.lastChild, inside, did);
      made.ontoggle = () => { if (made.open !== made.wasOpen) did(key, (made.wasOpen = made.open)); };
      Object.assign(made, { wasOpen: open, label });
      return made;
    },
    change: (there, [, , label, open, inside], did) => {
      if (there.label !== label) there.firstChild.replaceChildren(...bold(label));
      there.label = label;
      draw(there.lastChild, inside, did);
      there.open = there.wasOpen = open;
      return true;
    },
  },
};
