package io.github.slmsagemaker.authorizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An authorizer's answer about the whole stage that was called.
 *
 * <p>Source: "Output from an API Gateway Lambda authorizer" in the API Gateway developer guide.
 *
 * @param stage {@code arn:PARTITION:execute-api:REGION:ACCOUNT:API/STAGE}
 */
public record StagePolicy(String stage) {
  /** The stage before the method and path. */
  private static final Pattern STAGE = Pattern.compile("(arn:[^:]+:execute-api:[^/]+/[^/]+)/.*");

  public StagePolicy {
    Objects.requireNonNull(stage, "stage");
  }

  /**
   * The stage that an event is about.
   *
   * @throws IllegalArgumentException if it names no method ARN; the message holds nothing of it
   */
  public static StagePolicy of(Map<String, Object> event) {
    Matcher matcher = STAGE.matcher(String.valueOf(event.get("methodArn")));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "methodArn is missing or no ARN of an API's method; expected an event of type REQUEST"
              + " from API Gateway");
    }
    return new StagePolicy(matcher.group(1));
  }

  /**
   * Lets the request pass.
   *
   * @param principal who calls
   * @param more what the answer says beside that
   */
  public Map<String, Object> allow(String principal, Map<String, Object> more) {
    return answer("Allow", principal, more);
  }

  /** Refuses it. */
  public Map<String, Object> deny(String principal, Map<String, Object> more) {
    return answer("Deny", principal, more);
  }

  private Map<String, Object> answer(String effect, String principal, Map<String, Object> more) {
    Map<String, Object> answer = new HashMap<>(more);
    answer.put("principalId", principal);
    answer.put(
        "policyDocument",
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Action", "execute-api:Invoke", "Effect", effect, "Resource", stage + "/*"))));
    return Map.copyOf(answer);
  }
}
