package org.tidewaiter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.registry.Credentials.Password;
import org.tidewaiter.model.ProblemException;

class EnvironmentProxiesTest {
    @Test
    void eachSchemeHasItsOwnProxy() throws Exception {
        var environment =
                Map.of("HTTPS_PROXY", "http://one.example:3128", "http_proxy", "two.example");
        assertThat(proxy(environment, "https://registry.example/v2/"))
                .contains("one.example", "3128");
        assertThat(proxy(environment, "http://registry.example/v2/")).contains("two.example", "80");
    }

    @Test
    void withoutAProxyAllIsDirect() throws Exception {
        assertThat(proxy(Map.of(), "https://registry.example/")).isEqualTo("DIRECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://localhost:5000/", "https://127.0.0.1:5000/", "https://[::1]/"})
    void thisHostIsAlwaysDirect(String uri) throws Exception {
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://one.example:3128"), uri))
                .isEqualTo("DIRECT");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example, true",
        ".example, true",
        "*.example, true",
        "'other.example, registry.example', true",
        "registry.example:443, true",
        "registry.example:444, false",
        "gistry.example, false",
        "*, true",
        "'', false",
        "10.0.0.1, false",
    })
    void aHostOfTheListAndItsSubdomainsAreDirect(String list, boolean isDirect) throws Exception {
        var environment = Map.of("HTTPS_PROXY", "http://one.example:3128", "NO_PROXY", list);
        assertThat(proxy(environment, "https://registry.example:443/").equals("DIRECT"))
                .isEqualTo(isDirect);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, https://10.1.2.3:5000/, true",
        "10.0.0.0/8, https://11.1.2.3:5000/, false",
        "10.1.2.3, https://10.1.2.3/, true",
        "fd00::/8, https://[fd12::1]/, true",
        "fd00::/8, https://10.1.2.3/, false",
        "10.0.0.0/x, https://10.1.2.3/, false",
        "10.0.0.0/0, https://registry.example/, false",
    })
    void aNetworkOfTheListIsDirect(String list, String uri, boolean isDirect) throws Exception {
        var environment = Map.of("HTTPS_PROXY", "http://one.example:3128", "NO_PROXY", list);
        assertThat(proxy(environment, uri).equals("DIRECT")).isEqualTo(isDirect);
    }

    @Test
    void aNameThatBeginsLikeALoopbackAddressIsNone() throws Exception {
        var environment = Map.of("HTTPS_PROXY", "http://one.example:3128");
        assertThat(proxy(environment, "https://127.evil.example/")).contains("one.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://one.example",
                "http://",
                "http://a b",
                "https://ann:pw@one.example"
            })
    void whatIsNoProxyIsAProblemThatDoesNotRepeatIt(String value) {
        assertThatThrownBy(() -> EnvironmentProxies.of(Map.of("HTTPS_PROXY", value)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("pw");
    }

    @Test
    void theLoginOfAProxyIsForWhatGoesThroughItOnly() throws Exception {
        var proxies =
                EnvironmentProxies.of(
                        Map.of(
                                "HTTPS_PROXY",
                                "http://ann:p%40ss+word@one.example:3128",
                                "HTTP_PROXY",
                                "http://two.example",
                                "NO_PROXY",
                                "direct.example"));
        assertThat(proxies.login(URI.create("https://registry.example/v2/")))
                .contains(new Password("ann", "p@ss+word"));
        assertThat(proxies.login(URI.create("http://registry.example/v2/"))).isEmpty();
        assertThat(proxies.login(URI.create("https://direct.example/v2/"))).isEmpty();
        assertThat(proxies.select(URI.create("https://registry.example/")).toString())
                .doesNotContain("ss+word");
    }

    private static String proxy(Map<String, String> environment, String uri)
            throws ProblemException {
        var selected = EnvironmentProxies.of(environment).select(URI.create(uri));
        assertThat(selected).hasSize(1);
        var proxy = selected.getFirst();
        return proxy.equals(Proxy.NO_PROXY) ? "DIRECT" : proxy.address().toString();
    }
}
