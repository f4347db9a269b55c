// The API: what it serves, and an answer's events as they come.

import { key } from "./key.js";

export const BASE = `${location.origin}/v1`;

/** What the API refused, in its own words. */
export class Refusal extends Error {
  constructor(error, status, headers) {
    super(error.message);
    this.facts = [
      status,
      error.type,
      error.code,
      error.param && `field ${error.param}`,
      headers?.get("retry-after") && `try again after ${headers.get("retry-after")} s`,
      headers?.get("x-request-id") && `request ${headers.get("x-request-id")}`,
    ].filter(Boolean);
    this.status = status;
  }
}

/** The models that are served. */
export async function models() {
  const response = await call("/models", {});
  return (await response.json()).data;
}

/** Yields each chunk of a chat completion; throws a Refusal, or an AbortError where it was stopped. */
export async function* chunks(request, signal) {
  const response = await call("/chat/completions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
    signal,
  });
  for await (const data of events(response.body)) {
    if (data === "[DONE]") {
      return;
    }
    const chunk = JSON.parse(data);
    if (chunk.error) {
      throw new Refusal(chunk.error, null, response.headers);
    }
    yield chunk;
  }
  throw new Error("The answer broke off: the connection was closed before its end.");
}

async function call(path, init) {
  const response = await fetch(BASE + path, {
    ...init,
    headers: { ...init.headers, Authorization: `Bearer ${key()}` },
  });
  if (response.ok) {
    return response;
  }
  const text = await response.text();
  let error;
  try {
    error = JSON.parse(text).error;
  } catch {
    error = { message: text || response.statusText };
  }
  throw new Refusal(error, response.status, response.headers);
}

/** The data of server-sent events, wherever the bytes are cut. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const parts = (rest + read.value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const data = part.split("\n").filter((line) => line.startsWith("data:"));
      if (data.length > 0) {
        yield data.map((line) => line.slice(5).trimStart()).join("\n");
      }
    }
  }
}
