package io.github.slmsagemaker.local.modelserver;

import tools.jackson.databind.node.ObjectNode;

/**
 * A request that is not served.
 *
 * @param status of the reply, where none was sent yet
 * @param body what the client is told, also as the last event of a stream that began
 */
public record Refusal(int status, ObjectNode body) {}
