package io.github.slmsagemaker.deployment.engine;

import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * vLLM on a card, in AWS's deep learning container.
 *
 * <p>Source of the tag, read on 2026-11-29: aws/deep-learning-containers@e0ecede,
 * docs/src/data/vllm/0.27.1-gpu-sagemaker.yml. A digest was not to be read anywhere; {@code
 * imageUri} pins one. Hugging Face's container, which is built on this one, is not taken: what it
 * adds keeps keys and values in the machine's memory, and its releases 0.24 and 0.25 write that
 * setting so that vLLM cannot read it (the same repository, scripts/docker/huggingface/vllm).
 */
final class Vllm {
  /** All but going on in a further call: a prompt is a text or ids there, never both. */
  static final Capabilities CAPABILITIES =
      Capabilities.of(
          Capability.STOP,
          Capability.OUTPUT_SCHEMA,
          Capability.LOGPROBS,
          Capability.TOP_LOGPROBS,
          Capability.LOGIT_BIAS,
          Capability.PRESENCE_PENALTY,
          Capability.TOP_K,
          Capability.MIN_P,
          Capability.REPEAT_PENALTY,
          Capability.IGNORE_END,
          Capability.TOKEN_PROMPT);

  /** What {@code SM_VLLM_GPU_MEMORY_UTILIZATION} below leaves. */
  private static final double LEFT_FREE = 0.10;

  /**
   * What it takes of its share beside weights, keys and values, for an 8B: the largest that was
   * found in its own logs, "model weights take 15.27GiB; non_torch_memory takes 0.06GiB; PyTorch
   * activation peak memory takes 1.40GiB"; others say 0.22 and 1.19 GiB beside 14.99 of weights.
   */
  private static final long WORKING_BYTES = (1434L + 62) << 20;

  /**
   * The container brings CUDA 13, for which SageMaker's usual machine images have too old a driver:
   * aws/deep-learning-containers@e0ecede, test/test_utils/constants.py (driver 580) and
   * docs/vllm/deployment/sagemaker.md.
   */
  private static final String MACHINE_IMAGE = "al2023-ami-sagemaker-inference-gpu-4-1";

  static final Host HOST =
      new Host.Card(
          LEFT_FREE,
          WORKING_BYTES,
          Optional.of(MACHINE_IMAGE),
          new PublishedImage(
              "vLLM container",
              "vllm",
              "0.27.1-gpu-py312-cu130-ubuntu22.04-sagemaker",
              ContainerAccounts.laterToo()),
          Vllm::environment);

  private Vllm() {}

  /**
   * The container makes an option of vLLM's of each {@code SM_VLLM_} name
   * (scripts/docker/vllm/sagemaker_args.py of the same commit); {@code true} is an option without a
   * value.
   */
  private static Map<String, String> environment(
      String repository, Optional<String> revision, int contextTokens, int maxConcurrency) {
    // Sorted, so that every process writes the same template.
    Map<String, String> names = new TreeMap<>();
    names.put("SM_VLLM_MODEL", repository);
    revision.ifPresent(commit -> names.put("SM_VLLM_REVISION", commit));
    names.put("SM_VLLM_MAX_MODEL_LEN", Integer.toString(contextTokens));
    names.put("SM_VLLM_MAX_NUM_SEQS", Integer.toString(maxConcurrency));
    names.put("SM_VLLM_GPU_MEMORY_UTILIZATION", "0.90");
    // Without it usage says nothing of the tokens that were in the cache.
    names.put("SM_VLLM_ENABLE_PROMPT_TOKENS_DETAILS", "true");
    names.put("VLLM_NO_USAGE_STATS", "1");
    return names;
  }
}
