// Anthropic's Node SDK, unchanged, before the demo model.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';

const model = process.env.SLM_MODEL;
const client = new Anthropic({
  baseURL: process.env.SLM_BASE_URL.replace(/\/v1$/, ''),
  apiKey: process.env.SLM_API_KEY,
});
const greedy = { model, temperature: 0, max_tokens: 64 };
const sum = [{ role: 'user', content: 'What is 3 + 4?' }];
const question = [{ role: 'user', content: 'What is the weather in Paris?' }];
const weather = {
  name: 'get_weather',
  description: 'Tells the weather of a city',
  input_schema: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
  },
};

const ask = (more) => client.messages.create({ ...greedy, messages: sum, ...more });
const textOf = (message) => message.content.map((block) => block.text ?? '').join('');

test('a message is answered', async () => {
  const reply = await ask();
  assert.match(textOf(reply), /7/);
  assert.equal(reply.stop_reason, 'end_turn');
  assert.equal(reply.role, 'assistant');
  assert.ok(reply.usage.output_tokens > 0);
});

test("the SDK's own stream helper reads a stream to the whole reply", async () => {
  const deltas = [];
  const stream = client.messages
    .stream({ ...greedy, messages: sum })
    .on('text', (delta) => deltas.push(delta));
  const reply = await stream.finalMessage();
  const whole = await ask();
  assert.equal(deltas.join(''), textOf(whole));
  assert.equal(textOf(reply), textOf(whole));
  assert.equal(reply.stop_reason, 'end_turn');
  assert.equal(reply.usage.output_tokens, whole.usage.output_tokens);
});

test("a tool's result goes back in with the reply's own blocks", async () => {
  const first = await ask({ messages: question, tools: [weather] });
  assert.equal(first.stop_reason, 'tool_use');
  const use = first.content.find((block) => block.type === 'tool_use');
  assert.match(use.input.city, /Paris/);
  const second = await ask({
    messages: [
      ...question,
      { role: 'assistant', content: first.content },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: use.id, content: '{"celsius": 18}' }],
      },
    ],
    tools: [weather],
  });
  assert.equal(second.stop_reason, 'end_turn');
  assert.match(textOf(second), /18/);
});

test('a streamed call comes with its input whole', async () => {
  const stream = client.messages.stream({ ...greedy, messages: question, tools: [weather] });
  const reply = await stream.finalMessage();
  assert.match(reply.content.at(-1).input.city, /Paris/);
});

test("the SDK's tool runner goes round by itself", async () => {
  const asked = [];
  const runner = client.beta.messages.toolRunner({
    ...greedy,
    messages: question,
    tools: [
      {
        ...weather,
        run: ({ city }) => {
          asked.push(city);
          return '{"celsius": 18}';
        },
        parse: (input) => input,
      },
    ],
  });
  const reply = await runner;
  assert.deepEqual(asked.length, 1);
  assert.match(textOf(reply), /18/);
});

test('a prompt is counted as a message counts it', async () => {
  const count = await client.messages.countTokens({ model, messages: sum });
  const usage = (await ask()).usage;
  assert.equal(count.input_tokens, usage.input_tokens + usage.cache_read_input_tokens);
});

test('errors are the classes of the SDK', async () => {
  await assert.rejects(ask({ model: 'claude-opus-4-8' }), Anthropic.NotFoundError);
  await assert.rejects(ask({ temperature: 3 }), Anthropic.BadRequestError);
  const stranger = new Anthropic({
    baseURL: client.baseURL,
    apiKey: 'slm-00000000000000000000000000000000',
  });
  await assert.rejects(
    stranger.messages.create({ ...greedy, messages: sum }),
    Anthropic.AuthenticationError,
  );
});
