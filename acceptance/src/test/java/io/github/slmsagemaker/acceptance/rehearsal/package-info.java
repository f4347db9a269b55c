/** The deployment, rehearsed with the real CDK command line against an emulator of AWS. */
@NullMarked
package io.github.slmsagemaker.acceptance.rehearsal;

import org.jspecify.annotations.NullMarked;
