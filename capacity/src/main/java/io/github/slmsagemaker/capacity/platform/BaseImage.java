package io.github.slmsagemaker.capacity.platform;

import io.github.slmsagemaker.deployment.engine.EngineProfile;
import java.util.OptionalLong;

/**
 * A published container image that the serverless lane adds weights to.
 *
 * @param engine what it runs
 * @param name where it is published
 * @param bytes its size; empty where none was found
 * @param source where that was read
 */
public record BaseImage(EngineProfile engine, String name, OptionalLong bytes, String source) {}
