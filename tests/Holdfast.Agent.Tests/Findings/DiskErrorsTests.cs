using Holdfast.Agent.Findings;
using Holdfast.Agent.Reading;

namespace Holdfast.Agent.Tests.Findings;

public class DiskErrorsTests
{
    private static HostReading With(long count) => FixtureHost.Calm with { Errors = [new(ErrorKind.Disk, "sda", count)] };

    [Fact]
    public void CountThatRises_IsToldForADay()
    {
        FixtureHost host = new(new DiskErrors());
        host.Look(With(3)).ShouldBeEmpty();
        host.Wait(TimeSpan.FromHours(1));
        host.Look(With(5)).ShouldHaveSingleItem().Text.ShouldContain("disk sda had 2 errors within a day");
        host.Wait(TimeSpan.FromHours(23));
        host.Look(With(5)).ShouldHaveSingleItem();
        host.Wait(TimeSpan.FromHours(2));
        host.Look(With(5)).ShouldBeEmpty();
    }

    [Fact]
    public void CountThatStands_IsNot() => new FixtureHost(new DiskErrors()).After(50, _ => With(3)).ShouldBeEmpty();

    [Fact]
    public void CountThatBeginsAnewWithTheKernel_IsNot() => new FixtureHost(new DiskErrors()).After(10, step => With(step < 5 ? 300 : 0)).ShouldBeEmpty();
}
