using Holdfast.Drills.Load;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Drills.Tests.Running;

public class DrillRunnerTests
{
    /// <summary>The generator would refuse later what the drill promised before.</summary>
    [Fact]
    public void Descriptors_AreForAllConnections_AndForEachUserOfASession()
    {
        Scenario scenario = new()
        {
            Traffic =
            [
                new TrafficClass { ConnectionsMaximum = 300, InFlightMaximum = 10 },
                new TrafficClass { ConnectionsMaximum = 50, Session = new SessionPlan { UsersMaximum = 2000 } },
            ],
        };
        DrillRunner.DescriptorsNeeded(scenario).ShouldBe(2500);
    }
}
