package org.tidewaiter.policy.fact;

import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tidewaiter.policy.fact.Shape.Decimal;
import org.tidewaiter.policy.fact.Shape.Group;
import org.tidewaiter.policy.fact.Shape.Many;
import org.tidewaiter.policy.fact.Shape.Member;
import org.tidewaiter.policy.fact.Shape.Text;
import org.tidewaiter.policy.fact.Shape.Texts;
import org.tidewaiter.policy.fact.Shape.Time;
import org.tidewaiter.policy.fact.Shape.Truth;
import org.tidewaiter.policy.fact.Shape.Whole;

/// Facts as maps, lists, texts, longs, doubles, booleans and instants. What is absent has no key. A
/// list of records has no order of its own: it is sorted by their members, so that the order in
/// which things were found changes no answer. A list of texts stays as it is.
public final class FactTree {
    private FactTree() {}

    /// @param fact of the shape
    public static Object of(Shape shape, Object fact) {
        return switch (shape) {
            case Whole _ -> ((Number) fact).longValue();
            case Text _, Decimal _, Truth _, Time _, Texts _ -> fact;
            case Many(Group of) ->
                    ((List<?>) fact)
                            .stream()
                                    .map(item -> map(of, item))
                                    .sorted(order(of))
                                    .map(Object.class::cast)
                                    .toList();
            case Many _ -> fact;
            case Group group -> map(group, fact);
        };
    }

    /// One member of a record, in which that is there.
    public static Optional<Object> member(Member member, Object record) {
        try {
            var value = member.accessor().invoke(record);
            var present = member.optional() ? ((Optional<?>) value).orElse(null) : value;
            return Optional.ofNullable(present).map(one -> of(member.shape(), one));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(member.name(), e);
        }
    }

    private static Map<String, Object> map(Group group, Object record) {
        var map = new LinkedHashMap<String, Object>();
        for (var member : group.members()) {
            member(member, record).ifPresent(value -> map.put(member.name(), value));
        }
        return map;
    }

    /// By the members one after the other, what is absent first.
    private static Comparator<Map<String, Object>> order(Group group) {
        return (left, right) -> {
            for (var member : group.members()) {
                int order = compare(left.get(member.name()), right.get(member.name()));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    @SuppressWarnings("unchecked") // both are of one type, by the shape
    private static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        return left instanceof Comparable<?> comparable
                ? ((Comparable<Object>) comparable).compareTo(right)
                : left.toString().compareTo(right.toString());
    }

    /// The facts that a tree describes. Whether a workload is root's follows from its user where it
    /// is not said.
    public static Facts facts(Map<String, ?> tree) {
        var all = new LinkedHashMap<String, Object>(tree);
        if (tree.get("workload") instanceof Map<?, ?> workload && !workload.containsKey("root")) {
            var whole = new LinkedHashMap<Object, Object>(workload);
            whole.put(
                    "root",
                    WorkloadFacts.isRoot(workload.get("user") instanceof String user ? user : ""));
            all.put("workload", whole);
        }
        return (Facts) fact(Group.FACTS, all);
    }

    /// The record that a tree describes. A member that is missing has no text, no items, is 0 or
    /// false, or is absent where it may be.
    public static Object fact(Shape shape, Object tree) {
        return switch (shape) {
            case Whole(var most) when most == Integer.MAX_VALUE -> ((Long) tree).intValue();
            case Whole _, Text _, Decimal _, Truth _, Time _ -> tree;
            case Texts _ -> new TreeMap<>((Map<?, ?>) tree);
            case Many(var of) -> ((List<?>) tree).stream().map(item -> fact(of, item)).toList();
            case Group group -> record(group, (Map<?, ?>) tree);
        };
    }

    private static Object record(Group group, Map<?, ?> tree) {
        var members = group.members();
        var types = new Class<?>[members.size()];
        var values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            var member = members.get(i);
            types[i] = member.accessor().getReturnType();
            var given = Optional.<Object>ofNullable(tree.get(member.name()));
            var value = given.map(one -> fact(member.shape(), one));
            values[i] = member.optional() ? value : value.orElseGet(() -> nothing(member.shape()));
        }
        try {
            return group.type().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(group.name(), e);
        }
    }

    private static Object nothing(Shape shape) {
        return switch (shape) {
            case Text _ -> "";
            case Whole _ -> fact(shape, 0L);
            case Decimal _ -> 0.0;
            case Truth _ -> false;
            case Time _ -> Instant.EPOCH;
            case Texts _, Group _ -> fact(shape, Map.of());
            case Many _ -> List.of();
        };
    }
}
