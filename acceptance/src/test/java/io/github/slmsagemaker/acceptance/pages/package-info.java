/**
 * The Markdown of the clone, held to what is there.
 *
 * <p>Owns which links and names of files a page has. Does not own what pages say; generated parts
 * are compared by tests beside the code that they come from. Reads files alone, and no network.
 */
@NullMarked
package io.github.slmsagemaker.acceptance.pages;

import org.jspecify.annotations.NullMarked;
