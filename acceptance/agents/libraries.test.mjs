// Agent libraries, unchanged, before an engine whose text is scripted: a call, then its result.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool as agentTool } from '@openai/agents';
import { generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

const baseURL = process.env.SLM_BASE_URL;
const apiKey = process.env.SLM_API_KEY;
const model = process.env.SLM_MODEL;
const question = 'What is the weather in Paris?';
const description = 'Tells the weather of a city';
const schema = z.object({ city: z.string() });
const asked = [];
const weather = ({ city }) => {
  asked.push(city);
  return '{"celsius": 18}';
};

async function goesRound(language) {
  asked.length = 0;
  const request = {
    model: language,
    prompt: question,
    tools: { get_weather: tool({ description, inputSchema: schema, execute: weather }) },
    stopWhen: stepCountIs(3),
  };
  assert.match((await generateText(request)).text, /18 degrees/);
  assert.match(await streamText(request).text, /18 degrees/);
  assert.deepEqual(asked, ['Paris', 'Paris']);
}

test('the Vercel AI SDK with its OpenAI provider, which speaks Responses', async () => {
  await goesRound(createOpenAI({ baseURL, apiKey })(model));
});

test('the Vercel AI SDK with its OpenAI provider on chat completions', async () => {
  await goesRound(createOpenAI({ baseURL, apiKey }).chat(model));
});

test('the Vercel AI SDK with its Anthropic provider', async () => {
  await goesRound(createAnthropic({ baseURL, apiKey })(model));
});

test('the OpenAI Agents SDK', async () => {
  asked.length = 0;
  setTracingDisabled(true);
  const agent = new Agent({
    name: 'weather',
    instructions: 'Be brief.',
    model,
    tools: [
      agentTool({ name: 'get_weather', description, parameters: schema, execute: weather }),
    ],
  });
  const runner = new Runner({ modelProvider: new OpenAIProvider({ apiKey, baseURL }) });
  assert.match((await runner.run(agent, question)).finalOutput, /18 degrees/);
  const streamed = await runner.run(agent, question, { stream: true });
  await streamed.completed;
  assert.match(streamed.finalOutput, /18 degrees/);
  assert.deepEqual(asked, ['Paris', 'Paris']);
});
