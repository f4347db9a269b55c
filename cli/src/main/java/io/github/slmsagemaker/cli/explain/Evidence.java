package io.github.slmsagemaker.cli.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that AWS or the container said.
 *
 * @param from who said it, for people
 * @param time when, where that is known
 * @param text its words
 */
public record Evidence(String from, Optional<Instant> time, String text) {}
