/**
 * What other people's clients meet, at any base URL, and the rules of the code.
 *
 * <p>Every test starts a local stack. {@link io.github.slmsagemaker.acceptance.EndpointIT} runs the
 * same tests once more at a deployed one, where {@code SLM_BASE_URL} and {@code SLM_API_KEY} name
 * it, as system properties or in the environment. OpenAI's own names are left alone: whoever has
 * them set may mean another service.
 */
@NullMarked
package io.github.slmsagemaker.acceptance;

import org.jspecify.annotations.NullMarked;
