package io.github.slmsagemaker.container;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a build fetches a model and a tokenizer from. */
final class Hub implements AutoCloseable {
  private final HttpServer server;

  private Hub(HttpServer server) {
    this.server = server;
  }

  /** Serves a small model of random weights, which it lays into the folder. */
  static Hub start(Path folder) throws IOException {
    Path files = Files.createDirectories(folder.resolve("hub"));
    Files.copy(RandomModel.file(), files.resolve("model.gguf"));
    for (String name :
        List.of(
            "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "config.json")) {
      Files.writeString(files.resolve(name), "{}");
    }
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            files.toAbsolutePath(),
            OutputLevel.NONE);
    server.start();
    return new Hub(server);
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What a build of this model over that image is told. */
  Map<String, String> arguments(String engineImage) throws IOException {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("ENGINE_IMAGE", engineImage);
    arguments.put("FETCH_IMAGE", engineImage);
    arguments.put("MODEL_ID", Image.MODEL);
    arguments.put("MODEL_QUANTIZATION", "Q8_0");
    arguments.put("MODEL_URL", url("/model.gguf"));
    arguments.put("MODEL_SHA256", Image.sha256(RandomModel.file()));
    arguments.put("MODEL_KV_BYTES_PER_TOKEN", "512");
    arguments.put("MODEL_TRAINED_CONTEXT", "32768");
    return arguments;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
