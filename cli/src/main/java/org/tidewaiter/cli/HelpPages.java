package org.tidewaiter.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// How the help of every command looks.
final class HelpPages {
    private static final int NARROWEST = 60;
    private static final int WIDEST = 100;

    private HelpPages() {}

    static void lay(CommandLine program, Terminal terminal) {
        program.setUsageHelpWidth(width(terminal));
        program.setColorScheme(
                CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        head(program);
    }

    static int width(Terminal terminal) {
        int columns = terminal.columns() == 0 ? WIDEST : terminal.columns();
        return Math.clamp(columns, NARROWEST, WIDEST);
    }

    private static void head(CommandLine command) {
        var page = command.getCommandSpec().usageMessage();
        page.synopsisHeading("Usage: ");
        page.abbreviateSynopsis(true);
        page.descriptionHeading("%n");
        if (!command.getCommandSpec().positionalParameters().isEmpty()) {
            page.parameterListHeading("%nArguments:%n");
        }
        page.optionListHeading("%nOptions:%n");
        page.commandListHeading("%nCommands:%n");
        page.footerHeading("%nExamples:%n");
        command.getSubcommands().values().forEach(HelpPages::head);
    }
}
