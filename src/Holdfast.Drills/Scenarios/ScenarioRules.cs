using System.Globalization;
using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Drills.Load;
using Holdfast.Foundation;

namespace Holdfast.Drills.Scenarios;

/// <summary>What no single key can tell: that names refer to something, that times lie on the time line, that bounds fit their kind.</summary>
internal static class ScenarioRules
{
    public static void Check(Scenario scenario, DocumentCheck check)
    {
        OriginRules.Check(scenario, check);
        CheckPhases(scenario, check);
        TrafficRules.Check(scenario.Traffic, ConfigPath.Root.Key("traffic"), check);
        CheckAbort(scenario, check);
        CheckRecorded(scenario.Recorded, check);
        FaultRules.Check(scenario, check);
        for (int index = 0; index < scenario.Expectations.Count; index++)
        {
            ExpectationRules.Check(scenario, scenario.Expectations[index], ConfigPath.Root.Key("expect").Item(index), check);
        }
    }

    /// <summary>A drill kills, freezes and floods: it must never do that to another machine.</summary>
    internal static void CheckLoopback(string address, ConfigPath path, DocumentCheck check)
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

        foreach ((string key, string phase) in new[] { ("trouble", scenario.Trouble), ("recovery", scenario.Recovery) })
        {
            if (phase.Length > 0)
            {
                CheckName(phase, "phase", scenario.Phases.Select(static phase => phase.Name), ConfigPath.Root.Key(key), check);
            }
        }

        for (int index = 0; index < scenario.Measured.Count; index++)
        {
            CheckName(scenario.Measured[index], "phase", scenario.Phases.Select(static phase => phase.Name), ConfigPath.Root.Key("measured").Item(index), check);
        }
    }

    private static void CheckAbort(Scenario scenario, DocumentCheck check)
    {
        if (scenario.Abort.After <= scenario.Length)
        {
            check.Error(
                ConfigPath.Root.Key("abort").Key("after"),
                $"the run is aborted after {DurationText.Format(scenario.Abort.After)}, but its phases take {DurationText.Format(scenario.Length)}",
                "Allow some seconds more than the phases take, or make a phase shorter.");
        }
    }

    private static void CheckRecorded(RecordedHarm recorded, DocumentCheck check)
    {
        if (recorded.AtMost > 0 && recorded.AtLeast > recorded.AtMost)
        {
            check.Error(
                ConfigPath.Root.Key("recorded").Key("atLeast"),
                string.Create(CultureInfo.InvariantCulture, $"{recorded.AtLeast} % is more than atMost, {recorded.AtMost} %"),
                string.Create(CultureInfo.InvariantCulture, $"Write what surely went wrong that day as atLeast and what may have as atMost; write {{ atLeast: {recorded.AtMost}%, atMost: {recorded.AtLeast}% }} if they were mixed up."));
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

    internal static string Suggest(string written, IReadOnlyCollection<string> known) =>
        DidYouMean.Closest(written, known) is { } closest ? $"Did you mean {SafeText.Quote(closest)}?" : $"Known here: {string.Join(", ", known)}.";
}
