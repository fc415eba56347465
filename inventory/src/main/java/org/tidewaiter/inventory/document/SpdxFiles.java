package org.tidewaiter.inventory.document;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tidewaiter.inventory.account.AccountedFile;
import org.tidewaiter.inventory.account.FileLedger;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Sha1;

/// The files of an image in the terms of SPDX 2.3, which knows a file by its SHA-1. One that was
/// not read has none; it is named among those that the image's verification code leaves out.
///
/// @see "SPDX specification 2.3, 7.9 Package verification code and 8 File information"
final class SpdxFiles {
    private final Bill bill;
    private final FileLedger ledger;
    private final Verification verification;

    SpdxFiles(Bill bill, FileLedger ledger) {
        this.bill = bill;
        this.ledger = ledger;
        this.verification = verification(ledger);
    }

    /// A file as SPDX has it.
    ///
    /// @param name the path, from the root on
    /// @param comment our properties, one a line
    record SpdxFile(String id, String name, Sha1 sha1, Optional<Digest> sha256, String comment) {}

    /// What proves that the files of a package are those.
    ///
    /// @param code SHA-1 of the SHA-1s of the files, in their order
    /// @param excluded names of the files that are not in it
    record Verification(Sha1 code, List<String> excluded) {
        Verification {
            excluded = List.copyOf(excluded);
        }
    }

    /// In the order of the ledger; made while it is consumed.
    Stream<SpdxFile> files() {
        return ledger.files()
                .flatMap(one -> one.file().sha1().stream().map(sha1 -> file(one, sha1)));
    }

    Verification verification() {
        return verification;
    }

    private SpdxFile file(AccountedFile one, Sha1 sha1) {
        var path = one.file().path();
        return new SpdxFile(
                "SPDXRef-File-" + SpdxBill.hash(path),
                name(one),
                sha1,
                one.file().digest(),
                SpdxBill.lines(bill.properties(one)));
    }

    private static Verification verification(FileLedger ledger) {
        var hashes =
                ledger.files()
                        .flatMap(one -> one.file().sha1().stream())
                        .sorted()
                        .map(Sha1::hex)
                        .collect(Collectors.joining());
        var excluded =
                ledger.files()
                        .filter(one -> one.file().sha1().isEmpty())
                        .map(SpdxFiles::name)
                        .toList();
        return new Verification(Sha1.of(ByteBuffer.wrap(hashes.getBytes(US_ASCII))), excluded);
    }

    private static String name(AccountedFile one) {
        return "./" + one.file().path();
    }
}
