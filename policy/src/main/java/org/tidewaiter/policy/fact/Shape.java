package org.tidewaiter.policy.fact;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The form of a fact, read off the records of this package. The types of the rules' language, the
/// documents in which facts travel and the page of facts are all made of it.
public sealed interface Shape {
    /// As the page of facts and errors have it.
    default String word() {
        return switch (this) {
            case Text(var words) -> words.isEmpty() ? "text" : "one of " + String.join(", ", words);
            case Whole _ -> "a whole number";
            case Decimal _ -> "a number";
            case Truth _ -> "true or false";
            case Time _ -> "a time";
            case Texts _ -> "a map of texts";
            case Many(var of) -> "a list: " + of.word();
            case Group group -> group.name;
        };
    }

    /// @param words that it may be; empty where it may be any
    record Text(List<String> words) implements Shape {
        public Text {
            words = List.copyOf(words);
        }
    }

    /// @param most that fits
    record Whole(long most) implements Shape {}

    record Decimal() implements Shape {}

    record Truth() implements Shape {}

    record Time() implements Shape {}

    /// Text to text.
    record Texts() implements Shape {}

    record Many(Shape of) implements Shape {}

    /// @param name as rules and the page have it
    /// @param members in the order of the record
    record Group(Class<?> type, String name, String means, List<Member> members) implements Shape {
        /// Of [Facts].
        public static final Group FACTS = Group.of(Facts.class);

        public Group {
            members = List.copyOf(members);
        }

        private static Group of(Class<?> type) {
            return new Group(
                    type,
                    type.getSimpleName().replaceFirst("(?<=.)Facts?$", ""),
                    Optional.ofNullable(type.getAnnotation(Means.class))
                            .map(Means::value)
                            .orElse(""),
                    Arrays.stream(type.getRecordComponents()).map(Member::of).toList());
        }

        public Optional<Member> member(String name) {
            return members.stream().filter(member -> member.name.equals(name)).findFirst();
        }
    }

    /// @param optional whether it may be absent
    record Member(String name, Shape shape, boolean optional, Means meaning, Method accessor) {
        private static Member of(RecordComponent component) {
            var type = component.getGenericType();
            var means = component.getAnnotation(Means.class);
            boolean optional = component.getType() == Optional.class;
            return new Member(
                    component.getName(),
                    shape(optional ? argument(type) : type, List.of(means.words())),
                    optional,
                    means,
                    component.getAccessor());
        }

        /// In one line, for people.
        public String means() {
            return meaning.value();
        }

        private static Type argument(Type type) {
            return ((ParameterizedType) type).getActualTypeArguments()[0];
        }

        private static Shape shape(Type type, List<String> words) {
            if (type instanceof ParameterizedType generic) {
                return generic.getRawType() == List.class
                        ? new Many(shape(argument(type), words))
                        : new Texts();
            }
            return SIMPLE.containsKey(type)
                    ? SIMPLE.get(type)
                    : type == String.class ? new Text(words) : Group.of((Class<?>) type);
        }

        private static final Map<Type, Shape> SIMPLE =
                Map.of(
                        int.class,
                        new Whole(Integer.MAX_VALUE),
                        long.class,
                        new Whole(Long.MAX_VALUE),
                        double.class,
                        new Decimal(),
                        Double.class,
                        new Decimal(),
                        boolean.class,
                        new Truth(),
                        Instant.class,
                        new Time());
    }
}
