namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>Packets are lost between the gateway and a zone, or on the way to all servers.</summary>
internal static class NetworkMechanism
{
    public static void Apply(Draw draw, WorldPlan plan)
    {
        double loss = draw.Factor(0.08, 0.5);
        int zones = plan.Servers.Max(server => server.Zone) + 1;
        int zone = zones > 1 && draw.Chance(0.5) ? draw.Random.Next(zones) : -1;
        plan.Script.Add((plan.Onset, _ =>
        {
            for (int each = 0; each < zones; each++)
            {
                plan.Loss[each] = zone < 0 || zone == each ? loss : 0;
            }
        }));
    }
}
