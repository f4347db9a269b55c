// OpenAI's Node SDK, unchanged, in the words of the Responses API, before the demo model.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';

const model = process.env.SLM_MODEL;
const client = new OpenAI({
  baseURL: process.env.SLM_BASE_URL,
  apiKey: process.env.SLM_API_KEY,
});
const greedy = { model, temperature: 0, max_output_tokens: 64 };
const weather = {
  type: 'function',
  name: 'get_weather',
  description: 'Tells the weather of a city',
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
  strict: true,
};
const question = [{ role: 'user', content: 'What is the weather in Paris?' }];

const ask = (more) => client.responses.create({ ...greedy, input: 'What is 3 + 4?', ...more });

test('a response is answered, and output_text joins it', async () => {
  const reply = await ask();
  assert.match(reply.output_text, /7/);
  assert.equal(reply.status, 'completed');
  assert.equal(reply.store, false);
  assert.equal(reply.usage.total_tokens, reply.usage.input_tokens + reply.usage.output_tokens);
});

test("the SDK's own stream helper reads a stream to the whole reply", async () => {
  const deltas = [];
  const stream = client.responses
    .stream({ ...greedy, input: 'What is 3 + 4?' })
    .on('response.output_text.delta', (event) => deltas.push(event.delta));
  const reply = await stream.finalResponse();
  const whole = await ask();
  assert.equal(deltas.join(''), whole.output_text);
  assert.equal(reply.output_text, whole.output_text);
  assert.equal(reply.usage.output_tokens, whole.usage.output_tokens);
});

test("a tool's result goes back in with the reply's own items", async () => {
  const first = await ask({ input: question, tools: [weather] });
  const call = first.output.find((item) => item.type === 'function_call');
  assert.match(JSON.parse(call.arguments).city, /Paris/);
  const second = await ask({
    input: [
      ...question,
      ...first.output,
      { type: 'function_call_output', call_id: call.call_id, output: '{"celsius": 18}' },
    ],
    tools: [weather],
  });
  assert.equal(second.status, 'completed');
  assert.match(second.output_text, /18/);
});

test('a streamed call is announced, filled and finished', async () => {
  const stream = client.responses.stream({ ...greedy, input: question, tools: [weather] });
  const types = [];
  for await (const event of stream) {
    types.push(event.type);
  }
  assert.ok(types.includes('response.function_call_arguments.done'));
  const reply = await stream.finalResponse();
  assert.equal(reply.output.at(-1).type, 'function_call');
});

test('an answer in a schema is parsed', async () => {
  const reply = await client.responses.parse({
    ...greedy,
    max_output_tokens: 200,
    input: 'What is the capital of France?',
    text: {
      format: {
        type: 'json_schema',
        name: 'capital',
        strict: true,
        schema: {
          type: 'object',
          properties: { capital: { type: 'string' } },
          required: ['capital'],
          additionalProperties: false,
        },
      },
    },
  });
  assert.equal(typeof reply.output_parsed.capital, 'string');
});

test('what is kept nowhere is refused with the field', async () => {
  await assert.rejects(ask({ previous_response_id: 'resp_1' }), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.param, 'previous_response_id');
    return true;
  });
  await assert.rejects(client.responses.retrieve('resp_1'), OpenAI.NotFoundError);
});

test('hosted tools are dropped and named', async () => {
  const { data, response } = await ask({ tools: [{ type: 'web_search' }] }).withResponse();
  assert.match(data.output_text, /7/);
  assert.equal(response.headers.get('x-slm-ignored'), 'tools[0].web_search');
});
