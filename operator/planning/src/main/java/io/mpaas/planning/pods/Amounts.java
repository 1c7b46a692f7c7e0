package io.mpaas.planning.pods;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Amounts of resources for people. */
public final class Amounts {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi");
    private static final BigDecimal STEP = BigDecimal.valueOf(1024);

    private Amounts() {}

    /** What is asked for, rounded up. */
    public static String asked(String resource, BigDecimal amount) {
        return show(resource, amount, RoundingMode.CEILING);
    }

    /** What is there, rounded down: rounded apart, what is more also looks like more. */
    public static String there(String resource, BigDecimal amount) {
        return show(resource, amount, RoundingMode.FLOOR);
    }

    /** Bytes in the largest fitting unit. */
    private static String show(String resource, BigDecimal amount, RoundingMode mode) {
        boolean bytes = inBytes(resource);
        int unit = 0;
        BigDecimal shown = amount;
        while (bytes && shown.compareTo(STEP) >= 0 && unit < BINARY.size() - 1) {
            shown = shown.divide(STEP);
            unit++;
        }
        String number = shown.setScale(bytes ? 1 : 3, mode).stripTrailingZeros().toPlainString();
        return number + BINARY.get(unit);
    }

    private static boolean inBytes(String resource) {
        return resource.endsWith("memory") || resource.endsWith("storage") || resource.startsWith("hugepages-");
    }
}
