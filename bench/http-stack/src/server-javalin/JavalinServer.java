import io.javalin.Javalin;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.OutputStream;

final class JavalinServer {
  public static void main(String[] args) {
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.concurrency.useVirtualThreads = true;
              config.jetty.modifyHttpConfiguration(http -> http.setIdleTimeout(3_000));
              config.routes.get("/", ctx -> ctx.result(Routes.HELLO));
              config.routes.get(
                  "/hang",
                  ctx -> {
                    AsyncContext async = ctx.req().startAsync();
                    async.setTimeout(10_000);
                    async.addListener(
                        new AsyncListener() {
                          @Override
                          public void onComplete(AsyncEvent event) {}

                          @Override
                          public void onTimeout(AsyncEvent event) {}

                          @Override
                          public void onError(AsyncEvent event) {
                            Routes.clientGone(0);
                          }

                          @Override
                          public void onStartAsync(AsyncEvent event) {}
                        });
                    Routes.pause(10_000);
                    async.complete();
                  });
              config.routes.get(
                  "/flood",
                  ctx -> {
                    OutputStream out = ctx.outputStream();
                    while (true) {
                      out.write(Routes.BLOCK);
                      Routes.WRITTEN.addAndGet(Routes.BLOCK.length);
                    }
                  });
              config.routes.get("/written", ctx -> ctx.result(Routes.WRITTEN.toString()));
            })
        .start("127.0.0.1", Integer.parseInt(args[0]));
  }
}
