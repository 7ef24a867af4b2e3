using Holdfast.Admin;

namespace Holdfast.Cli.Tests;

public class TopPlainViewTests
{
    [Fact]
    public void Row_HasEverythingInOneLine() =>
        TopPlainView.Row(Sample.Now, Sample.Surge.Pools[1]).ShouldBe(
            "12:03:00 shop: offered 8,020/s, capacity 812/s, answered 806/s, failed 0/s, shed 7,200/s (shed_overload 7,190/s, shed_waited 10/s), waiting 16, in flight 20 of 24, out 1 of 2");

    [Fact]
    public void ServerThatAnOperatorDrains_IsNotOut()
    {
        PoolReport surge = Sample.Surge.Pools[1];
        TopPlainView.Row(Sample.Now, Sample.Shop with { Servers = [Sample.Server, Sample.Server with { Name = "b", Health = "draining" }] }).ShouldEndWith(", out 0 of 2, drained 1");
        TopPlainView.Row(Sample.Now, surge with { Servers = [.. surge.Servers, Sample.Server with { Name = "c", Health = "draining" }] }).ShouldEndWith(", out 1 of 3, drained 1");
    }

    [Fact]
    public void PoolWithoutProtection_SaysSo_AndHasNoLimit() =>
        TopPlainView.Row(Sample.Now, Sample.Surge.Pools[0]).ShouldEndWith(", waiting 7, in flight 300, out 0 of 1, PROTECTION OFF");
}
