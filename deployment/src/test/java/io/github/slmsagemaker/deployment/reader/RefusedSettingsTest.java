package io.github.slmsagemaker.deployment.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused, and in which words. */
class RefusedSettingsTest {
  private static final String IMAGE =
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm@sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest(name = "{0}: did you mean {1}?")
  @CsvSource({
    "memory, memoryMb",
    "memroyMb, memoryMb",
    "memorymb, memoryMb",
    "modle, model",
    "instancetype, instanceType",
    "corsOrigin, corsOrigins",
    "thread, threads",
    "tgiimage, tgiImage",
    "brustLimit, burstLimit",
  })
  void a_misspelt_key_is_told_what_was_meant(String typed, String meant) {
    assertThat(problems(Map.of(typed, "1")))
        .singleElement()
        .asString()
        .startsWith("unknown context key %s, expected one of alarmEmail, auth,".formatted(typed))
        .endsWith("; did you mean %s?".formatted(meant));
  }

  @Test
  void what_is_like_no_key_is_told_nothing_more() {
    assertThat(problems(Map.of("zzz", "1")))
        .singleElement()
        .asString()
        .endsWith("threads, tokensPerDay, tokensPerMonth, userPool");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        one(
            "unknown lane",
            "lane",
            "cheap",
            "lane is 'cheap', expected one of always-on, gpu, serverless"),
        one("5000 MB", "memoryMb", "5000", "memoryMb is 5000, but a serverless endpoint has 1024,"),
        one("7168 MB", "memoryMb", "7168", "memoryMb is 7168"),
        one("no MB", "memoryMb", "0", "memoryMb is 0"),
        one("memory in words", "memoryMb", "6 GB", "memoryMb is '6 GB', expected a whole number"),
        one("concurrency 300", "maxConcurrency", "300", "maxConcurrency is 300, expected 1 to 200"),
        one("concurrency 0", "maxConcurrency", "0", "maxConcurrency is 0, expected 1 to 200"),
        one(
            "context of 0",
            "context",
            "0",
            "context is 0 tokens, expected 256 to 131072, the most that the model was trained for"),
        one(
            "too many calls",
            "maxCallsPerRequest",
            "15",
            "maxCallsPerRequest is 15, expected 1 to 14"),
        one(
            "unknown engine",
            "engine",
            "sglang",
            "engine is 'sglang', expected one of llama-cpp, tgi, vllm"),
        one("unknown model", "model", "gpt-9", "unknown model 'gpt-9', expected one of"),
        one("model for laptops", "model", "slm-demo", "slm-demo"),
        one(
            "unknown quantisation",
            "quantization",
            "Q9",
            "unknown quantization of hermes-3-llama-3.1-8b 'Q9'"),
        one("weights for a GPU", "quantization", "BF16", "lane serverless needs GGUF"),
        one(
            "image elsewhere",
            "imageUri",
            "docker.io/me/slm:1",
            "imageUri is 'docker.io/me/slm:1', expected"),
        one(
            "image without tag",
            "imageUri",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm",
            "imageUri is"),
        one(
            "unknown build",
            "imageBuild",
            "kaniko",
            "imageBuild is 'kaniko', expected one of codebuild, docker"),
        one(
            "instance on serverless",
            "instanceType",
            "ml.g5.xlarge",
            "instanceType is for the GPU lanes"),
        one(
            "unknown auth",
            "auth",
            "none",
            "auth is 'none', expected one of api-key, cognito, iam, jwt"),
        one("odd key name", "keys", "a b", "keys has 'a b', expected names"),
        one("a key twice", "keys", "a,b,a", "keys has a name twice: a,b,a"),
        one("a key without name", "keys", "a,,b", "keys has '', expected names"),
        one("a key's odd limit", "keys", "a:5/week", "'a:5/week' is not understood"),
        one("no tokens", "tokensPerDay", "0", "tokensPerDay is '0', expected a whole number of 1"),
        one("odd tokens", "tokensPerMonth", "1e6", "tokensPerMonth is '1e6', expected a whole"),
        one("hardly any money", "dollarsPerMonth", "0.5", "dollarsPerMonth is 0.5, expected 1 to"),
        one(
            "a budget that fails open and is none",
            "budgetFailOpen",
            "true",
            "budgetFailOpen has no effect without a budget; leave it out, or set tokensPerDay"),
        one("no rate", "rateLimit", "0", "rateLimit is 0.0 requests a second"),
        one("rate NaN", "rateLimit", "NaN", "rateLimit is NaN requests a second"),
        one("no burst", "burstLimit", "0", "burstLimit is 0 requests, expected 1 to 5000"),
        one("no quota", "quotaLimit", "0", "quotaLimit is 0 requests, expected at least 1"),
        one(
            "unknown period",
            "quotaPeriod",
            "YEAR",
            "quotaPeriod is 'YEAR', expected one of DAY, MONTH, WEEK"),
        one("no address", "alarmEmail", "ops", "alarmEmail is 'ops', expected an e-mail address"),
        one(
            "no budget",
            "monthlyBudget",
            "-1",
            "monthlyBudget is -1.0, expected US dollars, or 0 for no budget"),
        one(
            "a slip of the pen",
            "memory",
            "6144",
            "unknown context key memory, expected one of alarmEmail, auth"),
        many(
            "weights that cannot be fetched",
            Map.of("quantization", "Q5_K_M"),
            "quantization Q5_K_M of hermes-3-llama-3.1-8b has no file and checksum"),
        many(
            "an engine image without tag",
            Map.of("engineImage", "ghcr.io/ggml-org/llama.cpp"),
            "engineImage is 'ghcr.io/ggml-org/llama.cpp', expected REGISTRY/REPOSITORY@sha256"),
        many(
            "an image of the other engine",
            Map.of("tgiImage", "ghcr.io/me/tgi:1"),
            "tgiImage is for engine tgi and has no effect with engine llama-cpp"),
        many(
            "the other engine's image with tgi",
            Map.of("engine", "tgi", "tgiImage", "ghcr.io/me/tgi:1", "engineImage", "ghcr.io/a/b:1"),
            "engineImage is for engine llama-cpp and has no effect with engine tgi"),
        many(
            "two images",
            Map.of("imageUri", IMAGE, "imageBuild", "docker"),
            "imageBuild has no effect with imageUri"),
        many(
            "a build on a GPU lane",
            Map.of("lane", "gpu", "imageBuild", "docker"),
            "imageBuild is for lane serverless"),
        many(
            "tgi without an image for it",
            Map.of("engine", "tgi"),
            "tgiImage is missing: engine tgi on lane serverless needs"),
        many(
            "llama-cpp on a GPU",
            Map.of("lane", "gpu", "engine", "llama-cpp"),
            "engine llama-cpp does not run on lane gpu"),
        many(
            "memory on a GPU lane",
            Map.of("lane", "gpu", "memoryMb", "6144"),
            "memoryMb is for lane serverless"),
        many(
            "CPU instance",
            Map.of("lane", "gpu", "instanceType", "ml.m5.large"),
            "instanceType is 'ml.m5.large', expected a GPU instance"),
        many(
            "EC2 instance",
            Map.of("lane", "gpu", "instanceType", "g5.xlarge"),
            "instanceType is 'g5.xlarge'"),
        many(
            "model without weights for TGI",
            Map.of("lane", "gpu", "model", "hermes-3-llama-3.2-3b"),
            "has no weights as SAFETENSORS"),
        many(
            "going on with TGI",
            Map.of("lane", "gpu", "maxCallsPerRequest", "4"),
            "maxCallsPerRequest is 4, but engine tgi cannot go on"),
        one("no threads", "threads", "0", "threads is 0, expected 1 to 4, the processors that"),
        one("17 threads", "threads", "17", "threads is 17, expected 1 to 4, the processors that"),
        one("threads in words", "threads", "all", "threads is 'all', expected a whole number"),
        many(
            "threads beyond a small memory",
            Map.of("model", "hermes-3-llama-3.2-3b", "memoryMb", "3072", "threads", "3"),
            "threads is 3, expected 1 to 2, the processors that 3072 MB bring by Lambda's rule of"
                + " 1769 MB for each"),
        many(
            "threads on a GPU lane",
            Map.of("lane", "gpu", "threads", "2"),
            "threads is for lane serverless and has no effect on lane gpu; leave it out"),
        one(
            "a role that is neither set nor kept",
            "gatewayLogRole",
            "mine",
            "gatewayLogRole is 'mine', expected one of keep, set"),
        one(
            "an origin with a path",
            "corsOrigins",
            "https://a.example/",
            "corsOrigins has 'https://a.example/', expected origins between commas"),
        one("an empty origin", "corsOrigins", "https://a.example,", "corsOrigins has '', expected"),
        one("an origin without scheme", "corsOrigins", "a.example", "corsOrigins has 'a.example'"),
        one("the null origin", "corsOrigins", "null", "corsOrigins has 'null', expected origins"),
        one(
            "every origin and one more",
            "corsOrigins",
            "*,https://a.example",
            "corsOrigins has '*' beside others, expected '*' alone"),
        many(
            "quota with IAM",
            Map.of("imageUri", IMAGE, "auth", "iam", "quotaLimit", "5"),
            "quotaLimit cannot be kept with auth=iam: a quota belongs to a usage plan"),
        many(
            "a budget with IAM",
            Map.of("imageUri", IMAGE, "auth", "iam", "tokensPerDay", "5"),
            "tokensPerDay cannot be kept with auth=iam: tokens are counted for each API key"),
        many(
            "keys with IAM",
            Map.of("imageUri", IMAGE, "auth", "iam", "keys", "a"),
            "keys has no effect with auth=iam; leave it out, or take auth=api-key"),
        many(
            "keys with tokens",
            Map.of("auth", "cognito", "keys", "a:5/day"),
            "keys has no effect with auth=cognito; leave it out, or take auth=api-key"),
        many(
            "a pool without Cognito",
            Map.of("userPool", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A"),
            "userPool has no effect with auth=api-key; leave it out, or take auth=cognito"),
        many(
            "an issuer beside a pool",
            Map.of("auth", "cognito", "jwtIssuer", "https://issuer.example"),
            "jwtIssuer has no effect with auth=cognito; leave it out, or take auth=jwt"),
        many(
            "a pool's id",
            Map.of("auth", "cognito", "userPool", "eu-west-1_AbCdEfGhI"),
            "userPool is 'eu-west-1_AbCdEfGhI', expected arn:aws:cognito-idp:REGION"),
        many(
            "a pool that cannot be where its ARN says",
            Map.of(
                "auth", "cognito",
                "userPool", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/us-east-1_A"),
            "expected arn:aws:cognito-idp:REGION:ACCOUNT:userpool/REGION_ID"),
        many(
            "scopes of no pool",
            Map.of("auth", "cognito", "scopes", "slm/invoke"),
            "scopes is set without userPool"),
        many(
            "no scope between commas",
            Map.of(
                "auth", "cognito",
                "scopes", "a,",
                "userPool", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A"),
            "scopes has '', expected scopes between commas"),
        many(
            "no issuer",
            Map.of("auth", "jwt", "jwtAudience", "slm"),
            "jwtIssuer is missing: auth=jwt takes tokens that one issuer has signed"),
        many(
            "no audience",
            Map.of("auth", "jwt", "jwtIssuer", "https://issuer.example"),
            "jwtAudience is missing"),
        many(
            "an audience of nothing",
            Map.of("auth", "jwt", "jwtIssuer", "https://issuer.example", "jwtAudience", "slm, "),
            "jwtAudience has '', expected what the issuer writes into aud"),
        jwt("http://issuer.example", "jwtIssuer"),
        jwt("http://127.0.0.1:9000", "jwtIssuer"),
        jwt("issuer.example", "jwtIssuer"),
        jwt("https://user@issuer.example", "jwtIssuer"),
        jwt("https://issuer.example/?tenant=1", "jwtIssuer"),
        jwt("https://issuer.example/#a", "jwtIssuer"),
        jwt("file:///etc/keys", "jwtKeys"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void wrong_context_is_refused_with_a_sentence(
      String label, Map<String, String> context, String sentence) {
    assertThat(problems(context)).anySatisfy(problem -> assertThat(problem).contains(sentence));
  }

  @Test
  void all_problems_are_told_at_once() {
    assertThatThrownBy(
            () ->
                new DeploymentReader()
                    .read(
                        Map.of(
                            "memoryMb", "5000",
                            "maxConcurrency", "300",
                            "model", "gpt-9",
                            "engine", "tgi",
                            "auth", "iam",
                            "quotaLimit", "9",
                            "monthlyBudget", "free"))
                    .orThrow())
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("the context has 6 problems:")
        .hasMessageContaining("memoryMb is 5000")
        .hasMessageContaining("maxConcurrency is 300")
        .hasMessageContaining("unknown model 'gpt-9'")
        .hasMessageContaining("tgiImage is missing")
        .hasMessageContaining("quotaLimit cannot be kept")
        .hasMessageContaining("monthlyBudget is 'free', expected a number");
  }

  private static List<String> problems(Map<String, String> settings) {
    return new DeploymentReader().read(settings).problems();
  }

  private static Arguments jwt(String address, String key) {
    Map<String, String> context =
        new HashMap<>(
            Map.of("auth", "jwt", "jwtIssuer", "https://issuer.example", "jwtAudience", "slm"));
    context.put(key, address);
    return Arguments.of(
        key + " " + address,
        context,
        "%s is '%s', expected https://HOST and perhaps a path".formatted(key, address));
  }

  private static Arguments one(String label, String key, String value, String sentence) {
    Map<String, String> context = new HashMap<>(Map.of("imageUri", IMAGE));
    context.put(key, value);
    return Arguments.of(label, context, sentence);
  }

  private static Arguments many(String label, Map<String, String> context, String sentence) {
    return Arguments.of(label, context, sentence);
  }
}
