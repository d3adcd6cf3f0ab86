// Counts in window.runs how often the server has said that a run is over, and keeps in window.ranAt when it last did:
// what is on the screen cannot tell, for a quick run never shows as running. It finds the one field of the message, and
// leaves out a run cut short for another.
(isOverField, cutShort) => {
  window.runs = 0;
  const isOver = (buffer) => {
    const bytes = new Uint8Array(buffer);
    let at = 0;
    const number = () => {
      let value = 0, power = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * power; power *= 128; } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = number(), kind = tag % 8, field = (tag - kind) / 8;
      const value = kind === 0 || kind === 2 ? number() : 0;
      if (field === isOverField) return value !== cutShort;
      at += {0: 0, 1: 8, 2: value, 5: 4}[kind];
    }
    return false;
  };
  window.WebSocket = class extends WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener("message", ({data}) => {
        if (!(data instanceof ArrayBuffer && isOver(data))) return;
        window.ranAt = performance.now();
        requestAnimationFrame(() => requestAnimationFrame(() => { window.runs += 1; }));
      });
    }
  };
}
