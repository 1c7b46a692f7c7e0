package io.mpaas.lab;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * What cloud-init would write: path to content, with the names that cloud-init knows of its server put in.
 *
 * <p>Only {@code write_files} counts; the commands are {@code kubeadm}'s, and the simulator plays those.
 */
record CloudConfig(Map<String, String> files) {
    private static final byte GZIP = 0x1f;

    CloudConfig {
        files = Map.copyOf(files);
    }

    /** Reads the user data of a server: base64, packed or not. */
    static CloudConfig of(Server server) {
        String text = unpacked(Base64.getDecoder().decode(server.userData()));
        if (text.startsWith("## template: jinja")) {
            text = rendered(text, server);
        }
        Map<String, String> files = new TreeMap<>();
        JsonNode config = Serialization.unmarshal(text, JsonNode.class);
        for (JsonNode file : config.path("write_files")) {
            files.put(file.path("path").asText(), content(file));
        }
        return new CloudConfig(files);
    }

    private static String content(JsonNode file) {
        String content = file.path("content").asText();
        return switch (file.path("encoding").asText("")) {
            case "b64", "base64", "gz+b64", "gz+base64", "gzip+base64" ->
                unpacked(Base64.getMimeDecoder().decode(content));
            default -> content;
        };
    }

    private static String unpacked(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != GZIP) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rendered(String template, Server server) {
        return template.replaceAll(
                        "\\{\\{ *(ds\\.meta_data\\.|v1\\.)?(local_hostname|hostname|name) *}}", server.name())
                .replaceAll("\\{\\{ *(ds\\.meta_data\\.|v1\\.)?(instance_id|uuid) *}}", server.id())
                .replaceAll("\\{\\{ *(ds\\.meta_data\\.|v1\\.)?availability_zone *}}", server.zone());
    }
}
