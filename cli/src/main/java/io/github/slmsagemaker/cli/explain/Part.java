package io.github.slmsagemaker.cli.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a deployment is made of.
 *
 * @param kind what, for people
 * @param name as AWS names it
 * @param state in AWS's word
 * @param since when it last changed, where that is known
 * @param detail what is odd, or worth knowing; may be empty
 * @param fine whether it is as it should be
 */
public record Part(
    String kind, String name, String state, Optional<Instant> since, String detail, boolean fine) {}
