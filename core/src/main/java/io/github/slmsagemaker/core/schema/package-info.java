/**
 * Which JSON Schemas a request may carry.
 *
 * <p>Owns the words, sizes, references and patterns of schemas that are enforced, and how deep
 * those may be that are only shown. Does not own validation of an answer. May call {@code
 * core.json}, {@code core.pattern} and Jackson.
 */
@NullMarked
package io.github.slmsagemaker.core.schema;

import org.jspecify.annotations.NullMarked;
