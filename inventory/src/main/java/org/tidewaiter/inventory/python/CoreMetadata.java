package org.tidewaiter.inventory.python;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.inventory.licence.SpdxLicences;

/// The header fields of a distribution's metadata. Field names are compared without regard to case;
/// a line that starts with white space continues the field before it.
///
/// @see "Python packaging specifications, core metadata 2.4"
record CoreMetadata(List<Field> fields) {
    private static final int MAX_FIELDS = 10_000;

    record Field(String name, String value) {}

    CoreMetadata {
        fields = List.copyOf(fields);
    }

    /// Reads up to the empty line that the description follows. Lines that are neither a field nor
    /// a continuation are passed over, as Python's own reader does.
    static CoreMetadata parse(String text) {
        var fields = new ArrayList<Field>();
        var name = "";
        var value = new StringBuilder();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.isEmpty() || fields.size() == MAX_FIELDS) {
                break;
            }
            int colon = line.indexOf(':');
            if (Character.isWhitespace(line.charAt(0))) {
                value.append('\n').append(line.strip());
            } else if (colon > 0) {
                fields.add(new Field(name, value.toString().strip()));
                name = line.substring(0, colon).strip();
                value = new StringBuilder(line.substring(colon + 1));
            }
        }
        fields.add(new Field(name, value.toString().strip()));
        return new CoreMetadata(fields);
    }

    /// The first field of the name, unless it is empty or `UNKNOWN`, which old tools wrote for
    /// nothing.
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    private List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name.equalsIgnoreCase(name))
                .map(Field::value)
                .filter(value -> !value.isEmpty() && !value.equals("UNKNOWN"))
                .toList();
    }

    /// The normalised names of what is required whatever the extras and the platform: of what has a
    /// marker nobody knows here.
    List<String> requirements() {
        return PythonName.ofRequirements(
                all("Requires-Dist").stream()
                        .filter(requirement -> requirement.indexOf(';') < 0)
                        .toList());
    }

    /// The expression where there is one, and `License` where it names licences exactly. Otherwise
    /// what `License` and the classifiers say; words that name no licence exactly are kept only
    /// where nothing else does.
    List<String> licences() {
        var expression = first("License-Expression").map(SpdxLicences::recognise);
        var licence = licence();
        var exactly = expression.or(() -> licence.filter(SpdxLicences::isExpression));
        if (exactly.isPresent()) {
            return List.of(exactly.get());
        }
        var exact = new LinkedHashSet<String>();
        var vague = new LinkedHashSet<>(licence.stream().toList());
        for (var words : licenceClassifiers()) {
            (SpdxLicences.isExpression(words) ? exact : vague).add(words);
        }
        return List.copyOf(exact.isEmpty() ? vague : exact);
    }

    /// `License` can hold a whole licence: its first line, the title, is taken.
    private Optional<String> licence() {
        return first("License")
                .flatMap(text -> text.lines().findFirst())
                .map(SpdxLicences::recognise);
    }

    private List<String> licenceClassifiers() {
        return all("Classifier").stream()
                .filter(one ->
                        one.startsWith("License :: ") && !one.equals("License :: OSI Approved"))
                .map(one -> SpdxLicences.recognise(one.substring(one.lastIndexOf("::") + 2)))
                .toList();
    }
}
