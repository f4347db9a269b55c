package io.github.slmsagemaker.testkit.settings;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings that every door refuses with the same sentence.
 *
 * @param label what is wrong
 * @param settings by key, as {@code -c} takes them
 * @param sentence what is said, to the letter; {@code ...} stands for the rest of a list that grows
 */
public record Refusal(String label, Map<String, String> settings, String sentence) {
  private static final String SIZES = "1024, 2048, 3072, 4096, 5120 or 6144 MB";

  public Refusal {
    settings = Map.copyOf(settings);
  }

  /** All of them. */
  public static Stream<Refusal> all() {
    return Stream.concat(ofSize(), ofTheRest());
  }

  /** Those about what is to run where, which {@code slm plan} has options for. */
  public static Stream<Refusal> ofSize() {
    return Stream.of(
        of(
            "a size between two",
            Map.of("memoryMb", "5000"),
            "memoryMb is 5000, but a serverless endpoint has " + SIZES + "; take the next one up"),
        of(
            "a memory in words",
            Map.of("memoryMb", "6 GB"),
            "memoryMb is '6 GB', expected a whole number"),
        of(
            "memory on a card",
            Map.of("lane", "gpu", "memoryMb", "6144"),
            "memoryMb is for lane serverless and has no effect on lane gpu; leave it out"),
        of(
            "a card on serverless",
            Map.of("instanceType", "ml.g5.xlarge"),
            "instanceType is for the GPU lanes and has no effect on lane serverless; leave it out"),
        of(
            "an instance without a card",
            Map.of("lane", "always-on", "instanceType", "ml.m5.large"),
            "instanceType is 'ml.m5.large', expected a GPU instance of SageMaker, such as"
                + " ml.g5.xlarge (24 GB), ml.g6.xlarge (24 GB) or ml.g6e.xlarge (48 GB)"),
        of(
            "no context",
            Map.of("context", "255"),
            "context is 255 tokens, expected 256 to 131072, the most that the model was trained"
                + " for"),
        of(
            "too many calls at once",
            Map.of("maxConcurrency", "201"),
            "maxConcurrency is 201, expected 1 to 200, the most that one serverless endpoint can"
                + " have"),
        of(
            "an engine that there is not",
            Map.of("engine", "lama-cpp"),
            "engine is 'lama-cpp', expected one of llama-cpp, tgi, vllm; did you mean llama-cpp?"),
        of(
            "an engine for processors on a card",
            Map.of("lane", "gpu", "engine", "llama-cpp"),
            "engine llama-cpp does not run on lane gpu, which has a GPU; take engine tgi there"),
        of(
            "a model that there is not",
            Map.of("model", "gpt-9"),
            "unknown model 'gpt-9', expected one of hermes-3-llama-3.1-8b,..."),
        of(
            "weights for a card on processors",
            Map.of("quantization", "BF16"),
            "quantization BF16 of hermes-3-llama-3.1-8b is stored as SAFETENSORS, but lane"
                + " serverless needs GGUF; take Q4_K_M"),
        of(
            "a model without weights for a card",
            Map.of("lane", "gpu", "model", "hermes-3-llama-3.2-3b"),
            "hermes-3-llama-3.2-3b has no weights as SAFETENSORS in the catalogue, which lane gpu"
                + " needs; take another model"),
        of(
            "a prompt file that is not there",
            Map.of("promptFile", "/nowhere/prompt.json"),
            "promptFile is '/nowhere/prompt.json', which cannot be read (there is no such file);"
                + " name a file of JSON with a system message"),
        of(
            "a prompt file for a card",
            Map.of("lane", "gpu", "promptFile", "/nowhere/prompt.json"),
            "promptFile is for lane serverless and has no effect on lane gpu; leave it out"),
        of(
            "too little memory for an 8B",
            Map.of("memoryMb", "3072"),
            "hermes-3-llama-3.1-8b in Q4_K_M with a context of 4096 on lane serverless does not"
                + " fit: it needs 5600 MiB (weights 4693 MiB, keys and values 512 MiB, buffers 38"
                + " MiB, engine 90 MiB, margin 267 MiB), and an endpoint of 3072 MB has 3072 MiB;"
                + " what fits: memory 6144 MB, or model hermes-3-llama-3.2-3b in Q4_K_M, or lane gpu"
                + " in BF16"),
        of(
            "a card that is too small",
            Map.of("lane", "gpu", "instanceType", "ml.g4dn.xlarge"),
            "hermes-3-llama-3.1-8b in BF16 with a context of 8192 on lane gpu does not fit: it"
                + " needs 17886 MiB (weights 15326 MiB, keys and values 1024 MiB, engine 1536 MiB),"
                + " and ml.g4dn.xlarge's T4 has 15360 MiB; what fits: instance type ml.g5.xlarge"
                + " (23028 MiB)"));
  }

