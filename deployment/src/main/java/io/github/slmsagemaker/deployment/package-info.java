/**
 * What a deployment is: which model, run by which engine, placed where and how large, and who may
 * call it.
 *
 * <p>Owns these values and what each may be. Does not own how they are read from text (see {@code
 * deployment.reader}), nor whether they fit (see {@code capacity}). May call {@code
 * core.catalogue}, {@code core.chat}, {@code core.deployment}, {@code core.engine}, {@code
 * core.format} and {@code deployment.engine}.
 */
@NullMarked
package io.github.slmsagemaker.deployment;

import org.jspecify.annotations.NullMarked;
