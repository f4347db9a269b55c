/**
 * Whether a deployment fits, what is near it that does, and what else a person should know.
 *
 * <p>Owns the verdict and its words; every answer carries its numbers. Does not own the formulas
 * (see {@code capacity.models}), nor any output. May call {@code capacity.models}, {@code
 * capacity.platform}, {@code core.catalogue}, {@code core.deployment}, {@code deployment}, {@code
 * deployment.engine} and {@code deployment.reader}.
 */
@NullMarked
package io.github.slmsagemaker.capacity.plan;

import org.jspecify.annotations.NullMarked;
