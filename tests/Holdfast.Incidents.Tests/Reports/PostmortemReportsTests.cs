using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Reports;

public sealed class PostmortemReportsTests
{
    [Fact]
    public void UsersThatAGatewayDidNotServeWhileItWasGone_AreUnknown_AndNotNone()
    {
        using Bench bench = new();
        Incident gap = bench.Book.Open(
            new NewEntry(EntryKind.Opened, bench.Clock.UtcNow, "detection", "the gateway was gone for 41 s") { Data = new() { ["title"] = "gateway: gone", ["key"] = "gap:7" } },
            new NewEntry(EntryKind.Declared, bench.Clock.UtcNow, "detection", "the gateway was gone for 41 s"));
        GapFinder.IsGap(gap).ShouldBeTrue();
        PostmortemReports.Of(gap).UsersPercent.ShouldBeNull();
    }

    [Fact]
    public void UsersThatNobodyHurt_AreNone_WhenItWasMeasured()
    {
        using Bench bench = new();
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        PostmortemReports.Of(bench.Only).UsersPercent.ShouldBeNull("nobody has looked");
        bench.Run(60);
        PostmortemReports.Of(bench.Only).UsersPercent.ShouldBe(0);
    }
}
