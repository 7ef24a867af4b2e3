using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class RateLimitEmpty : IConfigRule
{
    public string Name => "rate-limit-empty";

    public string Summary => "A rate limit has a rate or a concurrency, and a burst only beside a rate (warning).";

    public void Check(CheckContext context)
    {
        for (int route = 0; route < context.Config.Routes.Count; route++)
        {
            IReadOnlyList<RateLimitConfig> limits = context.Config.Routes[route].RateLimits;
            for (int index = 0; index < limits.Count; index++)
            {
                ConfigPath path = ConfigPlaces.Route(route).Key("rateLimits").Item(index);
                if (context.IsComplete(path))
                {
                    Check(context, path, limits[index]);
                }
            }
        }
    }

    private static void Check(CheckContext context, ConfigPath path, RateLimitConfig limit)
    {
        if (limit.Rate is null && limit.Concurrency == 0)
        {
            context.Error(path, "the limit bounds nothing", "Add rate: 100/s or concurrency: 10.");
        }
        else if (limit.Rate is null && limit.Burst is not null)
        {
            context.Warn(path.Key("burst"), "burst has no effect here", "It belongs to a rate; add rate: 100/s or remove it.");
        }
    }
}
