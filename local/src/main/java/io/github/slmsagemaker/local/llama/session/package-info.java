/**
 * A loaded model and one sequence on it: reading a prompt, choosing tokens, making text of them.
 *
 * <p>Owns every native call after loading and the checks before it: {@code ggml_abort} ends the
 * process, so lengths and ids are checked in Java. Does not own threads, prompts or any server's
 * contract. May call {@code local.gguf}, {@code local.llama} and {@code local.llama.binding}.
 */
@NullMarked
package io.github.slmsagemaker.local.llama.session;

import org.jspecify.annotations.NullMarked;
