package io.mpaas.observer.proxy;

import io.mpaas.observer.proxy.CommittedWrite.Phase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The way of one request through the proxy, and the places on it where harm is done. */
final class Interception implements ProxyInterceptor {
    private static final int TOO_MANY = 429;
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Predicate<ApiRequest> counted;
    private final Watches watches;
    private final AtomicLong number = new AtomicLong();
    final List<Fault> faults = new CopyOnWriteArrayList<>();
    final List<CommittedWrite.Listener> listeners = new CopyOnWriteArrayList<>();

    Interception(Vertx vertx, Predicate<ApiRequest> counted, Watches.Origin origin) {
        this.vertx = vertx;
        this.counted = counted;
        this.watches = new Watches(vertx, origin, harm());
    }

    private Watches.Harm harm() {
        return new Watches.Harm() {
            @Override
            public Duration lateness(ApiRequest watch, int number) {
                return faults.stream()
                        .map(fault -> fault.lag(watch, number))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
            }

            @Override
            public boolean garbles(ApiRequest watch) {
                return faults.stream().anyMatch(fault -> fault.garbles(watch));
            }
        };
    }

    /** Ends the watches of these. */
    void cut(Predicate<ApiRequest> which) {
        watches.cut(which);
    }

    long writes() {
        return number.get();
    }

    /** Every request comes in here, WebSockets too, and goes on to {@code proxy} if no fault keeps it. */
    void enter(HttpServerRequest incoming, HttpProxy proxy) {
        ApiRequest request = ApiRequest.of(incoming.method().name(), incoming.uri());
        Duration delay = Duration.ZERO;
        int refusal = 0;
        for (Fault fault : faults) {
            Fault.Passage passage = fault.passage(request);
            delay = delay.plus(passage.delay());
            refusal = refusal == 0 ? passage.refusal() : refusal;
        }
        if (refusal == Fault.Passage.SILENCE) {
            incoming.pause();
            later(SILENCE).onSuccess(_ -> incoming.connection().close());
        } else if (refusal > 0) {
            int status = refusal;
            incoming.pause();
            later(delay).onSuccess(_ -> refuse(incoming, status));
        } else if (delay.isPositive()) {
            incoming.pause();
            later(delay).onSuccess(_ -> goOn(request, incoming, proxy));
        } else {
            goOn(request, incoming, proxy);
        }
    }

    private void goOn(ApiRequest request, HttpServerRequest incoming, HttpProxy proxy) {
        if (request.watch()) {
            watches.open(request, incoming);
        } else {
            proxy.handle(incoming);
        }
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest outgoing = context.request();
        ApiRequest request = requestOf(context);
        faults.forEach(fault -> outgoing.setURI(fault.asks(request, outgoing.getURI())));
        return context.sendRequest();
    }

    private Future<Void> later(Duration delay) {
        return delay.isPositive() ? vertx.timer(Math.max(1, delay.toMillis())).mapEmpty() : Future.succeededFuture();
    }

    /** As an API server would say it, so that a client can read it. */
    private static void refuse(HttpServerRequest incoming, int status) {
        incoming.resume();
        if (status == TOO_MANY) {
            incoming.response().putHeader("retry-after", "1");
        }
        incoming.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(
                        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"refused by a fault\",\"reason\":\""
                                + reason(status) + "\",\"code\":" + status + "}");
    }

    private static String reason(int status) {
        return switch (status) {
            case 409 -> "Conflict";
            case 410 -> "Expired";
            case TOO_MANY -> "TooManyRequests";
            case 503 -> "ServiceUnavailable";
            default -> "InternalError";
        };
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ApiRequest request = requestOf(context);
        int status = context.response().getStatusCode();
        boolean committed = request.writes() && status >= 200 && status < 300 && counted.test(request);
        if (!committed) {
            return context.sendResponse();
        }
        CommittedWrite write = new CommittedWrite(number.incrementAndGet(), request, status);
        tell(write, Phase.BEFORE_ANSWER);
        Optional<Fault> fault = striking(write, Phase.BEFORE_ANSWER);
        if (fault.isPresent()) {
            return strike(fault.get()).eventually(() -> drop(context));
        }
        return context.sendResponse().compose(_ -> {
            tell(write, Phase.AFTER_ANSWER);
            return striking(write, Phase.AFTER_ANSWER).map(this::strike).orElse(Future.succeededFuture());
        });
    }

    private void tell(CommittedWrite write, Phase phase) {
        listeners.forEach(listener -> listener.onWrite(write, phase));
    }

    private Optional<Fault> striking(CommittedWrite write, Phase phase) {
        return faults.stream().filter(fault -> fault.strikes(write, phase)).findFirst();
    }

    private Future<Void> strike(Fault fault) {
        return vertx.executeBlocking(
                () -> {
                    fault.strike();
                    return null;
                },
                false);
    }

    private static Future<Void> drop(ProxyContext context) {
        context.response().release();
        return context.request().proxiedRequest().connection().close();
    }

    private static ApiRequest requestOf(ProxyContext context) {
        return ApiRequest.of(
                context.request().getMethod().name(),
                context.request().proxiedRequest().uri());
    }
}
