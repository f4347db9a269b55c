/**
 * Weights that are not on this machine yet: fetched once, checked, kept in the user's cache folder.
 *
 * <p>Owns the cache folder's layout and the transfer. Does not own which models there are: the
 * catalogue says that. May call {@code core.catalogue}, {@code http.proxy}, {@code local.startup}
 * and progressbar.
 */
@NullMarked
package io.github.slmsagemaker.local.models;

import org.jspecify.annotations.NullMarked;
