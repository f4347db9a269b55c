// What goes with every question, and how the page looks.

import { addTool, json, tools } from "./tools.js";

const THEMES = ["auto", "light", "dark"];
const PHONE = matchMedia("(max-width: 52rem)");
const EXAMPLE = {
  type: "object",
  properties: { name: { type: "string" }, age: { type: "integer" } },
  required: ["name", "age"],
};

const at = (id) => document.getElementById(id);

/** The request for these messages, in the order in which a person would write it. */
export function requestOf(messages) {
  const system = at("system").value.trim();
  const offered = tools();
  return {
    model: at("model").value,
    messages: system ? [{ role: "system", content: system }, ...messages] : messages,
    ...number("temperature", at("temperature")),
    ...number("max_tokens", at("most")),
    ...(offered.length > 0 ? { tools: offered } : {}),
    ...format(),
    stream: true,
    stream_options: { include_usage: true },
  };
}

/** Makes the pane and the looks work. */
export function startSettings() {
  at("tool-add").addEventListener("click", addTool);
  at("schema-example").addEventListener("click", () => {
    at("schema").value = JSON.stringify(EXAMPLE, null, 2);
    at("schema").focus();
  });
  at("toggle").addEventListener("click", () => show(at("settings").hidden));
  PHONE.addEventListener("change", () => show(!PHONE.matches));
  show(!PHONE.matches);
  at("theme").addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
    localStorage.setItem("theme", next);
    dress();
  });
  dress();
}

/** Gives the whole width to the conversation where there is little. */
export function stepAside() {
  if (PHONE.matches) {
    show(false);
  }
}

function show(open) {
  at("settings").hidden = !open;
  at("toggle").setAttribute("aria-expanded", String(open));
}

function theme() {
  return localStorage.getItem("theme") ?? "auto";
}

function dress() {
  document.documentElement.dataset.theme = theme();
  at("theme").textContent = `Theme: ${theme()}`;
}

function number(name, field) {
  return field.value === "" ? {} : { [name]: Number(field.value) };
}

function format() {
  if (at("schema").value.trim() === "") {
    at("schema-flaw").textContent = "";
    return {};
  }
  const schema = json("The JSON schema", at("schema"), at("schema-flaw"));
  return { response_format: { type: "json_schema", json_schema: { name: "answer", schema } } };
}
