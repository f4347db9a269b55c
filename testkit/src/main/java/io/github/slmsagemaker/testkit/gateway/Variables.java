package io.github.slmsagemaker.testkit.gateway;

import java.util.Map;
import java.util.TreeMap;

/** What a request gives variables of templates and of the access log, by their names. */
final class Variables {
  private final Map<String, String> values = new TreeMap<>();

  Variables(RestApi api, Asked asked, Map<String, String> stageVariables) {
    stageVariables.forEach((name, value) -> values.put("stageVariables." + name, value));
    put("requestId", asked.id());
    put("extendedRequestId", asked.id());
    put("requestTime", asked.at().toString());
    put("requestTimeEpoch", Long.toString(asked.at().toEpochMilli()));
    put("httpMethod", asked.verb());
    put("path", "/" + api.stage().name() + asked.path());
    put("protocol", "HTTP/1.1");
    put("stage", api.stage().name());
    put("apiId", api.id());
    put("identity.sourceIp", asked.remote());
    asked.header("User-Agent").ifPresent(agent -> put("identity.userAgent", agent));
  }

  Map<String, String> all() {
    return Map.copyOf(values);
  }

  void matched(Routes.Match match) {
    put("resourceId", match.resourceId());
    put("resourcePath", match.template());
  }

  void authorized(Decision decision) {
    put("authorizer.principalId", decision.principal());
    decision.context().forEach((name, value) -> put("authorizer." + name, value));
  }

  void identified(String keyId) {
    put("identity.apiKeyId", keyId);
  }

  void failed(ResponseType type) {
    put("error.responseType", type.name());
    put("error.message", type.message());
    put("error.messageString", "\"" + type.message() + "\"");
  }

  void ended(int status, long length) {
    put("status", Integer.toString(status));
    put("responseLength", Long.toString(length));
  }

  private void put(String name, String value) {
    values.put("context." + name, value);
  }
}
