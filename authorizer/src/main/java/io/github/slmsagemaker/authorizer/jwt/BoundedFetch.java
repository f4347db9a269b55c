package io.github.slmsagemaker.authorizer.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads small documents of an issuer: one address, which may not send elsewhere, within a time that
 * counts from the first to the last byte, and no more bytes than keys can need.
 */
final class BoundedFetch {
  /** Some hundred keys; the sets that large issuers publish have a few kilobytes. */
  private static final int MOST_BYTES = 128 << 10;

  private final HttpClient client;
  private final Duration patience;

  BoundedFetch(Duration patience, ProxySelector proxies) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .proxy(proxies)
            .build();
  }

  /**
   * The document at an address.
   *
   * @throws IOException if it cannot be had so; the message holds nothing of what was sent
   */
  String text(URI address) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> reply =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    HttpResponse<byte[]> arrived = arrived(address, reply);
    if (arrived.statusCode() != 200) {
      throw new IOException(
          "%s replied with %d, expected 200".formatted(address, arrived.statusCode()));
    }
    return new String(arrived.body(), UTF_8);
  }

  private HttpResponse<byte[]> arrived(URI address, CompletableFuture<HttpResponse<byte[]>> reply)
      throws IOException {
    try {
      return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      throw new IOException("%s did not answer within %s".formatted(address, patience), slow);
    } catch (ExecutionException failed) {
      throw new IOException(
          "%s gave no document of up to %d bytes".formatted(address, MOST_BYTES), failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + address, e);
    } finally {
      reply.cancel(true);
    }
  }
}
