package org.tidewaiter.inventory.account;

import java.util.List;

final class DebianDerivations {
    static final List<Derivation> ALL = List.of();

    private DebianDerivations() {}
}
