namespace Holdfast.Diagnosis.Corpus.Mechanisms;

/// <summary>Causes that are in nobody'\''s list: a dependency all servers share, work that hosts do at the side, a gateway that stands still, clients cut off before they reach us.</summary>
internal static class UnknownMechanism
{
    private const int Kinds = 5;

    public static void Apply(Draw draw, WorldPlan plan)
    {
        int routes = plan.RouteSeconds.Length;
        double factor = draw.Factor(4, 12);
        switch (draw.Random.Next(Kinds))
        {
            case 0:
                // A database behind all servers is slow: their processors idle, every route suffers.
                plan.Script.Add((plan.Onset, _ => plan.Servers.ForEach(server => (server.Slowness, server.ProcessorShare) = (factor, 0.9 / factor))));
                break;
            case 1:
                // A service of a third party behind one route fails.
                int route = draw.Random.Next(routes);
                double share = draw.Between(0.4, 0.95);
                plan.Script.Add((plan.Onset, _ => plan.Servers.ForEach(server => server.RouteFailShare = [.. Enumerable.Range(0, routes).Select(each => each == route ? share : 0)])));
                break;
            case 2:
                // The same nightly job on all hosts.
                plan.Script.Add((plan.Onset, _ => plan.Servers.ForEach(server => (server.Slowness, server.StolenProcessor) = (factor, 0.7))));
                break;
            case 3:
                plan.Script.Add((plan.Onset, _ => plan.GatewayStall = draw.Between(0.3, 0.8)));
                break;
            default:
                Population users = plan.Populations[0];
                double left = draw.Between(0.05, 0.3);
                SurgeMechanism.Grow(plan, users, time => time < plan.Onset ? 1 : left, 1);
                break;
        }
    }
}
