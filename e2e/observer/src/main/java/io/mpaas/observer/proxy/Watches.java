package io.mpaas.observer.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The watches that are open through a proxy, over WebSockets or plain streaming, each on a way of its own whose end can be put
 * off. They are numbered per kind: one that is opened takes the lowest number that is free.
 *
 * <pre>
 *   installations 1   InstallationReconciler's cache      ── at once ──▶
 *   installations 2   ComponentReconciler's cache of them ── 20 ms late ──▶
 * </pre>
 */
final class Watches {
    private static final int SWITCHING = 101;
    private static final int BAD_GATEWAY = 502;

    private final Vertx vertx;
    private final Origin origin;
    private final Harm harm;
    private final Map<Place, Runnable> open = new ConcurrentHashMap<>();

    Watches(Vertx vertx, Origin origin, Harm harm) {
        this.vertx = vertx;
        this.origin = origin;
        this.harm = harm;
    }

    /** The API server. */
    record Origin(HttpClient client, String host, int port) {}

    /** What happens to the events of a watch, asked whenever some arrive. */
    interface Harm {
        /** How late they are. */
        Duration lateness(ApiRequest watch, int number);

        /** Whether they cannot be read. */
        boolean garbles(ApiRequest watch);
    }

    /** One watch of a kind. */
    private record Place(String resource, int number, ApiRequest request) {}

    void open(ApiRequest request, HttpServerRequest incoming) {
        incoming.pause();
        RequestOptions asked = new RequestOptions()
                .setMethod(incoming.method())
                .setHost(origin.host())
                .setPort(origin.port())
                .setURI(incoming.uri())
                .setHeaders(incoming.headers());
        boolean socket = "websocket".equalsIgnoreCase(incoming.getHeader("upgrade"));
        origin.client()
                .request(asked)
                .map(outgoing -> outgoing.exceptionHandler(_ -> {}))
                .compose(socket ? HttpClientRequest::connect : HttpClientRequest::send)
                .onSuccess(answer -> passOn(request, incoming, answer))
                .onFailure(_ -> incoming.response().setStatusCode(BAD_GATEWAY).end());
    }

    private void passOn(ApiRequest request, HttpServerRequest incoming, HttpClientResponse answer) {
        HttpServerResponse response = incoming.response();
        response.setStatusCode(answer.statusCode());
        response.headers().setAll(answer.headers());
        if (answer.statusCode() == SWITCHING) {
            NetSocket up = answer.netSocket().pause();
            incoming.toNetSocket().onSuccess(down -> join(request, up, down)).onFailure(_ -> up.close());
        } else {
            incoming.resume();
            stream(request, answer, response);
        }
    }

    private void join(ApiRequest request, NetSocket up, NetSocket down) {
        Place place = take(request, down::close);
        DelayLine line = line(place, down::write);
        up.handler(line::push);
        up.closeHandler(_ -> line.end(down::close));
        down.handler(up::write);
        down.closeHandler(_ -> {
            open.remove(place);
            up.close();
        });
        up.resume();
    }

    private void stream(ApiRequest request, HttpClientResponse answer, HttpServerResponse response) {
        Place place = take(request, () -> response.reset());
        DelayLine line = line(place, response::write);
        answer.handler(line::push);
        answer.endHandler(_ -> line.end(response::end));
        answer.exceptionHandler(_ -> line.end(response::reset));
        response.closeHandler(_ -> {
            open.remove(place);
            answer.request().reset();
        });
        response.endHandler(_ -> open.remove(place));
    }

    private DelayLine line(Place place, Consumer<Buffer> out) {
        return new DelayLine(
                vertx,
                () -> harm.lateness(place.request(), place.number()),
                events -> out.accept(harm.garbles(place.request()) ? garbled(events) : events));
    }

    /** As long as before, so that a frame of a WebSocket stays one. */
    private static Buffer garbled(Buffer events) {
        String text = events.toString(StandardCharsets.ISO_8859_1);
        return Buffer.buffer(text.replace("\"spec\":{", "\"spec\":[").getBytes(StandardCharsets.ISO_8859_1));
    }

    private Place take(ApiRequest request, Runnable cut) {
        for (int number = 1; ; number++) {
            Place place = new Place(request.resource(), number, request);
            boolean free = open.keySet().stream()
                    .noneMatch(taken -> taken.resource().equals(place.resource()) && taken.number() == place.number());
            if (free) {
                open.put(place, cut);
                return place;
            }
        }
    }

    void cut(Predicate<ApiRequest> which) {
        vertx.runOnContext(_ -> open.forEach((place, cut) -> {
            if (which.test(place.request())) {
                cut.run();
            }
        }));
    }
}
