package org.tidewaiter.inventory.account;

import java.util.List;

final class OtherSystemDerivations {
    static final List<Derivation> ALL = List.of();

    private OtherSystemDerivations() {}
}
