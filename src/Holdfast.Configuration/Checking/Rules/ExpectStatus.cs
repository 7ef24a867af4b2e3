using System.Globalization;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class ExpectStatus : IConfigRule
{
    public string Name => "expect-status";

    public string Summary => "expectStatus is statuses and ranges between 100 and 599, separated by commas.";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            ConfigPath place = ConfigPlaces.Pool(name).Key("health").Key("expectStatus");
            if (pool.Health is { } health && !health.ExpectStatus.Split(',').All(IsRange))
            {
                context.Error(place, $"{context.Quote(place)} is not a list of statuses", "Write statuses from 100 to 599: 200, 200-299 or 200,204.");
            }
        }
    }

    private static bool IsRange(string text)
    {
        string[] ends = text.Trim().Split('-');
        return ends.Length <= 2 && IsStatus(ends[0], out int low) && IsStatus(ends[^1], out int high) && low <= high;
    }

    private static bool IsStatus(string text, out int status) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status) && status is >= 100 and <= 599;
}
