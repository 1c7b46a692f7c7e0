package io.mpaas.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The processes of one cluster and the files they need; any of them can be stopped and started again. */
final class ControlPlane implements AutoCloseable {
    private static final String KEEP_AUDIT_LOGS = "mpaas.cluster.keep-audit-logs";

    private final String name;
    private final Commands commands;
    private final WorkDirectory directory = WorkDirectory.create();
    private final Users users = Users.withFreshTokens();
    private final Map<Program, GuardedProcess> running = new EnumMap<>(Program.class);
    private final Thread atExit = new Thread(this::release, "close local cluster " + hashCode());
    private boolean released;

    ControlPlane(String name, Commands commands) {
        this.name = name;
        this.commands = commands;
        Runtime.getRuntime().addShutdownHook(atExit);
        SigningKey key = SigningKey.generate();
        directory.write(Commands.SIGNING_KEY, key.privatePem());
        directory.write(Commands.VERIFICATION_KEY, key.publicPem());
        directory.write(Commands.TOKENS, users.tokenFile());
        Stream.concat(Stream.of(Commands.AUDIT_POLICY), Commands.SIMULATION.stream())
                .forEach(file -> directory.write(file, resource(file)));
    }

    WorkDirectory directory() {
        return directory;
    }

    /** Starts etcd and the API server; returns as soon as kubeconfigs exist, which is before the server is ready. */
    void startStore(Deadline deadline) {
        start(Program.ETCD);
        start(Program.KUBE_APISERVER);
        deadline.await(
                "kube-apiserver to write its certificate",
                () -> alive(Program.KUBE_APISERVER) && !authority().isEmpty());
        users.tokens()
                .keySet()
                .forEach(user -> directory.write(Commands.kubeconfig(user).toString(), kubeconfig(user)));
    }

    synchronized void start(Program program) {
        Path log = directory.resolve(program.executable + ".log");
        running.computeIfAbsent(program, _ -> GuardedProcess.start(command(program), directory.path(), log));
    }

    synchronized void stop(Program program) {
        GuardedProcess process = running.remove(program);
        if (process != null) {
            process.close();
        }
    }

    synchronized void signal(Program program, String name) {
        GuardedProcess process = running.get(program);
        if (process != null) {
            process.signal(name);
        }
    }

    /** True, or an exception with the last words of the program. */
    synchronized boolean alive(Program program) {
        GuardedProcess process = running.get(program);
        if (process == null || !process.alive()) {
            throw new ClusterException("%s ended unexpectedly; its last lines:%n%s"
                    .formatted(program.executable, process == null ? "(it was stopped)" : process.lastLines()));
        }
        return true;
    }

    synchronized boolean allAlive() {
        return running.keySet().stream().allMatch(this::alive);
    }

    /** Whether the start failed because another process took one of the ports in the meantime; stops everything. */
    boolean lostItsPorts() {
        stopAll();
        return commands.ports().snatched();
    }

    String server() {
        return "https://127.0.0.1:" + commands.ports().apiServer();
    }

    String kubeconfig(String user) {
        return new Kubeconfig(name, server(), authority(), user, users.token(user)).text();
    }

    @Override
    public void close() {
        release();
        forgetExit();
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is on its way out, and the hook finds nothing left to do.
        }
    }

    private synchronized void release() {
        if (!released) {
            released = true;
            stopAll();
            keepAuditLog();
            directory.close();
        }
    }

    /** In the folder that {@value #KEEP_AUDIT_LOGS} names, if it does: what many clusters of many JVMs saw can be judged as one. */
    private void keepAuditLog() {
        String folder = System.getProperty(KEEP_AUDIT_LOGS, "");
        Path log = directory.resolve(Commands.AUDIT_LOG);
        if (folder.isBlank() || !Files.exists(log)) {
            return;
        }
        try {
            Path target = Files.createDirectories(Path.of(folder));
            Files.copy(log, target.resolve(directory.path().getFileName() + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void stopAll() {
        List.copyOf(running.keySet()).reversed().forEach(this::stop);
    }

    /** The second certificate of the chain that the server signed for itself; empty as long as it is not written. */
    private String authority() {
        try {
            Path file = directory.path().resolve(Commands.SERVER_CERTIFICATE);
            String chain = Files.exists(file) ? Files.readString(file) : "";
            int last = chain.lastIndexOf("-----BEGIN");
            return last > 0 && chain.stripTrailing().endsWith("-----END CERTIFICATE-----") ? chain.substring(last) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Program program) {
        return switch (program) {
            case ETCD -> commands.etcd();
            case KUBE_APISERVER -> commands.apiServer();
            case KUBE_CONTROLLER_MANAGER -> commands.controllerManager();
            case KUBE_SCHEDULER -> commands.scheduler();
            case KWOK -> commands.kwok();
            case KUBECTL -> throw new IllegalArgumentException("kubectl is no server");
        };
    }

    private static String resource(String file) {
        try (InputStream in = ControlPlane.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar of the local cluster lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
