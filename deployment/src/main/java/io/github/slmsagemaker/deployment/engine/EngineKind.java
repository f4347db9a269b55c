package io.github.slmsagemaker.deployment.engine;

import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.engine.Capabilities;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The engines that there are; the first that runs on a lane is the usual one there. */
@SuppressWarnings("ImmutableEnumChecker") // What it holds are values, without the annotation.
public enum EngineKind implements EngineProfile {
  /** llama-server's raw {@code /completion}. */
  LLAMA_CPP(
      "llama-cpp",
      "llama-cpp",
      List.of(Quantization.Format.GGUF),
      Capabilities.everything(),
      LlamaCpp.HOST),

  /** Text Generation Inference's raw {@code inputs}, on a GPU. */
  TGI("tgi", "tgi", List.of(Quantization.Format.SAFETENSORS), Tgi.CAPABILITIES, Tgi.HOST),

  /** vLLM's raw {@code /v1/completions}, on a GPU. */
  VLLM(
      "vllm",
      "vllm",
      List.of(Quantization.Format.SAFETENSORS, Quantization.Format.QUANTIZED_SAFETENSORS),
      Vllm.CAPABILITIES,
      Vllm.HOST),

  /** Text Generation Inference with its llama.cpp backend. */
  TGI_LLAMACPP(
      "tgi-llamacpp",
      "tgi",
      List.of(Quantization.Format.GGUF),
      TgiOnProcessors.CAPABILITIES,
      TgiOnProcessors.HOST);

  private final String word;
  private final String choice;
  private final List<Quantization.Format> weights;
  private final Capabilities capabilities;
  private final Host host;

  EngineKind(
      String word,
      String choice,
      List<Quantization.Format> weights,
      Capabilities capabilities,
      Host host) {
    this.word = word;
    this.choice = choice;
    this.weights = List.copyOf(weights);
    this.capabilities = capabilities;
    this.host = Objects.requireNonNull(host, "host");
  }

  /** The engine of this word. */
  public static Optional<EngineKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String choice() {
    return choice;
  }

  @Override
  public List<Quantization.Format> weights() {
    return weights;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Host host() {
    return host;
  }
}
