// One answer: its text and its calls as they come, and what was counted and measured.

import { numbers, turn } from "./view.js";

/** What has come of one answer. */
export class Answer {
  text = "";
  calls = [];
  failure = null;
  #asked = performance.now();
  #first = null;
  #last = null;
  #usage = null;
  #reason = null;

  constructor() {
    this.view = turn("model", document.getElementById("model").value);
    this.view.element.setAttribute("aria-busy", "true");
  }

  take(chunk) {
    this.#usage = chunk.usage ?? this.#usage;
    for (const { delta, finish_reason: reason } of chunk.choices) {
      this.#reason = reason ?? this.#reason;
      if (delta.content || delta.tool_calls) {
        this.#last = performance.now();
        this.#first ??= this.#last;
      }
      if (delta.content) {
        this.text += delta.content;
        this.view.write(delta.content);
      }
      (delta.tool_calls ?? []).forEach((part) => this.#takeCall(part));
    }
  }

  #takeCall(part) {
    const call = (this.calls[part.index] ??= { id: "", type: "function", function: { name: "", arguments: "" } });
    call.id ||= part.id ?? "";
    call.function.name += part.function?.name ?? "";
    call.function.arguments += part.function?.arguments ?? "";
  }

  message() {
    return this.calls.length > 0
      ? { role: "assistant", content: this.text || null, tool_calls: this.calls }
      : { role: "assistant", content: this.text };
  }

  finish(stopped) {
    this.view.element.setAttribute("aria-busy", "false");
    const facts = this.#counted();
    if (stopped) {
      facts.push("stopped by you");
    } else if (this.#reason === "length") {
      facts.push("cut: the most tokens, or the end of the context");
    }
    if (facts.length > 0) {
      this.view.add(numbers(facts));
    }
  }

  #counted() {
    const facts = [];
    if (this.#usage) {
      facts.push(`${this.#usage.prompt_tokens} tokens in`, `${this.#usage.completion_tokens} out`);
    }
    if (this.#first !== null) {
      facts.push(`first after ${Math.round(this.#first - this.#asked)} ms`);
    }
    // Between the first and the last: one token alone has no speed.
    const between = (this.#usage?.completion_tokens ?? 0) - 1;
    if (between > 0 && this.#last > this.#first) {
      facts.push(`${((1000 * between) / (this.#last - this.#first)).toFixed(1)} tokens/s`);
    }
    return facts;
  }
}
