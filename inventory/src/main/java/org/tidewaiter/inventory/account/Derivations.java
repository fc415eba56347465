package org.tidewaiter.inventory.account;

import java.util.List;
import java.util.stream.Stream;

/// Every rule that we ship. This list is the only place that names them.
public final class Derivations {
    public static final List<Derivation> BUILT_IN =
            Stream.of(
                            DebianDerivations.ALL,
                            OtherSystemDerivations.ALL,
                            SystemDerivations.ALL,
                            DesktopDerivations.ALL,
                            LanguageDerivations.ALL)
                    .flatMap(List::stream)
                    .toList();

    private Derivations() {}
}
