/**
 * Memory, speed, reach and cost of a deployment: arithmetic.
 *
 * <p>Owns the formulas; {@code docs/capacity.md} derives them and shows what was measured. Does not
 * own the figures. Pure functions: no clock, no files, no network. May call {@code
 * capacity.platform}, {@code core.catalogue}, {@code core.deployment}, {@code core.engine}, {@code
 * deployment} and {@code deployment.engine}.
 */
@NullMarked
package io.github.slmsagemaker.capacity.models;

import org.jspecify.annotations.NullMarked;
