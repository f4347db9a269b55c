// What IAM says to calls: reads a call a line as JSON with `policy`, `action`, `resource` and
// `context`, writes a line for each, in their order: Allowed, ImplicitlyDenied, ExplicitlyDenied, or
// why AWS knows no such call.
import { createInterface } from "node:readline";
import { runSimulation } from "@cloud-copilot/iam-simulate";

const principal = "arn:aws:iam::123456789012:role/asked";
const accountId = "123456789012";

for await (const line of createInterface({ input: process.stdin })) {
  const { policy, action, resource, context } = JSON.parse(line);
  const answer = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId }, contextVariables: context },
      identityPolicies: [{ name: "policy", policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  console.log(answer.overallResult ?? JSON.stringify(answer.errors));
}
