using Holdfast.Admin;

namespace Holdfast.Cli.Tests;

/// <summary>States of a gateway for the views.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 3, 0, TimeSpan.Zero);

    public static ServerReport Server => new("a", "10.0.0.1:80", 100, "healthy", null, 20, 1100, 0)
    {
        Limit = 20,
        LimitReason = "queue_in_server",
        LimitText = "lowered: requests wait in it",
        Baseline = 2,
        ServiceSeconds = 0.018,
    };

    public static PoolReport Shop => new("shop", "least-requests", 16, [Server])
    {
        Capacity = 812,
        OfferedPerSecond = 800,
        ShedShare = 0,
        AnsweredPerSecond = 806,
        Classes = [new("critical", 0, null, 1), new("default", 16, 0.018, 1), new("best-effort", 0, null, 1), new("bulk", 0, null, 1)],
        Shed = [new("shed_overload", 0, 0), new("shed_fair_share", 0, 0), new("shed_waited", 0, 0)],
    };

    public static GatewayStateReport Calm => Reported(new()
    {
        Version = "1.2.3",
        Pid = 42,
        StartedAt = Now - new TimeSpan(2, 3, 0),
        Ready = true,
        Draining = false,
        Config = new("gateway.yaml", "f00d", 3, Now, null),
        Workers = [new(0, 1000, 100, 0.41), new(1, 24, 100, 0.2)],
        Pools = [Shop],
    });

    public static GatewayStateReport Surge => Reported(Calm with
    {
        Pools =
        [
            new("legacy", "least-requests", 7, [new("old-1", "10.0.0.9:80", 100, "healthy", null, 300, 4000, 1)])
            {
                Protection = "off",
                AnsweredPerSecond = 120,
                FailedPerSecond = 2.5,
                Classes = [new("critical", 0, null, null), new("default", 7, null, null), new("best-effort", 0, null, null), new("bulk", 0, null, null)],
                Shed = Shop.Shed,
            },
            Shop with
            {
                OfferedPerSecond = 8020,
                ShedShare = 0.9,
                Classes = [new("critical", 0, null, 1), new("default", 16, 0.018, 0.34), new("best-effort", 0, null, 0), new("bulk", 0, null, 0)],
                Shed = [new("shed_overload", 7190, 71_223), new("shed_fair_share", 0, 0), new("shed_waited", 10, 311)],
                Servers =
                [
                    Server,
                    new("b", "10.0.0.2:80", 100, "ejected", "its probes failed", 0, 90, 12)
                    {
                        Limit = 4, LimitReason = "capped", LimitText = "held down while it comes back", Baseline = 1, ServiceSeconds = 0.41, RestoredShare = 0.1,
                    },
                ],
                Clients = [new("10.0.0.7", 1200, 0.15, true, true), new("10.0.0.8", 95, 0.012, false, false), new("10.0.0.9", 9.5, 0.0012, false, false)],
            },
        ],
    });

    private static GatewayStateReport Reported(GatewayStateReport state) => state with { Troubles = Troubles.Of(state) };
}
