/**
 * The models this product knows: names, numbers, files, formats and special strings.
 *
 * <p>Owns one dated data file, {@code catalogue.json}, in which every figure carries its source;
 * what is not known is absent, never guessed. Does not own arithmetic over the numbers (see {@code
 * capacity}) or the downloading of files. May call {@code core.chat}, {@code core.format} and
 * Jackson's tree model.
 */
@NullMarked
package io.github.slmsagemaker.core.catalogue;

import org.jspecify.annotations.NullMarked;
