package org.tidewaiter.image.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.image.manifest.Descriptor;
import org.tidewaiter.image.manifest.IndexedImages;
import org.tidewaiter.image.manifest.MalformedManifestException;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.ImageReference;
import org.tidewaiter.model.ProblemException;

/// The list of what refers to a manifest, page by page: all of it, or a problem.
///
/// @param headers of a request for a list
/// @see "OCI distribution-spec 1.1, listing referrers"
record ReferrerPages(
        RegistryConnection connection,
        ImageReference image,
        Digest subject,
        Map<String, String> headers) {
    private static final int MAX_PAGES = 100;
    private static final int MAX_DESCRIPTORS = 10_000;
    private static final String VALUE = "(\"(?:[^\"\\\\]|\\\\.){0,500}+\"|[^\\s;,\"<>]{0,500}+)";
    private static final String PARAMETER =
            "\\s*+;\\s*+([^\\s;,=\"<>]{1,50}+)\\s*+(?:=\\s*+" + VALUE + ")?+";
    private static final Pattern LINK =
            Pattern.compile("\\G\\s*+<([^<>]{1,4000}+)>((?:" + PARAMETER + "){0,20}+)\\s*+(?:,|$)");
    private static final Pattern PARAMETERS = Pattern.compile("\\G" + PARAMETER);

    /// What registries answer that do not know such lists.
    private static final Set<Integer> UNKNOWN = Set.of(400, 404, 406);

    /// @param next the query of the page that follows; nothing after the last
    private record Page(List<Descriptor> descriptors, Optional<String> next) {}

    /// @return nothing from a registry that does not know such lists
    Optional<List<Descriptor>> all() throws ProblemException {
        var first = page("");
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var found = new ArrayList<>(first.get().descriptors());
        var seen = new HashSet<String>();
        var next = first.get().next();
        while (next.isPresent()) {
            if (!seen.add(next.get())) {
                throw broken("a page of it leads back to one that was given before");
            }
            if (seen.size() >= MAX_PAGES || found.size() > MAX_DESCRIPTORS) {
                throw broken("it has no end");
            }
            var page = page(next.get()).orElseThrow(() -> broken("a page of it is not there"));
            found.addAll(page.descriptors());
            next = page.next();
        }
        return Optional.of(found);
    }

    private String what() {
        return "what refers to %s of %s".formatted(subject, image);
    }

    private Optional<Page> page(String query) throws ProblemException {
        var path = "referrers/" + subject + (query.isEmpty() ? "" : "?" + query);
        var given = connection.getNewest(image, what(), path, headers);
        var response = given.response();
        try (var body = response.body()) {
            if (query.isEmpty() && UNKNOWN.contains(response.statusCode())) {
                return Optional.empty();
            }
            if (response.statusCode() != 200) {
                throw RegistryProblems.of(given.name(), what(), response);
            }
            var next = next(response.headers().allValues("Link"));
            return Optional.of(new Page(IndexedImages.readAll(body), next));
        } catch (IOException e) {
            throw RegistryProblems.of(given.name(), what(), e);
        } catch (MalformedManifestException e) {
            throw broken(e.getMessage());
        }
    }

    /// Only the query is taken of an address that the registry gives.
    private Optional<String> next(List<String> links) throws ProblemException {
        Optional<String> next = Optional.empty();
        for (var header : links) {
            var link = LINK.matcher(header);
            int understood = 0;
            while (understood < header.length() && link.find()) {
                understood = link.end();
                if (isNext(link.group(2))) {
                    next = Optional.of(query(link.group(1)));
                }
            }
            if (understood < header.length()) {
                throw broken("where it goes on is not understood: " + header);
            }
        }
        return next;
    }

    /// @see "RFC 8288, section 3.3: rel has one or more words"
    private static boolean isNext(String parameters) {
        var parameter = PARAMETERS.matcher(parameters);
        while (parameter.find()) {
            var value = parameter.group(2);
            if (parameter.group(1).equalsIgnoreCase("rel") && value != null) {
                return List.of(value.replace("\"", " ").strip().split("\\s+")).stream()
                        .anyMatch("next"::equalsIgnoreCase);
            }
        }
        return false;
    }

    private String query(String address) throws ProblemException {
        int mark = address.indexOf('?');
        if (mark < 0
                || !address.substring(0, mark).endsWith("/referrers/" + subject)
                || !address.substring(mark + 1).matches("[!$-;=?-_a-z~]{1,3000}")) {
            throw broken("where it goes on is not understood: " + address);
        }
        return address.substring(mark + 1);
    }

    ProblemException broken(@Nullable String why) {
        return new ProblemException(
                "registry-broken",
                "%s cannot be told: %s".formatted(what(), why),
                "ask who runs the registry");
    }
}
