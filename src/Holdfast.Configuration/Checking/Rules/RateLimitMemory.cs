using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

/// <summary>
/// The tables are made when the configuration comes into use, and hundreds of them fill the heap of a small container before the first request. A
/// large machine has room for them, and the check does not know where the gateway will run: a warning.
/// </summary>
internal sealed class RateLimitMemory : IConfigRule
{
    private const long Mebibyte = 1 << 20;

    /// <summary>Half of the heap that a container of 256 MiB has.</summary>
    private const long MaximumBytes = 64 * Mebibyte;

    public string Name => "rate-limit-memory";

    public string Summary => "The tables of all rateLimits take at most 64 MiB of memory (warning).";

    public void Check(CheckContext context)
    {
        if (!context.IsComplete(ConfigPath.Root.Key("routes")))
        {
            return;
        }

        long all = context.Config.Routes.Sum(route => route.RateLimits.Sum(RateLimitTables.BytesOf));
        long bytes = 0;
        for (int route = 0; route < context.Config.Routes.Count; route++)
        {
            IReadOnlyList<RateLimitConfig> limits = context.Config.Routes[route].RateLimits;
            for (int index = 0; index < limits.Count; index++)
            {
                bool wasWithin = bytes <= MaximumBytes;
                bytes += RateLimitTables.BytesOf(limits[index]);
                if (wasWithin && bytes > MaximumBytes)
                {
                    context.Warn(
                        ConfigPlaces.Route(route).Key("rateLimits").Item(index),
                        $"from here on the tables of rateLimits take more than {MaximumBytes / Mebibyte} MiB; all of them take {(all + Mebibyte - 1) / Mebibyte} MiB of memory, however few clients come",
                        "Make one route of those that have a bound in common, write concurrency (1 MiB each) only where rate (256 KiB) does not do, or see that the heap, half of the memory that there is, has room for it.");
                }
            }
        }
    }
}
