// What was sent, as a person would write it: for a shell, and for Python. No DOM, no state.

/** One command; without a key it takes the variable that `slm local` prints. */
export function curl(base, request, key) {
  const header = key ? `'Authorization: Bearer ${key}'` : '"Authorization: Bearer $OPENAI_API_KEY"';
  return [
    `curl -N ${quoted(`${base}/chat/completions`)} \\`,
    `  -H ${header} \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(JSON.stringify(request, null, 2))}`,
  ].join("\n");
}

/** A program on OpenAI's SDK; without a key the SDK takes the variable by itself. */
export function python(base, request, key) {
  const opened = key ? `, api_key=${JSON.stringify(key)}` : "";
  const fields = Object.entries(request).map(
    ([name, value]) => `    ${name}=${literal(value, "    ")},`,
  );
  return [
    "from openai import OpenAI",
    "",
    `client = OpenAI(base_url=${JSON.stringify(base)}${opened})`,
    "for chunk in client.chat.completions.create(",
    ...fields,
    "):",
    "    for choice in chunk.choices:",
    '        print(choice.delta.content or choice.delta.tool_calls or "", end="", flush=True)',
    "print()",
  ].join("\n");
}

/** A word for a POSIX shell. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** JSON as Python writes it: its strings and numbers are Python's, its three words are not. */
function literal(value, indent) {
  const deeper = `${indent}    `;
  if (Array.isArray(value)) {
    return block("[", value.map((each) => literal(each, deeper)), "]", indent);
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).map(
      ([name, each]) => `${JSON.stringify(name)}: ${literal(each, deeper)}`,
    );
    return block("{", entries, "}", indent);
  }
  return { true: "True", false: "False", null: "None" }[String(JSON.stringify(value))] ?? JSON.stringify(value);
}

function block(open, items, close, indent) {
  return items.length === 0
    ? open + close
    : `${open}\n${items.map((item) => `${indent}    ${item},\n`).join("")}${indent}${close}`;
}
