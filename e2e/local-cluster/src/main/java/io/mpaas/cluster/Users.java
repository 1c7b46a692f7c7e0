package io.mpaas.cluster;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who may talk to the API server, each with a token of its own, so that the audit log tells them apart.
 *
 * <p>{@code admin}, {@code observer}, {@code floor} and {@code kwok} may do everything; {@code operator} and {@code alice}
 * nothing until RBAC grants it; the control plane's own users have the roles that Kubernetes binds to their names.
 */
record Users(Map<String, String> tokens) {
    static final String ADMIN = "admin";
    static final String CONTROLLER_MANAGER = "system:kube-controller-manager";
    static final String SCHEDULER = "system:kube-scheduler";
    static final String KWOK = "kwok";

    private static final List<String> MASTERS = List.of(ADMIN, "floor", KWOK, "observer");
    private static final List<String> WITHOUT_GROUP = List.of("alice", "operator", CONTROLLER_MANAGER, SCHEDULER);

    Users {
        tokens = Map.copyOf(tokens);
    }

    static Users withFreshTokens() {
        SecureRandom random = new SecureRandom();
        List<String> names = new ArrayList<>(MASTERS);
        names.addAll(WITHOUT_GROUP);
        return new Users(names.stream().collect(Collectors.toMap(name -> name, _ -> token(random))));
    }

    String token(String user) {
        String token = tokens.get(user);
        if (token == null) {
            throw new IllegalArgumentException(
                    "The cluster has no user %s; it has %s.".formatted(user, new TreeMap<>(tokens).keySet()));
        }
        return token;
    }

    /** The format of kube-apiserver's {@code --token-auth-file}: token, user, uid, groups. */
    String tokenFile() {
        return new TreeMap<>(tokens)
                .entrySet().stream()
                        .map(user -> "%s,%s,%s,%s\n"
                                .formatted(
                                        user.getValue(),
                                        user.getKey(),
                                        user.getKey(),
                                        MASTERS.contains(user.getKey()) ? "system:masters" : ""))
                        .collect(Collectors.joining());
    }

    private static String token(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
