// The tools that a person has defined: a form for each.

const list = document.getElementById("tools");
const none = document.getElementById("tools-none");
const form = document.getElementById("tool-form");

const EXAMPLE = {
  name: "get_weather",
  description: "The weather of a city",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};
const EMPTY = { name: "", description: "", parameters: { type: "object", properties: {} } };

/** A form for one more; the first is an example. */
export function addTool() {
  const tool = list.children.length === 0 ? EXAMPLE : EMPTY;
  const added = form.content.cloneNode(true).firstElementChild;
  added.querySelector(".tool-name").value = tool.name;
  added.querySelector(".tool-description").value = tool.description;
  added.querySelector(".tool-parameters").value = JSON.stringify(tool.parameters, null, 2);
  added.querySelector(".tool-remove").addEventListener("click", () => {
    added.remove();
    none.hidden = list.children.length > 0;
    document.getElementById("tool-add").focus();
  });
  list.append(added);
  none.hidden = true;
  added.querySelector(".tool-name").focus();
}

/** The tools as the API takes them. */
export function tools() {
  return [...list.children].map((tool) => ({
    type: "function",
    function: {
      name: tool.querySelector(".tool-name").value.trim(),
      description: tool.querySelector(".tool-description").value.trim(),
      parameters: json("The parameters of a tool", tool.querySelector(".tool-parameters"), tool.querySelector(".flaw")),
    },
  }));
}

/** What a field says in JSON; what is none is told beside the field, and thrown. */
export function json(what, field, flaw) {
  flaw.textContent = "";
  field.removeAttribute("aria-invalid");
  try {
    return JSON.parse(field.value);
  } catch (wrong) {
    flaw.textContent = `This is no JSON: ${wrong.message}`;
    field.setAttribute("aria-invalid", "true");
    throw new Error(`${what}: this is no JSON. Mend it in the settings; nothing was sent.`);
  }
}
