package io.mpaas.cli;

import io.mpaas.cli.command.BundleCommand;
import io.mpaas.cli.command.CompletionCommand;
import io.mpaas.cli.command.ConsoleCommand;
import io.mpaas.cli.command.DiffCommand;
import io.mpaas.cli.command.ExportCommand;
import io.mpaas.cli.command.GraphCommand;
import io.mpaas.cli.command.HistoryCommand;
import io.mpaas.cli.command.HoldCommand;
import io.mpaas.cli.command.ImportCommand;
import io.mpaas.cli.command.LeftoversCommand;
import io.mpaas.cli.command.LintCommand;
import io.mpaas.cli.command.PlaceCommand;
import io.mpaas.cli.command.PlanCommand;
import io.mpaas.cli.command.PreflightCommand;
import io.mpaas.cli.command.RecreateCommand;
import io.mpaas.cli.command.RestartCommand;
import io.mpaas.cli.command.ResumeCommand;
import io.mpaas.cli.command.RetryCommand;
import io.mpaas.cli.command.RollbackCommand;
import io.mpaas.cli.command.SiteAcceptCommand;
import io.mpaas.cli.command.SiteCommand;
import io.mpaas.cli.command.SiteDeleteCommand;
import io.mpaas.cli.command.SiteForgetCommand;
import io.mpaas.cli.command.SiteInCommand;
import io.mpaas.cli.command.SiteLeftoversCommand;
import io.mpaas.cli.command.SiteOutCommand;
import io.mpaas.cli.command.SiteRbacCommand;
import io.mpaas.cli.command.StartCommand;
import io.mpaas.cli.command.StatusCommand;
import io.mpaas.cli.command.StopCommand;
import io.mpaas.cli.command.VersionCommand;
import io.mpaas.cli.command.WhyCommand;
import io.mpaas.cli.console.Complaint;
import io.mpaas.cli.console.ExitCode;
import io.mpaas.cli.console.Prompt;
import io.mpaas.cli.console.Terminal;
import io.mpaas.cli.manifest.ManifestFiles;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code kubectl mpaas}. */
@Command(
        name = "kubectl-mpaas",
        description = "Ask about mPaaS installations and what they are made from; stop, start, restart and hold them.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  kubectl mpaas status --watch        what runs, what waits, and for what",
            "  kubectl mpaas why                   what explains that something does not serve",
            "  kubectl mpaas console               both as a page to look at",
            "  kubectl mpaas restart mgs-core      new pods, in order",
            "  kubectl mpaas preflight             whether a cluster is fit for it",
            "  kubectl mpaas lint release.yaml     all that is wrong with a Release",
            "  kubectl mpaas graph release.yaml    what starts after what",
            "  kubectl mpaas diff old.yaml new.yaml   what a new Release changes",
            "  kubectl mpaas plan -f new.yaml      what applying it would do, in order",
            "",
            "`kubectl mpaas COMMAND --help` tells the rest, exit codes included."
        })
public final class Main {
    private static final int HELP_WIDTH = 110;

    private Main() {}

    public static void main(String[] arguments) {
        // No logging library: what matters is printed.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Terminal terminal = Terminal.detect(Optional.ofNullable(System.getProperty("mpaas.terminal")), System.getenv());
        CommandLine commandLine = commandLine(terminal, System.in, Prompt.detect());
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(commandLine.execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal, InputStream standardInput, Prompt prompt) {
        ManifestFiles files = new ManifestFiles(standardInput);
        CommandLine all = new CommandLine(new Main())
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new WhyCommand(terminal))
                .addSubcommand(new ConsoleCommand(terminal))
                .addSubcommand(new StopCommand(terminal, prompt))
                .addSubcommand(new StartCommand(terminal))
                .addSubcommand(new RestartCommand(terminal, prompt))
                .addSubcommand(new RecreateCommand())
                .addSubcommand(new HoldCommand())
                .addSubcommand(new ResumeCommand())
                .addSubcommand(new HistoryCommand())
                .addSubcommand(new RollbackCommand(terminal, prompt))
                .addSubcommand(new RetryCommand(terminal))
                .addSubcommand(new LeftoversCommand(prompt))
                .addSubcommand(new ExportCommand(prompt))
                .addSubcommand(new ImportCommand(prompt))
                .addSubcommand(new PreflightCommand(files, terminal))
                .addSubcommand(site(prompt, files));
        return ofFiles(all, files, terminal)
                .addSubcommand(new BundleCommand())
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new VersionCommand())
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionExceptionHandler((failure, command, _) -> fail(failure, command));
    }

    private static CommandLine ofFiles(CommandLine all, ManifestFiles files, Terminal terminal) {
        return all.addSubcommand(new LintCommand(files, terminal))
                .addSubcommand(new GraphCommand(files, terminal))
                .addSubcommand(new DiffCommand(files, terminal))
                .addSubcommand(new PlanCommand(files, terminal))
                .addSubcommand(new PlaceCommand(files, terminal));
    }

    private static CommandLine site(Prompt prompt, ManifestFiles files) {
        return new CommandLine(new SiteCommand())
                .addSubcommand(new SiteRbacCommand())
                .addSubcommand(new SiteAcceptCommand(prompt))
                .addSubcommand(new SiteOutCommand())
                .addSubcommand(new SiteInCommand())
                .addSubcommand(new SiteForgetCommand(prompt))
                .addSubcommand(new SiteDeleteCommand(prompt))
                .addSubcommand(new SiteLeftoversCommand(files));
    }

    private static int fail(Exception failure, CommandLine command) {
        if (failure instanceof Complaint complaint) {
            command.getErr().println(command.getColorScheme().errorText(complaint.text()));
            return complaint.exitCode();
        }
        command.getErr().println("This is a bug of kubectl-mpaas, please report it with these lines:");
        failure.printStackTrace(command.getErr());
        return ExitCode.NO_ANSWER;
    }
}
