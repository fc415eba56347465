package org.tidewaiter.cli;

import java.util.Optional;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.stage.Ability;
import org.tidewaiter.signing.stage.CharterTrust;
import org.tidewaiter.signing.stage.RoleVerdict;
import org.tidewaiter.signing.stage.StageVerdict;
import org.tidewaiter.signing.trust.Trust;

/// Whether an image may go to a stage, with what was found beside it.
///
/// @param repository it was judged as; nothing where that is not known
record StageAnswer(
        StageFlags.Chosen chosen,
        EvidenceCommand.Found found,
        Optional<String> repository,
        StageVerdict verdict) {
    /// How what is signed is looked for.
    @FunctionalInterface
    interface Search {
        EvidenceCommand.Found by(Trust trust) throws Exception;
    }

    /// @throws RefusedException if the charter does not count
    static StageAnswer of(StageFlags flags, TidewaiterCommand program, Search search)
            throws Exception {
        var chosen = flags.read(program);
        var found = search.by(CharterTrust.of(chosen.charter(), chosen.now()));
        var repository = flags.repository(found.source());
        var verdict =
                StageVerdict.of(
                        chosen.charter(),
                        chosen.stage(),
                        repository,
                        found.subjects(),
                        chosen.now());
        return new StageAnswer(chosen, found, repository, verdict);
    }

    /// The command by which a role that is missing would speak; nothing where none would help.
    Optional<String> command(RoleVerdict role) {
        var subjects = found.subjects();
        return new SupplyCommand(
                        found.source(),
                        subjects.getFirst().subject(),
                        subjects.getLast().subject(),
                        new Ability(chosen.charter(), chosen.now()))
                .of(role, chosen.stage());
    }
}
