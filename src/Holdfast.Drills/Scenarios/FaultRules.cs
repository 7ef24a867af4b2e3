using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Drills.Scenarios;

/// <summary>Faults do one thing each, to something that there is, on the time line. Next: <see cref="FaultOrder"/>.</summary>
internal static class FaultRules
{
    public static void Check(Scenario scenario, DocumentCheck check)
    {
        ConfigPath faults = ConfigPath.Root.Key("faults");
        for (int index = 0; index < scenario.Faults.Count; index++)
        {
            CheckOne(scenario, scenario.Faults[index], faults.Item(index), check);
        }

        if (check.IsComplete(faults))
        {
            FaultOrder.Check(scenario, faults, check);
        }
    }

    private static void CheckOne(Scenario scenario, Fault fault, ConfigPath path, DocumentCheck check)
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
            ScenarioRules.CheckName(kinds[0].Target(fault), "origin", scenario.Origins.Select(static origin => origin.Name), path.Key(kinds[0].Key), check);
        }

        if (fault.At > scenario.Length)
        {
            check.Error(path.Key("at"), $"the phases end at {DurationText.Format(scenario.Length)}, before this fault", "Move it, or make a phase longer.");
        }

        if ((fault.Set.Count > 0 || fault.Capacity >= 0) != (kinds[0].Key == "behaviour"))
        {
            check.Error(path, kinds[0].Key == "behaviour" ? "this fault changes nothing of the behaviour"
                : "set and capacity go with behaviour", "Write for example { at: 10s, behaviour: a, set: { latencyFactor: 10 } }.");
        }

        if (fault.About.Length > 0 && kinds[0].Key != "announce")
        {
            check.Error(path.Key("about"), "about goes with announce", "Write for example { at: 10s, announce: \"release 7\", about: \"pool:shop\" }.");
        }

        BehaviourRules.CheckChanges(fault.Set, path.Key("set"), check);
    }
}
