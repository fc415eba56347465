package org.tidewaiter.inventory.account;

import java.util.List;

final class LanguageDerivations {
    static final List<Derivation> ALL = List.of();

    private LanguageDerivations() {}
}
