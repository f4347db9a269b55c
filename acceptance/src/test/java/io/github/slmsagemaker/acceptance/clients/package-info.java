/**
 * Other people's clients, unchanged and with their own defaults, before an engine and an endpoint
 * that do what a test tells them.
 *
 * <p>Owns what faults, cold starts and hang-ups look like to clients, and what they cost (promises
 * P1, P4, P6, P7, P8, P10). Does not own what a real model answers. May call {@code
 * acceptance.stage}, the clients and the fakes of {@code testkit}.
 */
@NullMarked
package io.github.slmsagemaker.acceptance.clients;

import org.jspecify.annotations.NullMarked;
