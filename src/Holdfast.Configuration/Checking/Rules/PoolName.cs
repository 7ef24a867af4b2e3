using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class PoolName : IConfigRule
{
    /// <summary>Fits a label of a metric and a column of a table.</summary>
    private const int MaximumLength = 63;

    public string Name => "pool-name";

    public string Summary => "A pool's name is of letters, digits, '-', '_' and '.', at most 63 of them.";

    public void Check(CheckContext context)
    {
        foreach (string name in context.Config.Pools.Keys)
        {
            bool fits = name.Length is > 0 and <= MaximumLength && name.All(static symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_' or '.');
            if (!fits)
            {
                context.ErrorAtKey(ConfigPlaces.Pool(name), $"{SafeText.Quote(name)} is not a name for a pool", "Use letters, digits, '-', '_' and '.', at most 63 of them.");
            }
        }
    }
}
