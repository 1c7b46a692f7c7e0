package io.mpaas.lab;

/**
 * A server as Nova tells of it.
 *
 * @param address its first fixed address
 * @param image the name of its image, whose end says which kubelet is on it: {@code mpaas-node-v1.36.3}
 * @param userData in base64, as Nova has it; empty if there is none
 */
record Server(
        String id,
        String name,
        String status,
        String zone,
        String address,
        Flavor flavor,
        String image,
        String userData) {
    record Flavor(String name, int cores, int megabytes) {}

    boolean active() {
        return status.equals("ACTIVE") && !address.isEmpty() && !userData.isEmpty();
    }

    /** The version of the kubelet in the image. */
    String kubeletVersion() {
        int version = image.lastIndexOf("-v");
        return version < 0 ? "v0.0.0" : image.substring(version + 1);
    }
}
