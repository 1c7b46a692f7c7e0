package io.mpaas.cli.web;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a request says of itself, as far as it decides who may ask.
 *
 * @param headers name of a header → its values, in the order they came
 */
record Asked(String method, String path, Function<String, List<String>> headers) {
    static Asked of(HttpExchange exchange) {
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                name -> Optional.ofNullable(exchange.getRequestHeaders().get(name))
                        .orElse(List.of()));
    }

    /** All values of a header. */
    List<String> header(String name) {
        return headers.apply(name);
    }

    boolean isPost() {
        return method.equals("POST");
    }

    boolean isGet() {
        return method.equals("GET");
    }
}
