package org.tidewaiter.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What one reader saw in one file of one layer. It says nothing of the merged image: the same
/// package may be seen in several layers, and its file may be gone in the end.
///
/// Closed on purpose: a new kind must be handled by the cache and by the merge.
public sealed interface Observation {

    /// A package that the file lists or is.
    ///
    /// @param purl with version; without one where the file does not say
    /// @param source what a distribution built it from
    /// @param licences SPDX expressions or the package's own words, as stated
    /// @param declared a lock file asks for it, which is no proof that it is installed
    /// @param memberPath inside the file, for an archive (`lib/one.jar`); otherwise empty
    /// @param files paths that the package owns, without a leading slash; one that ends in `/` is a
    ///   directory with all that is in it
    /// @param sha1 of the archive that the package is, where what it is could only be guessed, so
    ///   that a repository can be asked
    record PackageSeen(
            Purl purl,
            Optional<SourcePackage> source,
            List<String> licences,
            boolean declared,
            String memberPath,
            List<String> files,
            PackageRole role,
            Optional<Sha1> sha1)
            implements Observation {
        public PackageSeen {
            licences = List.copyOf(licences);
            files = List.copyOf(files);
        }

        /// Of what says itself what it is.
        public PackageSeen(
                Purl purl,
                Optional<SourcePackage> source,
                List<String> licences,
                boolean declared,
                String memberPath,
                List<String> files,
                PackageRole role) {
            this(purl, source, licences, declared, memberPath, files, role, Optional.empty());
        }

        /// Of software that says itself what it is.
        public PackageSeen(
                Purl purl,
                Optional<SourcePackage> source,
                List<String> licences,
                boolean declared,
                String memberPath,
                List<String> files) {
            this(purl, source, licences, declared, memberPath, files, PackageRole.SOFTWARE);
        }

        public static PackageSeen installed(Purl purl) {
            return new PackageSeen(purl, Optional.empty(), List.of(), false, "", List.of());
        }

        public static PackageSeen declared(Purl purl) {
            return new PackageSeen(purl, Optional.empty(), List.of(), true, "", List.of());
        }

        public PackageSeen withLicences(List<String> stated) {
            return new PackageSeen(purl, source, stated, declared, memberPath, files, role, sha1);
        }

        public PackageSeen withFiles(List<String> owned) {
            return new PackageSeen(purl, source, licences, declared, memberPath, owned, role, sha1);
        }

        public PackageSeen withSource(SourcePackage built) {
            return new PackageSeen(
                    purl, Optional.of(built), licences, declared, memberPath, files, role, sha1);
        }

        public PackageSeen withRole(PackageRole played) {
            return new PackageSeen(
                    purl, source, licences, declared, memberPath, files, played, sha1);
        }

        public PackageSeen withSha1(Sha1 ofArchive) {
            return new PackageSeen(
                    purl,
                    source,
                    licences,
                    declared,
                    memberPath,
                    files,
                    role,
                    Optional.of(ofArchive));
        }
    }

    /// Paths that a package owns, said in another file than the package itself.
    record FilesOwned(PackageKey owner, List<String> files) implements Observation {
        public FilesOwned {
            files = List.copyOf(files);
        }
    }

    /// That a file lies elsewhere than the packages which own it say, since another has its place.
    ///
    /// @param from where it would be, without a leading slash
    /// @param to where it is, likewise
    /// @param by the name of the one package that the rule does not hold for; empty for none
    record FileDiverted(String from, String to, String by) implements Observation {}

    /// Licences of a package, said in another file than the package itself.
    record LicencesSeen(PackageKey owner, List<String> licences) implements Observation {
        public LicencesSeen {
            licences = List.copyOf(licences);
        }
    }

    /// The repositories from which the layer's packages came, by the names that their publisher
    /// gives them.
    record RepositoriesSeen(List<String> repositories) implements Observation {
        public RepositoriesSeen {
            repositories = List.copyOf(repositories);
        }
    }

    /// What a package that the same file lists needs.
    ///
    /// @param of as [PackageSeen] has it
    /// @param needs each is satisfied by any one of its names; a name is that of a package in the
    ///   same ecosystem, `name@version`, or one that a package provides
    /// @param provides names that the package answers to beside its own
    record DependenciesSeen(Purl of, List<List<String>> needs, List<String> provides)
            implements Observation {
        public DependenciesSeen {
            needs = needs.stream().map(List::copyOf).distinct().toList();
            provides = List.copyOf(provides);
        }

        /// Where there are no alternatives.
        public static DependenciesSeen plain(Purl of, Collection<String> names) {
            return new DependenciesSeen(of, names.stream().map(List::of).toList(), List.of());
        }

        public boolean isEmpty() {
            return needs.isEmpty() && provides.isEmpty();
        }
    }

    /// Which functions or classes stand in the file.
    ///
    /// @param memberPath as in [PackageSeen]
    /// @param target and the others as in [CodeIndex]
    record CodeSeen(String memberPath, String target, boolean complete, NameSet names)
            implements Observation {}

    /// The distribution that the image says it is.
    record DistributionSeen(Distribution distribution) implements Observation {}

    /// The users that the file lists.
    record UsersSeen(List<Account> users) implements Observation {
        public UsersSeen {
            users = List.copyOf(users);
        }
    }

    /// The groups that the file lists.
    record GroupsSeen(List<Account> groups) implements Observation {
        public GroupsSeen {
            groups = List.copyOf(groups);
        }
    }

    /// What looks like a credential in the file. The credential itself is not in it.
    ///
    /// @param check the id of the check
    /// @param memberPath as in [PackageSeen]
    /// @param line from 1; 0 where the file has no lines
    /// @param masked and the others as in [Finding.Secret]
    record SecretSeen(
            String check,
            String memberPath,
            int line,
            String masked,
            String fingerprint,
            String excuse)
            implements Observation {}

    /// That something in the file should be otherwise.
    ///
    /// @param check the id of the check
    /// @param line from 1; 0 where the whole file is meant
    /// @param message in one line for people
    record SettingSeen(String check, int line, String message, Optional<Edit> edit)
            implements Observation {}
}
