using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class UnknownPool : IConfigRule
{
    public string Name => "unknown-pool";

    public string Summary => "A route names a pool that exists.";

    public void Check(CheckContext context)
    {
        if (!context.IsWritten(ConfigPlaces.Pools))
        {
            // That pools are missing altogether is a finding of its own.
            return;
        }

        for (int index = 0; index < context.Config.Routes.Count; index++)
        {
            string pool = context.Config.Routes[index].Pool;
            if (!context.Config.Pools.ContainsKey(pool))
            {
                ConfigPath place = ConfigPlaces.Route(index).Key("pool");
                context.Error(place, $"there is no pool {context.Quote(place)}", Remedy(pool, context.Config.Pools.Keys));
            }
        }
    }

    private static string Remedy(string pool, IEnumerable<string> pools)
    {
        string question = DidYouMean.Question(pool, pools);
        string known = string.Join(", ", pools.Take(10).Select(SafeText.Of));
        return question.Length > 0 ? question : $"Add the pool under pools, or name one of: {(known.Length > 0 ? known : "(none yet)")}.";
    }
}
