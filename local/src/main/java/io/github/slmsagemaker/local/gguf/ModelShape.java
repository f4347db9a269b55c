package io.github.slmsagemaker.local.gguf;

/**
 * The numbers of a model that memory and limits depend on, whatever its architecture.
 *
 * @param layers blocks
 * @param heads attention heads, of the layer that has most; 0 where the model has no attention
 * @param cacheElementsPerToken elements of 16 bits that one token adds to the caches of keys and
 *     values, all layers
 * @param stateElements elements of 32 bits that a recurrent model keeps, however long the text
 * @param slidingWindow whether some layers see only the last tokens, which takes a mask of their
 *     own
 * @param embedding width of the residual stream
 * @param vocabulary number of tokens
 * @param trainingContext longest sequence the model was trained on, in tokens
 */
public record ModelShape(
    int layers,
    int heads,
    long cacheElementsPerToken,
    long stateElements,
    boolean slidingWindow,
    int embedding,
    int vocabulary,
    int trainingContext) {}
