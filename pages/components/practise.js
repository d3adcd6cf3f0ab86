// Doing it together: everything after the list of steps runs here, and the server hears only that she has closed it.
// Where she is (the exercise, no answer) is kept in the tab, so that a reloaded page begins there.

const PLACE = "plumbline-practise";
const SLOWER = 1.5; // how much longer a movement takes when she asks for a slower count
const AGAIN = 2; // seconds into a step after which Back begins it anew
const ASLEEP = 5; // a longer gap than this between two frames: the machine slept, and so does the count
const PASSING = ["ready", "change", "rest"];
const TONES = { tick: [330, 0.05], soon: [440, 0.08], go: [660, 0.25], end: [520, 0.18] };

const remember = (key, task) => {
  try {
    if (task === null) sessionStorage.removeItem(PLACE);
    else sessionStorage.setItem(PLACE, JSON.stringify({ key, task }));
  } catch { /* a browser may forbid it: then a reload begins at the first exercise */ }
};
const remembered = (key) => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE));
    return kept?.key === key ? kept.task : 0;
  } catch { return 0; }
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const clock = (seconds) => {
  const left = Math.max(0, Math.ceil(seconds - 0.001));
  return left < 100 ? String(left) : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
};

function element(tag, text, ...inner) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.append(...inner);
  return made;
}
const listed = (lines, tag = "ul") => element(tag, "", ...lines.map((line) => element("li", line)));

// ------------------------------------------------------------------------------------------------- the moving picture
// The count leads and the picture follows: its own clock stands still and is set, so that both pause together.
class Picture {
  constructor(holder) {
    this.inside = holder.shadowRoot ?? holder.attachShadow({ mode: "open" });
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  show(task) {
    if (this.task === task) return;
    this.task = task;
    this.inside.replaceChildren();
    this.inside.host.hidden = !task.picture;
    if (!task.picture) return;
    this.svg = document.importNode(new DOMParser().parseFromString(task.picture, "image/svg+xml").documentElement, true);
    this.svg.setAttribute("style", "display: block; width: 100%; height: 100%");
    this.inside.append(this.svg);
    this.svg.pauseAnimations();
  }

  side(side) {
    const turned = (side === "left") !== this.task.turned;
    this.inside.host.style.transform = side && turned ? "scaleX(-1)" : "";
  }

  // Of the loop: out, stay, back, rest. `parts` are the seconds of each as they are counted, `at` is how far she is.
  set(parts, at) {
    if (!this.task.picture || this.still.matches) return;
    let before = 0;
    for (let i = 0; i < 4; i += 1) {
      if (at <= parts[i] || i === 3) {
        this.svg.setCurrentTime(before + this.task.tempo[i] * Math.min(1, at / (parts[i] || 1)));
        return;
      }
      at -= parts[i];
      before += this.task.tempo[i];
    }
  }
}

// One repetition as it is counted: the hold takes its seconds, and the rest of the loop shares what is left.
function beat(step, tempo) {
  const whole = step.seconds / step.reps;
  const kept = step.hold_s ? 1 : null;
  const moves = tempo.reduce((sum, part, i) => (i === kept ? sum : sum + part), 0);
  return tempo.map((part, i) => (i === kept ? step.hold_s : (part * (whole - step.hold_s)) / moves));
}

class Player {
  constructor(root, data, closed) {
    Object.assign(this, { data, closed, words: data.words, at: 0, elapsed: 0, last: 0, runs: false, hurts: false });
    this.$ = (name) => root.querySelector(name);
    this.dialog = this.$("dialog");
    this.picture = new Picture(this.$(".picture"));
    for (const name of ["open", "close", "slow", "sound", "hurt", "back", "skip"]) {
      this.$(`.${name}`).textContent = this.words[name];
    }
    this.$(".way").replaceChildren(...data.tasks.map(() => element("i", "", element("b", ""))));
    this.$(".open").onclick = () => this.open();
    this.$(".close").onclick = () => this.close();
    this.$(".go").onclick = () => this.go();
    this.$(".back").onclick = () => (this.hurts ? this.nextTask() : this.back());
    this.$(".skip").onclick = () => (this.hurts ? this.close() : this.skip());
    this.$(".hurt").onclick = () => this.hurt();
    this.$(".slow").onclick = (event) => { this.slow = this.toggled(event.target); };
    this.$(".sound").onclick = (event) => { this.sound = this.toggled(event.target) && this.audio(); this.beep("go"); };
    this.dialog.oncancel = (event) => { event.preventDefault(); this.hurts ? this.settled() : this.close(); };
    this.dialog.onkeydown = (event) => this.key(event);
    this.seen = () => this.onSight();
    this.$(".sound").hidden = !window.AudioContext;
    if (data.open) this.open();
  }

