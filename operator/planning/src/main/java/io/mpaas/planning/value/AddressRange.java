package io.mpaas.planning.value;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A range of addresses (RFC 4632, RFC 4291).
 *
 * @param text as it was written
 * @param bits of an address: 32 or 128
 * @param prefix how many of them all addresses of it share
 */
public record AddressRange(String text, int bits, BigInteger base, int prefix) {
    private static final int IPV4 = 32;
    private static final int IPV6 = 128;
    private static final int GROUPS = 8;

    /** {@code 10.0.0.0/8}, {@code fd00::/8}, or one address; empty for anything else. */
    public static Optional<AddressRange> parse(String text) {
        String[] parts = text.split("/", 2);
        boolean six = parts[0].contains(":");
        int bits = six ? IPV6 : IPV4;
        String length = parts.length == 2 ? parts[1] : String.valueOf(bits);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
            return Optional.empty();
        }
        return (six ? six(parts[0]) : four(parts[0]))
                .map(base -> new AddressRange(text, bits, base, Integer.parseInt(length)));
    }

    /** Whether an address is in both. */
    public boolean overlaps(AddressRange other) {
        int free = bits - Math.min(prefix, other.prefix);
        return bits == other.bits && base.shiftRight(free).equals(other.base.shiftRight(free));
    }

    private static Optional<BigInteger> four(String address) {
        return address.matches("\\d{1,3}(\\.\\d{1,3}){3}") ? number(address.split("\\."), 10, 8) : Optional.empty();
    }

    /** {@code ::} stands for as many groups of zeros as are missing. */
    private static Optional<BigInteger> six(String address) {
        String[] halves = address.split("::", -1);
        String[] left = groups(halves[0]);
        String[] right = groups(halves.length == 2 ? halves[1] : "");
        int missing = GROUPS - left.length - right.length;
        boolean sound = halves.length == 2 ? missing > 0 : halves.length == 1 && missing == 0;
        if (!sound || !(String.join("", left) + String.join("", right)).matches("[0-9a-fA-F]*")) {
            return Optional.empty();
        }
        String[] all = new String[GROUPS];
        java.util.Arrays.fill(all, "0");
        System.arraycopy(left, 0, all, 0, left.length);
        System.arraycopy(right, 0, all, GROUPS - right.length, right.length);
        return number(all, 16, 16);
    }

    private static String[] groups(String half) {
        return half.isEmpty() ? new String[0] : half.split(":");
    }

    private static Optional<BigInteger> number(String[] groups, int radix, int bits) {
        BigInteger number = BigInteger.ZERO;
        for (String group : groups) {
            if (group.isEmpty() || group.length() > 4 || Integer.parseInt(group, radix) >= 1 << bits) {
                return Optional.empty();
            }
            number = number.shiftLeft(bits).or(BigInteger.valueOf(Integer.parseInt(group, radix)));
        }
        return Optional.of(number);
    }
}
