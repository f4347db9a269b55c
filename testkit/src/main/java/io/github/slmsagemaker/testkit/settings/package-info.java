/**
 * Settings that make no deployment.
 *
 * <p>Owns one table of them, which every door is held to. May call nothing of the project.
 */
@NullMarked
package io.github.slmsagemaker.testkit.settings;

import org.jspecify.annotations.NullMarked;
