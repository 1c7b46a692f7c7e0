package io.mpaas.cli.command;

import picocli.CommandLine.Command;

/** What the owner of a cluster elsewhere has to do with it. */
@Command(
        name = "site",
        description = "Let the operator work in a cluster that is not its own.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  kubectl mpaas site rbac -n mpaas | kubectl --context room-b apply -f -",
            "  kubectl mpaas site accept room-b -n mpaas"
        })
public final class SiteCommand {}
