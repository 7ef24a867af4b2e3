using Holdfast.Configuration.Checking.Syntax;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class HashName : IConfigRule
{
    public string Name => "hash-name";

    public string Summary => "consistent-hash on header or cookie has a hashName; elsewhere hash settings have no effect (warning).";

    public void Check(CheckContext context)
    {
        foreach ((string name, PoolConfig pool) in context.Config.Pools)
        {
            ConfigPath path = ConfigPlaces.Pool(name).Key("balance");
            BalanceConfig balance = pool.Balance;
            bool isHash = balance.Policy == BalancePolicy.ConsistentHash;
            bool needsName = isHash && balance.HashOn is (HashSource.Header or HashSource.Cookie);
            if (!isHash && context.IsComplete(path))
            {
                WarnOfNoEffect(context, path.Key("hashOn"));
            }

            if (needsName && balance.HashName is null)
            {
                context.Error(path.Key("hashName"), "hashName is missing", "Add hashName: the name of the header or cookie that is hashed.");
            }
            else if (needsName && !HttpSyntax.IsToken(balance.HashName!))
            {
                context.Error(path.Key("hashName"), $"{context.Quote(path.Key("hashName"))} is not the name of a header or cookie", "Write letters, digits, '-' and '_': X-Customer.");
            }
            else if (!needsName && context.IsComplete(path))
            {
                WarnOfNoEffect(context, path.Key("hashName"));
            }
        }
    }

    private static void WarnOfNoEffect(CheckContext context, ConfigPath path)
    {
        // A plain policy name stands for the whole mapping; it is not a hash setting.
        if (context.IsWritten(path))
        {
            context.Warn(path, $"{path.Name} has no effect here", "It belongs to policy: consistent-hash; hashName to hashOn: header or cookie.");
        }
    }
}