  private static Stream<Refusal> ofTheRest() {
    return Stream.of(
        of(
            "a slip of the pen",
            Map.of("memroyMb", "6144"),
            "unknown context key memroyMb, expected one of alarmEmail, auth, ...; did you mean"
                + " memoryMb?"),
        of(
            "more threads than processors",
            Map.of("threads", "5"),
            "threads is 5, expected 1 to 4, the processors that 6144 MB bring by Lambda's rule of"
                + " 1769 MB for each"),
        of(
            "weights that cannot be fetched",
            Map.of("quantization", "Q3_K_M"),
            "quantization Q3_K_M of hermes-3-llama-3.1-8b has no file and checksum in the catalogue"
                + " to build an image from; take Q4_K_M, or give an image that holds it as"
                + " imageUri"),
        of(
            "TGI without an image that has its llama.cpp backend",
            Map.of("engine", "tgi"),
            "tgiImage is missing: engine tgi on lane serverless needs a TGI image with the llama.cpp"
                + " backend, and no published one has it; name yours by digest as tgiImage, or take"
                + " engine llama-cpp"),
        of(
            "a prompt file for an engine that keeps no state",
            Map.of(
                "engine", "tgi",
                "tgiImage", "registry.example/tgi:1",
                "promptFile", "/nowhere/prompt.json"),
            "promptFile has no effect with engine tgi, which cannot keep what it has read; leave it"
                + " out, or take engine llama-cpp on lane serverless"),
        of(
            "going on with TGI",
            Map.of("lane", "gpu", "maxCallsPerRequest", "4"),
            "maxCallsPerRequest is 4, but engine tgi cannot go on with an answer in a further call;"
                + " leave it out"),
        of(
            "a quota that nobody counts",
            Map.of("auth", "iam", "quotaLimit", "5"),
            "quotaLimit cannot be kept with auth=iam: a quota belongs to a usage plan, which knows"
                + " API keys only; leave it out (rateLimit and burstLimit still hold), or take"
                + " auth=api-key"),
        of(
            "an issuer that anybody could speak for",
            Map.of("auth", "jwt", "jwtIssuer", "http://issuer.example", "jwtAudience", "slm"),
            "jwtIssuer is 'http://issuer.example', expected https://HOST and perhaps a path:"
                + " whoever could speak for it could let anybody in"),
        of(
            "a user pool's id for its ARN",
            Map.of("auth", "cognito", "userPool", "eu-west-1_A"),
            "userPool is 'eu-west-1_A', expected"
                + " arn:aws:cognito-idp:REGION:ACCOUNT:userpool/REGION_ID, as Cognito's console"
                + " shows it"),
        of(
            "a budget below nothing",
            Map.of("monthlyBudget", "-1"),
            "monthlyBudget is -1.0, expected US dollars, or 0 for no budget"),
        of(
            "every origin and one more",
            Map.of("corsOrigins", "*,https://a.example"),
            "corsOrigins has '*' beside others, expected '*' alone, which lets every page call, or"
                + " the origins without it"));
  }

  /** The same as a regular expression. */
  public String pattern() {
    return Stream.of(sentence.split("\\.\\.\\.", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }

  private static Refusal of(String label, Map<String, String> settings, String sentence) {
    return new Refusal(label, settings, sentence);
  }

  @Override
  public String toString() {
    return label;
  }
}
