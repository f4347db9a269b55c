// The conversation: what was said, what is being answered, and what to do when that fails.

import { Answer } from "./answer.js";
import { askForKey } from "./key.js";
import { requestOf } from "./settings.js";
import { chunks } from "./stream.js";
import { calls, clear, refusal, say, sent, turn } from "./view.js";

/** What stands where the person writes. */
export const PLACES = { asking: "Your message", calling: "First answer the call above", answering: "…" };

/**
 * A conversation that is new.
 *
 * @param changed told whether it is "asking" the person, "answering", or "calling" a tool
 */
export class Chat {
  #messages = [];
  /** What the person said last and has no answer; it is forgotten if something else is said. */
  #open = null;
  #stopping = null;

  constructor(changed) {
    this.changed = changed;
  }

  ask(text) {
    this.#forgetOpen();
    const message = { role: "user", content: text };
    this.#messages.push(message);
    this.#open = { message, view: turn("user", "You", text) };
    return this.#answer();
  }

  stop() {
    this.#stopping?.abort();
  }

  startAnew() {
    this.stop();
    this.#messages = [];
    this.#open = null;
    clear();
    this.changed("asking");
  }

  #forgetOpen() {
    if (this.#open) {
      this.#messages.splice(this.#messages.indexOf(this.#open.message), 1);
      this.#open.view.element.classList.add("forgotten");
      this.#open = null;
    }
  }

  async #answer() {
    const messages = this.#messages;
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.changed("answering");
    say("The model is answering");
    const answer = new Answer();
    try {
      const request = requestOf(messages);
      answer.view.add(sent(request));
      for await (const chunk of chunks(request, stopping.signal)) {
        answer.take(chunk);
      }
    } catch (failure) {
      answer.failure = failure;
    }
    if (messages === this.#messages) {
      this.#end(answer);
    }
  }

  #end(answer) {
    this.#stopping = null;
    const stopped = answer.failure?.name === "AbortError";
    answer.finish(stopped);
    if (answer.failure && !(stopped && answer.text)) {
      this.#offerAgain(answer, stopped);
      return;
    }
    this.#open = null;
    this.#messages.push(answer.message());
    say(answer.text ? `The model says: ${answer.text}` : "The model calls a tool");
    if (answer.calls.length > 0) {
      answer.view.add(calls(answer.calls, (results) => this.#returned(answer.calls, results)));
      this.changed("calling", answer.view.element);
    } else {
      this.changed("asking");
    }
  }

  #returned(asked, results) {
    asked.forEach((call, i) => {
      this.#messages.push({ role: "tool", tool_call_id: call.id, content: results[i] });
    });
    return this.#answer();
  }

  #offerAgain(answer, stopped) {
    const failure = stopped ? new Error("Stopped before the model said anything.") : answer.failure;
    const again = () => {
      answer.view.element.remove();
      return this.#answer();
    };
    const actions = { "Try again": again };
    if (this.#open) {
      actions["Change it"] = () => this.#takeBack(answer);
    }
    answer.view.add(refusal(failure, actions));
    this.changed(this.#messages.at(-1)?.role === "tool" ? "calling" : "asking");
    if (failure.status === 401) {
      askForKey(failure.message).then(again);
    }
  }

  /** The question goes back to where it was written. */
  #takeBack(answer) {
    const { message, view } = this.#open;
    this.#forgetOpen();
    view.element.remove();
    answer.view.element.remove();
    this.changed("asking", null, message.content);
  }
}
