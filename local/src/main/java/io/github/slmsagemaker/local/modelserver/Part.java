package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.GeneratedToken;

/**
 * A generated token on its way to a client.
 *
 * @param token the token
 * @param text what may be shown now: text of earlier tokens can come with it, its own can be held
 * @param last whether the generation is to stop here
 */
record Part(GeneratedToken token, String text, boolean last) {}
