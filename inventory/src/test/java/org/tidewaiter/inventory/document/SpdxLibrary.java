package org.tidewaiter.inventory.document;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.spdx.core.TypedValue;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.ModelCopyManager;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.SpdxDocument;
import org.spdx.storage.ISerializableModelStore;
import org.spdx.storage.simple.InMemSpdxStore;
import org.spdx.tagvaluestore.TagValueStore;

/// SPDX's own library, which reads both forms and says what is wrong with them.
public final class SpdxLibrary {
    private static final String DOCUMENT_TYPE = "SpdxDocument";

    static {
        System.setProperty("org.spdx.useJARLicenseInfoOnly", "true");
        SpdxModelFactory.init();
    }

    private SpdxLibrary() {}

    /// @param format `spdx` or `spdx-json`
    public static SpdxDocument read(String format, String document) throws Exception {
        ISerializableModelStore store =
                format.equals("spdx")
                        ? new TagValueStore(new InMemSpdxStore())
                        : new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON);
        store.deSerialize(
                new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), false);
        var uri =
                store.getAllItems(null, DOCUMENT_TYPE)
                        .map(TypedValue::getObjectUri)
                        .findFirst()
                        .orElseThrow();
        return new SpdxDocument(
                store, uri.substring(0, uri.indexOf('#')), new ModelCopyManager(), false);
    }
}
