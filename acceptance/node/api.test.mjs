// OpenAI's Node SDK, unchanged, before the demo model.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';

const model = process.env.SLM_MODEL;
const client = new OpenAI({
  baseURL: process.env.SLM_BASE_URL,
  apiKey: process.env.SLM_API_KEY,
});
const sum = [{ role: 'user', content: 'What is 3 + 4?' }];
const greedy = { model, temperature: 0, max_completion_tokens: 64 };
const weather = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Tells the weather of a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
  },
};
const question = [{ role: 'user', content: 'What is the weather in Paris?' }];

const ask = (more) => client.chat.completions.create({ ...greedy, messages: sum, ...more });

async function chunksOf(more) {
  const chunks = [];
  for await (const chunk of await ask({ stream: true, ...more })) {
    chunks.push(chunk);
  }
  return chunks;
}

const textOf = (chunks) =>
  chunks.flatMap((chunk) => chunk.choices).map((choice) => choice.delta.content ?? '').join('');

test('a chat is answered', async () => {
  const reply = await ask();
  assert.match(reply.choices[0].message.content, /7/);
  assert.equal(reply.choices[0].finish_reason, 'stop');
  assert.equal(reply.model, model);
  assert.equal(
    reply.usage.total_tokens,
    reply.usage.prompt_tokens + reply.usage.completion_tokens,
  );
  assert.ok(reply._request_id);
});

test('a stream joins to the whole reply and ends with usage', async () => {
  const chunks = await chunksOf({ stream_options: { include_usage: true } });
  const whole = await ask();
  assert.equal(chunks[0].choices[0].delta.role, 'assistant');
  assert.equal(textOf(chunks), whole.choices[0].message.content);
  assert.deepEqual(chunks.at(-1).choices, []);
  assert.equal(chunks.at(-1).usage.completion_tokens, whole.usage.completion_tokens);
});

test("the SDK's own stream runner reads a stream to its end", async () => {
  const stream = client.chat.completions.stream({ ...greedy, messages: sum });
  assert.match(await stream.finalContent(), /7/);
});

test('a completion is answered, whole and streamed', async () => {
  const request = { model, prompt: 'Once upon a time', temperature: 0, max_tokens: 8 };
  const whole = await client.completions.create(request);
  let text = '';
  for await (const chunk of await client.completions.create({ ...request, stream: true })) {
    text += chunk.choices[0]?.text ?? '';
  }
  assert.equal(text, whole.choices[0].text);
  assert.ok(['stop', 'length'].includes(whole.choices[0].finish_reason));
});

test('models are listed and found by their id', async () => {
  const ids = [];
  for await (const listed of client.models.list()) {
    ids.push(listed.id);
  }
  assert.deepEqual(ids, [model]);
  assert.equal((await client.models.retrieve(model)).id, model);
});

test('a tool is called and its result is used', async () => {
  const first = await ask({ messages: question, tools: [weather] });
  const [choice] = first.choices;
  assert.equal(choice.finish_reason, 'tool_calls');
  const [call] = choice.message.tool_calls;
  assert.equal(call.function.name, 'get_weather');
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Paris' });

  const result = { role: 'tool', tool_call_id: call.id, content: '{"temperature": 21}' };
  const last = await ask({
    messages: [...question, choice.message, result],
    tools: [weather],
  });
  assert.match(last.choices[0].message.content, /21/);
});

test("a call that is streamed is put together by the SDK's stream runner", async () => {
  const stream = client.chat.completions.stream({ ...greedy, messages: question, tools: [weather] });
  const { message } = (await stream.finalChatCompletion()).choices[0];
  assert.deepEqual(JSON.parse(message.tool_calls[0].function.arguments), { city: 'Paris' });
});

for (const [name, choice] of [
  ['auto', 'auto'],
  ['required', 'required'],
  ['named', { type: 'function', function: { name: 'get_weather' } }],
]) {
  test(`tool_choice ${name} makes a call`, async () => {
    const reply = await ask({ messages: question, tools: [weather], tool_choice: choice });
    assert.equal(reply.choices[0].message.tool_calls[0].function.name, 'get_weather');
  });
}

test('tool_choice none makes no call', async () => {
  const reply = await ask({ messages: question, tools: [weather], tool_choice: 'none' });
  assert.equal(reply.choices[0].message.tool_calls, undefined);
});

test('response_format json_schema is followed', async () => {
  const reply = await ask({
    messages: [{ role: 'user', content: 'Ada is 36 years old' }],
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'person',
        strict: true,
        schema: {
          type: 'object',
          properties: { name: { type: 'string' }, age: { type: 'integer' } },
          required: ['name', 'age'],
          additionalProperties: false,
        },
      },
    },
  });
  const person = JSON.parse(reply.choices[0].message.content);
  assert.deepEqual(Object.keys(person).sort(), ['age', 'name']);
  assert.equal(typeof person.name, 'string');
  assert.ok(Number.isInteger(person.age));
});

test('response_format json_object is a JSON object', async () => {
  const reply = await ask({
    messages: [{ role: 'user', content: 'Ada is 36 years old. Answer in JSON.' }],
    max_completion_tokens: 200,
    response_format: { type: 'json_object' },
  });
  const object = JSON.parse(reply.choices[0].message.content);
  assert.equal(typeof object, 'object');
});

test('errors are the exceptions that users catch', async () => {
  const stranger = client.withOptions({ apiKey: 'slm-00000000000000000000' });
  await assert.rejects(stranger.models.list(), OpenAI.AuthenticationError);
  await assert.rejects(ask({ model: 'gpt-nobody' }), (thrown) => {
    assert.ok(thrown instanceof OpenAI.NotFoundError);
    assert.equal(thrown.code, 'model_not_found');
    return true;
  });
  await assert.rejects(ask({ temperature: 2.5 }), (thrown) => {
    assert.ok(thrown instanceof OpenAI.BadRequestError);
    assert.equal(thrown.param, 'temperature');
    assert.equal(thrown.type, 'invalid_request_error');
    assert.ok(thrown.requestID);
    return true;
  });
});
