package io.mpaas.planning.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Quantities of Kubernetes, such as {@code 500m} and {@code 2Gi}, read from what people write. */
final class Quantities {
    /** A larger exponent is a number that fills the heap. */
    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?[0-9.]{1,30}([eE][+-]?[0-9]{1,2}|[numkKMGTPE]?|[KMGTPE]i)");

    private Quantities() {}

    /** Empty if it is not a quantity. */
    static Optional<BigDecimal> amount(JsonNode quantity) {
        try {
            return QUANTITY.matcher(quantity.asText()).matches()
                    ? Optional.of(Quantity.getAmountInBytes(new Quantity(quantity.asText())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether both are quantities and the first is more. */
    static boolean isMore(JsonNode one, JsonNode other) {
        return amount(one)
                .flatMap(first -> amount(other).map(second -> first.compareTo(second) > 0))
                .orElse(false);
    }
}
