// Turns what the server made into a file of this page alone: a blob lives in the tab, and nobody else can fetch it.

function bytes(text) {
  const raw = atob(text);
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function link(words, address, more) {
  return Object.assign(document.createElement("a"), { textContent: words, href: address, ...more });
}

export default function ({ data, parentElement }) {
  const blob = new Blob([bytes(data.content)], { type: data.type });
  const address = URL.createObjectURL(blob);
  const links = [link(`Save ${data.name}`, address, { download: data.name })];
  if (data.type === "application/pdf") links.push(link("Open to print", address, { target: "_blank", rel: "noopener" }));
  parentElement.querySelector("p").textContent = `Ready: ${data.name}, ${Math.ceil(blob.size / 1000)} kB.`;
  parentElement.querySelector(".row").replaceChildren(...links);
  return () => URL.revokeObjectURL(address);
}
