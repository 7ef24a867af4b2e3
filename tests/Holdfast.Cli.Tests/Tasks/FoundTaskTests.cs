using Holdfast.Foundation;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli.Tests;

[Trait("Category", "Slow")]
public class FoundTaskTests
{
    [Theory]
    [InlineData(201, 0)]
    [InlineData(200, 0)]
    [InlineData(403, 1)]
    [InlineData(503, 1)]
    public void GatewayThatDoesNotTakeIt_IsAnErrorOfTheProgram(int status, int exitCode)
    {
        using FakeApi gateway = new(status, status < 300 ? """{"id":"T1"}""" : """{"detail":"the token may not do that"}""");
        NetworkAddress.TryParse(gateway.Address, out NetworkAddress address).ShouldBeTrue();
        using AdminApi api = new(address, null);
        FoundTask.Add(api, new TaskRequest { Text = "find what made shop slower", Type = "mitigate", Finding = "find-max:shop" }, quiet: true).ShouldBe(exitCode);
        gateway.Asked.ShouldHaveSingleItem().ShouldContain("\"finding\":\"find-max:shop\"");
    }

    [Fact]
    public void NoGateway_IsSaidWithItsAddress()
    {
        string gone;
        using (FakeApi gateway = new(200, ""))
        {
            gone = gateway.Address;
        }

        NetworkAddress.TryParse(gone, out NetworkAddress address).ShouldBeTrue();
        using AdminApi api = new(address, null);
        Should.Throw<IOException>(() => FoundTask.Add(api, new TaskRequest { Text = "x" }, quiet: true)).Message.ShouldContain(gone);
    }
}
