package io.github.slmsagemaker.bench;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.modelserver.ModelServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The engine as a client of its HTTP server sees it, beside llama.cpp's decode call alone. */
final class EngineBench {
  private static final int PROMPT_TOKENS = 512;
  private static final int DECODED_TOKENS = 128;
  private static final int SPARE_TOKENS = 8;
  private static final int WARM_UP = 2;
  private static final long SEED = 1;

  private final Path cache;
  private final Path file;
  private final EngineOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param cache where the native library is unpacked
   * @param file a GGUF
   * @param threads native threads, the same for both
   */
  EngineBench(Path cache, Path file, int threads) {
    this.cache = cache;
    this.file = file;
    this.options =
        EngineOptions.defaults(threads)
            .withContextTokens(PROMPT_TOKENS + DECODED_TOKENS + SPARE_TOKENS);
  }

  /** Takes turns, so that a busy minute of the machine falls on both. */
  void run(int rounds, PrintStream out) throws IOException, InterruptedException {
    LlamaLibrary library = LlamaLibrary.load(cache);
    List<Double> prompt = new ArrayList<>();
    List<Double> decode = new ArrayList<>();
    try (BareLoop loop = new BareLoop(library, file);
        LlamaWorker worker = LlamaWorker.start(library, file, options);
        HttpServer server = served(worker)) {
      HttpRequest request = request(server.address(), worker.model().vocabularySize());
      for (int round = -WARM_UP; round < rounds; round++) {
        BareLoop.Speed bare =
            loop.measure(
                options.contextTokens(),
                options.batchTokens(),
                options.threads(),
                PROMPT_TOKENS,
                DECODED_TOKENS);
        BareLoop.Speed ours = measure(request);
        out.printf(
            "%-8s bare %6.1f %6.1f   over HTTP %6.1f %6.1f   tokens/s, prompt and decode%n",
            round < 0 ? "warm-up" : round + 1,
            bare.prompt(),
            bare.decode(),
            ours.prompt(),
            ours.decode());
        if (round >= 0) {
          prompt.add(ours.prompt() / bare.prompt());
          decode.add(ours.decode() / bare.decode());
        }
      }
    }
    out.println("engine over HTTP / bare loop, prompt: " + Ratios.of(prompt));
    out.println("engine over HTTP / bare loop, decode: " + Ratios.of(decode));
  }

  private static HttpServer served(LlamaWorker worker) {
    return HttpServer.start(
        HttpServerSettings.defaults(), ModelServer.of(worker, EngineKind.LLAMA_CPP, _ -> ""));
  }

  /** To the first event, and from there on. */
  private BareLoop.Speed measure(HttpRequest request) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long first = 0;
    int events = 0;
    try (BufferedReader reply = lines(request)) {
      for (String line = reply.readLine(); line != null; line = reply.readLine()) {
        if (line.startsWith("data:")) {
          first = events++ == 0 ? System.nanoTime() : first;
        }
      }
    }
    long end = System.nanoTime();
    if (events < DECODED_TOKENS) {
      throw new IOException("%d events came, expected %d".formatted(events, DECODED_TOKENS));
    }
    return new BareLoop.Speed(
        PROMPT_TOKENS * 1e9 / (first - start), (DECODED_TOKENS - 1) * 1e9 / (end - first));
  }

  private BufferedReader lines(HttpRequest request) throws IOException, InterruptedException {
    return new BufferedReader(
        new InputStreamReader(
            client.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
  }

  /** Greedy, as the bare loop is, and never at an end. */
  private static HttpRequest request(URI server, int vocabularySize) {
    String prompt =
        new SplittableRandom(SEED)
            .ints(PROMPT_TOKENS, 0, vocabularySize)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",", "[", "]"));
    String body =
        """
        {"prompt":%s,"n_predict":%d,"stream":true,"temperature":0,"ignore_eos":true,\
        "cache_prompt":false}"""
            .formatted(prompt, DECODED_TOKENS);
    return HttpRequest.newBuilder(server.resolve("/invocations"))
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
