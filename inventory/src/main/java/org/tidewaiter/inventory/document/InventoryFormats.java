package org.tidewaiter.inventory.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every inventory format we ship. This list is the only place that names them.
public final class InventoryFormats {
    public static final List<InventoryFormat> BUILT_IN =
            List.of(
                    new TableFormat(), //
                    new JsonFormat(),
                    new CycloneDxFormat(),
                    new CycloneDxXmlFormat(),
                    new SpdxJsonFormat(),
                    new SpdxTagValueFormat(),
                    new PurlsFormat());

    private InventoryFormats() {}

    /// @param name or alias
    /// @return nothing if no built-in format has the name
    public static Optional<InventoryFormat> named(String name) {
        return BUILT_IN.stream().filter(format -> names(format).anyMatch(name::equals)).findFirst();
    }

    /// Everything that [#named] knows.
    public static Set<String> names() {
        return BUILT_IN.stream().flatMap(InventoryFormats::names).collect(Collectors.toSet());
    }

    private static Stream<String> names(InventoryFormat format) {
        return Stream.concat(Stream.of(format.name()), format.aliases().stream());
    }
}
