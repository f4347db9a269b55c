/** The packaged invoker in a sandbox of Lambda's, behind the real Lambda Web Adapter. */
@NullMarked
package io.github.slmsagemaker.acceptance.lambda;

import org.jspecify.annotations.NullMarked;
