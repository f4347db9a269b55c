/**
 * A deployment, read from settings in text.
 *
 * <p>Owns the keys, what they mean together and what is said of wrong ones; every door (plan,
 * doctor, synth, deploy and the construct library) reads through it. Does not own the values (see
 * {@code deployment}), nor whether they fit (see {@code capacity}). May call {@code
 * core.catalogue}, {@code core.chat}, {@code core.deployment}, {@code core.json}, {@code
 * core.openai.request}, {@code deployment} and {@code deployment.engine}.
 */
@NullMarked
package io.github.slmsagemaker.deployment.reader;

import org.jspecify.annotations.NullMarked;
