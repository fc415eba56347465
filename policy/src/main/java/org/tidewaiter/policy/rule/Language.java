package org.tidewaiter.policy.rule;

import com.google.re2j.PatternSyntaxException;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tidewaiter.policy.Glob;
import org.tidewaiter.policy.fact.Shape;

/// The rules' language: CEL over the facts, and over what a rule has named before. What it costs to
/// read an expression, and to evaluate it ([Work]), is bounded.
///
/// All of the library that reads CEL is behind this class and [Expression], and is loaded where a
/// file of rules is read, nowhere else.
final class Language {
    /// Of the text of one expression.
    static final int MAX_LENGTH = 4_096;

    private static final int MAX_NESTING = 4;
    private static final int MAX_PATTERN = 200;
    private static final int MAX_REPEATED = 1_000;
    private static final Pattern COUNT = Pattern.compile("(?:\\{|,)\\s*(\\d{1,5})");
    private static final Pattern OVERLOAD_NAMES = Pattern.compile(" \\(candidates: .*%[A-Z].*\\)$");
    private static final Set<String> COMPARING = Set.of("_==_", "_!=_", "@in");
    private static final CelOptions LIMITS =
            CelOptions.current()
                    .maxExpressionCodePointSize(MAX_LENGTH)
                    .maxParseRecursionDepth(64)
                    .maxParseExpressionNodeCount(4_000)
                    .maxParseErrorRecoveryLimit(5)
                    .maxRegexProgramSize(2_000)
                    .comprehensionMaxIterations(Work.MAX_ITERATIONS)
                    .enableHeterogeneousNumericComparisons(true)
                    .build();

    private final FactTypes types;
    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final Set<String> names;

    private Language(FactTypes types, CelCompiler compiler, CelRuntime runtime, Set<String> names) {
        this.types = types;
        this.compiler = compiler;
        this.runtime = runtime;
        this.names = names;
    }

    static Language ofFacts() {
        var types = new FactTypes();
        var compiler =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(LIMITS)
                        .setTypeProvider(types)
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setStandardEnvironmentEnabled(false)
                        .setStandardDeclarations(
                                CelStandardDeclarations.newBuilder()
                                        .excludeFunctions(
                                                StandardFunction.DYN,
                                                StandardFunction.TYPE,
                                                StandardFunction.BYTES,
                                                StandardFunction.UINT)
                                        .build())
                        .addFunctionDeclarations(
                                CelFunctionDecl.newFunctionDeclaration(
                                        "glob",
                                        CelOverloadDecl.newMemberOverload(
                                                "text_glob",
                                                SimpleType.BOOL,
                                                SimpleType.STRING,
                                                SimpleType.STRING)),
                                CelFunctionDecl.newFunctionDeclaration(
                                        "lowerAscii",
                                        CelOverloadDecl.newMemberOverload(
                                                "text_lower",
                                                SimpleType.STRING,
                                                SimpleType.STRING)),
                                CelFunctionDecl.newFunctionDeclaration(
                                        "days",
                                        CelOverloadDecl.newGlobalOverload(
                                                "days_of", SimpleType.DURATION, SimpleType.INT)));
        types.variables().forEach(compiler::addVar);
        var runtime =
                CelRuntimeFactory.legacyCelRuntimeBuilder()
                        .setOptions(LIMITS)
                        .addFunctionBindings(
                                CelFunctionBinding.from(
                                        "text_glob",
                                        String.class,
                                        String.class,
                                        (text, pattern) -> new Glob(pattern).matches(text)),
                                CelFunctionBinding.from(
                                        "text_lower",
                                        String.class,
                                        text -> text.toLowerCase(Locale.ROOT)),
                                CelFunctionBinding.from("days_of", Long.class, Duration::ofDays))
                        .build();
        return new Language(
                types, compiler.build(), runtime, Set.copyOf(types.variables().keySet()));
    }

    /// With a name for what an expression gives.
    Language with(String name, Expression value) throws UnsoundException {
        return with(name, value.type());
    }

    /// With a name for each element of the list that an expression gives.
    Language withElement(String name, Expression list) throws UnsoundException {
        return with(name, ((ListType) list.type()).elemType());
    }

    private Language with(String name, CelType type) throws UnsoundException {
        if (names.contains(name)) {
            throw new UnsoundException("'%s' has a meaning already".formatted(name));
        }
        var more = new TreeSet<>(names);
        more.add(name);
        return new Language(
                types, compiler.toCompilerBuilder().addVar(name, type).build(), runtime, more);
    }

