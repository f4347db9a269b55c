// What a conversation looks like. Whatever comes from a model or a server goes in as text alone.

import { curl, python } from "./snippets.js";
import { key } from "./key.js";
import { BASE } from "./stream.js";

const conversation = document.getElementById("conversation");
const news = document.getElementById("news");

/** An element; strings among the children are text. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute.startsWith("on")) {
      made.addEventListener(attribute.slice(2), value);
    } else {
      made.setAttribute(attribute, value);
    }
  }
  made.append(...children);
  return made;
}

/** Tells those who listen instead of looking. */
export function say(text) {
  news.textContent = text;
}

/** Takes everything away. */
export function clear() {
  conversation.replaceChildren();
}

/** A turn of the conversation, at its end: who speaks, and what is said. */
export function turn(kind, speaker, text = "") {
  document.getElementById("empty")?.remove();
  const said = el("p", { class: "said" }, text);
  const element = el("article", { class: `turn ${kind}`, "aria-label": speaker }, el("h2", {}, speaker), said);
  following(() => conversation.append(element));
  return {
    element,
    write: (more) => following(() => said.append(more)),
    add: (part) => following(() => element.append(part)),
  };
}

/** A line of what was counted and measured. */
export function numbers(facts) {
  return el("ul", { class: "numbers" }, ...facts.map((fact) => el("li", {}, fact)));
}

/** A refusal in the API's words, and what a person may do now. */
export function refusal(failure, actions) {
  return el(
    "div",
    { class: "refusal", role: "alert" },
    el("p", { class: "words" }, failure.message),
    el("p", { class: "quiet" }, (failure.facts ?? []).join(" · ")),
    el("div", { class: "buttons" }, ...Object.entries(actions).map(([name, act]) => button(name, act))),
  );
}

/** The calls of an answer, each with a place for what it returned. */
export function calls(asked, answered) {
  const fields = asked.map((call, i) => {
    const id = `result-${call.id}`;
    return el(
      "div",
      { class: "call" },
      el("p", {}, el("code", { class: "name" }, call.function.name), " is called with"),
      el("pre", { class: "code" }, pretty(call.function.arguments)),
      el("label", { for: id }, asked.length > 1 ? `Answer ${i + 1}` : "Its answer"),
      el("textarea", { id, class: "code", rows: "2", spellcheck: "false" }),
    );
  });
  const form = el("form", { class: "calls" }, ...fields, el("button", { type: "submit" }, "Answer"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const results = [...form.querySelectorAll("textarea")].map((field) => field.value);
    form.querySelectorAll("textarea, button").forEach((part) => (part.disabled = true));
    answered(results);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  return form;
}

/** What was sent, to be sent again from elsewhere; the key stands in it only once asked for. */
export function sent(request) {
  const texts = [el("pre", { class: "code" }), el("pre", { class: "code" })];
  let shown = false;
  const write = () => {
    texts[0].textContent = curl(BASE, request, shown && key());
    texts[1].textContent = python(BASE, request, shown && key());
    toggle.textContent = shown ? "Hide the key" : "Show the key";
    toggle.setAttribute("aria-pressed", String(shown));
  };
  const toggle = button("", () => {
    shown = !shown;
    write();
  });
  write();
  return el(
    "details",
    { class: "sent" },
    el("summary", {}, "What was sent"),
    ...["curl", "Python"].flatMap((language, i) => [
      el("div", { class: "line" }, el("h3", {}, language), button("Copy", (event) => copy(event.target, texts[i]))),
      texts[i],
    ]),
    toggle,
  );
}

async function copy(copying, text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    copying.textContent = "Copied";
    say("Copied");
  } catch {
    // Browsers allow it on secure pages alone: the person copies what is selected.
    getSelection().selectAllChildren(text);
  }
}

function button(name, act) {
  return el("button", { type: "button", class: "link", onclick: act }, name);
}

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** Changes the conversation, and stays at its end where the person was there. */
function following(change) {
  const room = conversation;
  const atEnd = room.scrollHeight - room.scrollTop - room.clientHeight < 60;
  change();
  if (atEnd) {
    room.scrollTop = room.scrollHeight;
  }
}
