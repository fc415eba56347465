package org.tidewaiter.policy.rule;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tidewaiter.policy.fact.Shape;

/// Facts as types of the rules' language.
@SuppressWarnings("Immutable") // once it is made, nothing in it changes
final class FactTypes implements CelTypeProvider {
    private final Map<String, CelType> types = new LinkedHashMap<>();
    private final Map<String, Shape.Group> groups = new LinkedHashMap<>();
    private final Map<String, CelType> variables = new LinkedHashMap<>();

    FactTypes() {
        for (var fact : Shape.Group.FACTS.members()) {
            variables.put(fact.name(), type(fact.shape()));
        }
    }

    /// The facts that a rule names.
    Map<String, CelType> variables() {
        return variables;
    }

    /// @param type its name in the language
    Optional<Shape.Group> group(String type) {
        return Optional.ofNullable(groups.get(type));
    }

    private CelType type(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> SimpleType.STRING;
            case Shape.Whole _ -> SimpleType.INT;
            case Shape.Decimal _ -> SimpleType.DOUBLE;
            case Shape.Truth _ -> SimpleType.BOOL;
            case Shape.Time _ -> SimpleType.TIMESTAMP;
            case Shape.Texts _ -> MapType.create(SimpleType.STRING, SimpleType.STRING);
            case Shape.Many(var of) -> ListType.create(type(of));
            case Shape.Group group -> type(group);
        };
    }

    private CelType type(Shape.Group group) {
        var known = types.get(group.name());
        if (known != null) {
            return known;
        }
        var members = ImmutableMap.<String, CelType>builder();
        group.members().forEach(member -> members.put(member.name(), type(member.shape())));
        var fields = members.buildOrThrow();
        var made =
                StructType.create(
                        group.name(),
                        fields.keySet(),
                        name -> Optional.ofNullable(fields.get(name)));
        types.put(group.name(), made);
        groups.put(group.name(), group);
        return made;
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableSet.copyOf(types.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
