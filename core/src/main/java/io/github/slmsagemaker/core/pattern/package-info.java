/**
 * Regular expressions of ECMA-262, as JSON Schema has them, in time linear in pattern and text.
 *
 * <p>Owns their syntax and the search for a match. A match is found or not: groups capture nothing,
 * so a whole set of possible states is followed at once, and look-around is a search of its own, in
 * the other direction where it looks ahead. Does not own which texts are searched, or what becomes
 * of a pattern that is refused. May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.core.pattern;

import org.jspecify.annotations.NullMarked;
