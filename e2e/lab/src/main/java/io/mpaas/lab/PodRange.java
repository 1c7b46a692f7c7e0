package io.mpaas.lab;

/** The pod addresses of one node: a block of 256 within the pods' range of its cluster. Pure. */
final class PodRange {
    private PodRange() {}

    /**
     * The block whose number is the last part of the server's address: two servers of one small subnet never share one, if the range of
     * the pods has 256 blocks ({@code /16}).
     */
    static String of(String podSubnet, String address) {
        String[] parts = podSubnet.split("[./]");
        int last = Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
        return "%s.%s.%d.1/24".formatted(parts[0], parts[1], last);
    }
}
