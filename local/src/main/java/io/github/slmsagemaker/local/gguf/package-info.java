/**
 * GGUF files: what they say about themselves.
 *
 * <p>Owns the file format (header, typed metadata, tensor table) and the checks that a file is
 * whole before native code sees it. Does not own inference, downloads or checksums. May call the
 * JDK only.
 *
 * <p>Format source: the GGUF specification in ggml-org/ggml, {@code docs/gguf.md}.
 */
@NullMarked
package io.github.slmsagemaker.local.gguf;

import org.jspecify.annotations.NullMarked;