    /// @throws UnsoundException where it is no expression, or its types do not fit
    Expression compile(String text) throws UnsoundException {
        try {
            var result = compiler.compile(text);
            if (result.hasError()) {
                throw new UnsoundException(
                        result.getErrors().stream()
                                .limit(3)
                                .map(Language::sentence)
                                .reduce((one, other) -> one + "; " + other)
                                .orElse("no expression"));
            }
            var tree = result.getAst();
            return new Expression(
                    text, runtime.createProgram(tree), tree.getResultType(), sound(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new UnsoundException(firstLine(e));
        }
    }

    private static String sentence(CelIssue issue) {
        var place = issue.getSourceLocation();
        return "%s (at %d:%d)"
                .formatted(
                        plain(issue.getMessage().replace(" (in container '')", "")),
                        place.getLine(),
                        place.getColumn() + 1);
    }

    /// The commonest slips in other words than the library's.
    private static String plain(String message) {
        if (message.contains("token recognition error at: '=")) {
            return "a single '=' compares nothing; write '=='";
        }
        if (message.startsWith("found no matching overload") && message.contains("null")) {
            return "nothing is ever null: a text that is not there is '', and has(...) tells whether a member is there";
        }
        return OVERLOAD_NAMES.matcher(message).replaceAll("");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /// @return the names that it uses and does not bind itself
    private Set<String> sound(CelAbstractSyntaxTree tree) throws UnsoundException {
        for (var type : tree.getTypeMap().values()) {
            if (type.kind() == CelKind.DYN || nesting(type) > MAX_NESTING) {
                throw new UnsoundException(
                        "a part of it has no one type, or lists in lists in lists");
            }
        }
        var used = new TreeSet<String>();
        var nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        for (var node : nodes.stream().map(CelNavigableExpr::expr).toList()) {
            if (node.getKind() == Kind.COMPREHENSION
                    && names.contains(node.comprehension().iterVar())) {
                throw new UnsoundException(
                        "'%s' has a meaning already; give each element another name"
                                .formatted(node.comprehension().iterVar()));
            }
            if (node.getKind() == Kind.IDENT && names.contains(node.ident().name())) {
                used.add(node.ident().name());
            }
            if (node.getKind() == Kind.CALL) {
                requireKnownWords(node.call(), tree);
                requirePlainPattern(node.call());
            }
        }
        return used;
    }

    /// A text that is one of a few words is not compared with another, which it could never be.
    private void requireKnownWords(CelExpr.CelCall call, CelAbstractSyntaxTree tree)
            throws UnsoundException {
        if (!COMPARING.contains(call.function())) {
            return;
        }
        for (var fact : call.args()) {
            var words = wordsOf(fact, tree);
            for (var other : words.isEmpty() ? List.<CelExpr>of() : call.args()) {
                var texts = other.getKind() == Kind.LIST ? other.list().elements() : List.of(other);
                for (var text : texts) {
                    if (text.getKind() == Kind.CONSTANT
                            && !words.contains(text.constant().stringValue())) {
                        throw new UnsoundException(
                                "'%s' is never '%s'; it is one of %s"
                                        .formatted(
                                                fact.select().field(),
                                                text.constant().stringValue(),
                                                String.join(", ", words)));
                    }
                }
            }
        }
    }

    private List<String> wordsOf(CelExpr fact, CelAbstractSyntaxTree tree) {
        if (fact.getKind() != Kind.SELECT) {
            return List.of();
        }
        return tree.getType(fact.select().operand().id())
                .flatMap(type -> types.group(type.name()))
                .flatMap(group -> group.member(fact.select().field()))
                .map(member -> member.shape() instanceof Shape.Text(var words) ? words : null)
                .orElse(List.of());
    }

    /// A pattern stands there as it is, and its counts are few: what reads it writes out `{n}`.
    private void requirePlainPattern(CelExpr.CelCall call) throws UnsoundException {
        if (!call.function().equals("matches")) {
            return;
        }
        var pattern = call.args().getLast();
        if (pattern.getKind() != Kind.CONSTANT
                || pattern.constant().stringValue().length() > MAX_PATTERN) {
            throw new UnsoundException(
                    "what 'matches' looks for is a text of at most %d letters between quotes"
                            .formatted(MAX_PATTERN));
        }
        var counts = COUNT.matcher(pattern.constant().stringValue());
        long repeated = 1;
        while (counts.find() && repeated <= MAX_REPEATED) {
            repeated *= Math.max(1, Long.parseLong(counts.group(1)));
        }
        if (repeated > MAX_REPEATED) {
            throw new UnsoundException(
                    "what 'matches' looks for repeats a part more than %d times"
                            .formatted(MAX_REPEATED));
        }
        try {
            com.google.re2j.Pattern.compile(pattern.constant().stringValue());
        } catch (PatternSyntaxException e) {
            throw new UnsoundException(String.valueOf(e.getMessage()));
        }
    }

    private static int nesting(CelType type) {
        return 1 + type.parameters().stream().mapToInt(Language::nesting).max().orElse(0);
    }
}
