using Holdfast.Configuration.Reading;

namespace Holdfast.Drills.Scenarios;

/// <summary>Servers of a scenario: names and addresses of their own, and options that `holdfast origin` understands.</summary>
internal static class OriginRules
{
    public static void Check(Scenario scenario, DocumentCheck check)
    {
        ConfigPath origins = ConfigPath.Root.Key("origins");
        if (scenario.Origins.Count == 0)
        {
            check.Error(origins, "there is no origin", "Write at least one server: - { name: a, capacity: 100 }.");
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        Dictionary<string, string> owners = new(StringComparer.Ordinal);
        CheckAddress(scenario.Gateway.Listen, "the gateway", ConfigPath.Root.Key("gateway").Key("listen"), owners, check);
        CheckAddress(scenario.Gateway.Admin, "the gateway", ConfigPath.Root.Key("gateway").Key("admin"), owners, check);
        for (int index = 0; index < scenario.Origins.Count; index++)
        {
            ScenarioOrigin origin = scenario.Origins[index];
            ConfigPath path = origins.Item(index);
            if (!names.Add(origin.Name))
            {
                check.Error(path.Key("name"), $"two origins are named {SafeText.Quote(origin.Name)}", "Give each a name of its own.");
            }

            CheckAddress(origin.AddressAt(index), $"server {origin.Name}", path.Key("address"), owners, check);
            CheckAddress(origin.ControlAt(index), $"server {origin.Name}", path.Key("control"), owners, check);
            BehaviourRules.CheckOptions(origin.Options, path.Key("options"), check);
        }
    }

    private static void CheckAddress(string address, string owner, ConfigPath path, Dictionary<string, string> owners, DocumentCheck check)
    {
        ScenarioRules.CheckLoopback(address, path, check);
        if (!owners.TryAdd(address, SafeText.Of(owner)))
        {
            check.Error(path, $"{address} belongs to {owners[address]} already", "Give each server and the gateway addresses of their own.");
        }
    }
}
