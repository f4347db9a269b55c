/**
 * Grammars (GBNF): written for a JSON Schema, so that the engine can only write what fits, and read
 * before the engine does, which some of them would end.
 *
 * <p>Owns the dialect of JSON Schema that a grammar can say, and which grammars are harmless. May
 * call Jackson.
 */
@NullMarked
package io.github.slmsagemaker.local.grammar;

import org.jspecify.annotations.NullMarked;
