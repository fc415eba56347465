package org.tidewaiter.signing.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.signing.certificate.Certificate;
import org.tidewaiter.signing.certificate.CertificateFile;
import org.tidewaiter.signing.certificate.MalformedCertificateException;
import org.tidewaiter.signing.charter.Holder;
import org.tidewaiter.signing.check.Refusal;
import org.tidewaiter.signing.check.RefusedException;
import org.tidewaiter.signing.key.PublicKeyFile;
import org.tidewaiter.signing.key.UnusableKeyException;
import org.tidewaiter.signing.syntax.Part;
import org.tidewaiter.signing.syntax.YamlTree;

/// Reads each ClusterImagePolicy of a file as a role.
final class ClusterImagePolicyReader {
    private static final int MAX_DOCUMENTS = 200;

    private final Imported imported = new Imported();

    private ClusterImagePolicyReader() {}

    static Imported read(byte[] file) throws RefusedException {
        var documents = text(file).split("(?m)^---[ \\t]*\\r?$", MAX_DOCUMENTS + 1);
        if (documents.length > MAX_DOCUMENTS) {
            throw new RefusedException(Refusal.TOO_LARGE, "more than 200 documents");
        }
        var reader = new ClusterImagePolicyReader();
        for (var document : documents) {
            if (!document.isBlank()) {
                reader.document(YamlTree.read(document));
            }
        }
        return reader.imported;
    }

    private static String text(byte[] file) throws RefusedException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException _) {
            throw new RefusedException(Refusal.MALFORMED_YAML, "it is not in UTF-8");
        }
    }

    private void document(Part document) throws RefusedException {
        var kind = document.text("kind");
        if (!kind.equals(ClusterImagePolicies.KIND)) {
            imported.lose("what is no ClusterImagePolicy: " + kind);
            return;
        }
        var name = document.object("metadata").text("name");
        var spec = document.object("spec");
        for (var part : List.of("policy", "match", "mode")) {
            if (spec.has(part)) {
                imported.lose("%s: its %s".formatted(name, part));
            }
        }
        var images = images(name, spec);
        if (images.isEmpty()) {
            imported.lose("%s: none of its images can be said, so it is left out".formatted(name));
            return;
        }
        var members = new ArrayList<String>();
        var says = new LinkedHashSet<Set<String>>();
        for (var authority : spec.objects("authorities")) {
            if (members.addAll(holders(name, authority))) {
                says.add(says(name, authority));
            }
        }
        if (says.size() > 1) {
            imported.lose("%s: which of its authorities says what".formatted(name));
        }
        var all = says.stream().flatMap(Set::stream).distinct().toList();
        imported.role(name, members, all, images.contains("*") ? List.of() : images);
    }

    private List<String> images(String policy, Part spec) throws RefusedException {
        var images = new ArrayList<String>();
        for (var image : spec.objects("images")) {
            var glob = image.text("glob");
            Repositories.ofGlob(glob)
                    .ifPresentOrElse(
                            images::add,
                            () -> imported.lose("%s: its images '%s'".formatted(policy, glob)));
        }
        return images;
    }

    private List<String> holders(String policy, Part authority) throws RefusedException {
        var name = authority.optionalText("name").orElse("authority");
        for (var part : List.of("static", "source", "rfc3161timestamp")) {
            if (authority.has(part)) {
                imported.lose("%s: %s: its %s".formatted(policy, name, part));
            }
        }
        var log = authority.optionalObject("ctlog");
        if (log.isPresent() && !log.get().json().members().isEmpty()) {
            imported.lose("%s: %s: that a log must have seen it".formatted(policy, name));
        }
        var key = authority.optionalObject("key");
        if (key.isPresent()) {
            return keys(policy, name, key.get());
        }
        var keyless = authority.optionalObject("keyless");
        return keyless.isPresent() ? identities(policy, name, keyless.get()) : List.of();
    }

    private List<String> keys(String policy, String name, Part key) throws RefusedException {
        var data = key.optionalText("data");
        if (data.isEmpty()) {
            imported.lose("%s: %s: a key that is kept elsewhere".formatted(policy, name));
            return List.of();
        }
        try {
            return PublicKeyFile.read(data.get().getBytes(UTF_8)).stream()
                    .map(one -> imported.holder(name, one))
                    .toList();
        } catch (UnusableKeyException e) {
            throw new RefusedException(Refusal.CHARTER_KEY, name + ": " + e.getMessage());
        }
    }

    private List<String> identities(String policy, String name, Part keyless)
            throws RefusedException {
        var authority = keyless.optionalObject("ca-cert");
        if (authority.isEmpty() || !authority.get().has("data")) {
            imported.lose("%s: %s: an authority that is kept elsewhere".formatted(policy, name));
            return List.of();
        }
        var holders = new ArrayList<String>();
        var known = imported.authority(name, certificates(authority.get().text("data"), name));
        for (var one : keyless.objects("identities")) {
            var subject = one.optionalText("subject");
            if (subject.isEmpty() || !one.has("issuer")) {
                imported.lose("%s: %s: an identity by an expression".formatted(policy, name));
            } else {
                var identity = new Holder.Identity(known, subject.get(), false, one.text("issuer"));
                holders.add(imported.holder(subject.get(), identity));
            }
        }
        return holders;
    }

    private static List<byte[]> certificates(String pem, String name) throws RefusedException {
        try {
            return CertificateFile.read(pem.getBytes(UTF_8)).stream()
                    .map(Certificate::encoded)
                    .toList();
        } catch (MalformedCertificateException e) {
            throw new RefusedException(Refusal.CHARTER_CERTIFICATE, name + ": " + e.getMessage());
        }
    }

    private Set<String> says(String policy, Part authority) throws RefusedException {
        if (!authority.has("attestations")) {
            return Set.of("signature");
        }
        var says = new LinkedHashSet<String>();
        for (var one : authority.objects("attestations")) {
            says.add(one.text("predicateType"));
            if (one.has("policy")) {
                imported.lose("%s: what its attestations must say".formatted(policy));
            }
        }
        if (says.size() > 1) {
            imported.lose("%s: that all of its attestations must be there".formatted(policy));
        }
        return says;
    }
}
