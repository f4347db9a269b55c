package io.github.slmsagemaker.local.running;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.startup.ModelTraits;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A server that runs, and what it says about itself.
 *
 * @param url where; paths are added to its own
 * @param dialect what it speaks
 * @param contextTokens tokens that prompt and answer may have together
 * @param model its model, as a name or a path; empty where it does not say
 * @param traits what it says of its model's file
 */
public record RunningEngine(
    URI url, EngineKind dialect, int contextTokens, String model, ModelTraits traits) {

  /**
   * Asks a llama-server (tools/server/README.md: {@code GET /health} and {@code GET /props}).
   *
   * @throws StartFailure where it cannot be used
   */
  public static RunningEngine llamaServer(URI url) {
    try (Questions server = new Questions("--llama-server", "llama-server", url)) {
      server.requireHealthy();
      JsonNode props = server.page("/props");
      int context = server.positive(props, "/props", "default_generation_settings.n_ctx");
      String alias = props.path("model_alias").asString("");
      String model = alias.isEmpty() ? props.path("model_path").asString("") : alias;
      return new RunningEngine(url, EngineKind.LLAMA_CPP, context, model, traits(props));
    }
  }

  /**
   * Asks a Text Generation Inference (router/src/server.rs of v3.3.7: {@code GET /health} and
   * {@code GET /info}). Its llama.cpp backend is known by taking no stop string, which is what the
   * backend starts the router with (backends/llamacpp/src/main.rs).
   *
   * @throws StartFailure where it cannot be used
   */
  public static RunningEngine tgi(URI url) {
    try (Questions server = new Questions("--tgi", "Text Generation Inference", url)) {
      server.requireHealthy();
      JsonNode info = server.page("/info");
      int context = server.positive(info, "/info", "max_total_tokens");
      boolean llamaCpp = info.path("max_stop_sequences").asInt(-1) == 0;
      EngineKind dialect = llamaCpp ? EngineKind.TGI_LLAMACPP : EngineKind.TGI;
      String model = info.path("model_id").asString("");
      return new RunningEngine(url, dialect, context, model, ModelTraits.UNKNOWN);
    }
  }

  /**
   * Asks a vLLM (replies recorded from 0.32.0: {@code GET /health} and {@code GET /v1/models}). Its
   * model is called by where it was loaded from, since a served name may be anything.
   *
   * @throws StartFailure where it cannot be used
   */
  public static RunningEngine vllm(URI url) {
    try (Questions server = new Questions("--vllm", "vLLM", url)) {
      server.requireHealthy();
      JsonNode models = server.page("/v1/models");
      int context = server.positive(models, "/v1/models", "data.0.max_model_len");
      JsonNode first = models.path("data").path(0);
      String root = first.path("root").asString("");
      String model = root.isEmpty() ? first.path("id").asString("") : root;
      return new RunningEngine(url, EngineKind.VLLM, context, model, ModelTraits.UNKNOWN);
    }
  }

  /** Who it is, for a person. */
  public String words() {
    return switch (dialect) {
      case LLAMA_CPP -> "the llama-server at " + url;
      case VLLM -> "the vLLM at " + url;
      case TGI, TGI_LLAMACPP -> "the Text Generation Inference at " + url;
    };
  }

  private static ModelTraits traits(JsonNode props) {
    return ModelTraits.ofTemplate(
        props.path("chat_template").asString(""),
        List.of(props.path("bos_token").asString(""), props.path("eos_token").asString("")));
  }
}
