using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

/// <summary>
/// Faults follow from each other: who is started again was killed before, who is thawed was frozen, and to a killed server nothing else can
/// be done. A run would find it out minutes later, or not at all.
/// </summary>
internal static class FaultOrder
{
    /// <param name="faults">Of the list of faults.</param>
    public static void Check(Scenario scenario, ConfigPath faults, DocumentCheck check)
    {
        Dictionary<string, TimeSpan> killed = new(StringComparer.Ordinal);
        HashSet<string> frozen = new(StringComparer.Ordinal);
        foreach (int index in Enumerable.Range(0, scenario.Faults.Count).OrderBy(index => scenario.Faults[index].At))
        {
            Fault fault = scenario.Faults[index];
            if (FaultKinds.All.FirstOrDefault(kind => kind.Target(fault).Length > 0) is { NamesServer: true } kind
                && WhyNot(kind.Key, kind.Target(fault), killed, frozen) is { } reason)
            {
                check.Error(faults.Item(index).Key(kind.Key), reason, "Write the fault before it, or remove this one.");
            }

            Remember(fault, killed, frozen);
        }
    }

    private static string? WhyNot(string key, string server, Dictionary<string, TimeSpan> killed, HashSet<string> frozen) => key switch
    {
        "start" when !killed.ContainsKey(server) => $"{SafeText.Quote(server)} is not killed before: there is nothing to start again",
        "thaw" when !frozen.Contains(server) => $"{SafeText.Quote(server)} is not frozen before: there is nothing to thaw",
        not "start" when killed.TryGetValue(server, out TimeSpan at) => $"{SafeText.Quote(server)} was killed at {DurationText.Format(at)} and is not started again before this",
        _ => null,
    };

    private static void Remember(Fault fault, Dictionary<string, TimeSpan> killed, HashSet<string> frozen)
    {
        if (fault.Kill.Length > 0)
        {
            killed[fault.Kill] = fault.At;
            // The process is gone, and what was frozen with it.
            frozen.Remove(fault.Kill);
        }

        if (fault.Freeze.Length > 0)
        {
            frozen.Add(fault.Freeze);
        }

        killed.Remove(fault.Start);
        frozen.Remove(fault.Thaw);
    }
}
