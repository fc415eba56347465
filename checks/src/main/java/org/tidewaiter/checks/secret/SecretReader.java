package org.tidewaiter.checks.secret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tidewaiter.checks.secret.SecretKind.Form;
import org.tidewaiter.image.reader.ContentReader;
import org.tidewaiter.image.reader.Keyword;
import org.tidewaiter.image.reader.Sightings;
import org.tidewaiter.image.reader.Spot;
import org.tidewaiter.model.Observation.SecretSeen;

/// Sees secrets of every kind in the content of files.
public final class SecretReader implements ContentReader {
    static final String NAME = "secrets";

    private static final int RANK_OF_OTHERS = 1;
    private static final int RANK_OF_PLACE = 2;
    private static final int RANK_OF_TOKEN = 3;
    private static final int RANK_OF_WHOLE = 4;
    private static final int MAX_TEXT_BYTES = 16 << 10;
    private static final int MAX_ROWS = 200;
    private static final int MIN_CONSTANT_BYTES = 16;

    /// What follows the keyword of any kind of token.
    private static final int MIN_TOKEN_BYTES = 12;

    /// A name that a credential is assigned to.
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i).*(?:key|token|secret|pass|pwd|auth|credential).*");

    private final List<Keyword> keywords = SecretKinds.keywords();
    private final List<List<SecretKind>> kinds = new ArrayList<>();
    private final List<String> fileNames;

    public SecretReader() {
        var byKeyword = new HashMap<Keyword, List<SecretKind>>();
        for (var kind : SecretKinds.ALL) {
            for (var keyword : kind.keywords()) {
                byKeyword.computeIfAbsent(keyword, _ -> new ArrayList<>()).add(kind);
            }
        }
        keywords.forEach(keyword -> kinds.add(byKeyword.getOrDefault(keyword, List.of())));
        fileNames = SecretKinds.ALL.stream().flatMap(kind -> kind.fileNames().stream()).toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Keyword> keywords() {
        return keywords;
    }

    @Override
    public List<String> fileNames() {
        return fileNames;
    }

    @Override
    public void look(Spot spot, Sightings seen) {
        if (spot.keyword() == Spot.BEGINNING) {
            SecretKinds.ALL.stream()
                    .filter(kind -> kind.fileNames().contains(spot.fileName()))
                    .forEach(kind -> lookAtRows(kind, spot, seen));
            return;
        }
        boolean wantsAssignment = false;
        for (var kind : kinds.get(spot.keyword())) {
            switch (kind.form()) {
                case TOKEN -> lookAtToken(kind, spot, seen);
                case WITHIN -> lookAround(kind, spot, seen);
                case NAMED -> wantsAssignment = true;
                case TEXT -> lookAtText(kind, spot, seen);
                case PEM -> PrivateKeys.pem(spot).ifPresent(key -> add(key, spot, seen));
                case PUTTY -> PrivateKeys.putty(spot).ifPresent(key -> add(key, spot, seen));
                case DER -> {
                    if (KeyStores.isPrivateKey(spot)) {
                        addFile(kind, "DER", spot, seen);
                    }
                }
                case KEYSTORE -> {
                    if (KeyStores.hasPrivateKey(spot)) {
                        addFile(kind, kind.check().title(), spot, seen);
                    }
                }
                case GCP -> lookAtAccount(kind, spot, seen);
                case JWT -> lookAtToken(kind, spot, seen);
                case URL -> lookAtUrl(spot, seen);
                case FILE, NEVER -> {}
            }
        }
        if (wantsAssignment && !spot.source().isBinary()) {
            var assignment = Assignment.at(spot);
            if (assignment.isPresent()) {
                lookAtAssignment(assignment.get(), spot, seen);
            }
        }
    }

    private void lookAtToken(SecretKind kind, Spot spot, Sightings seen) {
        if (!goesOn(spot) || (kind.form() == Form.JWT && isAfterHyphen(spot))) {
            return;
        }
        if (isBorder(spot)) {
            var matcher = matcher(kind, spot, spot.at());
            if (matcher.lookingAt()) {
                int end = spot.at() + matcher.end();
                addValue(kind, spot, spot.at(), end, rank(kind), "", seen);
                return;
            }
        }
        if (spot.source().isBinary()) {
            lookAtConstant(kind, spot, seen);
        }
    }

    /// In compiled programs the length of a constant stands before it, which may be a letter, and
    /// so may be what follows.
    private void lookAtConstant(SecretKind kind, Spot spot, Sightings seen) {
        int at = spot.at();
        if (at == spot.start()) {
            return;
        }
        int length = spot.bytes()[at - 1] & 0xff;
        if (length < MIN_CONSTANT_BYTES || at + length > spot.end()) {
            return;
        }
        var constant = new ByteText(spot.bytes(), at, length);
        var matcher = kind.expression().orElseThrow().matcher(constant);
        if (matcher.lookingAt()) {
            addValue(kind, spot, at, at + matcher.end(), rank(kind), "", seen);
        }
    }

    private void lookAround(SecretKind kind, Spot spot, Sightings seen) {
        int from = Math.max(spot.start(), spot.at() - kind.before() - 1);
        int to = Math.min(spot.end(), spot.at() + 300);
        var text = new ByteText(spot.bytes(), from, to - from);
        var matcher = kind.expression().orElseThrow().matcher(text);
        while (matcher.find() && from + matcher.start() <= spot.at()) {
            if (from + matcher.end() > spot.at()) {
                int start = from + matcher.start();
                addValue(kind, spot, start, from + matcher.end(), rank(kind), "", seen);
                return;
            }
        }
    }

    private void lookAtText(SecretKind kind, Spot spot, Sightings seen) {
        if (kind.has("command") && spot.source().isBinary()) {
            return;
        }
        var matcher = matcher(kind, spot, spot.at());
        if (!matcher.lookingAt()) {
            return;
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) >= 0) {
                int start = spot.at() + matcher.start(group);
                int end = spot.at() + matcher.end(group);
                addValue(kind, spot, start, end, RANK_OF_PLACE, "", seen);
                return;
            }
        }
    }

    private void lookAtRows(SecretKind kind, Spot spot, Sightings seen) {
        var matcher = matcher(kind, spot, spot.at());
        for (int row = 0; row < MAX_ROWS && matcher.find(); row++) {
            int start = spot.at() + matcher.start(1);
            addValue(kind, spot, start, spot.at() + matcher.end(1), RANK_OF_PLACE, "", seen);
        }
    }

    private void lookAtAssignment(Assignment one, Spot spot, Sightings seen) {
        int length = one.end() - one.start();
        var value = new ByteText(spot.bytes(), one.start(), length).toString();
        boolean isGiven = AssignedValue.isGiven(one, spot);
        for (var kind : kinds.get(spot.keyword())) {
            // few values are long enough, and that is told sooner than what a name says
            if (kind.form() == Form.NAMED
                    && (isGiven || !isJudged(kind))
                    && kind.expression().orElseThrow().matcher(value).matches()
                    && kind.name().orElse(CREDENTIAL).matcher(one.name()).matches()) {
                if (isJudged(kind)) {
                    addAssigned(one, value, kind, spot, seen);
                } else {
                    addValue(kind, spot, one.start(), one.end(), RANK_OF_PLACE, one.name(), seen);
                }
            }
        }
    }

    /// Whether its values look like many others.
    private static boolean isJudged(SecretKind kind) {
        return kind.has("password") || kind.has("secret");
    }

    private static void addAssigned(
            Assignment one, String value, SecretKind kind, Spot spot, Sightings seen) {
        var found = ofState(kind, spot);
        var verdict = AssignedValue.judge(one, value, kind.has("password"), spot);
        if (verdict.equals(AssignedValue.NONE)
                || !Structure.holds(found, spot, one.start(), value)) {
            return;
        }
        boolean isDefault =
                kind.has("password")
                        && AssignedValue.isSetting(spot)
                        && !AssignedValue.isTemplate(spot)
                        && !AssignedValue.isCommentedOut(spot, one.start())
                        && Excuses.isDefaultPassword(value);
        var excuse = verdict.isEmpty() && !isDefault ? Excuses.of(found, value) : verdict;
        var masked = Mask.named(one.name());
        add(found, spot, one.start(), one.end(), RANK_OF_OTHERS, masked, excuse, seen);
    }

    private static SecretKind ofState(SecretKind kind, Spot spot) {
        boolean isState = spot.fileName().contains(".tfstate");
        return isState ? SecretKinds.named("terraform-state") : kind;
    }

    private static void lookAtUrl(Spot spot, Sightings seen) {
        var url = UrlPassword.at(spot);
        if (url.isPresent()) {
            add(url.get(), spot, seen);
        }
    }

    private void lookAtAccount(SecretKind kind, Spot spot, Sightings seen) {
        ServiceAccount.keyNear(spot)
                .ifPresent(range ->
                        add(
                                kind,
                                spot,
                                range.start(),
                                range.end(),
                                RANK_OF_WHOLE,
                                "service account of " + range.project(),
                                Excuses.ofKey(range.key()),
                                seen));
    }

    private static int rank(SecretKind kind) {
        return kind.form() == Form.JWT ? RANK_OF_OTHERS : RANK_OF_TOKEN;
    }

    /// Whether as much follows the keyword as of any token, which few that are looked at have.
    private boolean goesOn(Spot spot) {
        int from = spot.at() + keywords.get(spot.keyword()).text().length();
        int to = from + MIN_TOKEN_BYTES;
        if (to > spot.end()) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (!Ascii.isOfToken(spot.bytes()[at])) {
                return false;
            }
        }
        return true;
    }

    /// Whether no word goes on into the keyword.
    private static boolean isBorder(Spot spot) {
        int at = spot.at();
        if (at == spot.start()) {
            return true;
        }
        var bytes = spot.bytes();
        byte before = bytes[at - 1];
        boolean isWord = Ascii.isWord(before);
        if (!isWord) {
            return true;
        }
        if (at - 2 >= spot.start() && bytes[at - 2] == '\\') {
            return before == 'n' || before == 't' || before == 'r';
        }
        return at - 3 >= spot.start() && bytes[at - 3] == '%';
    }

    /// A token would have begun before; else each of many would be read to the end of all.
    private static boolean isAfterHyphen(Spot spot) {
        return spot.at() > spot.start() && spot.bytes()[spot.at() - 1] == '-';
    }

    private static Matcher matcher(SecretKind kind, Spot spot, int from) {
        int length = Math.min(spot.end() - from, MAX_TEXT_BYTES);
        return kind.expression().orElseThrow().matcher(new ByteText(spot.bytes(), from, length));
    }

    private static void addValue(
            SecretKind kind, Spot spot, int start, int end, int rank, String name, Sightings seen) {
        var secret = new ByteText(spot.bytes(), start, end - start).toString();
        if (!Structure.holds(kind, spot, start, secret)) {
            return;
        }
        var masked =
                !name.isEmpty()
                        ? Mask.named(name)
                        : kind.isGuessable() ? Mask.HIDDEN : Mask.token(secret);
        add(kind, spot, start, end, rank, masked, Excuses.of(kind, secret), seen);
    }

    private static void addFile(SecretKind kind, String masked, Spot spot, Sightings seen) {
        int end = Math.min(spot.end(), spot.at() + MAX_TEXT_BYTES);
        var content = new ByteText(spot.bytes(), spot.at(), end - spot.at()).toString();
        int start = spot.at();
        see(kind, spot, start, start + 1, RANK_OF_WHOLE, masked, "", content, seen);
    }

    private static void add(PrivateKeys.Key key, Spot spot, Sightings seen) {
        var kind = SecretKinds.named(key.kind());
        add(kind, spot, key.start(), key.end(), RANK_OF_TOKEN, key.masked(), key.excuse(), seen);
    }

    private static void add(UrlPassword url, Spot spot, Sightings seen) {
        var kind = SecretKinds.named(url.kind());
        var password = new ByteText(spot.bytes(), url.start(), url.end() - url.start()).toString();
        var excuse = url.excuse().isEmpty() ? Excuses.of(kind, password) : url.excuse();
        add(kind, spot, url.start(), url.end(), RANK_OF_OTHERS, url.masked(), excuse, seen);
    }

    private static void add(
            SecretKind kind,
            Spot spot,
            int start,
            int end,
            int rank,
            String masked,
            String excuse,
            Sightings seen) {
        var secret = new ByteText(spot.bytes(), start, end - start).toString();
        see(kind, spot, start, end, rank, masked, excuse, secret, seen);
    }

    private static void see(
            SecretKind kind,
            Spot spot,
            int start,
            int end,
            int rank,
            String masked,
            String excuse,
            String secret,
            Sightings seen) {
        var source = spot.source();
        seen.add(
                spot,
                start,
                end,
                rank,
                new SecretSeen(
                        kind.check().id(),
                        source.memberPath(),
                        spot.line(start),
                        masked,
                        Fingerprint.of(kind, spot, start, secret),
                        excuse));
    }
}
