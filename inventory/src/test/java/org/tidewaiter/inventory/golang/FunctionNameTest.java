package org.tidewaiter.inventory.golang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.model.NameSet;

class FunctionNameTest {
    @ParameterizedTest
    @CsvSource({
        "net/http.Get, net/http net/http.Get",
        "net/http.(*Client).Do, net/http net/http.Client net/http.Client.Do",
        "net/http.HandlerFunc.ServeHTTP, net/http net/http.HandlerFunc net/http.HandlerFunc.ServeHTTP",
        "os.Open, os os.Open",
        "gopkg.in/yaml%2ev3.(*decoder).scalar, gopkg.in/yaml.v3 gopkg.in/yaml.v3.decoder gopkg.in/yaml.v3.decoder.scalar",
        "go.uber.org/zap.New, go.uber.org/zap go.uber.org/zap.New",
        "a.b/c.d/e.F, a.b/c.d/e a.b/c.d/e.F",
        "100%/x.F, 100%/x 100%/x.F"
    })
    void aFunctionIsKnownByItsPackageItsTypeAndItself(String linked, String names) {
        assertThat(indexed(linked)).isEqualTo(NameSet.of(List.of(names.split(" ", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "slices.SortFunc[...], slices slices.SortFunc",
        "a/b.(*List[...]).Push, a/b a/b.List a/b.List.Push",
        "a/b.(*List[go.shape.struct {}]).Push, a/b a/b.List a/b.List.Push",
        "a.Map[go.shape.[]a/b.C].Get[...], a a.Map a.Map.Get"
    })
    void typeArgumentsAreNoPartOfAName(String linked, String names) {
        assertThat(indexed(linked)).isEqualTo(NameSet.of(List.of(names.split(" ", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "a.F.func1, a a.F",
        "a.F.func1.2, a a.F",
        "a.(*T).M.func1, a a.T a.T.M",
        "a.(*T).M-fm, a a.T a.T.M",
        "a.F.gowrap1, a a.F",
        "a.F.deferwrap2, a a.F",
        "a.F-range1, a a.F",
        "a.init.0, a a.init",
        "a.init.0.func1, a a.init",
        "a.F.functional, a a.F a.F.functional"
    })
    void aPartOfAFunctionIsThatFunction(String linked, String names) {
        assertThat(indexed(linked)).isEqualTo(NameSet.of(List.of(names.split(" ", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "go:buildid",
        "type:.eq.net/http.Client",
        "type..hash.a.T",
        "_rt0_amd64_linux",
        "''",
        "."
    })
    void whatTheCompilerMadeAloneIsLeftOut(String linked) {
        assertThat(indexed(linked)).isEqualTo(NameSet.EMPTY);
    }

    @Test
    void theProgramsOwnPackageHasItsPath() {
        assertThat(indexed("example.org/app/cmd/app", "main.main", "mainly.F"))
                .isEqualTo(
                        NameSet.of(
                                List.of(
                                        "example.org/app/cmd/app",
                                        "example.org/app/cmd/app.main",
                                        "mainly",
                                        "mainly.F")));
        assertThat(indexed("", "main.main").contains("main.main")).isTrue();
    }

    @Test
    void namesOfOnePackageAreTakenAsEachAlone() {
        assertThat(indexed("", "a/b.F", "a/b.(*T).M", "a/b.c/d.G", "a/b.F2", "a.H"))
                .isEqualTo(
                        NameSet.of(
                                List.of(
                                        "a/b",
                                        "a/b.F",
                                        "a/b.T",
                                        "a/b.T.M",
                                        "a/b.c/d",
                                        "a/b.c/d.G",
                                        "a/b.F2",
                                        "a",
                                        "a.H")));
    }

    @FuzzTest
    void anyBytesAreTaken(byte[] bytes) {
        int middle = bytes.length / 2;
        var names = new NameSet.Builder();
        var taking = new FunctionName("example.org/app", names);
        taking.accept(bytes, 0, middle);
        taking.accept(bytes, middle, bytes.length);

        assertThat(names.build().size()).isLessThan(7);
    }

    private static NameSet indexed(String linked) {
        return indexed("", linked);
    }

    private static NameSet indexed(String program, String... linked) {
        var names = new NameSet.Builder();
        var taking = new FunctionName(program, names);
        Arrays.stream(linked)
                .map(name -> name.getBytes(UTF_8))
                .forEach(name -> taking.accept(name, 0, name.length));
        return names.build();
    }
}