  get step() { return this.data.steps[this.at]; }
  get task() { return this.data.tasks[(this.step ?? this.data.steps.at(-1)).task]; }

  // ---------------------------------------------------------------------------------------------- opening, closing
  open() {
    const task = Math.min(remembered(this.data.key), this.data.tasks.length - 1);
    this.dialog.showModal();
    document.addEventListener("visibilitychange", this.seen);
    this.enter(this.data.steps.findIndex((step) => step.task === task));
    this.$(".go").focus();
    this.stayAwake();
  }

  close() {
    remember(this.data.key, null);
    this.leave();
    this.dialog.close();
    this.$(".open").focus();
    this.closed();
  }

  leave() {
    this.runs = false;
    cancelAnimationFrame(this.frame);
    document.removeEventListener("visibilitychange", this.seen);
    this.letSleep();
  }

  toggled(button) {
    const on = button.ariaPressed !== "true";
    button.ariaPressed = String(on);
    return on;
  }

  // ------------------------------------------------------------------------------------------------- going through
  enter(at) {
    this.at = at;
    this.elapsed = 0;
    this.ticked = null;
    const { step } = this;
    remember(this.data.key, step ? step.task : null);
    if (!step || step.kind === "prepare") this.runs = false;
    this.hurts = false;
    this.write();
    this.say(this.spoken());
    if (["reps", "hold", "keep_on"].includes(step?.kind)) this.beep("go");
    else if (step?.kind !== "ready") this.beep("end");
    if (!step) this.letSleep();
  }

  go() {
    if (this.hurts) this.settled();
    else if (!this.step) this.close();
    else if (this.step.kind === "prepare") { this.run(); this.enter(this.at + 1); }
    else if (this.runs) this.pause();
    else { this.run(); this.say(this.words.on); }
  }

  run() {
    this.runs = true;
    this.last = performance.now();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame((now) => this.tick(now));
    this.button();
    this.stayAwake();
  }

  pause() {
    this.runs = false;
    this.button();
    this.say(this.words.paused);
  }

  skip() {
    if (this.step.kind === "prepare") this.nextTask();
    else this.enter(this.at + 1);
  }

  nextTask() {
    const next = this.data.steps.findIndex((step) => step.task > this.step.task);
    this.enter(next < 0 ? this.data.steps.length : next);
    this.$(".go").focus();
  }

  back() {
    let to = this.at;
    const begun = this.step && !["prepare", ...PASSING].includes(this.step.kind) && this.elapsed > AGAIN;
    if (!begun) do to -= 1; while (to > 0 && PASSING.includes(this.data.steps[to].kind));
    this.enter(Math.max(0, to));
    if (this.step.kind !== "prepare" && !this.runs) this.button();
  }

  hurt() {
    this.runs = false;
    this.hurts = true;
    this.write();
    this.$("h2").focus();
    this.$(".stage").scrollTop = 0;
    this.say(this.words.paused);
  }

  settled() {
    this.hurts = false;
    this.write();
    this.$(".go").focus();
  }

  key(event) {
    const onButton = event.composedPath()[0].closest?.("button");
    const act = { ArrowLeft: ".back", ArrowRight: ".skip", " ": onButton ? "" : ".go" }[event.key];
    if (!act || (this.hurts && act !== ".go")) return;
    event.preventDefault();
    if (!this.$(act).disabled) this.$(act).click();
  }

