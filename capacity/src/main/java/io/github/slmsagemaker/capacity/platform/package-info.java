/**
 * AWS as it was seen on one day: quotas, instances, images, prices, and speeds that were measured.
 *
 * <p>Owns the reading of these figures from {@code core}'s dated data file, where each stands with
 * its source. May call {@code core.catalogue}, {@code deployment} and {@code deployment.engine}.
 */
@NullMarked
package io.github.slmsagemaker.capacity.platform;

import org.jspecify.annotations.NullMarked;
