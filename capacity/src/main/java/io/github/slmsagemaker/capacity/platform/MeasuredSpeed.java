package io.github.slmsagemaker.capacity.platform;

import io.github.slmsagemaker.core.catalogue.ModelId;
import io.github.slmsagemaker.deployment.engine.EngineProfile;

/**
 * How fast an engine was once seen to be.
 *
 * @param engine what ran
 * @param model shape of the weights
 * @param quantization form of the weights
 * @param promptTokensPerSecond reading
 * @param decodeTokensPerSecond generating
 * @param threads threads that computed
 * @param source on what, when
 */
public record MeasuredSpeed(
    EngineProfile engine,
    ModelId model,
    String quantization,
    double promptTokensPerSecond,
    double decodeTokensPerSecond,
    int threads,
    String source) {}