  // --------------------------------------------------------------------------------------------------- each moment
  tick(now) {
    const passed = (now - this.last) / 1000;
    this.last = now;
    if (!this.runs) return;
    if (passed > ASLEEP) { this.pause(); return; }
    this.elapsed += Math.max(0, passed) / (this.slow && this.moves() ? SLOWER : 1);
    while (this.runs && this.elapsed >= this.step.seconds) {
      const over = this.elapsed - this.step.seconds;
      this.enter(this.at + 1);
      this.elapsed = over;
    }
    if (!this.runs) return;
    this.draw();
    this.frame = requestAnimationFrame((next) => this.tick(next));
  }

  // Where she is in a repetition: which one, how far, and how much of its hold is left.
  repetition() {
    const { step } = this, parts = beat(step, this.task.tempo), whole = step.seconds / step.reps;
    const done = Math.min(step.reps - 1, Math.floor(this.elapsed / whole)), at = this.elapsed - done * whole;
    const left = parts[0] + parts[1] - at;
    return { parts, at, number: done + 1, holds: step.hold_s && at >= parts[0] && left > 0 ? left : 0 };
  }

  moves() { return this.step.kind === "reps" && !this.repetition().holds; }

  draw() {
    const { step } = this, left = step.seconds - this.elapsed, [phase, count, of] = [".phase", "strong", ".of"];
    this.$(".bar").style.strokeDashoffset = step.seconds ? 1 - this.elapsed / step.seconds : 1;
    this.fill();
    if (step.kind === "reps") {
      const { parts, at, number, holds } = this.repetition();
      this.put(phase, holds ? filled(this.words.hold_on, { seconds: clock(holds) }) : this.words.reps);
      this.put(count, String(number));
      this.put(of, filled(this.words.of, { reps: step.reps }));
      this.picture.set(parts, at);
      this.each(number, "tick");
    } else {
      this.put(phase, this.words[step.kind]);
      this.put(count, clock(left));
      this.put(of, Math.ceil(left) < 100 ? this.words.seconds : this.words.minutes);
      this.pose(step);
      if (left <= 3) this.each(Math.ceil(left), "soon");
    }
  }

  pose(step) {
    const { tempo } = this.task, loop = tempo.reduce((sum, part) => sum + part, 0);
    if (step.kind === "hold") this.picture.set(tempo, Math.min(this.elapsed, tempo[0] + tempo[1] / 2));
    else this.picture.set(tempo, step.kind === "keep_on" ? this.elapsed % loop : 0);
  }

  // While she reads what comes, the picture shows it at its own pace.
  demonstrate() {
    const { tempo } = this.task, loop = tempo.reduce((sum, part) => sum + part, 0), began = performance.now();
    const turn = (now) => {
      if (this.step?.kind !== "prepare" || this.hurts || !this.dialog.open) return;
      this.picture.set(tempo, ((now - began) / 1000) % loop);
      this.frame = requestAnimationFrame(turn);
    };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(turn);
  }

  each(number, tone) {
    if (this.ticked === number) return;
    this.ticked = number;
    this.beep(tone);
  }

  put(place, text) {
    const found = this.$(place);
    if (found.textContent !== text) found.textContent = text;
  }

  fill() {
    const { steps } = this.data, now = this.step ? this.step.task : this.data.tasks.length;
    [...this.$(".way").children].forEach((segment, task) => {
      const own = steps.filter((x) => x.task === task), whole = own.reduce((sum, x) => sum + x.seconds, 0);
      const done = steps.slice(0, this.at).filter((x) => x.task === task).reduce((sum, x) => sum + x.seconds, 0);
      const share = task < now ? 1 : (done + (task === now ? this.elapsed : 0)) / whole;
      segment.firstChild.style.width = `${Math.round(100 * Math.min(1, share))}%`;
    });
  }

  // ---------------------------------------------------------------------------------------------- what stands there
  write() {
    const { step, task, words, hurts } = this, kind = hurts ? "hurts" : (step?.kind ?? "done");
    this.dialog.dataset.kind = kind;
    this.put("h2", hurts ? words.hurts : step ? task.title : words.done);
    this.put(".where", hurts ? "" : step ? this.place() : "");
    this.put(".cue", this.cue(kind));
    this.$(".notes").replaceChildren(...this.notes(kind));
    this.$(".stage").scrollTop = 0;
    this.picture.show(task);
    if (step) this.picture.side(step.side);
    this.button();
    if (kind === "prepare") this.demonstrate();
    else if (step && !hurts) this.draw();
    this.fill();
  }

