package io.mpaas.cli.command;

import picocli.CommandLine.Command;

/** What to do with the one file that a delivery is. */
@Command(
        name = "bundle",
        description = "Check a delivery that came as one file, and load its images where there is no internet.",
        subcommands = {BundleVerifyCommand.class, BundleLoadCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  kubectl mpaas bundle verify mpaas-bundle.tar",
            "  kubectl mpaas bundle load mpaas-bundle.tar --registry harbor.bank/mpaas",
            "  kubectl mpaas bundle load mpaas-bundle.tar --kind test"
        })
public final class BundleCommand {}
