using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Postmortems.Writing;

public sealed class DraftFixTests : IDisposable
{
    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void NobodyDidAnything_IsSaid_AndWhatIsAlwaysThereIsSaidAsThat()
    {
        bench.Run(100);
        bench.Outage();
        string[] told = Write();
        told.ShouldContain(text => text.StartsWith("No mitigation was recorded; at ", StringComparison.Ordinal));
        told.ShouldContain("As at all times, the gateway bounds connections and lets requests wait no longer than their deadline.");
        told.ShouldNotContain(text => text.Contains("applied a change by itself", StringComparison.Ordinal));
    }

    [Fact]
    public void StepsOfPeople_ComeFirst_AndTheGatewaysOwnStandsBeside()
    {
        bench.Run(100);
        bench.EachSecond = () =>
        {
            if (bench.Second == Bench.Start + 130)
            {
                bench.Changes.Add(ChangeKind.Health, "server:shop/d", "the server is taken out: connections to it failed", "gateway", "available", "out");
                bench.Changes.Add(ChangeKind.Limit, "server:shop/a", "the limit is fixed at 40", "api: anna");
            }
        };
        bench.Outage(seconds: 60);
        string[] told = Write();
        told.ShouldContain("At 17:48:50 people applied this change: the limit is fixed at 40.");
        told.ShouldContain("At 17:48:50 Holdfast removed server d from the traffic.");
        told.ShouldNotContain(text => text.Contains("No mitigation was recorded", StringComparison.Ordinal));
    }

    private string[] Write() => [.. new DraftFix(bench.Only, 2).Write().SelectMany(item => item.Item.Sentences).Select(sentence => sentence.Text)];
}
