package org.tidewaiter.inventory.java;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Groups of well-known artifacts that are published without `pom.properties`, mostly because
/// Gradle or Ant built them.
///
/// Two facts must agree before a group is taken: the artifact's name, and that the archive has
/// classes below the project's own package. The first row that fits counts.
final class KnownGroups {
    /// @param artifact the name, or its beginning where it ends with `*`
    /// @param folder of classes that the archive must have
    private record Row(String artifact, String folder, String group) {
        boolean fits(String name) {
            return artifact.endsWith("*")
                    ? name.startsWith(artifact.substring(0, artifact.length() - 1))
                    : name.equals(artifact);
        }
    }

    private static final List<Row> ROWS =
            List.of(
                    new Row(
                            "spring-boot*",
                            "org/springframework/boot/",
                            "org.springframework.boot"),
                    new Row(
                            "spring-security*",
                            "org/springframework/security/",
                            "org.springframework.security"),
                    new Row(
                            "spring-integration*",
                            "org/springframework/integration/",
                            "org.springframework.integration"),
                    new Row(
                            "spring-batch*",
                            "org/springframework/batch/",
                            "org.springframework.batch"),
                    new Row(
                            "spring-session*",
                            "org/springframework/session/",
                            "org.springframework.session"),
                    new Row("spring-amqp", "org/springframework/amqp/", "org.springframework.amqp"),
                    new Row(
                            "spring-rabbit*",
                            "org/springframework/amqp/",
                            "org.springframework.amqp"),
                    new Row(
                            "spring-kafka*",
                            "org/springframework/kafka/",
                            "org.springframework.kafka"),
                    new Row(
                            "spring-ldap*",
                            "org/springframework/ldap/",
                            "org.springframework.ldap"),
                    new Row(
                            "spring-hateoas",
                            "org/springframework/hateoas/",
                            "org.springframework.hateoas"),
                    new Row(
                            "spring-graphql*",
                            "org/springframework/graphql/",
                            "org.springframework.graphql"),
                    new Row("spring-aop", "org/springframework/aop/", "org.springframework"),
                    new Row("spring-aspects", "org/springframework/", "org.springframework"),
                    new Row("spring-beans", "org/springframework/beans/", "org.springframework"),
                    new Row("spring-context*", "org/springframework/", "org.springframework"),
                    new Row("spring-core", "org/springframework/core/", "org.springframework"),
                    new Row(
                            "spring-expression",
                            "org/springframework/expression/",
                            "org.springframework"),
                    new Row("spring-jcl", "org/apache/commons/logging/", "org.springframework"),
                    new Row("spring-jdbc", "org/springframework/jdbc/", "org.springframework"),
                    new Row("spring-jms", "org/springframework/jms/", "org.springframework"),
                    new Row(
                            "spring-messaging",
                            "org/springframework/messaging/",
                            "org.springframework"),
                    new Row("spring-orm", "org/springframework/orm/", "org.springframework"),
                    new Row("spring-oxm", "org/springframework/oxm/", "org.springframework"),
                    new Row("spring-r2dbc", "org/springframework/r2dbc/", "org.springframework"),
                    new Row("spring-test", "org/springframework/test/", "org.springframework"),
                    new Row("spring-tx", "org/springframework/", "org.springframework"),
                    new Row("spring-web", "org/springframework/web/", "org.springframework"),
                    new Row("spring-webflux", "org/springframework/web/", "org.springframework"),
                    new Row("spring-webmvc", "org/springframework/web/", "org.springframework"),
                    new Row("spring-websocket", "org/springframework/web/", "org.springframework"),
                    new Row("kotlin-stdlib*", "kotlin/", "org.jetbrains.kotlin"),
                    new Row("kotlin-reflect", "kotlin/", "org.jetbrains.kotlin"),
                    new Row("okhttp", "okhttp3/", "com.squareup.okhttp3"),
                    new Row("okio*", "okio/", "com.squareup.okio"),
                    new Row("reactor-netty*", "reactor/netty/", "io.projectreactor.netty"),
                    new Row("reactor-core", "reactor/core/", "io.projectreactor"),
                    new Row("micrometer-*", "io/micrometer/", "io.micrometer"),
                    new Row("grpc-*", "io/grpc/", "io.grpc"),
                    new Row("lucene-*", "org/apache/lucene/", "org.apache.lucene"),
                    new Row("solr-*", "org/apache/solr/", "org.apache.solr"),
                    new Row("kafka-clients", "org/apache/kafka/", "org.apache.kafka"),
                    new Row("kafka_*", "kafka/", "org.apache.kafka"),
                    new Row("elasticsearch*", "org/elasticsearch/", "org.elasticsearch"),
                    new Row("opensearch*", "org/opensearch/", "org.opensearch"),
                    new Row("bcprov-*", "org/bouncycastle/", "org.bouncycastle"),
                    new Row("bcpkix-*", "org/bouncycastle/", "org.bouncycastle"),
                    new Row("bcpg-*", "org/bouncycastle/", "org.bouncycastle"),
                    new Row("bcutil-*", "org/bouncycastle/", "org.bouncycastle"),
                    new Row("bctls-*", "org/bouncycastle/", "org.bouncycastle"),
                    new Row("tomcat-embed-*", "org/apache/", "org.apache.tomcat.embed"),
                    new Row(
                            "opentelemetry-javaagent*",
                            "io/opentelemetry/javaagent/",
                            "io.opentelemetry.javaagent"),
                    new Row("dd-java-agent*", "datadog/trace/", "com.datadoghq"),
                    new Row("elastic-apm-agent*", "co/elastic/apm/", "co.elastic.apm"),
                    new Row("mockito-core", "org/mockito/", "org.mockito"),
                    new Row("netty", "org/jboss/netty/", "org.jboss.netty"));

    /// Old projects of Apache Commons, whose group is the artifact's own name.
    private static final Set<String> COMMONS =
            Set.of(
                    "commons-beanutils",
                    "commons-codec",
                    "commons-collections",
                    "commons-fileupload",
                    "commons-httpclient",
                    "commons-io",
                    "commons-lang",
                    "commons-logging");

    private KnownGroups() {}

    /// @param hasClassesIn whether the archive has a class below a folder that ends with a slash
    /// @return empty if the artifact is not known
    static String of(String artifact, Predicate<String> hasClassesIn) {
        for (var row : ROWS) {
            if (row.fits(artifact) && hasClassesIn.test(row.folder)) {
                return row.group;
            }
        }
        if (COMMONS.contains(artifact)
                && hasClassesIn.test("org/apache/" + artifact.replace('-', '/') + "/")) {
            return artifact;
        }
        return "";
    }
}
