package org.tidewaiter.inventory.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PathFormTest {
    @Test
    void aPartStandsForAPieceOfOneSegment() {
        var form = new PathForm("var/cache/{package}_{version}_{arch}.deb");
        assertThat(form.match("var/cache/a_1%3a2_amd64.deb"))
                .contains(Map.of("package", "a", "version", "1%3a2", "arch", "amd64"));
        assertThat(form.match("var/cache/x/a_1_amd64.deb")).isEmpty();
        assertThat(form.match("var/cache/a_1.deb")).isEmpty();
    }

    @Test
    void directoriesAtTheBeginningMayBeNone() {
        var form = new PathForm("{dir}/{module}.pyc");
        assertThat(form.match("m.pyc")).contains(Map.of("dir", "", "module", "m"));
        assertThat(form.match("a/b/m.pyc")).contains(Map.of("dir", "a/b/", "module", "m"));
    }

    @Test
    void aTemplateIsFilledWithTheParts() {
        var form = new PathForm("{dir}/__pycache__/{module}.{tag}.pyc");
        var parts = form.match("a/__pycache__/x.y.cpython-311.pyc").orElseThrow();
        assertThat(PathForm.fill("{dir}/{module}.py", parts)).isEqualTo("a/x.y.py");
    }

    @Test
    @Timeout(10)
    void aPathMadeToBeSlowIsNot() {
        var form = new PathForm("{dir}/x/{a}_{b}_{c}.deb");
        var hostile = "x/".repeat(20_000) + "_".repeat(20_000) + ".deb";
        assertThat(form.match(hostile)).isEmpty();
    }
}
