using Holdfast.DataPlane.Health;
using Holdfast.Incidents.Replay;

namespace Holdfast.Cli.Tests.Incidents;

/// <summary>The drill of an incident reads from the words why a server was taken out: they are those of the data plane.</summary>
public sealed class OutReasonsTests
{
    [Fact]
    public void EveryReasonOfTheDataPlane_IsADeathWhereItIsOfConnections()
    {
        foreach (EjectionReason reason in Enum.GetValues<EjectionReason>())
        {
            OutReasons.IsOfDeath($"server:shop/a: the server is taken out: {EjectionReasons.TextOf(reason)}").ShouldBe(EjectionReasons.IsOfConnections(reason), reason.ToString());
        }

        OutReasons.IsOfDeath("server:shop/a: the server is available again").ShouldBeFalse();
    }
}
