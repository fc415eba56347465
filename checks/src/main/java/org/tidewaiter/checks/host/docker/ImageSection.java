package org.tidewaiter.checks.host.docker;

import static org.tidewaiter.checks.host.docker.EngineControls.images;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.tidewaiter.checks.host.Answer;
import org.tidewaiter.checks.host.Outcome;
import org.tidewaiter.checks.host.SectionChecks;
import org.tidewaiter.checks.host.Seen;
import org.tidewaiter.model.json.Json;

/// Section 4: the images that a host holds, by their settings and history.
final class ImageSection {
    private static final String EACH = "GET /images/ID/json of each image: ";
    private static final String HISTORY = "GET /images/ID/history of each image";
    private static final Duration STALE = Duration.ofDays(90);

    /// Before there was Docker: builds that are to be reproduced say 1970 or 1980.
    private static final Duration MOST = Duration.ofDays(40 * 365);

    private static final EngineControls DEFECTS = new EngineControls("NIST SP 800-190 4.1.2");
    private static final EngineControls VULNERABLE = new EngineControls("NIST SP 800-190 4.1.1");
    private static final EngineControls SECRETS = new EngineControls("NIST SP 800-190 4.1.4");
    private static final EngineControls TRUST = new EngineControls("NIST SP 800-190 4.1.5");

    /// In the order of the benchmark.
    static final SectionChecks<EngineState> CHECKS =
            new SectionChecks<>(
                    "4",
                    "Images",
                    List.of(
                            EngineControls.of(
                                    DEFECTS.scored(
                                            "4.1",
                                            "No image and no running container is root's",
                                            EACH
                                                    + "Config.User; GET /containers/ID/json of each"
                                                    + " running container: Config.User",
                                            "USER 10001 in the Dockerfile, or docker run --user 10001 …"),
                                    ImageSection::users),
                            images(
                                    TRUST.advice(
                                            "4.2",
                                            "Base images come from where one trusts",
                                            EACH + "RepoDigests",
                                            "FROM an image that is signed, by digest; tidewaiter verify IMAGE"),
                                    (_, image) -> origin(image)),
                            images(
                                    DEFECTS.advice(
                                            "4.3",
                                            "Images hold no packages that are not needed",
                                            EACH + "RootFS.Layers; tidewaiter inventory IMAGE",
                                            "start from a smaller base image, and build in several stages"),
                                    (_, image) ->
                                            Look.unclear(
                                                    "%d layers; tidewaiter inventory tells the packages"
                                                            .formatted(
                                                                    image.get("RootFS")
                                                                            .get("Layers")
                                                                            .items()
                                                                            .size()))),
                            images(
                                    VULNERABLE.advice(
                                            "4.4",
                                            "Images are scanned, and built anew for security updates",
                                            EACH + "Created; tidewaiter scan IMAGE",
                                            "tidewaiter scan IMAGE, then docker build --pull --no-cache"),
                                    ImageSection::age),
                            EngineControls.of(
                                    TRUST.scored(
                                            "4.5",
                                            "Docker clients check who signed what they pull",
                                            "nothing: it is a setting of each client, and the daemon does"
                                                    + " not know it",
                                            "export DOCKER_CONTENT_TRUST=1 for every user, or let"
                                                    + " tidewaiter gate docker decide for the daemon"),
                                    ImageSection::contentTrust),
                            images(
                                    DEFECTS.scored(
                                            "4.6",
                                            "Every image says how its health is checked",
                                            EACH + "Config.Healthcheck",
                                            "HEALTHCHECK CMD … in the Dockerfile"),
                                    (_, image) -> health(image)),
                            images(
                                    VULNERABLE.advice(
                                            "4.7",
                                            "No step of an image only fetches a list of packages",
                                            HISTORY,
                                            "RUN apt-get update && apt-get install … in one step"),
                                    ImageSteps::refreshAlone),
                            images(
                                    DEFECTS.advice(
                                            "4.8",
                                            "No file of an image runs as its owner",
                                            HISTORY + "; tidewaiter scan IMAGE --scanners config",
                                            "RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +"),
                                    ImageSteps::setId),
                            images(
                                    DEFECTS.advice(
                                            "4.9",
                                            "Images are made with COPY and not with ADD",
                                            HISTORY,
                                            "COPY in place of ADD in the Dockerfile"),
                                    ImageSteps::add),
                            images(
                                    SECRETS.advice(
                                            "4.10",
                                            "No image holds a secret of its build",
                                            EACH
                                                    + "Config.Env; "
                                                    + HISTORY
                                                    + "; tidewaiter scan IMAGE --scanners secret",
                                            "RUN --mount=type=secret,id=NAME … in the Dockerfile; change"
                                                    + " the secret"),
                                    ImageSteps::secrets),
                            images(
                                    TRUST.advice(
                                            "4.11",
                                            "Only packages that were verified are installed",
                                            HISTORY,
                                            "install from signed repositories, without flags that skip the"
                                                    + " check"),
                                    ImageSteps::unverified),
                            images(
                                    TRUST.advice(
                                            "4.12",
                                            "Signed artifacts are checked before they are used",
                                            EACH + "RepoDigests; tidewaiter verify IMAGE",
                                            "tidewaiter verify IMAGE, or tidewaiter gate docker for the"
                                                    + " daemon"),
                                    (_, image) -> origin(image))));

