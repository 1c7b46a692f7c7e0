package io.mpaas.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * The certificates that kubeadm would make in a control plane, signed by the authorities that came with the user data.
 *
 * @param folder {@code /etc/kubernetes/pki} of the server
 */
record Certificates(Path folder) {
    static final String AUTHORITY = "ca";
    static final String ETCD_AUTHORITY = "etcd/ca";

    /** Signs {@code name.crt} with {@code name.key}, unless they are there. {@code names}: {@code DNS:…} and {@code IP:…}. */
    void sign(String name, String authority, String subject, List<String> names) {
        if (Files.exists(path(name + ".crt"))) {
            return;
        }
        String request = path(name + ".csr").toString();
        Shell.run(List.of(
                "openssl",
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                path(name + ".key").toString(),
                "-subj",
                subject,
                "-out",
                request));
        Path extensions = path(name + ".ext");
        write(
                extensions,
                "extendedKeyUsage=clientAuth,serverAuth\n"
                        + (names.isEmpty() ? "" : "subjectAltName=" + String.join(",", names) + "\n"));
        Shell.run(List.of(
                "openssl",
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                path(authority + ".crt").toString(),
                "-CAkey",
                path(authority + ".key").toString(),
                "-set_serial",
                "0x" + UUID.randomUUID().toString().replace("-", ""), // several are signed at the same time
                "-days",
                "30",
                "-extfile",
                extensions.toString(),
                "-out",
                path(name + ".new").toString()));
        move(path(name + ".new"), path(name + ".crt")); // complete or not there
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** A kubeconfig with the client certificate {@code name}. */
    Path kubeconfig(String name, String server) {
        Path file = folder.resolveSibling(name + ".kubeconfig");
        write(file, """
                apiVersion: v1
                kind: Config
                current-context: guest
                clusters:
                - {name: guest, cluster: {server: "https://%s", certificate-authority: %s}}
                users:
                - {name: guest, user: {client-certificate: %s, client-key: %s}}
                contexts:
                - {name: guest, context: {cluster: guest, user: guest}}
                """.formatted(server, path("ca.crt"), path(name + ".crt"), path(name + ".key")));
        return file;
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
