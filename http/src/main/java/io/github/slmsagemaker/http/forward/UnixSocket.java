package io.github.slmsagemaker.http.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A connection to a server that listens on a socket file, for code that speaks to {@link Socket}s:
 * the JDK has only a channel for these. It connects to that file whatever address it is given, and
 * waits for the other side without a limit: whoever waits too long closes it.
 */
final class UnixSocket extends Socket {
  private final UnixDomainSocketAddress file;
  private final SocketChannel channel;

  UnixSocket(Path file) throws IOException {
    this.file = UnixDomainSocketAddress.of(file);
    this.channel = SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  @Override
  public void connect(SocketAddress ignored, int timeout) throws IOException {
    channel.connect(file);
  }

  @Override
  public InputStream getInputStream() {
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream getOutputStream() {
    return Channels.newOutputStream(channel);
  }

  @Override
  public synchronized void setSoTimeout(int millis) {
    // Such a channel knows none.
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // There is no TCP.
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}
