using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Drills.Load;
using Holdfast.Foundation;

namespace Holdfast.Drills.Scenarios;

/// <summary>What no single key can tell: that names refer to something, that times lie on the time line, that bounds fit their kind.</summary>
internal static class ScenarioRules
{
    /// <summary>Options of `holdfast origin` that a scenario may set; addresses, name and life belong to the drill.</summary>
    internal static readonly string[] OriginOptions =
    [
        "service", "workers", "queue", "backlog", "max-connections", "at-cap", "usl", "memory-per-request", "memory-limit", "sessions",
        "session-death", "cold", "error-rate", "poison", "body", "death-restart",
    ];

    public static void Check(Scenario scenario, DocumentCheck check)
    {
        CheckOrigins(scenario, check);
        CheckPhases(scenario, check);
        CheckLoopback(scenario.Gateway.Listen, ConfigPath.Root.Key("gateway").Key("listen"), check);
        CheckLoopback(scenario.Gateway.Admin, ConfigPath.Root.Key("gateway").Key("admin"), check);
        TrafficRules.Check(scenario.Traffic, ConfigPath.Root.Key("traffic"), check);
        for (int index = 0; index < scenario.Faults.Count; index++)
        {
            CheckFault(scenario, scenario.Faults[index], ConfigPath.Root.Key("faults").Item(index), check);
        }

        for (int index = 0; index < scenario.Expectations.Count; index++)
        {
            ExpectationRules.Check(scenario, scenario.Expectations[index], ConfigPath.Root.Key("expect").Item(index), check);
        }
    }

    private static void CheckOrigins(Scenario scenario, DocumentCheck check)
    {
        ConfigPath origins = ConfigPath.Root.Key("origins");
        if (scenario.Origins.Count == 0)
        {
            check.Error(origins, "there is no origin", "Write at least one server: - { name: a, capacity: 100 }.");
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        for (int index = 0; index < scenario.Origins.Count; index++)
        {
            ScenarioOrigin origin = scenario.Origins[index];
            if (!names.Add(origin.Name))
            {
                check.Error(origins.Item(index).Key("name"), $"two origins are named {SafeText.Quote(origin.Name)}", "Give each a name of its own.");
            }

            CheckLoopback(origin.Address, origins.Item(index).Key("address"), check);
            CheckLoopback(origin.Control, origins.Item(index).Key("control"), check);
            foreach (string option in origin.Options.Keys.Where(option => !OriginOptions.Contains(option, StringComparer.Ordinal)))
            {
                check.Error(origins.Item(index).Key("options").Key(option), $"'holdfast origin' has no option {SafeText.Quote(option)} for a drill", Suggest(option, OriginOptions));
            }
        }
    }

    /// <summary>A drill kills, freezes and floods: it must never do that to another machine.</summary>
    private static void CheckLoopback(string address, ConfigPath path, DocumentCheck check)
    {
        if (address.Length > 0 && (!NetworkAddress.TryParse(address, out NetworkAddress parsed) || !parsed.IsIPv4 || parsed.IPv4 >> 24 != 127 || parsed.Port == 0))
        {
            check.Error(path, $"{SafeText.Quote(address)} is not a loopback address with a port", "Drills stay on this machine: write 127.0.1.1:18000.");
        }
    }

    private static void CheckPhases(Scenario scenario, DocumentCheck check)
    {
        ConfigPath phases = ConfigPath.Root.Key("phases");
        if (scenario.Phases.Count == 0)
        {
            check.Error(phases, "there is no phase", "Write at least one: - { name: surge, for: 20s }.");
        }

        for (int index = 1; index < scenario.Phases.Count; index++)
        {
            if (scenario.Phases.Take(index).Any(phase => phase.Name == scenario.Phases[index].Name))
            {
                check.Error(phases.Item(index).Key("name"), $"two phases are named {SafeText.Quote(scenario.Phases[index].Name)}", "Give each a name of its own.");
            }
        }

        if (scenario.Recovery.Length > 0)
        {
            CheckName(scenario.Recovery, "phase", scenario.Phases.Select(static phase => phase.Name), ConfigPath.Root.Key("recovery"), check);
        }

        for (int index = 0; index < scenario.Measured.Count; index++)
        {
            CheckName(scenario.Measured[index], "phase", scenario.Phases.Select(static phase => phase.Name), ConfigPath.Root.Key("measured").Item(index), check);
        }
    }

    private static void CheckFault(Scenario scenario, Fault fault, ConfigPath path, DocumentCheck check)
    {
        if (!check.IsComplete(path))
        {
            return;
        }

        FaultKind[] kinds = [.. FaultKinds.All.Where(kind => kind.Target(fault).Length > 0)];
        if (kinds.Length != 1)
        {
            string actions = string.Join(", ", FaultKinds.All.Select(static kind => kind.Key));
            check.Error(path, kinds.Length == 0 ? "this fault does nothing" : $"this fault does {kinds.Length} things at once", $"Write one of {actions}; another fault may be at the same time.");
            return;
        }

        if (kinds[0].NamesServer)
        {
            CheckName(kinds[0].Target(fault), "origin", scenario.Origins.Select(static origin => origin.Name), path.Key(kinds[0].Key), check);
        }

        if (fault.At > scenario.Length)
        {
            check.Error(path.Key("at"), $"the phases end at {DurationText.Format(scenario.Length)}, before this fault", "Move it, or make a phase longer.");
        }

        if ((fault.Set.Count > 0 || fault.Capacity >= 0) != (kinds[0].Key == "behaviour"))
        {
            check.Error(path, kinds[0].Key == "behaviour" ? "this fault changes nothing of the behaviour" : "set and capacity go with behaviour", "Write for example { at: 10s, behaviour: a, set: { latencyFactor: 10 } }.");
        }
    }

    internal static void CheckName(string written, string noun, IEnumerable<string> known, ConfigPath path, DocumentCheck check)
    {
        string[] names = [.. known];
        if (!names.Contains(written, StringComparer.Ordinal))
        {
            check.Error(path, $"there is no {noun} {SafeText.Quote(written)}", Suggest(written, names));
        }
    }

    private static string Suggest(string written, IReadOnlyCollection<string> known) =>
        DidYouMean.Closest(written, known) is { } closest ? $"Did you mean {SafeText.Quote(closest)}?" : $"Known here: {string.Join(", ", known)}.";
}
