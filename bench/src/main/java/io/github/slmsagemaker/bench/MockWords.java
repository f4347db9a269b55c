package io.github.slmsagemaker.bench;

/**
 * The same words in an engine's own form.
 *
 * @param whole a reply in one document
 * @param piece a streamed event with one word
 * @param last the event that ends a stream
 */
record MockWords(String whole, String piece, String last) {
  private static final String ALL = "word ".repeat(MockContainer.TOKENS);

  /** As llama-server says them. */
  static MockWords llamaServer() {
    return new MockWords(
        llamaServerReply(ALL),
        "data: {\"content\":\"word \",\"tokens\":[7],\"stop\":false}\n\n",
        ("data: " + llamaServerReply("") + "\n\n"));
  }

  /** As Text Generation Inference says them, which is what other gateways to SageMaker read. */
  static MockWords tgi() {
    String token = "{\"id\":7,\"text\":\"word \",\"logprob\":-0.5,\"special\":false}";
    String tokens = token + ("," + token).repeat(MockContainer.TOKENS - 1);
    String whole =
        """
        [{"generated_text":"%s","details":{"finish_reason":"eos_token","generated_tokens":%d,\
        "seed":null,"prefill":[],"tokens":[%s]}}]"""
            .formatted(ALL, MockContainer.TOKENS, tokens);
    String piece =
        "data:{\"index\":1,\"token\":%s,\"generated_text\":null,\"details\":null}\n\n"
            .formatted(token);
    String last =
        """
        data:{"index":33,"token":{"id":0,"text":"<|im_end|>","logprob":0,"special":true},\
        "generated_text":"%s","details":{"finish_reason":"eos_token","generated_tokens":33,\
        "seed":null,"input_length":20}}

        """
            .formatted(ALL);
    return new MockWords(whole, piece, last);
  }

  private static String llamaServerReply(String content) {
    return """
    {"content":"%s","tokens":[],"stop":true,"tokens_predicted":%d,"tokens_evaluated":20,\
    "stop_type":"eos","truncated":false,"timings":{"cache_n":0,"prompt_n":20,"prompt_ms":1,\
    "predicted_ms":1}}"""
        .formatted(content, MockContainer.TOKENS);
  }
}
