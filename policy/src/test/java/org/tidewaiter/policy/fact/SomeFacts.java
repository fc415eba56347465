package org.tidewaiter.policy.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tidewaiter.policy.fact.Shape.Group;
import org.tidewaiter.policy.fact.Shape.Many;
import org.tidewaiter.policy.fact.Shape.Text;
import org.tidewaiter.policy.fact.Shape.Texts;
import org.tidewaiter.policy.fact.Shape.Time;
import org.tidewaiter.policy.fact.Shape.Truth;
import org.tidewaiter.policy.fact.Shape.Whole;

/// Facts of every shape at random, for laws.
final class SomeFacts {
    private SomeFacts() {}

    static Facts facts(Random random) {
        return (Facts) FactTree.fact(Shape.Group.FACTS, tree(Shape.Group.FACTS, random));
    }

    private static Object tree(Shape shape, Random random) {
        return switch (shape) {
            case Text(var words) ->
                    words.isEmpty() ? text(random) : words.get(random.nextInt(words.size()));
            case Whole(var most) -> random.nextLong() % most;
            case Shape.Decimal _ -> random.nextDouble() * 100;
            case Truth _ -> random.nextBoolean();
            case Time _ -> Instant.ofEpochSecond(random.nextInt());
            case Texts _ -> Map.of(text(random), text(random));
            case Many(var of) -> {
                var items = new ArrayList<Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(tree(of, random));
                }
                yield items;
            }
            case Group group -> {
                var members = new LinkedHashMap<String, Object>();
                for (var member : group.members()) {
                    if (!member.optional() || random.nextBoolean()) {
                        members.put(member.name(), tree(member.shape(), random));
                    }
                }
                yield members;
            }
        };
    }

    private static String text(Random random) {
        return List.of("", "a", "openssl", "\u202e\n", "sha256:00", "b\"\\").get(random.nextInt(6))
                + random.nextInt(3);
    }
}
