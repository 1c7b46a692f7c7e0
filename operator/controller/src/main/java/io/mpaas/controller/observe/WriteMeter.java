package io.mpaas.controller.observe;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts every write that the API server accepted, wherever in the operator it came from. */
@Singleton
public class WriteMeter implements Interceptor {
    static final String WRITES = "mpaas.writes";

    private final MeterRegistry registry;
    private final Map<ApiWrite, Counter> counters = new ConcurrentHashMap<>();

    @Inject
    WriteMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Called by the thread that writes, before anything is sent. */
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (!request.method().equals("GET") && !isDryRun(request)) {
            Pass.writes();
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (response.isSuccessful() && !isDryRun(request)) {
            ApiWrite.of(request.method(), request.uri().getPath())
                    .ifPresent(write ->
                            counters.computeIfAbsent(write, this::counter).increment());
        }
    }

    /** Nothing is kept of it. */
    private static boolean isDryRun(HttpRequest request) {
        String query = request.uri().getQuery();
        return query != null && query.contains("dryRun=");
    }

    private Counter counter(ApiWrite write) {
        return Counter.builder(WRITES)
                .description("Writes that the API server accepted")
                .tag("kind", write.kind())
                .tag("verb", write.verb())
                .register(registry);
    }
}
