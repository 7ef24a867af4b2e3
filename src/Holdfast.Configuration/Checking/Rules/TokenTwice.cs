namespace Holdfast.Configuration.Checking.Rules;

internal sealed class TokenTwice : IConfigRule
{
    public string Name => "token-twice";

    public string Summary => "Names of tokens differ, and so do their hashes: the history tells operators apart by them.";

    public void Check(CheckContext context)
    {
        Check(context, "name", static token => token.Name);
        Check(context, "hash", static token => token.Hash);
    }

    private static void Check(CheckContext context, string key, Func<TokenConfig, string> text)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < context.Config.Admin.Tokens.Count; index++)
        {
            string written = text(context.Config.Admin.Tokens[index]);
            if (written.Length > 0 && !seen.TryAdd(written, index))
            {
                int first = context.LineOf(ConfigPlaces.Tokens.Item(seen[written]));
                context.Error(ConfigPlaces.Tokens.Item(index).Key(key), $"the token in line {first} has the same {key}", "Give each operator a token of their own.");
            }
        }
    }
}
