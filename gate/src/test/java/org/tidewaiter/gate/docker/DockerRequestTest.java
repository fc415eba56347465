package org.tidewaiter.gate.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.gate.docker.DockerRequest.Change;
import org.tidewaiter.gate.docker.DockerRequest.Create;
import org.tidewaiter.gate.docker.DockerRequest.Harmless;
import org.tidewaiter.gate.docker.DockerRequest.Move;
import org.tidewaiter.gate.docker.DockerRequest.Refused;
import org.tidewaiter.gate.docker.DockerRequest.Start;
import org.tidewaiter.model.json.MalformedJsonException;

class DockerRequestTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private static DockerRequest post(String uri) throws MalformedJsonException {
        return Asked.request("POST", uri, "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/_ping",
        "HEAD,/_ping",
        "GET,/v1.41/containers/json?all=1",
        "GET,/v1.41/images/a/b/c:1/json",
        "GET,/networks/",
        "DELETE,/v1.41/containers/abc?force=1",
        "DELETE,/v1.41/images/a:1",
        "POST,/v1.41/containers/abc/stop",
        "POST,/v1.41/containers/abc/wait?condition=removed",
        "POST,/v1.41/exec/abc/start",
        "POST,/v1.41/auth",
        "POST,/v1.41/volumes/create",
        "POST,/v1.41/build/prune",
    })
    void whatBringsNothingAboardPasses(String method, String uri) throws MalformedJsonException {
        assertThat(Asked.request(method, uri, "")).isInstanceOf(Harmless.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/containers/abc/start",
                "/v1.41/containers/abc/start?detachKeys=x",
                "/v1.24/containers/abc/restart?t=1",
                "/v1.41/containers/abc/rename?name=other",
                "/v1.41/containers/%61bc/start",
                "/%76%31.41/containers/abc/start"
            })
    void aContainerStartsHoweverItsPathIsWritten(String uri) throws MalformedJsonException {
        assertThat(post(uri)).isEqualTo(new Start("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//containers/abc/start",
                "/containers//start",
                "/containers/../containers/abc/start",
                "/containers/%2e/abc/start",
                "/containers%2f/abc/start",
                "/./containers/abc/start",
                "/v1.41/v1.41/containers/abc/start",
                "/v1.41//containers/abc/start",
                "/v1/containers/abc/start",
                "/v1..41/containers/abc/start",
                "/V1.41/containers/abc/start",
                "/containers/abc/start/",
                "/containers/abc/Start",
                "/containers/a/b/start",
                "/containers/abc%00/start",
                "/containers/abc/start%3fx",
                "/containers/abc/start%",
                "/containers/abc/start%zz",
                "/containers/\u00e4bc/start",
                "/containers/abc/start?a;b",
                "http://docker/containers/abc/start",
                "containers/abc/start",
                "*",
                "",
                "?x",
            })
    void aPathThatIsNotWrittenPlainlyIsRefused(String uri) throws MalformedJsonException {
        assertThat(post(uri)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.41/services/create",
                "/v1.41/swarm/init",
                "/v1.41/plugins/pull?remote=x",
                "/v1.41/plugins/x/enable",
                "/v1.41/containers/abc/checkpoints",
                "/v1.41/containers/abc/start?checkpoint=c",
                "/v1.41/containers/abc/copy",
                "/v1.41/tomorrow",
                "/v1.23/containers/abc/start",
                "/v0.99/containers/abc/start",
            })
    void whatNoDoorCanJudgeIsRefused(String uri) throws MalformedJsonException {
        assertThat(Asked.request("POST", uri, "{}")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "CONNECT", "TRACE", "post", "Post", ""})
    void aMethodThatTheDaemonDoesNotHaveIsRefused(String method) throws MalformedJsonException {
        assertThat(Asked.request(method, "/containers/abc/start", "")).isInstanceOf(Refused.class);
    }

    @Test
    void whatTheDaemonDoesNotShowIsRefused() throws MalformedJsonException {
        assertThat(post("/v1.41/containers/create?name=x")).isInstanceOf(Refused.class);
        assertThat(post("/v1.41/containers/abc/exec")).isInstanceOf(Refused.class);
        assertThat(post("/v1.41/containers/abc/update")).isInstanceOf(Refused.class);
        var form =
                DaemonCall.read(
                        Asked.json(
                                "POST",
                                "/images/create?fromImage=a",
                                "application/x-www-form-urlencoded",
                                ""));
        assertThat(DockerRequest.read(form)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsAskedOfAContainerNamesIt() throws MalformedJsonException {
        var body = "{\"Image\":\"app:1\"}";
        assertThat(Asked.request("POST", "/v1.41/containers/create?name=x", body))
                .isInstanceOfSatisfying(
                        Create.class, create -> assertThat(create.name()).isEqualTo("x"));
        assertThat(Asked.request("POST", "/v1.41/containers/abc/exec", "{\"Cmd\":[\"sh\"]}"))
                .isInstanceOfSatisfying(
                        Change.class, change -> assertThat(change.act()).isEqualTo("exec"));
        assertThat(post("/v1.41/commit?container=abc&repo=x"))
                .isEqualTo(new Change("commit", "abc", GoObject.EMPTY));
        assertThat(Asked.request("PUT", "/containers/abc/archive?path=/", ""))
                .isEqualTo(new Change("copy", "abc", GoObject.EMPTY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/images/create?fromImage=app&tag=sha256:ab",
                "/images/create?fromImage=app&tag=a/b",
                "/images/create?fromImage=App",
                "/images/App/push",
                "/images/app/tag?repo=App",
                "/images/app/tag",
            })
    void whatHasNoNameThatCanBeReadDoesNotMove(String uri) throws MalformedJsonException {
        assertThat(post(uri)).isInstanceOf(Refused.class);
    }

    @Test
    void imagesComeAndGoByName() throws MalformedJsonException {
        assertThat(post("/v1.41/images/create?fromImage=r.example%2Fapp&tag=1"))
                .isEqualTo(new Move("pull", "", "r.example/app:1"));
        assertThat(post("/v1.41/images/create?fromImage=app&tag=" + DIGEST))
                .isEqualTo(new Move("pull", "", "app@" + DIGEST));
        assertThat(post("/v1.41/images/create?fromImage=r.example:5/app:1@" + DIGEST + "&tag=2"))
                .isEqualTo(new Move("pull", "", "r.example:5/app:2"));
        assertThat(post("/v1.41/images/r.example:5/app/push?tag=2"))
                .isEqualTo(new Move("push", "r.example:5/app:2", "r.example:5/app:2"));
        assertThat(post("/v1.41/images/create?fromSrc=-&repo=app"))
                .isEqualTo(new Move("import", "", ""));
        assertThat(post("/v1.41/images/load?quiet=1")).isEqualTo(new Move("load", "", ""));
        assertThat(post("/v1.41/images/r.example/a/b/tag?repo=x&tag=2"))
                .isEqualTo(new Move("tag", "r.example/a/b", "x:2"));
        assertThat(post("/v1.41/build?t=x")).isEqualTo(new Move("build", "", ""));
        assertThat(post("/session")).isEqualTo(new Move("build", "", ""));
        assertThat(post("/grpc")).isEqualTo(new Move("build", "", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Image\":\"a\",\"Image\":\"b\"}",
                "{\"Image\":\"a\"} {\"Image\":\"b\"}",
                "[{\"Image\":\"a\"}]",
                "{\"Image\":\"a\"",
                "{\"Image\":\"a\",}",
                "{'Image':\"a\"}",
                "\"Image\"",
            })
    void aBodyThatIsNotOneObjectIsNotRead(String body) {
        assertThatThrownBy(() -> Asked.call("POST", "/containers/create", body))
                .isInstanceOf(MalformedJsonException.class);
    }
}
