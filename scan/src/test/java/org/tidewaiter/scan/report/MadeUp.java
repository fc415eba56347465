package org.tidewaiter.scan.report;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tidewaiter.model.CodeEvidence;
import org.tidewaiter.model.Cvss;
import org.tidewaiter.model.Digest;
import org.tidewaiter.model.Distribution;
import org.tidewaiter.model.ExploitSigns;
import org.tidewaiter.model.FileAccount;
import org.tidewaiter.model.FileAccount.Share;
import org.tidewaiter.model.Finding;
import org.tidewaiter.model.FindingState;
import org.tidewaiter.model.Gap;
import org.tidewaiter.model.ImageSource;
import org.tidewaiter.model.Inventory;
import org.tidewaiter.model.Layer;
import org.tidewaiter.model.LayerScope;
import org.tidewaiter.model.Location;
import org.tidewaiter.model.MatchEvidence;
import org.tidewaiter.model.Platform;
import org.tidewaiter.model.Presence;
import org.tidewaiter.model.Purl;
import org.tidewaiter.model.Severity;
import org.tidewaiter.model.SoftwarePackage;
import org.tidewaiter.model.SourcePackage;
import org.tidewaiter.model.Weakness;
import org.tidewaiter.policy.AdvisoryData;
import org.tidewaiter.policy.DataLimits;
import org.tidewaiter.policy.Decisions;
import org.tidewaiter.policy.FindingFilter;
import org.tidewaiter.policy.GateRule;
import org.tidewaiter.policy.GateSettings;
import org.tidewaiter.policy.Judgement;
import org.tidewaiter.policy.Reason;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.Waiver;
import org.tidewaiter.policy.rule.PolicyAnswer;
import org.tidewaiter.policy.rule.RuleAction;
import org.tidewaiter.policy.rule.RuleAnswer;
import org.tidewaiter.policy.rule.RuleAnswer.Outcome;

/// A made-up report with most of what a real one has. The ids are made up too.
public final class MadeUp {
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    public static final ImageSource IMAGE =
            new ImageSource(
                    "registry",
                    "registry.example/shop/web:2026-11",
                    Digest.parse("sha256:" + "3f".repeat(32)),
                    Digest.parse("sha256:" + "9a".repeat(32)),
                    Platform.parse("linux/amd64"),
                    List.of(
                            layer(0, "ADD rootfs.tar.gz /"),
                            layer(1, "RUN apt-get update && apt-get install -y nodejs npm curl"),
                            layer(2, "COPY app /srv/app")));

