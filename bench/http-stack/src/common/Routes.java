import java.util.concurrent.atomic.AtomicLong;

/** What every server under measurement does, so that only the servers differ. */
final class Routes {
  static final AtomicLong WRITTEN = new AtomicLong();
  static final byte[] HELLO = "hello".getBytes();
  static final byte[] BLOCK = new byte[64 * 1024];

  private Routes() {}

  static void clientGone(long sinceNanos) {
    System.out.println("hang-up noticed");
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
