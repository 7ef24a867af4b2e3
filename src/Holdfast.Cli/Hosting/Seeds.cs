using Holdfast.Foundation;

namespace Holdfast.Cli;

internal static class Seeds
{
    /// <summary>Different for gateways that start together; not a secret, so the system's slower source is not asked.</summary>
    public static ulong New(IClock clock)
    {
        ulong mixed = (ulong)clock.UtcNow.Ticks ^ ((ulong)clock.NowNanoseconds << 20) ^ ((ulong)Environment.ProcessId << 44);
        return new SeededRandom(mixed).NextUInt64();
    }
}