    private ImageSection() {}

    private static Outcome users(EngineState engine) {
        var images = engine.images();
        var running = engine.running();
        var unread =
                images.unknown()
                        .or(running::unknown)
                        .or(() -> noSuch(images.isAbsent() || running.isAbsent()));
        if (unread.isPresent()) {
            return Outcome.unread(EngineState.IMAGES + ", " + EngineState.CONTAINERS, unread.get());
        }
        var allImages = images.known().orElseThrow();
        var allRunning = running.known().orElseThrow();
        if (allImages.all().isEmpty() && allRunning.all().isEmpty()) {
            return Outcome.notApplicable(
                    "there is no image and no container runs", allImages.seen(), allRunning.seen());
        }
        return new Several()
                .look(engine, allRunning, "container ", ImageSection::containerUser)
                .look(engine, allImages, "image ", (_, image) -> user(image))
                .outcome(
                        "image or running container",
                        allImages.whyNotAll().or(allRunning::whyNotAll));
    }

    private static Optional<String> noSuch(boolean isAbsent) {
        return isAbsent ? Optional.of(EngineState.NO_SUCH) : Optional.empty();
    }

    /// The image's where the container has none of its own.
    private static Look containerUser(EngineState engine, Json container) {
        if (!container.get("Config").text("User").isEmpty()) {
            return user(container);
        }
        return engine.images().known().stream()
                .flatMap(listed -> listed.all().stream())
                .filter(image -> image.id().equals(container.text("Image")))
                .flatMap(image -> image.told().stream())
                .map(ImageSection::user)
                .findFirst()
                .orElseGet(() -> user(container));
    }

    private static Look user(Json json) {
        var user = json.get("Config").text("User");
        return Look.badIf(EngineUser.isRoot(user), EngineUser.told(user));
    }

    private static Look origin(Json image) {
        var digests = Inspected.texts(image.get("RepoDigests"));
        return digests.isEmpty()
                ? Look.bad("no registry is known that it came from")
                : Look.unclear("it came as " + digests.stream().sorted().findFirst().orElse(""));
    }

    private static Look age(EngineState engine, Json image) {
        var created = image.text("Created");
        try {
            var age =
                    Duration.between(
                            OffsetDateTime.parse(created).toInstant(), engine.host().asked());
            if (age.compareTo(MOST) > 0) {
                return Look.unclear("it was made so that it does not tell when");
            }
            var told = "made %d days ago".formatted(age.toDays());
            return age.compareTo(STALE) > 0
                    ? Look.bad(told)
                    : Look.unclear(told + "; tidewaiter scan tells what is known of it");
        } catch (DateTimeException | ArithmeticException _) {
            return Look.unclear("it does not tell when it was made");
        }
    }

    private static Look health(Json image) {
        var test = Inspected.texts(image.get("Config").get("Healthcheck").get("Test"));
        boolean isChecked = !test.isEmpty() && !test.getFirst().equals("NONE");
        return Look.badIf(
                !isChecked, "Config.Healthcheck.Test has %d words".formatted(test.size()));
    }

    private static Outcome contentTrust(EngineState engine) {
        return switch (engine.ask("/info")) {
            case Answer.Known<Json>(var info) ->
                    Outcome.manual(
                            "content trust is set by each client, and the daemon does not know it",
                            new Seen(
                                    "GET /info",
                                    "Plugins.Authorization "
                                            + Inspected.texts(
                                                    info.get("Plugins").get("Authorization"))));
            case Answer.Absent<Json>() -> Outcome.unread("GET /info", EngineState.NO_SUCH);
            case Answer.Unknown<Json>(var why) -> Outcome.unread("GET /info", why);
        };
    }
}
