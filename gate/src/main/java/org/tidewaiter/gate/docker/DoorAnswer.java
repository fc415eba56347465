package org.tidewaiter.gate.docker;

import java.util.List;
import java.util.stream.Collectors;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.fact.Facts;
import org.tidewaiter.policy.fact.ImageFacts;

/// What the daemon is told.
///
/// @param message for whoever asked, in one paragraph; empty where it goes without saying
/// @param log one line for who runs the door; empty where there is nothing to tell
record DoorAnswer(boolean allowed, String message, String log) {
    static final DoorAnswer PASS = new DoorAnswer(true, "", "");

    private static final int MAX_LETTERS = 2000;

    /// @param missing what would change it
    /// @param notes what was found and does not count
    static DoorAnswer of(
            DaemonCall call,
            Facts facts,
            Verdict verdict,
            List<String> missing,
            List<String> notes) {
        return switch (verdict) {
            case Verdict.Allow _ -> PASS;
            case Verdict.Warn(var reasons) ->
                    new DoorAnswer(true, "", line("warned", call, subject(facts) + text(reasons)));
            case Verdict.Deny(var reasons) ->
                    refused(
                            call,
                            subject(facts)
                                    + " is refused at stage %s: ".formatted(facts.stage())
                                    + text(reasons)
                                    + listed(". Found: ", notes)
                                    + listed(". Missing: ", missing));
        };
    }

    private static String listed(String title, List<String> texts) {
        return texts.isEmpty() ? "" : title + String.join("; ", texts);
    }

    /// Where it is not known who asks for what.
    static DoorAnswer refused(String message) {
        var plain = plain(message);
        return new DoorAnswer(false, plain, "refused: " + plain);
    }

    static DoorAnswer refused(DaemonCall call, String message) {
        var plain = plain(message);
        return new DoorAnswer(false, plain, line("refused", call, plain));
    }

    static String subject(Facts facts) {
        var act = facts.request().orElseThrow().act();
        var image = facts.image().map(ImageFacts::name).orElse("");
        return image.isEmpty() ? act : "%s of %s".formatted(act, image);
    }

    private static String text(List<Reason> reasons) {
        return reasons.stream()
                .map(one -> "%s (%s)".formatted(one.fact(), one.rule()))
                .collect(Collectors.joining("; "));
    }

    /// What who runs the door reads of a request.
    static String line(String word, DaemonCall call, String message) {
        var who = call.user().isEmpty() ? "somebody" : call.user();
        return plain(
                "%s: %s %s by %s: %s".formatted(word, call.method(), path(call), who, message));
    }

    private static String path(DaemonCall call) {
        int mark = call.uri().indexOf('?');
        return mark < 0 ? call.uri() : call.uri().substring(0, mark);
    }

    /// Names are of anybody's choice: nothing that a terminal acts on, and not endless.
    private static String plain(String text) {
        var plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
        return plain.length() <= MAX_LETTERS ? plain : plain.substring(0, MAX_LETTERS) + " ...";
    }
}
