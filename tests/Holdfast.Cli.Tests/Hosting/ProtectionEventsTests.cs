using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Cli.Tests;

public class ProtectionEventsTests
{
    [Fact]
    public void ProtectionThatIsOn_IsNotWorthALine() => Written(ProtectionMode.On, null, null).ShouldBeEmpty();

    [Fact]
    public void ProtectionOfOnePoolThatIsOff_IsAWarning_ThatNamesIt() =>
        Written(ProtectionMode.On, null, ProtectionMode.Off).ShouldContain("warning OVERLOAD PROTECTION IS OFF for pool p1: ");

    [Fact]
    public void ProtectionThatIsOff_NamesTheGateway_UnlessAPoolSaysOtherwise()
    {
        Written(ProtectionMode.Off, null, null).ShouldContain("OVERLOAD PROTECTION IS OFF for the whole gateway: ");
        Written(ProtectionMode.On, ProtectionMode.Off).ShouldContain("OVERLOAD PROTECTION IS OFF for pool p0: ");
        Written(ProtectionMode.Off, ProtectionMode.On, null).ShouldContain("OVERLOAD PROTECTION IS OFF for pool p1: ");
    }

    private static string Written(ProtectionMode mode, params ProtectionMode?[] pools)
    {
        using StringWriter text = new();
        GatewayConfig config = new()
        {
            Listeners = [],
            Routes = [],
            Pools = pools.Select((protection, index) => ($"p{index}", new PoolConfig { Servers = [], Protection = protection })).ToDictionary(pool => pool.Item1, pool => pool.Item2),
            Protection = new ProtectionConfig { Mode = mode },
        };
        ProtectionEvents.Write(new EventLog(text, new VirtualClock()), config);
        return text.ToString();
    }
}
