/**
 * A synthesised CloudFormation template, as CloudFormation would make it: references and generated
 * secrets resolved, and nothing passed over in silence.
 *
 * <p>Owns the reading of properties, each of which must be read or be said to be of no consequence.
 * Does not own what a service does with them. May call Jackson.
 */
@NullMarked
package io.github.slmsagemaker.testkit.template;

import org.jspecify.annotations.NullMarked;