  place() {
    const { step, task, words } = this;
    const count = this.data.tasks.length;
    const exercise = count > 1 ? [filled(words.exercise, { number: step.task + 1, count })] : [];
    return [...exercise, ...(step.kind === "prepare" ? [task.dose] : this.which())].join(" · ");
  }

  which() {
    const { step, task, words } = this;
    const set = task.sets > 1 ? [filled(words.set, { number: step.set, count: task.sets })] : [];
    return step.side ? [...set, words[step.side]] : set;
  }

  cue(kind) {
    const { step, task, words } = this;
    if (kind === "hurts") return words.hurts_lead;
    if (kind === "done") return words.done_lead;
    if (kind === "rest" || kind === "change") return `${words.then} ${this.which().join(" · ")}`;
    return kind === "prepare" || !task.points.length ? "" : task.points[(2 * step.set + (step.side === "left")) % task.points.length];
  }

  notes(kind) {
    const { task, words } = this;
    const part = (title, lines, tag) => (lines.length ? [element("h3", title), listed(lines, tag)] : []);
    if (kind === "hurts") {
      const signs = this.data.signs.map(({ signs: own, do: act }) => element("section", "", listed(own), element("p", act)));
      return [...part(words.stop_if, task.stop), element("h3", words.signs), ...signs, element("p", words.hurts_end)];
    }
    if (kind === "done") return [listed(this.data.tasks.map((x) => x.title))];
    if (kind !== "prepare") return [];
    return [
      ...part(words.first, task.first), ...part(words.adapt, task.adapt),
      ...part(words.how, task.how, "ol"), ...part(words.points, task.points),
    ];
  }

  button() {
    const { step, words, hurts, runs } = this, waits = step?.kind === "prepare";
    this.put(".go", hurts ? words.settled : !step ? words.leave : waits ? words.start : runs ? words.pause : words.go_on);
    this.put(".back", hurts ? words.leave_out : words.back);
    this.put(".skip", hurts ? words.stop : words.skip);
    this.$(".back").disabled = !hurts && this.at === 0;
    this.$(".back").hidden = this.$(".skip").hidden = this.$(".hurt").hidden = !step;
    this.$(".hurt").hidden ||= hurts;
    this.dialog.dataset.runs = String(runs);
  }

  spoken() {
    const { step, task, words } = this;
    if (!step) return `${words.done}. ${words.done_lead}`;
    if (step.kind === "prepare") return filled(words.say_prepare, { title: task.title, dose: task.dose });
    const said = filled(words[`say_${step.kind}`], { seconds: Math.round(step.seconds), reps: step.reps, minutes: Math.round(step.seconds / 60) });
    return [said, ...(["hold", "reps", "keep_on"].includes(step.kind) ? this.which().slice(-1) : this.which())].join(" ");
  }

  say(text) { this.$(".status").textContent = text; }

  // ------------------------------------------------------------------------------------------ sound, and the screen
  audio() {
    this.context ??= new AudioContext();
    this.context.resume();
    return true;
  }

  beep(name) {
    if (!this.sound) return;
    const [pitch, length] = TONES[name], { context } = this, end = context.currentTime + length;
    const tone = new OscillatorNode(context, { frequency: pitch }), gain = new GainNode(context, { gain: 0.15 });
    gain.gain.setTargetAtTime(0, end - length / 2, length / 6);
    tone.connect(gain).connect(context.destination);
    tone.start();
    tone.stop(end + 0.1);
  }

  async stayAwake() {
    if (!navigator.wakeLock || this.lock || !this.dialog.open || !this.step) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (!this.dialog.open || !this.step) { lock.release(); return; }
      this.lock = lock;
      lock.addEventListener("release", () => { this.lock = null; });
    } catch { /* the battery is low, or the browser does not allow it: she may have to touch the screen */ }
  }

  letSleep() {
    this.lock?.release();
    this.lock = null;
  }

  onSight() {
    if (document.hidden) { if (this.runs) this.pause(); this.letSleep(); }
    else this.stayAwake();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".practise");
  if (root.player?.data.key !== data.key) {
    root.player?.leave();
    root.player = new Player(root, data, () => setTriggerValue("closed", true));
  }
  return () => root.player.leave();
}
