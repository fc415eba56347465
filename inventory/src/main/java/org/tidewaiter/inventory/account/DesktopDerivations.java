package org.tidewaiter.inventory.account;

import java.util.List;

final class DesktopDerivations {
    static final List<Derivation> ALL = List.of();

    private DesktopDerivations() {}
}
