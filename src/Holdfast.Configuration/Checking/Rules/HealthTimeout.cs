using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class HealthTimeout : IConfigRule
{
    public string Name => "health-timeout";

    public string Summary => "The timeout of a probe is shorter than the interval.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            ConfigPath path = ConfigPlaces.Pool(name).Key("health");
            if (pool.Health is { } health && health.Timeout >= health.Interval && context.IsComplete(path))
            {
                context.Error(path.Key("timeout"),
                    $"the timeout of a probe ({DurationText.Format(health.Timeout)}) is not shorter than the interval ({DurationText.Format(health.Interval)})",
                    "Shorten the timeout or lengthen the interval, so that probes of a server do not overlap.");
            }
        }
    }
}
