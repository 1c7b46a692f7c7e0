package io.mpaas.cli.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Serves the page to one person on this machine: on 127.0.0.1 and a port of chance, opened by a token that works once. */
public final class PageServer implements AutoCloseable {
    private static final String REFUSED =
            "This page is for the person who started it. Run `kubectl mpaas console` again and"
                    + " use the link it prints; a link works once.\n"
                    + "此页面只供启动它的人使用。请重新运行 kubectl mpaas console，并打开它给出的链接；每个链接只能使用一次。\n";

    private static final Duration TICK = Duration.ofSeconds(1);

    private final HttpServer server;
    private final Session session = new Session();
    private final Streams streams = new Streams();
    private final Feed feed;
    private final Thread carrier;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

    private PageServer(Source source) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        Guard guard = new Guard(port(), session);
        Routes routes = new Routes(source, streams, session);
        server.createContext("/", exchange -> answer(exchange, guard, routes));
        server.setExecutor(exchanges);
        feed = new Feed(source, streams);
        carrier = Thread.ofVirtual().name("feed of the page").unstarted(feed);
    }

    /** Serves from now on. */
    public static PageServer start(Source source) {
        try {
            PageServer page = new PageServer(source);
            page.carrier.start();
            page.server.start();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException("no port of 127.0.0.1 can be used", e);
        }
    }

    /** The link that opens it, once. The token is after #, so no browser sends it to anybody, nor writes it into a log. */
    public String link() {
        return "http://127.0.0.1:" + port() + "/open#" + session.token();
    }

    /** The port of 127.0.0.1 it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** How long no page has been open. */
    public Duration idle() {
        return streams.idle(Instant.now());
    }

    /** Returns when no page has been open so long, or when pages are told nothing any more; with the bug that ended it, if one did. */
    public void serveUntilIdle(Duration patience) throws InterruptedException, ExecutionException {
        while (idle().compareTo(patience) < 0) {
            try {
                feed.end().get(TICK.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                // It goes on.
            }
        }
    }

    private static void answer(HttpExchange exchange, Guard guard, Routes routes) throws IOException {
        try (exchange) {
            Asked asked = Asked.of(exchange);
            if (guard.admits(asked)) {
                routes.answer(exchange, asked);
            } else {
                refuse(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void refuse(HttpExchange exchange) throws IOException {
        Answer.send(exchange, 403, Answer.TEXT, REFUSED);
    }

    @Override
    public void close() {
        carrier.interrupt();
        server.stop(0);
        exchanges.shutdownNow();
    }
}
