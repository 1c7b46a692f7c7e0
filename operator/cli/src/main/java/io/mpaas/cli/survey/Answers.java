package io.mpaas.cli.survey;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.planning.inspect.Reading;
import io.mpaas.planning.value.Say;
import java.net.HttpURLConnection;
import java.util.function.Supplier;

/** What the API server answers, as readings. */
final class Answers {
    private Answers() {}

    static <T> Reading<T> of(Supplier<T> question) {
        try {
            return new Reading.Known<>(question.get());
        } catch (KubernetesClientException e) {
            return new Reading.Unknown<>(why(e));
        }
    }

    static Say why(KubernetesClientException failure) {
        boolean refused = failure.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
        String words = failure.getCode() > 0 ? Cluster.reason(failure) : Cluster.cause(failure);
        return Say.of(refused ? "inspect.refused" : "inspect.failed").with("words", words);
    }
}
