@NullMarked
package io.github.slmsagemaker.ledger.file;

import org.jspecify.annotations.NullMarked;
