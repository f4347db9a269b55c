package io.github.slmsagemaker.http.forward;

import io.github.slmsagemaker.http.ClientGone;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.HttpStream;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Passes requests on to another HTTP/1.1 server, over TLS where that is asked for, and its answers
 * back, piece by piece as they come and no faster than the client reads. A client that hangs up
 * closes the connection upstream.
 *
 * <p>Each request has a connection of its own and is sent once: a kept one may turn out to be
 * closed when the request is on its way, and then nobody knows whether it was handled.
 *
 * @param upstream the other server
 * @param sockets makes unconnected sockets; over TLS the server's certificate must name {@code
 *     upstream}
 * @param connectTimeout how long connecting may take
 * @param silence how long the other server may send nothing before it is given up
 */
public record HttpForwarder(
    InetSocketAddress upstream, Sockets sockets, Duration connectTimeout, Duration silence) {
  /** Where connections come from. */
  @FunctionalInterface
  public interface Sockets {
    /** One that is not connected yet. */
    Socket unconnected() throws IOException;
  }

  /** Longer answers are streamed to the client even where their length is known. */
  private static final long MAX_WHOLE = 8L << 20;

  /** To a server that speaks plain HTTP. */
  public HttpForwarder(InetSocketAddress upstream, Duration connectTimeout, Duration silence) {
    this(upstream, Socket::new, connectTimeout, silence);
  }

  /**
   * To the server of a URL, whose path plays no part.
   *
   * @param url begins with {@code http} or {@code https}; without a port it is the scheme's own
   */
  public static HttpForwarder to(URI url, Duration connectTimeout, Duration silence) {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    int standard = tls ? 443 : 80;
    int port = url.getPort() < 0 ? standard : url.getPort();
    Sockets sockets = tls ? SSLSocketFactory.getDefault()::createSocket : Socket::new;
    return new HttpForwarder(
        new InetSocketAddress(url.getHost(), port), sockets, connectTimeout, silence);
  }

  /**
   * To a server of this machine that listens on a socket file. How long it may be silent is up to
   * whoever asks: it is not bounded here.
   */
  public static HttpForwarder toFile(Path socket) {
    return new HttpForwarder(
        InetSocketAddress.createUnresolved("localhost", 80),
        () -> new UnixSocket(socket),
        Duration.ZERO,
        Duration.ZERO);
  }

  /**
   * Sends {@code request}, and the answer to {@code reply}. Hop-by-hop headers stay behind in both
   * directions. Call on a thread that may block, a handler's for example.
   *
   * @param headers what goes upstream instead of the request's own headers
   * @throws IOException if no usable answer came back; the reply is untouched then. An answer that
   *     breaks off later breaks off for the client too
   * @throws ClientGone if the client hung up
   */
  public void forward(HttpRequest request, Headers headers, HttpReply reply) throws IOException {
    try (UpstreamConnection connection = new UpstreamConnection(socket())) {
      reply.onDisconnect(connection::abort);
      HttpResponse head = ask(connection, request, headers);
      Headers back = Headers.received(head.headers().entries()).endToEnd();
      long length = HttpUtil.getContentLength(head, -1L);
      if (length >= 0 && length <= MAX_WHOLE && !request.method().equals("HEAD")) {
        reply.send(head.status().code(), back, whole(connection));
      } else {
        stream(connection, reply.stream(head.status().code(), back));
      }
    } catch (IOException failure) {
      if (reply.disconnected()) {
        throw new ClientGone("the client hung up", failure);
      }
      throw failure;
    }
  }

  /** Without the algorithm's name a TLS socket takes any valid certificate, whosever it is. */
  private Socket socket() throws IOException {
    Socket socket = sockets.unconnected();
    if (socket instanceof SSLSocket tls) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
    }
    return socket;
  }

  private HttpResponse ask(UpstreamConnection connection, HttpRequest request, Headers headers)
      throws IOException {
    connection.open(upstream, connectTimeout, silence);
    Headers out = headers.endToEnd().without("content-length").without("expect");
    if (!out.has("host")) {
      out = out.with("Host", upstream.getHostString() + ":" + upstream.getPort());
    }
    connection.send(request, out);
    for (HttpObject part = connection.next(); part != null; part = connection.next()) {
      if (part instanceof HttpResponse head
          && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
        return head;
      }
      ReferenceCountUtil.release(part);
    }
    throw new IOException("the connection to " + upstream + " ended without an answer");
  }

  private static byte[] whole(UpstreamConnection connection) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (HttpObject part = connection.next(); part != null; part = connection.next()) {
      all.writeBytes(bytes(part));
      if (part instanceof LastHttpContent) {
        return all.toByteArray();
      }
    }
    throw new IOException("the answer broke off after " + all.size() + " bytes");
  }

  private static void stream(UpstreamConnection connection, HttpStream stream) {
    try {
      for (HttpObject part = connection.next(); part != null; part = connection.next()) {
        stream.write(bytes(part));
        if (part instanceof LastHttpContent) {
          stream.end();
          return;
        }
      }
    } catch (IOException brokeOff) {
      // The client sees it: its answer breaks off at the same place.
    }
    stream.abort();
  }

  private static byte[] bytes(HttpObject part) {
    try {
      if (!(part instanceof HttpContent content)) {
        return new byte[0];
      }
      byte[] bytes = new byte[content.content().readableBytes()];
      content.content().readBytes(bytes);
      return bytes;
    } finally {
      ReferenceCountUtil.release(part);
    }
  }
}
