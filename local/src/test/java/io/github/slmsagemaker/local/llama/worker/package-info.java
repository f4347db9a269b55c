/** Facts about the engine, each seen on the real library with a seeded random model. */
@NullMarked
package io.github.slmsagemaker.local.llama.worker;

import org.jspecify.annotations.NullMarked;
