// Starts the page: the key, what is served, and what keys and buttons do.

import { Chat, PLACES } from "./chat.js";
import { askForKey, key, takeFromLink } from "./key.js";
import { startSettings, stepAside } from "./settings.js";
import { models } from "./stream.js";

const at = (id) => document.getElementById(id);
const question = at("question");
let state = "asking";

const chat = new Chat((now, place, text) => {
  state = now;
  at("send").hidden = now === "answering";
  at("stop").hidden = now !== "answering";
  at("send").disabled = now === "calling";
  question.readOnly = now !== "asking";
  question.placeholder = PLACES[now];
  if (text !== undefined) {
    question.value = text;
    fit();
  }
  if (now !== "answering") {
    (place?.querySelector("textarea") ?? question).focus();
  }
});

async function open() {
  if (!key()) {
    await askForKey();
  }
  try {
    show(await models());
  } catch (failure) {
    await askForKey(failure.message);
    await open();
  }
}

function show(served) {
  at("model").replaceChildren(...served.map((model) => new Option(model.id, model.id)));
  at("model").disabled = served.length < 2;
  at("context").textContent = `${served[0].context_length} tokens of context`;
  question.focus();
}

function send() {
  const text = question.value;
  if (state !== "asking" || text.trim() === "") {
    return;
  }
  stepAside();
  question.value = "";
  fit();
  chat.ask(text);
}

/** As high as what is written. */
function fit() {
  question.rows = Math.min(8, Math.max(1, question.value.split("\n").length));
}

at("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
question.addEventListener("input", fit);
question.addEventListener("keydown", (event) => {
  // While a word is composed, Enter belongs to the input method.
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state === "answering") {
    chat.stop();
  }
});
at("stop").addEventListener("click", () => chat.stop());
at("fresh").addEventListener("click", () => chat.startAnew());
// A new link in the same tab changes the fragment alone.
addEventListener("hashchange", () => takeFromLink() && location.reload());

takeFromLink();
startSettings();
open();
