package org.tidewaiter.signing.stage;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tidewaiter.model.Digest;
import org.tidewaiter.signing.charter.Role;

/// Counts who has spoken in a role of the stage.
///
/// @param evidence judged each by itself, and held apart
record RoleJudge(EvidenceJudge judge, Separation separation, List<JudgedEvidence> evidence) {
    RoleVerdict judge(String name) {
        var role = judge.charter().role(name);
        var asked = judge.coverage().asked().stream().map(about -> asked(name, about)).toList();
        var obstacle = judge.obstacle(name);
        var able = new TreeSet<>(judge.charter().members(role.holders()));
        able.removeIf(holder -> asked.stream().allMatch(one -> one.holders().contains(holder)));
        var ability = new Ability(judge.charter(), judge.now());
        able.removeIf(holder -> !ability.canSign(holder));
        able.removeIf(holder -> separation.other(holder, name).isPresent());
        var kind = kind(role);
        boolean named =
                able.stream()
                        .anyMatch(holder ->
                                judge.roles(holder, one -> one.says().contains(kind)).size() > 1);
        return new RoleVerdict(name, role.threshold(), asked, able, obstacle, kind, named);
    }

    private RoleVerdict.Asked asked(String role, List<Digest> about) {
        var holders =
                evidence.stream()
                        .filter(one -> one.countsIn(role))
                        .filter(one -> about.contains(one.evidence().subject()))
                        .flatMap(one -> one.holder().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        return new RoleVerdict.Asked(about, holders);
    }

    /// A signature where that is enough, since it is the least.
    private static String kind(Role role) {
        return role.says().contains("signature") ? "signature" : role.says().getFirst();
    }
}
