package org.tidewaiter.inventory.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One rule by which programs make files out of what packages brought: which form such a file has,
/// and what it is made from. It holds only where the latter is in the image and is itself
/// explained.
///
/// @param name of the rule
/// @param how a sentence for people: what makes the files
/// @param forms of the files, each with its sources
public record Derivation(String name, String how, List<Form> forms) {
    public Derivation {
        forms = List.copyOf(forms);
    }

    static Derivation rule(String name, String how, Form... forms) {
        return new Derivation(name, how, List.of(forms));
    }

    /// What a file of a form can be made from; one of them is enough.
    sealed interface Source {
        /// @param path template of the path, with the parts of the form
        record File(String path) implements Source {}

        /// @param name template of the name
        record Installed(String name) implements Source {}
    }

    /// A form and its sources.
    ///
    /// A form never covers a whole directory: where it leaves directories open, its sources name
    /// them.
    public static final class Form {
        private final PathForm path;
        private final List<Source> sources;

        private Form(PathForm path, List<Source> sources) {
            this.path = path;
            this.sources = List.copyOf(sources);
            for (var source : sources) {
                var known = path.parts();
                var used = PathForm.partsOf(text(source));
                if (!known.containsAll(used) || (known.contains("dir") && !used.contains("dir"))) {
                    throw new IllegalArgumentException(path + " does not tell " + text(source));
                }
            }
        }

        /// Begins a form.
        static Made files(String path) {
            return new Made(path);
        }

        /// Says what files of a form are made from.
        record Made(String path) {
            /// @param paths templates; one is enough
            Form from(String... paths) {
                var sources = new ArrayList<Source>();
                for (var one : paths) {
                    sources.add(new Source.File(one));
                }
                return new Form(new PathForm(path), sources);
            }

            /// @param names templates of packages of a distribution; one is enough
            Form by(String... names) {
                var sources = new ArrayList<Source>();
                for (var one : names) {
                    sources.add(new Source.Installed(one));
                }
                return new Form(new PathForm(path), sources);
            }
        }

        /// @return what a file at a path could be made from; empty if it is not of this form
        List<Source> sourcesOf(String file) {
            return path.match(file).map(this::filled).orElse(List.of());
        }

        private List<Source> filled(Map<String, String> parts) {
            return sources.stream().map(source -> filled(source, parts)).toList();
        }

        private static Source filled(Source source, Map<String, String> parts) {
            return switch (source) {
                case Source.File(var template) -> new Source.File(PathForm.fill(template, parts));
                case Source.Installed(var template) ->
                        new Source.Installed(PathForm.fill(template, parts));
            };
        }

        /// The first segment of every path of this form.
        ///
        /// @return nothing if there are several
        Optional<String> firstSegment() {
            return path.firstSegment();
        }

        /// The form for people.
        public String path() {
            return path.toString();
        }

        /// The sources for people.
        public List<String> from() {
            return sources.stream().map(Form::text).toList();
        }

        private static String text(Source source) {
            return switch (source) {
                case Source.File(var template) -> template;
                case Source.Installed(var template) -> template;
            };
        }
    }
}
