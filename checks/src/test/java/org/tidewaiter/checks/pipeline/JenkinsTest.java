package org.tidewaiter.checks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tidewaiter.checks.pipeline.GroovyTokens.Kind;
import org.tidewaiter.checks.pipeline.GroovyTokens.Token;

@Timeout(20)
class JenkinsTest {
    @Test
    void stringsKnowWhetherGroovyReplacesWhatIsInThem() {
        assertThat(GroovyTokens.of("sh 'a $b'\nsh \"c $d\" // 'e'\n/* 'f' */ '''g\nh'''"))
                .containsExactly(
                        new Token(Kind.WORD, "sh", 1),
                        new Token(Kind.PLAIN, "a $b", 1),
                        new Token(Kind.WORD, "sh", 2),
                        new Token(Kind.EXPANDED, "c $d", 2),
                        new Token(Kind.PLAIN, "g\nh", 3));
    }

    @Test
    void aStringWithoutEndCostsItsLineOnly() {
        assertThat(GroovyTokens.of("a 'b\nc"))
                .extracting(Token::text)
                .containsExactly("a", "b", "c");
    }

    @Test
    void aFileOfMoreWordsThanAPersonWritesIsAGapWithItsLine() {
        assertThat(PipelineRules.readJenkins("x\n".repeat(250_000)).gaps())
                .containsExactly("line 200000: more than 200000 words");
    }

    @Test
    void oneGiantLineIsRead() {
        assertThat(PipelineRules.readJenkins("sh \"" + "${".repeat(400_000) + "\"").gaps())
                .isEmpty();
        assertThat(PipelineRules.readJenkins("{".repeat(150_000)).gaps()).isEmpty();
    }
}
