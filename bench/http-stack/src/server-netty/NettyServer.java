import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

final class NettyServer {
  public static void main(String[] args) throws Exception {
    EventLoopGroup loop = new NioEventLoopGroup(1);
    new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20));
                channel.pipeline().addLast("routes", new Handler());
              }
            })
        .bind(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]))
        .sync();
  }

  private static final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private boolean hanging;
    private java.util.concurrent.Future<?> slowHead;

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      Runnable late = () -> answer(ctx, HttpResponseStatus.REQUEST_TIMEOUT, "late");
      slowHead = ctx.executor().schedule(late, 3, TimeUnit.SECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (hanging) {
        Routes.clientGone(0);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      slowHead.cancel(false);
      switch (request.uri()) {
        case "/hang" -> hanging = true;
        case "/flood" -> flood(ctx);
        case "/written" -> answer(ctx, HttpResponseStatus.OK, Routes.WRITTEN.toString());
        default -> answer(ctx, HttpResponseStatus.OK, "hello");
      }
    }

    private static void flood(ChannelHandlerContext ctx) {
      var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      head.headers().set("Transfer-Encoding", "chunked");
      ctx.writeAndFlush(head);
      Thread.ofVirtual()
          .start(
              () -> {
                while (ctx.channel().isOpen()) {
                  if (!ctx.channel().isWritable()) {
                    Routes.pause(1);
                    continue;
                  }
                  var block = new DefaultHttpContent(Unpooled.wrappedBuffer(Routes.BLOCK));
                  ctx.writeAndFlush(block).awaitUninterruptibly(5);
                  Routes.WRITTEN.addAndGet(Routes.BLOCK.length);
                }
              });
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, String body) {
      var content = Unpooled.wrappedBuffer(body.getBytes());
      var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
      response.headers().set("Content-Length", content.readableBytes());
      ctx.writeAndFlush(response).addListener(done -> ctx.close());
    }
  }
}