    /// Of an image of that name, of which nothing else is known.
    public static ImageSource source(String name) {
        return new ImageSource(
                "registry", name, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    private static final String LODASH = "srv/app/node_modules/lodash/package.json";
    private static final String DEEP =
            "srv/app/services/checkout/node_modules/@shop/payment-provider-adapter/node_modules/"
                    + "minimist/package.json";

    private MadeUp() {}

    /// An image of Debian 12 with Node, Python, Java and Go programs; denied by its gate.
    public static ScanReport report() {
        var gate =
                new GateSettings(
                        List.of(
                                new GateRule.SeverityGate(Severity.HIGH),
                                new GateRule.KnownExploitedGate()),
                        FindingFilter.EVERYTHING,
                        DataLimits.STRICT,
                        LayerScope.SQUASHED);
        var all = new ArrayList<Finding>(findings());
        all.addAll(MadeUpChecks.findings());
        return report(
                        all,
                        new AdvisoryData(
                                false,
                                342_113,
                                List.of(
                                        new AdvisoryData.Feed(
                                                "debian-osv",
                                                Optional.of(TODAY.minusDays(1)),
                                                44_181),
                                        new AdvisoryData.Feed(
                                                "ghsa", Optional.of(TODAY.minusDays(2)), 297_932))),
                        gate,
                        List.of(
                                waiver("CVE-2026-10011", TODAY),
                                waiver("CVE-2026-10001", TODAY.minusDays(9))),
                        List.of())
                .withFacts(MadeUpChecks.facts());
    }

    /// What a policy says that refuses by two rules, warns by one, and is met by one.
    public static PolicyDecision decision() {
        return new PolicyDecision(
                "acme",
                Digest.parse("sha256:" + "c".repeat(64)).orElseThrow(),
                "prod",
                new PolicyAnswer(
                        List.of(
                                answer(
                                        "no-critical",
                                        RuleAction.DENY,
                                        new Outcome.NotMet(
                                                IntStream.rangeClosed(1, 12)
                                                        .mapToObj(i -> "CVE-" + i + " is critical")
                                                        .toList())),
                                answer(
                                        "signed",
                                        RuleAction.WARN,
                                        new Outcome.NotEvaluated("not known here: evidence")),
                                answer(
                                        "no-root",
                                        RuleAction.WARN,
                                        new Outcome.NotMet(List.of("it starts as <root>"))),
                                answer("small", RuleAction.DENY, new Outcome.Met()),
                                answer(
                                        "dev-only",
                                        RuleAction.DENY,
                                        new Outcome.NotAsked("it is for dev")))));
    }

    private static RuleAnswer answer(String rule, RuleAction action, Outcome outcome) {
        return new RuleAnswer(rule, action, Duration.ofDays(2), outcome);
    }

    /// An image in which nothing was found, judged on the sample.
    public static ScanReport empty() {
        var image =
                new ImageSource(
                        "directory",
                        "/srv/rootfs",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        return new ScanReport(
                "0.1.0",
                TODAY,
                new Inventory(image, Optional.empty(), List.of(), files(0, 1, 0, 2), List.of()),
                LayerScope.SQUASHED,
                Optional.empty(),
                new AdvisoryData(true, 152, List.of()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Verdict.Allow());
    }

    public static ScanReport report(
            List<? extends Finding> findings,
            AdvisoryData data,
            GateSettings gate,
            List<Waiver> waivers,
            List<Reason> excused) {
        var judgement =
                Judgement.of(
                        findings,
                        new Inventory(
                                IMAGE, Optional.empty(), List.of(), FileAccount.NONE, List.of()),
                        Decisions.ofWaivers(waivers),
                        gate,
                        excused,
                        TODAY);
        var packages =
                Stream.concat(flaws(findings).map(Finding.Vulnerability::in), Stream.of(node()))
                        .distinct()
                        .toList();
        return new ScanReport(
                "0.1.0",
                TODAY,
                new Inventory(
                        IMAGE,
                        Optional.of(
                                new Distribution(
                                        "debian",
                                        "12",
                                        "bookworm",
                                        "Debian GNU/Linux 12 (bookworm)",
                                        List.of())),
                        packages,
                        files(17_905, 211, 100, 14),
                        List.of(
                                new Gap(
                                        "srv/app/lib/report.jar",
                                        OptionalInt.of(2),
                                        "java-archive: the central directory ends too early"),
                                new Gap(
                                        "var/backup/\u001b[2Jdump.tar",
                                        OptionalInt.of(1),
                                        "larger than 256 MiB"))),
                LayerScope.ALL_LAYERS,
                Optional.of(
                        new Support(
                                LocalDate.of(2026, 7, 11), Optional.of(LocalDate.of(2028, 6, 30)))),
                data,
                judgement.standing(),
                judgement.suppressed(),
                List.of("3 packages of type cargo not judged: no version order"),
                judgement.expired(),
                StatedFixes.steps(flaws(judgement.standing()).toList()),
                gate.rules(),
                judgement.verdict());
    }

    private static Stream<Finding.Vulnerability> flaws(List<? extends Finding> findings) {
        return findings.stream()
                .filter(Finding.Vulnerability.class::isInstance)
                .map(Finding.Vulnerability.class::cast);
    }

    private static List<Finding.Vulnerability> findings() {
        var flaws = new ArrayList<Finding.Vulnerability>();
        flaws.add(
                flaw("CVE-2026-10001", deb("xz-utils", "liblzma5", "5.6.0-0.2"))
                        .severity(Severity.CRITICAL, 10.0)
                        .title("malicious code in the upstream tarballs")
                        .weak(506)
                        .kev()
                        .epss(0.943)
                        .fix("5.6.1+really5.4.5-1")
                        .build());
        flaws.add(
                flaw("GHSA-xq3f-7r2m-9w8p", npm("lodash", "4.17.20", LODASH))
                        .severity(Severity.CRITICAL, 9.8)
                        .title("prototype pollution in zipObjectDeep")
                        .weak(1321, 20)
                        .epss(0.31)
                        .fix("4.17.21")
                        .build());
        for (int i = 0; i < 8; i++) {
            int pair = i / 2;
            flaws.add(
                    flaw(
                                    "CVE-2026-1001" + pair,
                                    deb(
                                            "openssl",
                                            i % 2 == 0 ? "libssl3" : "openssl",
                                            "3.0.14-1~deb12u1"))
                            .severity(pair == 0 ? Severity.CRITICAL : Severity.HIGH, 7.5)
                            .epss(0.03 * pair)
                            .fix("3.0.15-1~deb12u" + (1 + pair / 2))
                            .build());
        }
        flaws.add(
                flaw(
                                "CVE-2026-123456789",
                                maven(
                                        "org.springframework.boot",
                                        "spring-boot-actuator-autoconfigure",
                                        "2.7.18",
                                        "srv/app/lib/shop-web-2026.11.jar!/BOOT-INF/lib/spring-boot-actuator-autoconfigure-2.7.18.jar"))
                        .severity(Severity.HIGH, 8.1)
                        .epss(0.004)
                        .fix("3.2.5")
                        .build());
        flaws.add(
                flaw("GHSA-2222-3333-4444", npm("minimist", "1.2.5", DEEP, LODASH))
                        .severity(Severity.HIGH, 7.3)
                        .fix("1.2.6")
                        .build());
        flaws.add(
                flaw("GO-2026-2887", go("stdlib", "1.22.3", "usr/local/bin/agent"))
                        .code(
                                CodeEvidence.Standing.ABSENT,
                                "net/mail.ParseAddress",
                                "not in the table of the code of usr/local/bin/agent")
                        .severity(Severity.HIGH, 7.5)
                        .fix("1.22.4")
                        .build());
        flaws.add(
                flaw(
                                "CVE-2026-10020",
                                pypi(
                                        "urllib3",
                                        "1.26.5",
                                        "usr/lib/python3/dist-packages/urllib3-1.26.5.dist-info/METADATA"))
                        .severity(Severity.MEDIUM, 5.9)
                        .fix("1.26.17", "2.0.6")
                        .build());
        for (int i = 0; i < 5; i++) {
            flaws.add(
                    flaw("CVE-2026-1003" + i, deb("glibc", "libc6", "2.36-9+deb12u4"))
                            .severity(Severity.MEDIUM, 5.3)
                            .state(
                                    List.of(
                                                    FindingState.AFFECTED,
                                                    FindingState.WILL_NOT_FIX,
                                                    FindingState.FIX_DEFERRED,
                                                    FindingState.UNDER_INVESTIGATION,
                                                    FindingState.UNREADABLE)
                                            .get(i))
                            .build());
        }
        for (int i = 0; i < 4; i++) {
            flaws.add(
                    flaw("CVE-2026-1004" + i, deb("tiff", "libtiff6", "4.5.0-6+deb12u1"))
                            .severity(Severity.LOW, 3.1)
                            .state(FindingState.MINOR)
                            .build());
        }
        flaws.add(
                flaw("CVE-2026-10050", deb("coreutils", "coreutils", "9.1-1"))
                        .severity(Severity.NEGLIGIBLE, 0)
                        .state(FindingState.MINOR)
                        .build());
        flaws.add(
                flaw(
                                "CVE-2026-10051",
                                npm(
                                        "left-pad\u001b[31m",
                                        "1.0.0",
                                        "srv/app/node_modules/left-pad/package.json"))
                        .severity(Severity.UNKNOWN, 0)
                        .build());
        flaws.add(
                flaw("CVE-2026-10060", deb("curl", "curl", "7.88.1-10+deb12u5"))
                        .severity(Severity.HIGH, 7.1)
                        .state(FindingState.NOT_AFFECTED)
                        .build());
        flaws.add(
                flaw(
                                "CVE-2026-10061",
                                npm(
                                        "request",
                                        "2.88.0",
                                        "srv/app/node_modules/request/package.json"))
                        .severity(Severity.HIGH, 7.1)
                        .presence(Presence.DELETED)
                        .build());
        return flaws;
    }

    public static FlawBuilder flaw(String id, SoftwarePackage in) {
        return new FlawBuilder(id, in);
    }

    public static SoftwarePackage deb(String source, String name, String version) {
        return new SoftwarePackage(
                Purl.of("deb", "debian", name, version)
                        .withQualifier("arch", "amd64")
                        .withQualifier("distro", "debian-12"),
                Optional.of(new SourcePackage(source, version)),
                List.of(),
                "dpkg-status",
                false,
                Presence.LIVE,
                List.of(new Location("var/lib/dpkg/status", OptionalInt.of(1))),
                Optional.empty());
    }

    public static SoftwarePackage npm(String name, String version, String... paths) {
        return language("npm", "", name, version, paths);
    }

    public static SoftwarePackage pypi(String name, String version, String... paths) {
        return language("pypi", "", name, version, paths);
    }

    public static SoftwarePackage go(String name, String version, String... paths) {
        return language("golang", "", name, version, paths);
    }

    public static SoftwarePackage maven(
            String group, String name, String version, String... paths) {
        return language("maven", group, name, version, paths);
    }

    private static SoftwarePackage node() {
        return deb("nodejs", "nodejs", "18.19.0+dfsg-6~deb12u2");
    }

    public static SoftwarePackage language(
            String type, String namespace, String name, String version, String... paths) {
        return new SoftwarePackage(
                Purl.of(type, namespace, name, version),
                Optional.empty(),
                List.of(),
                type,
                false,
                Presence.LIVE,
                Stream.of(paths).map(path -> new Location(path, OptionalInt.of(2))).toList(),
                Optional.empty());
    }

    private static Layer layer(int index, String instruction) {
        return new Layer(
                index,
                Digest.parse("sha256:" + ("a" + index).repeat(32)).orElseThrow(),
                Digest.parse("sha256:" + ("d" + index).repeat(32)).orElseThrow(),
                "application/vnd.oci.image.layer.v1.tar+gzip",
                1_000_000L * (index + 1),
                Optional.of(instruction));
    }

    private static Waiver waiver(String id, LocalDate expires) {
        return new Waiver(
                id,
                Optional.empty(),
                Optional.of("registry.example/shop/*"),
                Optional.empty(),
                "ann@example.org",
                "the affected command is not in the image",
                expires,
                "ben@example.org");
    }

    /// Builds a finding.
    public static final class FlawBuilder {
        private final String id;
        private SoftwarePackage in;
        private FindingState state = FindingState.AFFECTED;
        private Severity severity = Severity.UNKNOWN;
        private double score;
        private ExploitSigns signs = ExploitSigns.NONE;
        private String title = "";
        private List<Weakness> weaknesses = List.of();
        private Optional<CodeEvidence> code = Optional.empty();
        private List<String> fixes = List.of();

        private FlawBuilder(String id, SoftwarePackage in) {
            this.id = id;
            this.in = in;
        }

        public FlawBuilder severity(Severity value, double itsScore) {
            severity = value;
            score = itsScore;
            return this;
        }

        public FlawBuilder title(String value) {
            title = value;
            return this;
        }

        public FlawBuilder weak(int... numbers) {
            weaknesses = Arrays.stream(numbers).mapToObj(Weakness::new).toList();
            return this;
        }

        public FlawBuilder state(FindingState value) {
            state = value;
            return this;
        }

        public FlawBuilder presence(Presence value) {
            in =
                    new SoftwarePackage(
                            in.purl(),
                            in.source(),
                            in.licences(),
                            in.foundBy(),
                            in.declared(),
                            value,
                            in.locations(),
                            in.owner());
            return this;
        }

        public FlawBuilder fix(String... versions) {
            state = FindingState.FIXED;
            fixes = List.of(versions);
            return this;
        }

        public FlawBuilder code(CodeEvidence.Standing standing, String symbol, String reason) {
            code = Optional.of(new CodeEvidence(standing, List.of(symbol), reason));
            return this;
        }

        public FlawBuilder kev() {
            signs = new ExploitSigns(Optional.of(TODAY.minusMonths(1)), signs.epss());
            return this;
        }

        public FlawBuilder epss(double value) {
            signs =
                    new ExploitSigns(
                            signs.kevAdded(), Optional.of(new ExploitSigns.Epss(value, 0.9)));
            return this;
        }

        public Finding.Vulnerability build() {
            var feed = in.purl().type().equals("deb") ? "debian-osv" : "ghsa";
            return new Finding.Vulnerability(
                    id,
                    feed.equals("ghsa") && id.startsWith("CVE")
                            ? List.of("GHSA-" + id.substring(4))
                            : List.of(),
                    in,
                    state,
                    severity,
                    severity == Severity.UNKNOWN ? "" : feed,
                    score > 0
                            ? Optional.of(
                                    new Cvss(
                                            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                                            score,
                                            feed))
                            : Optional.empty(),
                    signs,
                    title,
                    weaknesses,
                    fixes,
                    List.of(
                            new MatchEvidence(
                                    feed,
                                    id,
                                    in.source().map(SourcePackage::name).orElse(in.ecosystemName()),
                                    in.version(),
                                    fixes.isEmpty() ? ">= 0" : ">= 0, < " + fixes.getLast(),
                                    fixes.isEmpty()
                                            ? in.version() + " >= 0"
                                            : in.version() + " < " + fixes.getLast())),
                    state == FindingState.NOT_AFFECTED ? "vulnerable_code_not_present" : "",
                    code);
        }
    }

    private static FileAccount files(long owned, long recognised, long derived, long unexplained) {
        return new FileAccount(
                new Share(owned, owned * 1_000),
                new Share(recognised, recognised * 1_000),
                new Share(derived, derived * 1_000),
                new Share(unexplained, unexplained));
    }
}
