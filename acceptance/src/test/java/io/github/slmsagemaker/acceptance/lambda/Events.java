package io.github.slmsagemaker.acceptance.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of a REST API's proxy integration; "Input format of a Lambda function for proxy
 * integration" in the API Gateway developer guide.
 */
final class Events {
  private Events() {}

  /** A chat of one word. */
  static byte[] chat(boolean streamed) {
    return post(
        "/v1/chat/completions",
        """
        {"model": "slm-demo", "stream": %s, "messages": [{"role": "user", "content": "Hi"}]}
        """
            .formatted(streamed));
  }

  private static byte[] post(String path, String body) {
    ObjectNode event = JsonMapper.shared().createObjectNode();
    event.put("resource", "/{proxy+}").put("path", path).put("httpMethod", "POST");
    event.putObject("headers").put("Content-Type", "application/json").put("Host", "api.invalid");
    ObjectNode all = event.putObject("multiValueHeaders");
    all.putArray("Content-Type").add("application/json");
    all.putArray("Host").add("api.invalid");
    event.putNull("queryStringParameters").putNull("multiValueQueryStringParameters");
    event.putNull("pathParameters").putNull("stageVariables");
    ObjectNode context = event.putObject("requestContext");
    context.put("resourcePath", "/{proxy+}").put("httpMethod", "POST").put("stage", "prod");
    context.put("path", "/prod" + path).put("accountId", "123456789012").put("apiId", "api");
    context.put("requestId", "11111111-2222-3333-4444-555555555555").put("resourceId", "r");
    context.put("requestTimeEpoch", 1).putObject("authorizer");
    context.putObject("identity").put("sourceIp", "192.0.2.1").put("apiKeyId", "key-1");
    event.put("body", body).put("isBase64Encoded", false);
    return event.toString().getBytes(UTF_8);
  }
}
