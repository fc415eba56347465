package org.tidewaiter.inventory.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.image.reader.MalformedFileException;
import org.tidewaiter.inventory.ReadFile;

class GemspecReaderTest {
    private static final String GEMS = "var/lib/gems/3.1.0/";

    private final ReadFile gemspec =
            new ReadFile(new GemspecReader(), GEMS + "specifications/a-1.0.gemspec");

    @Test
    void aGemSaysWhatItIsAtTheTop() throws Exception {
        var reading =
                gemspec.read(
                        """
                        # -*- encoding: utf-8 -*-
                        # stub: rack-test 2.1.0 ruby lib

                        Gem::Specification.new do |s|
                          s.name = "rack-test".freeze
                          s.version = "2.1.0"
                          s.licenses = ["MIT".freeze, "Ruby".freeze]
                          s.add_runtime_dependency("rack", [">= 1.3"])
                        end
                        """);
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:gem/rack-test@2.1.0");
        var seen = ReadFile.packages(reading).getFirst();
        assertThat(seen.declared()).isFalse();
        assertThat(seen.licences()).containsExactly("MIT", "Ruby");
        assertThat(seen.files()).containsExactly(GEMS + "gems/rack-test-2.1.0/");
    }

    @Test
    void aGemNeedsThoseOfItsRuntime() throws Exception {
        var reading =
                gemspec.read(
                        """
                        # stub: rails 7.0.1 ruby lib
                        Gem::Specification.new do |s|
                          s.add_runtime_dependency(%q<rack>.freeze, [">= 1.3"])
                          s.add_dependency("json".freeze, [">= 0"])
                          spec.add_dependency 'thor', '~> 1'
                          s.add_development_dependency("rake".freeze, ["~> 13"])
                        end
                        """);
        assertThat(ReadFile.needs(reading))
                .containsExactly("pkg:gem/rails@7.0.1 needs [[rack], [json], [thor]] provides []");
    }

    @Test
    void aGemBuiltForAPlatformKeepsItsVersionApartFromThePlatform() throws Exception {
        var reading =
                gemspec.read("# stub: nokogiri 1.15.0 x86_64-linux lib\n# stub: ext/extconf.rb\n");
        assertThat(ReadFile.purls(reading))
                .containsExactly("pkg:gem/nokogiri@1.15.0?platform=x86_64-linux");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly(GEMS + "gems/nokogiri-1.15.0-x86_64-linux/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3.3.15\"", "'3.3.15'", "Gem::Version.new(\"3.3.15\")"})
    void withoutTheCommentTheAssignmentsSayIt(String version) throws Exception {
        assertThat(
                        gemspec.purls(
                                """
                                Gem::Specification.new do |spec|
                                  spec.name    = %s
                                  spec.version = %s
                                end
                                """
                                        .formatted("'bundler'", version)))
                .containsExactly("pkg:gem/bundler@3.3.15");
    }

    @Test
    void aGemThatComesWithRubyIsAGemToo() throws Exception {
        var reading =
                new ReadFile(
                                new GemspecReader(),
                                "usr/lib/ruby/gems/3.1.0/specifications/default/json-2.6.1.gemspec")
                        .read("# stub: json 2.6.1 ruby lib\n");
        assertThat(ReadFile.packages(reading).getFirst().files())
                .containsExactly("usr/lib/ruby/gems/3.1.0/gems/json-2.6.1/");
    }

    @Test
    void aGemFromGitIsKnownByItsFileWhereItsVersionIsComputed() throws Exception {
        var directory = "app/vendor/bundle/ruby/3.1.0/bundler/gems/tool-0123abc45678/";
        var reading =
                new ReadFile(new GemspecReader(), directory + "tool.gemspec")
                        .read("s.name = 'tool'\ns.version = Tool::VERSION\ns.license = 'MIT'\n");
        assertThat(ReadFile.purls(reading)).containsExactly("pkg:gem/tool");
        assertThat(ReadFile.packages(reading).getFirst().licences()).containsExactly("MIT");
        assertThat(ReadFile.packages(reading).getFirst().files()).containsExactly(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s.name = NAME\ns.version = VERSION\n", "# stub: ../a 1.0 ruby lib\n"})
    void aGemWithoutALiteralNameAndVersionIsRefused(String text) {
        assertThatThrownBy(() -> gemspec.read(text)).isInstanceOf(MalformedFileException.class);
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        gemspec.readOrRefuse(bytes);
    }
}
