namespace Holdfast.Drills.Scenarios;

/// <summary>Every kind of fault, one entry each.</summary>
public static class FaultKinds
{
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        new(
            "kill", static fault => fault.Kill, NamesServer: true, static fault => $"{fault.Kill} is killed",
            static (_, _, _) => 0,
            static (target, fault, _) => Done(() => target.Kill(fault.Kill))),
        new(
            "start", static fault => fault.Start, NamesServer: true, static fault => $"{fault.Start} is started again",
            static (_, full, _) => full,
            static (target, fault, cancellation) => target.StartAsync(fault.Start, cancellation)),
        new(
            "freeze", static fault => fault.Freeze, NamesServer: true, static fault => $"{fault.Freeze} goes silent",
            static (_, _, _) => 0,
            static (target, fault, _) => Done(() => target.Freeze(fault.Freeze))),
        new(
            "thaw", static fault => fault.Thaw, NamesServer: true, static fault => $"{fault.Thaw} answers again",
            static (_, full, _) => full,
            static (target, fault, _) => Done(() => target.Thaw(fault.Thaw))),
        new(
            "die", static fault => fault.Die, NamesServer: true, static fault => $"{fault.Die} dies",
            static (_, _, _) => 0,
            static (target, fault, cancellation) => target.DieAsync(fault.Die, cancellation)),
        new(
            "revive", static fault => fault.Revive, NamesServer: true, static fault => $"{fault.Revive} lives again",
            static (_, full, _) => full,
            static (target, fault, cancellation) => target.ReviveAsync(fault.Revive, cancellation)),
        new(
            "behaviour", static fault => fault.Behaviour, NamesServer: true, BehaviourSentence,
            static (fault, _, now) => fault.Capacity < 0 ? now : fault.Capacity,
            static (target, fault, cancellation) => target.ChangeBehaviourAsync(fault.Behaviour, fault.Set, cancellation)),
        new(
            "configuration", static fault => fault.Configuration, NamesServer: false, static fault => $"the configuration becomes {fault.Configuration}",
            null,
            static (target, fault, cancellation) => target.SwapConfigurationAsync(fault.Configuration, cancellation)),
        new(
            "announce", static fault => fault.Announce, NamesServer: false, static fault => $"announced: {fault.Announce}{(fault.About.Length > 0 ? $" ({fault.About})" : "")}",
            null,
            static (target, fault, cancellation) => target.AnnounceAsync(fault.Announce, fault.About, cancellation)),
        new(
            "note", static fault => fault.Note, NamesServer: false, static fault => $"noted: {fault.Note}",
            null,
            static (_, _, _) => Task.CompletedTask),
    ];

    /// <summary>The kind of a fault that has passed the rules.</summary>
    public static FaultKind Of(Fault fault) => All.First(kind => kind.Target(fault).Length > 0);

    private static string BehaviourSentence(Fault fault) => $"{fault.Behaviour} changes: {string.Join(", ", fault.Set.Select(static pair => $"{pair.Key} {pair.Value}"))}";

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
