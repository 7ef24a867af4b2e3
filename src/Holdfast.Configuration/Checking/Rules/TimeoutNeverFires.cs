using Holdfast.Configuration.Reading;
using Holdfast.Configuration.Reading.Values;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class TimeoutNeverFires : IConfigRule
{
    public string Name => "timeout-never-fires";

    public string Summary => "connect and firstByte, where written, are shorter than total (warning).";

    public void Check(CheckContext context)
    {
        TimeoutsConfig timeouts = context.Config.Timeouts;
        Check(context, "connect", timeouts.Connect);
        Check(context, "firstByte", timeouts.FirstByte);
    }

    private static void Check(CheckContext context, string key, TimeSpan value)
    {
        TimeSpan total = context.Config.Timeouts.Total;
        ConfigPath place = ConfigPlaces.Timeouts.Key(key);
        if (total > TimeSpan.Zero && value >= total && context.IsWritten(place) && context.IsComplete(ConfigPlaces.Timeouts))
        {
            context.Warn(place, $"{key} never fires: total ends the exchange after {DurationText.Format(total)}", $"Write a {key} that is shorter than total.");
        }
    }
}
