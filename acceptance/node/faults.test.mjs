// OpenAI's Node SDK with its own defaults, before an engine that misbehaves. The Java test that
// starts this has told each engine what to do, and counts its calls afterwards.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';

const model = process.env.SLM_MODEL;
const messages = [{ role: 'user', content: 'How are you?' }];
const request = { model, messages, max_completion_tokens: 32 };
const clientOf = (name) =>
  new OpenAI({ baseURL: process.env[name], apiKey: process.env.SLM_API_KEY });

async function textOf(client) {
  let text = '';
  for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) {
    text += chunk.choices[0]?.delta.content ?? '';
  }
  return text;
}

test('a model that is not ready at first is waited for', async () => {
  assert.equal(await textOf(clientOf('SLM_COLD_URL')), 'I am fine');
});

test('a stream that breaks in the middle throws', async () => {
  await assert.rejects(textOf(clientOf('SLM_BREAKING_URL')), (thrown) => {
    assert.ok(thrown instanceof OpenAI.APIError);
    assert.match(thrown.message, /broke/);
    return true;
  });
});

test('a call that broke is not asked for again', async () => {
  const broken = clientOf('SLM_BROKEN_URL').chat.completions.create(request);
  await assert.rejects(broken, (thrown) => {
    assert.ok(thrown instanceof OpenAI.InternalServerError);
    assert.equal(thrown.status, 502);
    assert.equal(thrown.headers.get('x-should-retry'), 'false');
    return true;
  });
});

test('a stream that is aborted ends', async () => {
  const stream = await clientOf('SLM_STALLING_URL').chat.completions.create({
    ...request,
    stream: true,
  });
  for await (const chunk of stream) {
    assert.equal(chunk.choices[0].delta.role, 'assistant');
    stream.controller.abort();
    break;
  }
  assert.ok(stream.controller.signal.aborted);
});

test('a quota that is used up is a rate limit error', async () => {
  const client = clientOf('SLM_USED_UP_URL');
  await client.chat.completions.create(request);
  await assert.rejects(client.chat.completions.create(request), (thrown) => {
    assert.ok(thrown instanceof OpenAI.RateLimitError);
    assert.equal(thrown.code, 'insufficient_quota');
    return true;
  });
});
