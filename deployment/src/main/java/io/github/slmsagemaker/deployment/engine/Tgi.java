package io.github.slmsagemaker.deployment.engine;

import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Text Generation Inference on a card, in Hugging Face's deep learning container.
 *
 * <p>Source of the tag, read on 2026-11-22: aws/sagemaker-python-sdk@a248126,
 * image_uri_config/huggingface-llm.json. A digest was not to be read anywhere; {@code imageUri}
 * pins one.
 */
final class Tgi {
  static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.OUTPUT_SCHEMA,
          Capability.LOGPROBS,
          Capability.NO_BUDGET,
          Capability.TOP_K,
          Capability.REPEAT_PENALTY);

  /** {@code TGI_WIGGLE_ROOM}, 0.90 by default (text_generation_server/models/globals.py). */
  private static final double LEFT_FREE = 0.10;

  static final Host HOST =
      new Host.Card(
          LEFT_FREE,
          0,
          Optional.empty(),
          new PublishedImage(
              "TGI container",
              "huggingface-pytorch-tgi-inference",
              "2.7.0-tgi3.3.6-gpu-py311-cu124-ubuntu22.04",
              ContainerAccounts.everywhere()),
          Tgi::environment);

  private Tgi() {}

  /** Names of the container's sagemaker-entrypoint.sh, and of the launcher. */
  private static Map<String, String> environment(
      String repository, Optional<String> revision, int contextTokens, int maxConcurrency) {
    // Sorted, so that every process writes the same template.
    Map<String, String> names = new TreeMap<>();
    names.put("HF_MODEL_ID", repository);
    revision.ifPresent(commit -> names.put("HF_MODEL_REVISION", commit));
    names.put("SM_NUM_GPUS", "1");
    names.put("MAX_TOTAL_TOKENS", Integer.toString(contextTokens));
    names.put("MAX_INPUT_TOKENS", Integer.toString(contextTokens - 1));
    names.put("MAX_CONCURRENT_REQUESTS", Integer.toString(maxConcurrency));
    names.put("USAGE_STATS", "off");
    return names;
  }
}
