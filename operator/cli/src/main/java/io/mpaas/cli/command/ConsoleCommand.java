package io.mpaas.cli.command;

import io.mpaas.api.v1alpha1.Installation;
import io.mpaas.cli.cluster.Cluster;
import io.mpaas.cli.console.Catalogue;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.live.Browser;
import io.mpaas.cli.live.LiveConsole;
import io.mpaas.cli.web.PageServer;
import io.mpaas.planning.value.Say;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the page that one looks at when something is red. */
@Command(
        name = "console",
        description = "Open a page on this machine: the cause, who suffers, what waits for what, how long still.",
        footer = {
            "",
            "The page sees and may do what your kubeconfig allows, and no more. It is served on 127.0.0.1 and a port of"
                    + " chance, opens once by the link that is printed, and ends 30 minutes after the last page was closed.",
            "",
            "Examples:",
            "  kubectl mpaas console -n mpaas",
            "  kubectl mpaas console -n mpaas --show component/mysql",
            "  kubectl mpaas console -n mpaas --no-browser       only print the link",
            "",
            "Exit codes: 0 ended, 2 no answer, 3 the cluster cannot be reached."
        })
public final class ConsoleCommand implements Callable<Integer> {
    /** After this long without an open page it ends. */
    static final Duration IDLE = Duration.ofMinutes(30);

    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private InstallationParameter chosen = new InstallationParameter();

    @Option(
            names = "--show",
            paramLabel = "VIEW",
            description = "what to open first, as `copy the address` on the page gives it, e.g. component/mysql")
    private Optional<String> show = Optional.empty();

    @Option(names = "--no-browser", description = "print the link, open nothing")
    private boolean noBrowser;

    @Option(names = "--from", paramLabel = "BUNDLE", description = "reserved for diagnosis bundles", hidden = true)
    private Optional<String> from = Optional.empty();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    public ConsoleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (from.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--from is reserved: this version reads no bundles");
        }
        show.filter(view -> !view.matches("[a-z]{1,20}(/[A-Za-z0-9._-]{1,63})?"))
                .ifPresent(view -> {
                    throw new ParameterException(
                            spec.commandLine(), "--show must be a view such as table or component/mysql");
                });
        try (Cluster open = cluster.open()) {
            Installation installation = chosen.in(open);
            try (LiveConsole source = new LiveConsole(open, installation);
                    PageServer page = PageServer.start(source)) {
                greet(page, installation.getMetadata().getName());
                page.serveUntilIdle(IDLE);
                return ExitCode.GOOD;
            }
        }
    }

    private void greet(PageServer page, String title) {
        Catalogue catalogue = Catalogue.of("console", System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        String link = page.link() + show.map(view -> "&" + view).orElse("");
        out.println(catalogue.text(Say.of("cli.serving").with("name", title)));
        out.println("  " + link);
        out.println(catalogue.text(Say.of("cli.ends")));
        out.flush();
        if (terminal.interactive() && !noBrowser) {
            Browser.open(link);
        }
    }
}
