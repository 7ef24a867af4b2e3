using Holdfast.Configuration;
using Holdfast.Telemetry;

namespace Holdfast.Cli;

/// <summary>Says in the log where overload protection is off: who switched it off for a test must not forget it.</summary>
internal static class ProtectionEvents
{
    private const int NamesMaximum = 5;

    /// <summary>To be called with every configuration that comes into use.</summary>
    public static void Write(EventLog events, GatewayConfig config)
    {
        if (In(config, out string names) is { } text)
        {
            events.Warning("protection", text, ("pools", names));
        }
    }

    /// <summary>Where protection is off, for people; null when it is on everywhere.</summary>
    /// <param name="names">Of those pools.</param>
    public static string? In(GatewayConfig config, out string names)
    {
        string[] off = [.. config.Pools.Where(pool => (pool.Value.Protection ?? config.Protection.Mode) == ProtectionMode.Off).Select(pool => pool.Key)];
        names = string.Join(", ", off.Take(NamesMaximum)) + (off.Length > NamesMaximum ? $" and {off.Length - NamesMaximum} more" : "");
        if (off.Length == 0)
        {
            return null;
        }

        string where = off.Length > 1 && off.Length == config.Pools.Count ? "the whole gateway" : $"{(off.Length == 1 ? "pool" : "pools")} {names}";
        return $"OVERLOAD PROTECTION IS OFF for {where}: servers have no limits, queues no end, and nothing is refused";
    }
}
