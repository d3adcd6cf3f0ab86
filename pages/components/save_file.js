// Saves a text that this page was given: made into a file here, so that no address serves it.

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    const link = document.createElement("a");
    const address = URL.createObjectURL(new Blob([data.text], { type: "application/yaml" }));
    Object.assign(link, { href: address, download: data.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
}
