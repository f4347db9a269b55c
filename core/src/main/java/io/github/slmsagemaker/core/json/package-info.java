/**
 * Strict JSON on the way in: bytes to a tree, and fields read from it by name and type.
 *
 * <p>Owns what counts as JSON here (UTF-8, no duplicate keys, bounded depth and length) and how a
 * field that is missing, of another type, out of bounds or not known is refused or dropped. Does
 * not own which fields a request has. May call {@code core.failure} and Jackson's streaming API and
 * tree model; never data binding.
 */
@NullMarked
package io.github.slmsagemaker.core.json;

import org.jspecify.annotations.NullMarked;
