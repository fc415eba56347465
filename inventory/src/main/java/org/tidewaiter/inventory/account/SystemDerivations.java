package org.tidewaiter.inventory.account;

import java.util.List;

final class SystemDerivations {
    static final List<Derivation> ALL = List.of();

    private SystemDerivations() {}
}
