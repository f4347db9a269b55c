/**
 * A ledger in one file, for a laptop: it outlives the process, and several may use it at once.
 *
 * <p>Owns the file's form, its lock and how it is replaced. Does not own who may spend what, nor
 * where the file lies. May call {@code ledger}, {@code core.failure}, Jackson's tree model and the
 * JDK.
 */
@NullMarked
package io.github.slmsagemaker.ledger.file;

import org.jspecify.annotations.NullMarked;
